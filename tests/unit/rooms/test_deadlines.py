"""Time alone lets places lapse after ten minutes, and ends a session that nobody attends."""

from rooms.deadlines import EMPTY_FOR, ON_HOLD_FOR, next_deadline
from rooms.events import Departure, Ending, ParticipantLeft, SessionEnded
from rooms.presence import HELD_FOR
from tests.unit.rooms.sitting import Sitting, person


def attended() -> Sitting:
    sitting = Sitting()
    sitting.facilitator()
    sitting.enter("Birch")
    return sitting


def test_while_all_are_present_time_changes_nothing() -> None:
    sitting = attended()
    assert next_deadline(sitting.session) is None
    assert sitting.wait(10 * 3600) == ()


def test_a_held_place_lapses_after_ten_minutes_and_not_before() -> None:
    sitting = attended()
    sitting.drop("Birch")
    lapse = sitting.now + HELD_FOR
    assert next_deadline(sitting.session) == lapse
    assert sitting.wait(HELD_FOR - 1) == ()
    assert sitting.wait(1) == (ParticipantLeft(person("Birch"), Departure.LAPSED, lapse),)


def test_a_place_that_lapses_goes_to_whoever_waits_for_one() -> None:
    sitting = Sitting(capacity=2)
    sitting.enter("Birch")
    sitting.enter("Fern")
    sitting.facilitator()
    sitting.drop("Birch")
    sitting.wait(HELD_FOR)
    assert sitting.inside() == ["Lena", "Fern"]


def test_the_session_ends_ten_minutes_after_its_last_place_lapsed() -> None:
    sitting = attended()
    sitting.drop("Birch")
    sitting.wait(60)
    sitting.drop("Lena")
    empty_at = sitting.now + HELD_FOR
    sitting.wait(HELD_FOR)
    assert next_deadline(sitting.session) == empty_at + EMPTY_FOR
    events = sitting.wait(EMPTY_FOR)
    assert events == (SessionEnded(Ending.LAPSED, sitting.now),)
    assert next_deadline(sitting.session) is None
    assert sitting.wait(3600) == ()


def test_looking_late_finds_all_that_came_due_in_the_order_it_did() -> None:
    sitting = attended()
    sitting.drop("Lena")
    sitting.now += 5
    sitting.drop("Birch")
    events = sitting.wait(HELD_FOR + EMPTY_FOR)
    left = [event.participant for event in events if isinstance(event, ParticipantLeft)]
    assert left == ["Lena", "Birch"]
    assert isinstance(events[-1], SessionEnded)
    assert events[-1].reason is Ending.LAPSED


def test_an_empty_session_waits_for_whoever_stands_at_its_door() -> None:
    sitting = attended()
    sitting.leave("Birch")
    sitting.leave("Lena")
    sitting.enter("Fern")
    sitting.wait(EMPTY_FOR + 1)
    assert sitting.session.ended is None
    sitting.leave("Fern")
    sitting.wait(0)
    assert sitting.session.ended is Ending.LAPSED


def test_a_facilitator_who_returns_to_an_empty_session_keeps_it() -> None:
    sitting = attended()
    sitting.leave("Birch")
    sitting.leave("Lena")
    sitting.wait(EMPTY_FOR - 1)
    sitting.facilitator()
    assert next_deadline(sitting.session) is None


def test_an_hour_on_hold_ends_it_for_those_who_stayed() -> None:
    sitting = attended()
    sitting.leave("Lena")
    assert next_deadline(sitting.session) == sitting.now + ON_HOLD_FOR
    assert sitting.wait(ON_HOLD_FOR) == (SessionEnded(Ending.UNATTENDED, sitting.now),)


def test_who_waits_before_the_beginning_may_wait_for_ever() -> None:
    sitting = Sitting()
    sitting.enter("Birch")
    assert next_deadline(sitting.session) is None
    assert sitting.wait(100_000) == ()
