"""A growing queue is noticed, a standing or an empty one is not taken for it."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sfu.trend import Trend, Usage


def link(trend: Trend, *, gaps: float, grows: float, count: int, seed: int = 1) -> set[Usage]:
    """Send a packet each `gaps` seconds; each waits `grows` longer.  Return what it said."""
    rng, said = Random(seed), set()
    for n in range(count):
        left = 10 + n * gaps
        trend.take(left, 500 + left + n * grows + rng.random() * 0.002)
        said.add(trend.usage)
    return said


def test_a_steady_link_is_normal() -> None:
    assert link(Trend(), gaps=0.01, grows=0.0, count=500) == {Usage.NORMAL}


def test_a_growing_queue_is_overuse_within_half_a_second() -> None:
    assert Usage.OVER in link(Trend(), gaps=0.01, grows=0.01, count=50)


def test_an_emptying_queue_is_underuse() -> None:
    assert Usage.UNDER in link(Trend(), gaps=0.02, grows=-0.005, count=60)


def test_a_burst_is_one_group() -> None:
    trend = Trend()
    for frame in range(200):
        for n in range(10):  # They arrive 2 ms apart, as the link is only so fast.
            trend.take(1 + frame * 0.04, 1 + frame * 0.04 + n * 0.002)
        assert trend.usage is Usage.NORMAL


def test_a_leap_of_a_clock_is_forgotten() -> None:
    trend = Trend()
    link(trend, gaps=0.01, grows=0.0, count=100)
    for n in range(100):
        trend.take(11 + n * 0.01, -7000 + n * 0.01)
    assert trend.usage is Usage.NORMAL


times = st.floats(-1e6, 1e6)


@given(st.lists(st.tuples(times, times), max_size=80))
def test_nothing_that_is_told_makes_it_raise(told: list[tuple[float, float]]) -> None:
    trend = Trend()
    for left, arrived in told:
        trend.take(left, arrived)
