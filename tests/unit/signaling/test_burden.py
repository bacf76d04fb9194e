"""A node knows how busy it is and how late it was at worst, and for how long that was too much."""

import asyncio
import time

import pytest

from signaling.burden import LAG_MOST, PERIOD, SHARE_MOST, WINDOW, Burden
from signaling.burden_watch import watched


def told(burden: Burden, seconds: float, *, share: float = 0.2, late: float = 0.001) -> None:
    """Let a burden look for so long at a thread that is so busy."""
    now, processor, _ = burden._looks[-1] if burden._looks else (100.0, 7.0, 0.0)
    for n in range(1, round(seconds / PERIOD) + 1):
        burden.look(now + n * PERIOD, processor + n * PERIOD * share, late)


def test_nothing_is_known_at_first() -> None:
    burden = Burden()
    assert (burden.share, burden.lag, burden.is_over) == (0.0, 0.0, False)


def test_the_share_is_that_of_the_last_seconds() -> None:
    burden = Burden()
    told(burden, 30, share=0.9)
    told(burden, WINDOW, share=0.3)
    assert burden.share == pytest.approx(0.3, abs=0.01)


def test_the_lag_is_the_worst_of_the_last_seconds() -> None:
    burden = Burden()
    told(burden, 1, late=0.07)
    told(burden, WINDOW / 2)
    assert burden.lag == 0.07
    told(burden, WINDOW)
    assert burden.lag == 0.001


def test_a_quiet_thread_is_within_its_budget() -> None:
    burden = Burden()
    told(burden, 60, share=SHARE_MOST - 0.05, late=LAG_MOST / 2)
    assert not burden.is_over
    assert burden.seconds_over == 0


@pytest.mark.parametrize("much", [{"share": SHARE_MOST + 0.05}, {"late": LAG_MOST + 0.01}])
def test_for_how_long_it_was_too_much_is_counted(much: dict[str, float]) -> None:
    burden = Burden()
    told(burden, 30, **much)
    assert burden.is_over
    assert burden.seconds_over == pytest.approx(30, abs=2 * PERIOD)


async def test_a_watched_loop_that_is_held_up_is_found_late() -> None:
    again = asyncio.Event()

    class Told(Burden):
        def look(self, now: float, processor: float, late: float) -> None:
            if self._looks:
                again.set()
            super().look(now, processor, late)

    with watched(Told()) as burden:
        busy_until = time.thread_time() + 2 * PERIOD
        while time.thread_time() < busy_until:
            pass
        await again.wait()
    assert burden.lag > 0.9 * PERIOD
    assert burden.share > 0
