"""A deal as arithmetic: parties, who may not share a room, and what it costs if they do.

A party is people whom the rules keep together (one person, most often), a bit in every mask here.
People and their names end at this file: what searches knows numbers only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from breakout.pair import Pair, pair
from breakout.rules import (
    Apart,
    LeadInEach,
    Meeting,
    Person,
    Placed,
    Rooms,
    RoomsOf,
    Rule,
    Together,
    is_lead,
)
from rooms.ids import ParticipantId

AGAIN: Final = 2**31
"""What one pair that meets again costs.  More than how often and how lately can add up to, over
all pairs of `MOST_PEOPLE`: first as few pairs as possible meet again, then the least familiar."""
LONGEST: Final = 255  # times met and sessions ago, beyond which it makes no difference


@dataclass(frozen=True, slots=True)
class Sizes:
    """`rooms` rooms of `size` people, `bigger` of them with one more."""

    rooms: int
    size: int
    bigger: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Parties are numbers from 0; a mask has their bits."""

    people: tuple[int, ...]
    """How many are in each party."""
    sizes: Sizes | None
    """None: any number of rooms of any size."""
    placed: tuple[int | None, ...]
    """The room each party must have."""
    foes: tuple[int, ...]
    """The mask of those with whom each may not be."""
    leads: tuple[int, ...]
    """Masks: each room needs one out of each."""
    costs: tuple[tuple[int, ...], ...]
    """Of two parties in one room."""

    @property
    def everyone(self) -> int:
        return (1 << len(self.people)) - 1


@dataclass(frozen=True, slots=True)
class Posed:
    """A problem, and who its numbers are."""

    problem: Problem
    parties: tuple[tuple[ParticipantId, ...], ...]

    def members(self, mask: int) -> tuple[tuple[ParticipantId, ...], ...]:
        """Return the people of a mask, party by party."""
        return tuple(party for at, party in enumerate(self.parties) if mask >> at & 1)


def cost(meeting: Meeting | None) -> int:
    """Return what it costs that two meet who have met like this.

    Counting each time they met keeps the squares of all counts small: everyone gets to everyone.
    """
    if meeting is None:
        return 0
    return AGAIN + min(meeting.times, LONGEST) * (LONGEST + 1) + max(LONGEST - meeting.ago, 0)


def pose(
    people: Sequence[Person],
    rules: Sequence[Rule],
    met: Mapping[Pair[ParticipantId], Meeting],
) -> Posed | None:
    """Return the problem that `rules` make for `people`; None if it is plain that they collide."""
    parties = _parties([person.id for person in people], rules)
    number = {id_: at for at, party in enumerate(parties) for id_ in party}
    shape = next((rule for rule in rules if isinstance(rule, Rooms | RoomsOf)), None)
    sizes = None if shape is None else _sizes(shape, len(people))
    placed = _placed(number, rules)
    foes = _foes(number, rules)
    if (
        (shape is not None and sizes is None)
        or any(len(rooms) > 1 for rooms in placed)
        or (sizes is not None and any(room >= sizes.rooms for rooms in placed for room in rooms))
        or any(mask >> at & 1 for at, mask in enumerate(foes))
    ):
        return None
    leads = tuple(
        _mask(number[person.id] for person in people if is_lead(person, rule.lead))
        for rule in rules
        if isinstance(rule, LeadInEach)
    )
    costs = tuple(tuple(_costs(one, other, met) for other in parties) for one in parties)
    counts = tuple(len(party) for party in parties)
    rooms = tuple(next(iter(rooms), None) for rooms in placed)
    return Posed(Problem(counts, sizes, rooms, tuple(foes), leads, costs), parties)


def cost_of(problem: Problem, rooms: Iterable[int]) -> int:
    """Return what a deal costs, given the masks of its rooms."""
    numbers = range(len(problem.people))
    return sum(
        problem.costs[one][other]
        for mask in rooms
        for one in numbers
        if mask >> one & 1
        for other in range(one)
        if mask >> other & 1
    )


def _sizes(shape: Rooms | RoomsOf, people: int) -> Sizes | None:
    """Return the sizes, or None if a room would be empty."""
    rooms = shape.count if isinstance(shape, Rooms) else _count(people, shape.size)
    if rooms > people:
        return None
    return Sizes(rooms, *divmod(people, rooms))


def _count(people: int, size: int) -> int:
    """Return the nearest number of rooms; at a half the lower, so that a pair becomes three."""
    return max(1, -((size - 2 * people) // (2 * size)))


def _parties(
    ids: Sequence[ParticipantId], rules: Sequence[Rule]
) -> tuple[tuple[ParticipantId, ...], ...]:
    """Join what must be in one room: groups kept together, and those placed in the same one."""
    groups: list[set[ParticipantId]] = [{id_} for id_ in ids]
    rooms: dict[int, set[ParticipantId]] = {}
    for rule in rules:
        if isinstance(rule, Placed):
            rooms.setdefault(rule.room, set()).add(rule.person)
    kept = [set(rule.people) for rule in rules if isinstance(rule, Together)]
    for tie in [*kept, *rooms.values()]:
        touched = [group for group in groups if group & tie]
        groups = [group for group in groups if not group & tie]
        groups.append(set().union(*touched))
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def _placed(number: Mapping[ParticipantId, int], rules: Sequence[Rule]) -> list[set[int]]:
    """Return the rooms in which each party must be: more than one, and there is no deal."""
    placed: list[set[int]] = [set() for _ in set(number.values())]
    for rule in rules:
        if isinstance(rule, Placed):
            placed[number[rule.person]].add(rule.room)
    return placed


def _foes(number: Mapping[ParticipantId, int], rules: Sequence[Rule]) -> list[int]:
    """Return the mask of those whom each party must not meet: themselves, and there is no deal."""
    foes = [0] * len(set(number.values()))
    for rule in rules:
        # Who stays in the main room is apart from all that are dealt.
        if isinstance(rule, Apart) and rule.one in number and rule.other in number:
            foes[number[rule.one]] |= 1 << number[rule.other]
            foes[number[rule.other]] |= 1 << number[rule.one]
    return foes


def _costs(
    one: Sequence[ParticipantId],
    other: Sequence[ParticipantId],
    met: Mapping[Pair[ParticipantId], Meeting],
) -> int:
    # Within a party nobody chose to meet again: a rule did.
    return 0 if one is other else sum(cost(met.get(pair(a, b))) for a in one for b in other)


def _mask(bits: Iterable[int]) -> int:
    mask = 0
    for bit in bits:
        mask |= 1 << bit
    return mask
