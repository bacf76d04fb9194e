"""Parts are given with cues, handed on at the bell within each room, and over with the breakouts."""

import pytest

from rooms.breakout_events import PartsGiven
from rooms.errors import Absent, BadText, NotAllowed, OutOfTurn
from rooms.part import Part
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person

CUES = {Part.A: "Ask for a favor", Part.B: "Say no, kindly"}


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator()
    for name in ("Birch", "Fern", "Moss", "Ivy", "Reed"):
        sitting.enter(name)
    sitting.split(("Birch", "Fern"), ("Moss", "Ivy", "Reed"))
    sitting.give_parts(
        {"Birch": Part.A, "Fern": Part.B, "Moss": Part.A, "Ivy": Part.B, "Reed": Part.COACH},
        CUES,
        by="Lena",
    )
    return sitting


def parts(sitting: Sitting) -> dict[str, str]:
    return {name: part.value for name, part in sitting.session.breakouts.parts.items()}


def test_parts_are_given_with_their_cues(sitting: Sitting) -> None:
    assert parts(sitting) == {"Birch": "a", "Fern": "b", "Moss": "a", "Ivy": "b", "Reed": "coach"}
    assert sitting.session.breakouts.cues == CUES
    assert sitting.give_parts(sitting.session.breakouts.parts, CUES) == ()
    assert sitting.give_parts({}) == (PartsGiven({}, {}),)


def test_the_bell_hands_them_on_within_each_room(sitting: Sitting) -> None:
    sitting.swap_parts(by="Lena")
    assert parts(sitting) == {"Birch": "b", "Fern": "a", "Moss": "coach", "Ivy": "a", "Reed": "b"}
    assert sitting.session.breakouts.cues == CUES


def test_whoever_leaves_plays_no_part(sitting: Sitting) -> None:
    sitting.leave("Fern")
    assert "Fern" not in parts(sitting)


def test_parts_are_over_with_the_last_breakout(sitting: Sitting) -> None:
    sitting.step_aside("Reed", by="Lena")
    sitting.merge("ash")
    sitting.merge("oak")
    assert parts(sitting)
    sitting.merge("elm")
    assert parts(sitting) == {}
    assert sitting.session.breakouts.cues == {}
    with pytest.raises(OutOfTurn):
        sitting.swap_parts()


def test_only_people_who_take_part_play_one(sitting: Sitting) -> None:
    sitting.enter("Olga", Role.OBSERVER)
    with pytest.raises(NotAllowed):
        sitting.give_parts({"Olga": Part.A})
    with pytest.raises(Absent):
        sitting.give_parts({"Nobody": Part.A})
    with pytest.raises(BadText):
        sitting.give_parts({"Birch": Part.A}, {Part.A: " "})
    with pytest.raises(BadText):
        sitting.give_parts({"Birch": Part.A}, {Part.A: "x" * 10_000})


def test_clients_give_no_parts_and_ring_no_bell(sitting: Sitting) -> None:
    with pytest.raises(NotAllowed):
        sitting.give_parts({}, by="Birch")
    with pytest.raises(NotAllowed):
        sitting.swap_parts(by="Birch")


def test_parts_stay_with_people_who_move(sitting: Sitting) -> None:
    sitting.move("Birch", "elm")
    assert parts(sitting)[person("Birch")] == "a"
