"""Transport feedback is read whatever the bytes are, and what we write ourselves is read back."""

from hypothesis import given
from hypothesis import strategies as st

from sfu import rtcp
from sfu.twcc import Arrivals
from sfu.wide_report import PACKETS_MOST, TICK, WideReport, read


def written(came: dict[int, float]) -> list[WideReport]:
    arrivals = Arrivals()
    for number, at in came.items():
        arrivals.add(number % 65536, at)
    packets = arrivals.take(max(came.values()) + 1, sender=1, media=2)
    reports = [report for packet in packets for report in rtcp.parse(packet)]
    assert all(isinstance(report, WideReport) for report in reports)
    return [report for report in reports if isinstance(report, WideReport)]


@given(st.binary(max_size=60))
def test_any_bytes_are_read_without_raising(body: bytes) -> None:
    report = read(body)

    assert report is None or 0 < len(report.arrivals) <= PACKETS_MOST


@given(
    st.integers(0, 65535),
    st.lists(st.tuples(st.integers(1, 20), st.floats(0, 0.1)), min_size=1, max_size=80),
)
def test_what_our_own_writer_says_is_read(first: int, steps: list[tuple[int, float]]) -> None:
    number, now = first, 100.0
    came: dict[int, float] = {}
    for skipped, passes in steps:
        number, now = number + skipped, now + passes
        came[number] = now
    found = {
        (report.first + n) % 65536: at
        for report in written(came)
        for n, at in enumerate(report.arrivals)
    }

    assert found.keys() == {n % 65536 for n in range(min(came), max(came) + 1)}
    for number in range(min(came), max(came) + 1):
        at, expected = found[number % 65536], came.get(number)
        assert (at is None) == (expected is None)
        if at is not None and expected is not None:
            assert abs(at - expected) <= TICK + 1e-6


def test_a_vector_of_single_bits_is_read() -> None:
    # Fourteen symbols: the first and the last arrived.
    body = bytes.fromhex("0007 000e 00000100 a001 04 08".replace(" ", ""))

    assert read(body) == WideReport(7, (0.065, *[None] * 12, 0.067))


def test_a_large_delta_may_go_back() -> None:
    body = bytes.fromhex("0000 0001 00000200 4001 ffff".replace(" ", ""))

    assert read(body) == WideReport(0, (2 * 0.064 - TICK,))


def test_what_claims_more_than_anyone_could_remember_is_refused() -> None:
    assert read(bytes.fromhex("0000 ffff 00000000" + "1fff" * 9)) is None


def test_what_ends_too_early_is_refused() -> None:
    assert read(bytes.fromhex("0000 0002 00000000 2002 01")) is None
    assert read(bytes.fromhex("0000 0002 00000000")) is None


def test_a_reserved_symbol_is_refused() -> None:
    assert read(bytes.fromhex("0000 0001 00000000 6001 0000")) is None
