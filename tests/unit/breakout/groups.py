"""People, rules and histories as facilitators may have them, for Hypothesis."""

from itertools import combinations

from hypothesis import strategies as st

from breakout.pair import Pair, pair
from breakout.rules import (
    Apart,
    Lead,
    LeadInEach,
    Meeting,
    Person,
    Placed,
    Rooms,
    RoomsOf,
    Rules,
    Together,
    Wish,
)
from rooms.ids import ParticipantId
from rooms.role import Role

NAMES = "abcdefghijklmnopqrstuvwxyz"


def person(name: str, role: Role = Role.CLIENT, *, steady: bool = False) -> Person:
    return Person(ParticipantId(name), role, steady)


def people(names: str, *, steady: str = "", facilitators: str = "") -> tuple[Person, ...]:
    return tuple(
        person(
            name, Role.FACILITATOR if name in facilitators else Role.CLIENT, steady=name in steady
        )
        for name in names
    )


def ids(names: str) -> frozenset[ParticipantId]:
    return frozenset(ParticipantId(name) for name in names)


def apart(one: str, other: str) -> Apart:
    return Apart(ParticipantId(one), ParticipantId(other))


def together(names: str) -> Together:
    return Together(ids(names))


def placed(name: str, room: int) -> Placed:
    return Placed(ParticipantId(name), room)


def both(one: str, other: str) -> Pair[ParticipantId]:
    return pair(ParticipantId(one), ParticipantId(other))


@st.composite
def rules(draw: st.DrawFn, *, most: int, most_wishes: int = 4) -> Rules:
    """Rules for up to `most` people that may well collide."""
    size = draw(st.integers(1, most))
    here = tuple(
        person(
            name,
            draw(st.sampled_from([Role.CLIENT] * 6 + [Role.FACILITATOR, Role.OBSERVER])),
            steady=draw(st.booleans()),
        )
        for name in draw(st.permutations(NAMES[:size]))
    )
    shape = draw(st.builds(Rooms, st.integers(1, 4)) | st.builds(RoomsOf, st.integers(1, 4)))
    wishes = draw(st.lists(_wish(sorted(each.id for each in here)), max_size=most_wishes))
    return Rules(here, shape, tuple(wishes), draw(_history(sorted(each.id for each in here))))


def _wish(here: list[ParticipantId]) -> st.SearchStrategy[Wish]:
    someone = st.sampled_from(here)
    kinds: list[st.SearchStrategy[Wish]] = [
        st.builds(Together, st.frozensets(someone, min_size=1, max_size=3)),
        st.builds(Placed, someone, st.integers(0, 2)),
        st.builds(LeadInEach, st.sampled_from(Lead)),
    ]
    if len(here) > 1:
        two = st.sampled_from(list(combinations(here, 2)))
        kinds.append(two.map(lambda pair_: Apart(*pair_)))
    return st.one_of(kinds)


@st.composite
def _history(draw: st.DrawFn, here: list[ParticipantId]) -> dict[Pair[ParticipantId], Meeting]:
    pairs = list(combinations(here, 2))
    met = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    return {each: Meeting(draw(st.integers(1, 4)), draw(st.integers(0, 5))) for each in met}
