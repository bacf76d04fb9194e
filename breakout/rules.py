"""What a facilitator asks of a deal: who, into how many rooms, and what must hold there.

A rule is a value with a stable `code`: the same object that was asked for is what a refusal names.
All of them are hard.  The one thing that is only sought lies in `met`: that nobody meets again.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Final, TypeAlias, assert_never

from breakout.errors import BadRules
from breakout.pair import Pair
from rooms.ids import ParticipantId
from rooms.role import Role

MOST_PEOPLE: Final = 200  # the stress size of a session; what is dealt is searched in its square
MOST_RULES: Final = 200  # each is tried once when they collide


@dataclass(frozen=True, slots=True)
class Person:
    id: ParticipantId
    role: Role = Role.CLIENT
    steady: bool = False
    """Somebody others can lean on, by the facilitators' judgment."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Never in one room."""

    code: ClassVar[str] = "apart"
    one: ParticipantId
    other: ParticipantId


@dataclass(frozen=True, slots=True)
class Together:
    """All in one room.  Groups that share a person are one group."""

    code: ClassVar[str] = "together"
    people: frozenset[ParticipantId]


@dataclass(frozen=True, slots=True)
class Placed:
    """In this very room; rooms count from 0."""

    code: ClassVar[str] = "placed"
    person: ParticipantId
    room: int


class Lead(StrEnum):
    FACILITATOR = "facilitator"
    STEADY = "steady"
    """A steady client; the facilitators stay in the main room."""
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class LeadInEach:
    """Somebody of this kind in each room."""

    code: ClassVar[str] = "lead"
    lead: Lead


@dataclass(frozen=True, slots=True)
class Rooms:
    """So many rooms, their sizes equal within one."""

    code: ClassVar[str] = "rooms"
    count: int


@dataclass(frozen=True, slots=True)
class RoomsOf:
    """Rooms of about this size, their sizes equal within one.

    `RoomsOf(2)` draws pairs; of an odd number, three are together.
    """

    code: ClassVar[str] = "rooms-of"
    size: int


Shape: TypeAlias = Rooms | RoomsOf
Wish: TypeAlias = Apart | Together | Placed | LeadInEach
Rule: TypeAlias = Wish | Shape


@dataclass(frozen=True, slots=True)
class Meeting:
    """How often two have met within memory, and how many sessions ago last (0: in this one)."""

    times: int
    ago: int


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a deal depends on but chance.  Rules that mean nothing raise `BadRules`."""

    people: tuple[Person, ...]
    shape: Shape
    wishes: tuple[Wish, ...] = ()
    met: Mapping[Pair[ParticipantId], Meeting] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_size(self)
        _check_shape(self.shape)
        here = {person.id for person in self.people}
        if len(here) < len(self.people):
            raise BadRules("somebody is named twice")
        for wish in self.wishes:
            _check_wish(wish, here)

    @property
    def dealt(self) -> tuple[Person, ...]:
        """Return who gets a room, by id: the order in which they came shall not show.

        Facilitators and observers stay in the main room, unless a rule needs them elsewhere.
        """
        leading = any(isinstance(w, LeadInEach) and w.lead is not Lead.STEADY for w in self.wishes)
        named = {id_ for wish in self.wishes for id_ in _sent(wish)}
        roles = {Role.CLIENT, Role.FACILITATOR} if leading else {Role.CLIENT}
        dealt = (p for p in self.people if p.role in roles or p.id in named)
        return tuple(sorted(dealt, key=lambda person: person.id))

    @property
    def left_out(self) -> tuple[ParticipantId, ...]:
        dealt = {person.id for person in self.dealt}
        return tuple(sorted(person.id for person in self.people if person.id not in dealt))


def among(wishes: Iterable[Wish], here: AbstractSet[ParticipantId]) -> tuple[Wish, ...]:
    """Return what standing rules still say when only some of their people have come."""
    kept: list[Wish] = []
    for wish in wishes:
        match wish:
            case Together(people):
                if len(people & here) > 1:
                    kept.append(Together(people & here))
            case _ if set(about(wish)) <= here:
                kept.append(wish)
    return tuple(kept)


def about(rule: Rule) -> tuple[ParticipantId, ...]:
    """Return whom a rule names."""
    match rule:
        case Apart(one, other):
            return (one, other)
        case Together(people):
            return tuple(sorted(people))
        case Placed(person, _):
            return (person,)
        case _:
            return ()


def is_lead(person: Person, lead: Lead) -> bool:
    facilitator = person.role is Role.FACILITATOR
    steady = person.role is Role.CLIENT and person.steady
    match lead:
        case Lead.FACILITATOR:
            return facilitator
        case Lead.STEADY:
            return steady
        case Lead.EITHER:
            return facilitator or steady
        case _:
            assert_never(lead)


def _sent(wish: Wish) -> tuple[ParticipantId, ...]:
    """Return whom a rule sends into a room, whatever their role."""
    return about(wish) if isinstance(wish, Together | Placed) else ()


def _check_size(rules: Rules) -> None:
    if len(rules.people) > MOST_PEOPLE:
        raise BadRules(f"more than {MOST_PEOPLE} people")
    if len(rules.wishes) > MOST_RULES:
        raise BadRules(f"more than {MOST_RULES} rules")


def _check_shape(shape: Shape) -> None:
    if (shape.count if isinstance(shape, Rooms) else shape.size) < 1:
        raise BadRules("there is at least one room, and at least one person in it")


def _check_wish(wish: Wish, here: AbstractSet[ParticipantId]) -> None:
    if not set(about(wish)) <= here:
        raise BadRules("a rule is about somebody who is not here")
    if isinstance(wish, Apart) and wish.one == wish.other:
        raise BadRules("nobody can be kept apart from themselves")
    if isinstance(wish, Together) and not wish.people:
        raise BadRules("nobody is to be kept together")
    if isinstance(wish, Placed) and wish.room < 0:
        raise BadRules("rooms count from 0")
