"""Nobody gets more than their share, and everyone gets it back with time."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.allowance import Allowance


@given(st.lists(st.floats(0, 0.5), max_size=200))
def test_no_more_is_spent_than_was_saved(pauses: list[float]) -> None:
    allowance, now, spent = Allowance(most=10, rate=20), 100.0, 0
    for pause in pauses:
        now += pause
        spent += allowance.spend(now)

    assert spent <= 10 + 20 * sum(pauses) + 1


def test_it_fills_up_again() -> None:
    allowance = Allowance(most=2, rate=1)

    assert [allowance.spend(50.0) for _ in range(3)] == [True, True, False]
    assert allowance.spend(51.0)
    assert not allowance.spend(51.5)
