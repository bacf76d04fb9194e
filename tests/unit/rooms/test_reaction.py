"""Reactions are six, calm, and seen only by those who share a room."""

from dataclasses import replace

import pytest

from rooms import reaction
from rooms.errors import Absent, NotAllowed
from rooms.ids import SpaceId
from rooms.reaction import Reaction
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator()
    for name in ("Birch", "Fern"):
        sitting.enter(name)
    sitting.enter("Olga", Role.OBSERVER)
    return sitting


def seen_by(sitting: Sitting, sender: str) -> set[str]:
    return set(reaction.audience(sitting.session, person(sender)))


def test_there_are_six() -> None:
    assert set(Reaction) == {"nod", "thanks", "with-you", "same-here", "smile", "moment"}


def test_everyone_in_the_room_sees_it_but_whoever_dropped(sitting: Sitting) -> None:
    assert seen_by(sitting, "Birch") == {"Lena", "Fern", "Olga"}
    sitting.drop("Fern")
    assert seen_by(sitting, "Birch") == {"Lena", "Olga"}


def test_nobody_sees_it_through_a_wall(sitting: Sitting) -> None:
    apart = replace(sitting.of("Birch"), space=SpaceId("pair"))
    session = sitting.session
    sitting.session = replace(session, participants={**session.participants, apart.id: apart})
    assert seen_by(sitting, "Birch") == set()
    assert seen_by(sitting, "Lena") == {"Fern", "Olga"}


def test_observers_and_strangers_do_not_react(sitting: Sitting) -> None:
    with pytest.raises(NotAllowed):
        seen_by(sitting, "Olga")
    with pytest.raises(Absent):
        seen_by(sitting, "Nobody")
