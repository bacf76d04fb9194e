"""The estimate falls to what a link bears, by delay or by loss, and only grows on evidence."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sfu.departures import Told
from sfu.downlink import LEAST, MOST, START, Downlink

INTERVAL = 0.06


def drive(
    downlink: Downlink, *, bears: float, sends: float, seconds: float, loss: float = 0.0
) -> None:
    """Send packets of 1000 bytes at `sends` through a link with an endless queue."""
    rng, free_at, told = Random(1), 0.0, []
    next_report, steps = INTERVAL, int(seconds * sends / 8000)
    for n in range(steps):
        now = n * 8000 / sends
        free_at = max(free_at, now) + 8000 / bears
        arrived = None if rng.random() < loss else 100 + free_at
        told.append(Told(now, arrived, 1000))
        if now >= next_report:
            # Only what has come by now can be told of.
            ready = [each for each in told if each.arrived is None or each.arrived - 100 <= now]
            told = [each for each in told if each not in ready]
            downlink.update(ready, now, probed=False)
            next_report = now + INTERVAL


def test_it_falls_to_what_the_link_bears_within_a_second() -> None:
    downlink = Downlink()
    drive(downlink, bears=500_000, sends=2_000_000, seconds=1.0)
    assert downlink.bits_per_second < 500_000


def test_nothing_but_voices_is_affordable_while_a_queue_stands() -> None:
    downlink = Downlink()
    drive(downlink, bears=500_000, sends=2_000_000, seconds=2.0)
    assert downlink.affordable == 0.0
    assert not downlink.is_easy


def test_it_stays_where_the_link_bears_everything() -> None:
    downlink = Downlink()
    drive(downlink, bears=20_000_000, sends=1_000_000, seconds=5.0)
    assert downlink.bits_per_second >= START
    assert downlink.is_easy


def test_it_does_not_grow_far_beyond_what_is_sent() -> None:
    downlink = Downlink()
    drive(downlink, bears=20_000_000, sends=4_000_000, seconds=30.0)
    assert downlink.bits_per_second <= 1.6 * 4_000_000


def policed(downlink: Downlink, *, bears: float, seconds: float, loss: float = 0.0) -> None:
    """Send 3.8 Mbit/s in frames through a link without a queue, which drops what is too much."""
    rng, tokens, told, last = Random(1), 15_000.0, [], 0.0
    for n in range(int(seconds * 200)):
        now = n * 0.005
        for _ in range(1 if n % 8 else 12):  # A voice, and each 40 ms two frames.
            tokens, last = min(15_000.0, tokens + (now - last) * bears / 8), now
            came = tokens >= 1000 and rng.random() >= loss
            tokens -= 1000 if tokens >= 1000 else 0
            told.append(Told(now, 100 + now if came else None, 1000))
        if n % 12 == 11:
            downlink.update(told, now, probed=False)
            told = []


def test_loss_that_is_not_our_doing_changes_nothing() -> None:
    for loss in (0.04, 0.15, 0.3):
        even, framed = Downlink(), Downlink()
        drive(even, bears=20_000_000, sends=1_000_000, seconds=5.0, loss=loss)
        policed(framed, bears=20_000_000, seconds=5.0, loss=loss)
        for downlink in (even, framed):
            assert downlink.bits_per_second > 0.8 * START, "but for chance"
        assert abs(framed.anyway - loss) < 0.06


def test_loss_of_what_is_too_much_lowers_it_though_nothing_queues() -> None:
    for loss in (0.0, 0.05):
        downlink = Downlink()
        policed(downlink, bears=1_200_000, seconds=5.0, loss=loss)
        assert downlink.bits_per_second < START / 2


def test_after_a_fall_it_grows_again_though_much_is_lost_anyway() -> None:
    downlink = Downlink()
    downlink.bits_per_second = 1_500_000
    drive(downlink, bears=20_000_000, sends=2_000_000, seconds=10.0, loss=0.15)
    assert downlink.bits_per_second > 2_000_000


def test_a_probes_own_queue_is_forgiven() -> None:
    downlink = Downlink()
    for n in range(60):
        downlink.update([Told(n * 0.01, n * 0.013, 1000)], n * 0.01, probed=True)
    assert downlink.bits_per_second >= START


def test_what_a_probe_has_shown_is_believed() -> None:
    downlink = Downlink()
    drive(downlink, bears=500_000, sends=2_000_000, seconds=1.0)
    downlink.bears(900_000)
    assert downlink.bits_per_second == 900_000
    downlink.bears(100)
    assert downlink.bits_per_second == 900_000


times = st.floats(0, 1e6)


@given(
    st.lists(
        st.lists(st.builds(Told, times, times | st.none(), st.integers(0, 1500)), max_size=30),
        max_size=10,
    )
)
def test_whatever_is_told_it_stays_within_its_bounds(reports: list[list[Told]]) -> None:
    downlink = Downlink()
    for n, told in enumerate(reports):
        downlink.update(told, n * 0.05, probed=False)
        assert LEAST <= downlink.bits_per_second <= MOST
        assert 0 <= downlink.affordable <= downlink.bits_per_second
