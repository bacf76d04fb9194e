"""All deals there are, found by trying: slow, and plain enough to be believed.

It shares nothing with the search but the words of the rules.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from breakout.pair import Pair, pair
from breakout.rules import (
    Apart,
    Lead,
    LeadInEach,
    Person,
    Placed,
    Rooms,
    RoomsOf,
    Rule,
    Rules,
    Together,
)
from rooms.ids import ParticipantId
from rooms.role import Role

LEADS = {
    Lead.FACILITATOR: lambda person: person.role is Role.FACILITATOR,
    Lead.STEADY: lambda person: person.role is Role.CLIENT and person.steady,
    Lead.EITHER: lambda person: (
        person.role is Role.FACILITATOR or (person.role is Role.CLIENT and person.steady)
    ),
}

Room = frozenset[ParticipantId]


def deals(people: Sequence[Person], rules: Sequence[Rule]) -> Iterator[tuple[Room, ...]]:
    """Yield every deal that keeps `rules`, rooms by number; empty rooms only where none rules."""
    rooms = range(_most_rooms(people, rules))
    even = any(isinstance(rule, Rooms | RoomsOf) for rule in rules)
    for chosen in product(rooms, repeat=len(people)):
        if even and not _are_even([chosen.count(room) for room in rooms]):
            continue
        dealt = tuple(
            frozenset(person.id for person, room in zip(people, chosen, strict=True) if room == at)
            for at in rooms
        )
        if all(keeps(dealt, people, rule) for rule in rules):
            yield dealt


def keeps(dealt: Sequence[Room], people: Sequence[Person], rule: Rule) -> bool:
    match rule:
        case Apart(one, other):
            return not any({one, other} <= room for room in dealt)
        case Together(group):
            return any(group <= room for room in dealt)
        case Placed(person, room):
            return room < len(dealt) and person in dealt[room]
        case LeadInEach(lead):
            leads = {person.id for person in people if LEADS[lead](person)}
            return all(room & leads for room in dealt if room)
        case Rooms(count):
            return len(dealt) == count and _are_even([len(room) for room in dealt])
        case RoomsOf(size):
            return len(dealt) == nearest(len(people), size) and _are_even(
                [len(room) for room in dealt]
            )
    raise AssertionError(rule)


def nearest(people: int, size: int) -> int:
    """Return how many rooms come nearest to this size; the lower number, if two are as near."""
    return min(range(1, people + 2), key=lambda count: (abs(people / size - count), count))


def _are_even(sizes: Sequence[int]) -> bool:
    return bool(sizes) and min(sizes) > 0 and max(sizes) - min(sizes) <= 1


def repeats(dealt: Sequence[Room], rules: Rules) -> list[Pair[ParticipantId]]:
    """Return who meets again, but for those whom a rule has put into one room."""
    pairs = [pair(*both) for room in dealt for both in combinations(sorted(room), 2)]
    return sorted(both for both in pairs if both in rules.met and not _tied(rules, *both))


def _tied(rules: Rules, one: ParticipantId, other: ParticipantId) -> bool:
    ties = [set(wish.people) for wish in rules.wishes if isinstance(wish, Together)]
    placed = [wish for wish in rules.wishes if isinstance(wish, Placed)]
    ties += [{w.person for w in placed if w.room == room} for room in {w.room for w in placed}]
    reached = {one}
    for _ in ties:
        reached |= {id_ for tie in ties if tie & reached for id_ in tie}
    return other in reached


def _most_rooms(people: Sequence[Person], rules: Sequence[Rule]) -> int:
    for rule in rules:
        match rule:
            case Rooms(count):
                return count
            case RoomsOf(size):
                return nearest(len(people), size)
    named = [rule.room for rule in rules if isinstance(rule, Placed)]
    return len(people) + max(named, default=-1) + 1
