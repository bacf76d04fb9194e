"""Everyone is looked after in time, once."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.agenda import Agenda

appointments = st.lists(st.tuples(st.integers(0, 5), st.floats(0, 10)), max_size=50)


@given(appointments, st.floats(0, 10))
def test_who_is_due_is_who_had_an_earlier_appointment(
    made: list[tuple[int, float]], now: float
) -> None:
    agenda: Agenda[int] = Agenda()
    earliest: dict[int, float] = {}
    for who, when in made:
        agenda.wake(who, when)
        earliest[who] = min(when, earliest.get(who, when))

    assert agenda.next() == min(earliest.values(), default=None)
    assert sorted(agenda.due(now)) == sorted(who for who, at in earliest.items() if at <= now)
    assert agenda.next() == min((at for at in earliest.values() if at > now), default=None)


def test_an_appointment_is_over_once_it_was_kept() -> None:
    agenda: Agenda[str] = Agenda()
    agenda.wake("ada", 1.0)

    assert list(agenda.due(1.0)) == ["ada"]
    assert list(agenda.due(1.0)) == []
    agenda.wake("ada", 2.0)
    assert agenda.next() == 2.0


def test_who_is_forgotten_is_not_looked_after() -> None:
    agenda: Agenda[str] = Agenda()
    agenda.wake("ada", 1.0)

    agenda.forget("ada")

    assert agenda.next() is None
    assert list(agenda.due(9.0)) == []
