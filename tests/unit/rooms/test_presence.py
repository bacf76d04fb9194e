"""A place is held for whoever drops, given up by whoever leaves; without a facilitator: hold."""

import pytest

from rooms.errors import Absent, NotAllowed
from rooms.events import (
    ArrivalLeft,
    AwaySwitched,
    Departure,
    Ending,
    HoldBegan,
    HoldEnded,
    ParticipantDropped,
    ParticipantLeft,
    ParticipantReturned,
    SessionEnded,
)
from rooms.presence import HELD_FOR
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator("Lena")
    sitting.facilitator("Max")
    sitting.enter("Birch")
    return sitting


def test_a_dropped_place_is_held_with_its_seat_and_devices(sitting: Sitting) -> None:
    sitting.switch("Birch", microphone=True)
    events = sitting.drop("Birch")
    assert events == (ParticipantDropped(person("Birch"), sitting.now + HELD_FOR),)
    assert not sitting.of("Birch").present
    assert sitting.come_back("Birch") == (ParticipantReturned(person("Birch")),)
    assert sitting.of("Birch").present
    assert sitting.of("Birch").seat == 2
    assert sitting.devices("Birch").microphone


def test_dropping_and_returning_twice_change_nothing(sitting: Sitting) -> None:
    sitting.drop("Birch")
    assert sitting.drop("Birch") == ()
    sitting.come_back("Birch")
    assert sitting.come_back("Birch") == ()


def test_whoever_drops_while_waiting_waits_no_longer() -> None:
    sitting = Sitting()
    sitting.enter("Birch")
    sitting.enter("Fern")
    assert sitting.drop("Birch") == (ArrivalLeft(person("Birch"), Departure.LEFT),)
    assert sitting.waiting() == ["Fern"]


def test_a_session_that_never_began_ends_with_the_last_who_waited() -> None:
    sitting = Sitting()
    sitting.enter("Birch")
    events = sitting.leave("Birch")
    assert events[-1] == SessionEnded(Ending.NEVER_BEGAN, sitting.now)


def test_the_second_facilitator_holds_the_room(sitting: Sitting) -> None:
    sitting.drop("Max")
    sitting.come_back("Max")
    sitting.leave("Max")
    assert sitting.session.hold_since is None


def test_the_last_facilitator_to_drop_begins_the_hold_and_returning_ends_it(
    sitting: Sitting,
) -> None:
    sitting.drop("Max")
    assert HoldBegan(sitting.now) in sitting.drop("Lena")
    assert HoldEnded() in sitting.come_back("Max")


def test_the_last_facilitator_to_leave_begins_the_hold(sitting: Sitting) -> None:
    sitting.leave("Max")
    events = sitting.leave("Lena")
    assert events == (
        ParticipantLeft(person("Lena"), Departure.LEFT, sitting.now),
        HoldBegan(sitting.now),
    )
    assert sitting.of("Birch").role is Role.CLIENT, "no client ever inherits the role"


def test_a_hold_begins_once(sitting: Sitting) -> None:
    sitting.drop("Max")
    sitting.drop("Lena")
    assert sitting.leave("Max") == (ParticipantLeft(person("Max"), Departure.LEFT, sitting.now),)


def test_returning_lets_in_who_waited_meanwhile(sitting: Sitting) -> None:
    sitting.leave("Max")
    sitting.drop("Lena")
    sitting.enter("Fern")
    sitting.come_back("Lena")
    assert sitting.inside() == ["Lena", "Fern", "Birch"]


def test_leaving_gives_up_the_place_and_twice_is_harmless(sitting: Sitting) -> None:
    sitting.leave("Birch")
    assert sitting.leave("Birch") == ()
    assert sitting.drop("Birch") == ()
    with pytest.raises(Absent):
        sitting.come_back("Birch")


def test_a_facilitator_removes_people_from_the_circle_and_from_the_door() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch", expected=True)
    sitting.enter("Fern")
    assert sitting.remove("Birch", by="Lena") == (
        ParticipantLeft(person("Birch"), Departure.REMOVED, sitting.now),
    )
    assert sitting.remove("Fern", by="Lena") == (ArrivalLeft(person("Fern"), Departure.REFUSED),)
    with pytest.raises(Absent):
        sitting.remove("Fern", by="Lena")


def test_clients_remove_nobody(sitting: Sitting) -> None:
    with pytest.raises(NotAllowed):
        sitting.remove("Lena", by="Birch")


def test_after_a_restart_everyone_has_a_fresh_ten_minutes(sitting: Sitting) -> None:
    sitting.drop("Birch")
    sitting.now += 500
    sitting.restart()
    assert {sitting.of(name).held_until for name in sitting.inside()} == {sitting.now + HELD_FOR}
    assert sitting.session.hold_since == sitting.now


def test_a_restart_ends_every_wait(sitting: Sitting) -> None:
    sitting.leave("Max")
    sitting.leave("Lena")
    sitting.enter("Fern")
    sitting.restart()
    assert sitting.waiting() == []


def test_a_restart_ends_a_session_that_nobody_began() -> None:
    for who in ([], ["Birch"]):
        sitting = Sitting()
        for name in who:
            sitting.enter(name)
        sitting.restart()
        assert sitting.session.ended is Ending.NEVER_BEGAN


def test_a_session_that_has_ended_stays_ended_over_a_restart(sitting: Sitting) -> None:
    sitting.end(by="Lena")
    assert sitting.restart() == ()


def test_stepping_away_is_seen_and_changes_nothing_else(sitting: Sitting) -> None:
    sitting.switch("Birch", microphone=True)
    assert sitting.step_away("Birch") == (AwaySwitched(person("Birch"), away=True),)
    assert sitting.of("Birch").away
    assert sitting.devices("Birch").microphone
    assert sitting.step_away("Birch") == ()
    assert sitting.step_away("Birch", away=False) == (AwaySwitched(person("Birch"), away=False),)
    assert not sitting.of("Birch").away


def test_whoever_is_away_stays_so_over_drops_and_returns(sitting: Sitting) -> None:
    sitting.step_away("Birch")
    sitting.drop("Birch")
    sitting.come_back("Birch")
    assert sitting.of("Birch").away


def test_observers_have_nothing_to_step_away_from(sitting: Sitting) -> None:
    sitting.enter("Olga", Role.OBSERVER)
    with pytest.raises(NotAllowed):
        sitting.step_away("Olga")
    with pytest.raises(Absent):
        sitting.step_away("Nobody")
