"""Rules that mean nothing are refused where they are made; standing rules suit who has come."""

import pytest

from breakout.errors import BadRules
from breakout.rules import (
    MOST_PEOPLE,
    MOST_RULES,
    Lead,
    LeadInEach,
    Rooms,
    RoomsOf,
    Rules,
    Shape,
    Wish,
    among,
)
from tests.unit.breakout.groups import apart, ids, people, placed, together


@pytest.mark.parametrize(
    ("shape", "wishes"),
    [
        (Rooms(0), ()),
        (RoomsOf(-1), ()),
        (Rooms(1), (apart("a", "a"),)),
        (Rooms(1), (apart("a", "z"),)),
        (Rooms(1), (together("az"),)),
        (Rooms(1), (together(""),)),
        (Rooms(1), (placed("z", 0),)),
        (Rooms(1), (placed("a", -1),)),
        (Rooms(1), (apart("a", "b"),) * (MOST_RULES + 1)),
    ],
)
def test_what_means_nothing_is_refused(shape: Shape, wishes: tuple[Wish, ...]) -> None:
    with pytest.raises(BadRules) as refusal:
        Rules(people("abc"), shape, wishes)
    assert refusal.value.code == "bad-rules"


def test_nobody_is_dealt_twice() -> None:
    with pytest.raises(BadRules):
        Rules(people("aba"), Rooms(1))


def test_there_are_bounds() -> None:
    with pytest.raises(BadRules):
        Rules(people([str(number) for number in range(MOST_PEOPLE + 1)]), Rooms(1))


def test_standing_rules_suit_who_has_come() -> None:
    lead = LeadInEach(Lead.EITHER)
    standing = (apart("a", "b"), apart("a", "z"), together("abz"), together("az"), placed("z", 1))
    assert among((*standing, lead), ids("abc")) == (apart("a", "b"), together("ab"), lead)
