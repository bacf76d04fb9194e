"""The door keeps out whoever is new while it is locked, and nobody else; the lobby comes and goes."""

import pytest

from rooms.errors import Locked, NotAllowed, OutOfTurn
from rooms.events import (
    Departure,
    LobbySwitched,
    ParticipantLeft,
    SessionBegan,
    SessionLocked,
    SessionUnlocked,
)
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person, told


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator("Lena")
    sitting.enter("Birch")
    return sitting


def test_knocking_at_a_locked_door_is_answered_so(sitting: Sitting) -> None:
    assert sitting.lock(by="Lena") == (SessionLocked(person("Lena")),)
    for role in (Role.CLIENT, Role.OBSERVER):
        with pytest.raises(Locked):
            sitting.enter("Fern", role)
        with pytest.raises(Locked):
            sitting.enter("Fern", role, expected=True)
    assert sitting.waiting() == []


def test_a_locked_door_lets_back_whoever_holds_a_place(sitting: Sitting) -> None:
    sitting.lock(by="Lena")
    sitting.drop("Birch")
    sitting.enter("Birch in another tab")
    assert sitting.of("Birch").present
    sitting.drop("Birch")
    sitting.come_back("Birch")
    assert sitting.of("Birch").present


def test_whoever_gave_their_place_up_is_new_to_a_locked_door(sitting: Sitting) -> None:
    sitting.lock(by="Lena")
    sitting.leave("Birch")
    with pytest.raises(Locked):
        sitting.enter("Birch again")


def test_coming_in_another_role_gives_no_place_up_at_a_locked_door(sitting: Sitting) -> None:
    sitting.lock(by="Lena")
    with pytest.raises(Locked):
        sitting.enter("Birch 2", Role.OBSERVER)
    assert sitting.of("Birch").role is Role.CLIENT
    events = sitting.enter("Birch 3", Role.FACILITATOR)
    assert events[0] == ParticipantLeft(person("Birch"), Departure.ELSEWHERE, sitting.now)


def test_facilitators_come_in_through_a_locked_door(sitting: Sitting) -> None:
    sitting.lock(by="Lena")
    sitting.facilitator("Max")
    assert sitting.inside() == ["Lena", "Max", "Birch"]


def test_nobody_is_admitted_through_a_locked_door() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Fern")
    sitting.lock(by="Lena")
    with pytest.raises(OutOfTurn):
        sitting.admit("Fern", by="Lena")
    with pytest.raises(OutOfTurn):
        sitting.admit_all(by="Lena")
    assert sitting.waiting() == ["Fern"]


def test_whoever_waits_when_it_is_locked_waits_on_and_comes_in_when_it_is_not() -> None:
    sitting = Sitting(capacity=2)
    for name in ("Birch", "Fern"):
        sitting.enter(name)
    sitting.facilitator()
    sitting.lock(by="Lena")
    sitting.enter("Fern", name="Fern with another name")
    sitting.leave("Birch")
    assert (sitting.inside(), sitting.waiting()) == (["Lena"], ["Fern"])
    assert sitting.lock(on=False, by="Lena")[0] == SessionUnlocked(person("Lena"))
    assert (sitting.inside(), sitting.waiting()) == (["Lena", "Fern"], [])


def test_a_session_can_begin_behind_a_locked_door() -> None:
    sitting = Sitting()
    sitting.enter("Birch")
    sitting.lock(by=None)
    events = sitting.facilitator()
    assert SessionBegan(sitting.now) in events
    assert (sitting.inside(), sitting.waiting()) == (["Lena"], ["Birch"])


def test_a_lock_outlasts_a_restart(sitting: Sitting) -> None:
    sitting.lock(by="Lena")
    sitting.session = told(sitting.entries)
    sitting.restart()
    with pytest.raises(Locked):
        sitting.enter("Fern")


def test_locking_and_unlocking_twice_change_nothing(sitting: Sitting) -> None:
    assert sitting.lock(on=False, by=None) == ()
    sitting.lock(by=None)
    assert sitting.lock(by=None) == ()


def test_a_facilitator_turns_the_lobby_on_and_off(sitting: Sitting) -> None:
    assert sitting.switch_lobby(on=True, by="Lena") == (LobbySwitched(on=True, by=person("Lena")),)
    sitting.enter("Fern")
    sitting.enter("Moss")
    assert sitting.waiting() == ["Fern", "Moss"]
    sitting.switch_lobby(on=False, by="Lena")
    assert (sitting.inside(), sitting.waiting()) == (["Lena", "Birch", "Fern", "Moss"], [])


def test_turning_the_lobby_on_sends_nobody_out(sitting: Sitting) -> None:
    sitting.switch_lobby(on=True, by="Lena")
    sitting.leave("Birch")
    sitting.enter("Birch again")
    assert sitting.inside() == ["Lena", "Birch again"]


def test_switching_the_lobby_to_what_it_is_changes_nothing(sitting: Sitting) -> None:
    assert sitting.switch_lobby(on=False, by="Lena") == ()


def test_the_lobby_stays_on_after_a_ban(sitting: Sitting) -> None:
    sitting.ban("Birch", by="Lena")
    with pytest.raises(OutOfTurn):
        sitting.switch_lobby(on=False, by="Lena")


def test_only_facilitators_and_the_api_see_to_the_door(sitting: Sitting) -> None:
    with pytest.raises(NotAllowed):
        sitting.lock(by="Birch")
    with pytest.raises(NotAllowed):
        sitting.switch_lobby(on=True, by="Birch")
    assert sitting.switch_lobby(on=True, by=None) == (LobbySwitched(on=True, by=None),)
