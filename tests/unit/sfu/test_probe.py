"""A probe tries what is wanted for a moment, believes only what arrives, and asks less and less."""

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from sfu.departures import Told
from sfu.probe import LASTS, PAUSE_LEAST, PAUSE_MOST, TICK, Probe


def tried(
    probe: Probe,
    now: float,
    *,
    estimate: float,
    wanted: float,
    bears: float,
    lost: int = 0,
    anyway: float = 0.0,
) -> float:
    """Run a whole probe beside 100 kbit/s of media over a link that `bears`; return what it says.

    `lost`: of five packets so many never come.
    """
    told, free_at = [], now
    end = now + LASTS + TICK
    while now < end:
        padding = probe.take(now, estimate=estimate, wanted=wanted, sent=100e3)
        size = padding + round(100e3 * TICK / 8)
        for n in range(5):
            free_at = max(free_at, now) + size / 5 * 8 / bears
            told.append(Told(now, None if n < lost else 1000 + free_at, size // 5))
        now += TICK
    told.append(Told(now, 1000 + now, 100))
    return probe.result(told, now + 0.1, anyway=anyway)


def wanting() -> Probe:
    probe = Probe()
    probe.want(0.0, wanted=True)
    return probe


def test_nobody_who_has_everything_probes() -> None:
    probe = Probe()
    assert probe.due == inf
    probe.want(1.0, wanted=False)
    assert probe.due == inf


def test_what_gets_through_is_believed() -> None:
    probe = wanting()
    assert probe.due == PAUSE_LEAST
    rate = tried(probe, probe.due, estimate=300e3, wanted=2e6, bears=5e6)
    assert 500e3 < rate <= 600e3, "twice the estimate at most"
    assert not probe.runs


def test_what_does_not_get_through_is_not_believed() -> None:
    probe = wanting()
    assert tried(probe, probe.due, estimate=300e3, wanted=2e6, bears=300e3) == 0.0


def test_what_is_lost_anyway_does_not_count_against_it() -> None:
    probe = wanting()
    assert tried(probe, probe.due, estimate=300e3, wanted=2e6, bears=5e6, lost=1) == 0.0
    probe = wanting()
    rate = tried(probe, probe.due, estimate=300e3, wanted=2e6, bears=5e6, lost=1, anyway=0.2)
    assert 500e3 < rate <= 600e3


def test_no_more_is_tried_than_is_wanted() -> None:
    assert tried(wanting(), 0.5, estimate=1e6, wanted=1.2e6, bears=9e6) <= 1.2e6


def test_after_failures_it_waits_longer_up_to_a_limit() -> None:
    probe, waits = wanting(), []
    for _ in range(5):
        now = probe.due
        tried(probe, now, estimate=300e3, wanted=2e6, bears=300e3)
        waits.append(round(probe.due - now - LASTS - TICK - 0.1, 6))
    assert waits == sorted(waits)
    assert waits[-1] < PAUSE_MOST + 0.1


def test_a_probe_that_nobody_tells_of_ends() -> None:
    probe = wanting()
    now = probe.due
    for _ in range(40):
        probe.take(now, estimate=300e3, wanted=2e6, sent=1e5)
        if not probe.runs:
            break
        now = probe.due
    assert not probe.runs


@given(
    st.lists(
        st.builds(Told, st.floats(0, 3), st.floats(-1e3, 1e3) | st.none(), st.integers(0, 1500)),
        max_size=60,
    )
)
def test_whatever_is_told_no_more_is_believed_than_was_tried(told: list[Told]) -> None:
    probe = wanting()
    probe.take(0.5, estimate=300e3, wanted=2e6, sent=1e5)
    assert 0.0 <= probe.result(told, 1.0) <= 600e3
