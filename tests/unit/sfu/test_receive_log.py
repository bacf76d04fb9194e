"""The receive log tells new from old and twice, and counts as RFC 3550 says; against an oracle."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from sfu.receive_log import WINDOW, ReceiveLog

FIRST = st.integers(0, 65535)


@dataclass
class Oracle:
    """Remembers everything and searches it: too slow for packets, too simple to be wrong."""

    seen: set[int] = field(default_factory=set)

    def take(self, seq: int) -> bool:
        if self.seen and seq <= max(self.seen) - WINDOW:
            return False
        new = seq not in self.seen
        self.seen.add(seq)
        return new


@given(FIRST, st.lists(st.integers(-1100, 1100), max_size=300))
def test_new_old_and_twice_are_told_apart(first: int, steps: list[int]) -> None:
    log, oracle = ReceiveLog(clock=90_000), Oracle()
    seq = first + 65536
    oracle.take(seq)
    base = log.take(first, 0, 0.0)

    for step in steps:
        seq += step
        if seq < 65536:
            break
        unwrapped = log.take(seq % 65536, 0, 0.0)
        seen_newest = max(oracle.seen)
        assert (unwrapped >= 0) == oracle.take(seq)
        if unwrapped >= 0:
            assert unwrapped - base == seq - first - 65536
            assert log.has(unwrapped)
        seq = max(seen_newest, seq)


@given(FIRST, st.lists(st.booleans(), min_size=1, max_size=500))
def test_loss_is_counted(first: int, arrived: list[bool]) -> None:
    log = ReceiveLog(clock=48_000)
    log.take(first, 0, 0.0)
    for n, here in enumerate(arrived, start=1):
        if here:
            log.take((first + n) % 65536, 0, 0.0)
    last = max((n for n, here in enumerate(arrived, start=1) if here), default=0)
    lost = last - sum(arrived[:last])

    reception = log.report()

    assert reception.lost == lost
    assert reception.newest % 65536 == (first + last) % 65536
    assert reception.fraction_lost == lost * 256 // (last + 1)


def test_the_fraction_is_of_the_time_since_the_last_report() -> None:
    log = ReceiveLog(clock=90_000)
    for seq in (0, 1, 4):
        log.take(seq, 0, 0.0)
    assert log.report().fraction_lost == 2 * 256 // 5
    for seq in (5, 6):
        log.take(seq, 0, 0.0)

    again = log.report()

    assert (again.fraction_lost, again.lost) == (0, 2)


def test_a_report_without_packets_loses_nothing() -> None:
    reception = ReceiveLog(clock=90_000).report()

    assert (reception.fraction_lost, reception.lost, reception.jitter) == (0, 0, 0)


def test_extended_numbers_count_the_rollovers() -> None:
    log = ReceiveLog(clock=90_000)
    for seq in (65534, 65535, 0, 1):
        log.take(seq, 0, 0.0)

    assert log.report().newest == 65536 + 1


@given(st.integers(0, 2**32 - 1), FIRST)
def test_a_steady_source_has_no_jitter(timestamp: int, first: int) -> None:
    log = ReceiveLog(clock=90_000)
    for n in range(100):
        log.take((first + n) % 65536, (timestamp + 3000 * n) % 2**32, 10 + n * 3000 / 90_000)

    assert log.report().jitter <= 1


def test_jitter_is_the_smoothed_difference_of_transit_times() -> None:
    log = ReceiveLog(clock=1000)
    late = [0.0, 0.010, 0.0, 0.010, 0.0]
    for n, delay in enumerate(late):
        log.take(n, 20 * n, n * 0.020 + delay)
    expected = 0.0
    for _ in late[1:]:
        expected += (10 - expected) / 16

    assert abs(log.report().jitter - expected) <= 1
