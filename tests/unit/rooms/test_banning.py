"""Whoever is banned neither comes in nor waits again, and the door asks everyone from then on."""

import pytest

from rooms.errors import Absent, Banned, NotAllowed
from rooms.events import (
    ArrivalLeft,
    Departure,
    LobbySwitched,
    ParticipantBanned,
    ParticipantLeft,
)
from rooms.ids import Identity
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person, told

LENA = person("Lena")


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator("Lena")
    sitting.enter("Birch")
    sitting.enter("Fern")
    return sitting


def banned(name: str, role: Role = Role.CLIENT) -> ParticipantBanned:
    return ParticipantBanned(person(name), Identity(name), role, LENA)


def test_banning_ends_the_place_and_turns_the_lobby_on(sitting: Sitting) -> None:
    assert sitting.ban("Birch", by="Lena") == (
        banned("Birch"),
        LobbySwitched(on=True, by=LENA),
        ParticipantLeft(person("Birch"), Departure.REMOVED, sitting.now),
    )
    assert sitting.inside() == ["Lena", "Fern"]
    sitting.enter("Moss")
    assert sitting.waiting() == ["Moss"]


def test_whoever_is_banned_comes_in_by_no_link(sitting: Sitting) -> None:
    sitting.ban("Birch", by="Lena")
    for role in Role:
        with pytest.raises(Banned):
            sitting.enter("Birch again", role, expected=True)
    with pytest.raises(Absent):
        sitting.come_back("Birch")


def test_someone_at_the_door_can_be_banned() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Olga", Role.OBSERVER)
    assert sitting.ban("Olga", by="Lena") == (
        banned("Olga", Role.OBSERVER),
        ArrivalLeft(person("Olga"), Departure.REFUSED),
    )
    with pytest.raises(Banned):
        sitting.enter("Olga again", Role.OBSERVER)
    assert sitting.waiting() == []


def test_someone_who_dropped_can_be_banned(sitting: Sitting) -> None:
    sitting.drop("Birch")
    sitting.ban("Birch", by="Lena")
    with pytest.raises(Banned):
        sitting.enter("Birch again")


def test_a_place_that_a_ban_frees_goes_only_to_those_who_need_not_knock() -> None:
    sitting = Sitting(capacity=2)
    for name in ("Birch", "Moss"):
        sitting.enter(name)
    sitting.enter("Fern", expected=True)
    sitting.facilitator()
    assert (sitting.inside(), sitting.waiting()) == (["Lena", "Birch"], ["Moss", "Fern"])
    sitting.ban("Birch", by="Lena")
    assert (sitting.inside(), sitting.waiting()) == (["Lena", "Fern"], ["Moss"])


def test_a_ban_outlasts_a_restart(sitting: Sitting) -> None:
    sitting.ban("Birch", by="Lena")
    sitting.session = told(sitting.entries)
    sitting.restart()
    with pytest.raises(Banned):
        sitting.enter("Birch again")


def test_a_facilitator_is_never_banned(sitting: Sitting) -> None:
    sitting.facilitator("Max")
    for by in ("Max", "Lena", None):
        with pytest.raises(NotAllowed):
            sitting.ban("Lena", by=by)


def test_only_facilitators_and_the_api_ban(sitting: Sitting) -> None:
    with pytest.raises(NotAllowed):
        sitting.ban("Fern", by="Birch")
    with pytest.raises(Absent):
        sitting.ban("Nobody", by="Lena")
    sitting.ban("Birch", by=None)
    assert sitting.inside() == ["Lena", "Fern"]
