"""Transport feedback says exactly what arrived and when; read back by a decoder of its own."""

import struct
from collections.abc import Iterator
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from sfu.twcc import RATE, RECEIVED_MOST, SPAN_MOST, Arrivals

INTERVAL = 1 / RATE

TICK = 0.000_25


def decode(packet: bytes) -> Iterator[tuple[int, float | None]]:
    """Yield each reported number with its arrival time, None if lost.

    Written from draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1.
    """
    flags, kind, words = struct.unpack_from("!BBH", packet)
    assert (flags >> 6, flags & 31, kind, 4 * words + 4) == (2, 15, 205, len(packet))
    if flags & 0x20:
        packet = packet[: -packet[-1]]
    base, count, reference = struct.unpack_from("!HHI", packet, 12)
    clock = (reference >> 8) * 0.064
    at, symbols = 20, []
    while len(symbols) < count:
        (chunk,) = struct.unpack_from("!H", packet, at)
        at += 2
        if not chunk >> 15:
            symbols += [chunk >> 13 & 3] * (chunk & 0x1FFF)
        elif chunk >> 14 & 1:
            symbols += [chunk >> shift & 3 for shift in range(12, -1, -2)]
        else:
            symbols += [chunk >> shift & 1 for shift in range(13, -1, -1)]
    for n, symbol in enumerate(symbols[:count]):
        if symbol == 0:
            yield (base + n) % 65536, None
            continue
        delta = packet[at] if symbol == 1 else struct.unpack_from("!h", packet, at)[0]
        at += symbol
        clock += delta * TICK
        yield (base + n) % 65536, clock
    assert at == len(packet), "nothing but padding may follow"


def told(arrivals: Arrivals, now: float) -> dict[int, float | None]:
    found: dict[int, float | None] = {}
    for packet in arrivals.take(now, sender=1, media=2):
        assert struct.unpack_from("!II", packet, 4) == (1, 2)
        assert len(packet) % 4 == 0
        for number, at in decode(packet):
            assert number not in found
            found[number] = at
    return found


gaps = st.lists(st.tuples(st.integers(0, 30), st.floats(0, 0.2)), min_size=1, max_size=120)


@given(st.integers(0, 65535), st.floats(0, 10**5), gaps)
def test_every_arrival_and_every_loss_is_told(
    first: int, start: float, steps: list[tuple[int, float]]
) -> None:
    arrivals, number, now = Arrivals(), first, start
    came: dict[int, float] = {}
    for skipped, passes in [(0, 0.0), *steps]:
        number, now = number + skipped + 1, now + passes
        arrivals.add(number % 65536, now)
        came[number] = now

    found = told(arrivals, now + INTERVAL)

    expected = {n % 65536: came.get(n) for n in range(min(came), max(came) + 1)}
    assert found.keys() == expected.keys()
    for number, at in expected.items():
        if at is None:
            assert found[number] is None
        else:
            clock = found[number]
            assert clock is not None
            behind = (at - clock) % (2**24 * 0.064)
            assert min(behind, 2**24 * 0.064 - behind) <= TICK + 1e-6


@given(st.permutations(range(20)))
def test_order_within_a_feedback_does_not_matter(order: list[int]) -> None:
    arrivals = Arrivals()
    for n, number in enumerate(order):
        arrivals.add((65530 + number) % 65536, 1.0 + n * 0.001)
    found = told(arrivals, 2.0)

    assert len(found) == 20
    assert all(at is not None for at in found.values())


def test_what_was_told_is_not_told_again() -> None:
    arrivals = Arrivals()
    arrivals.add(1, 0.0)
    told(arrivals, 0.05)
    arrivals.add(1, 0.06)
    arrivals.add(3, 0.06)

    assert set(told(arrivals, 0.2)) == {2, 3}


@given(st.floats(0, 10**6))
def test_it_is_due_within_an_interval_of_the_first_arrival(now: float) -> None:
    arrivals = Arrivals()

    assert arrivals.add(1, now)
    assert not arrivals.add(2, now)
    assert now <= arrivals.due <= now + INTERVAL + 1e-6
    assert arrivals.take(now - 1e-3, sender=1, media=2) == []
    assert arrivals.take(arrivals.due, sender=1, media=2)
    assert arrivals.due == inf


def test_all_endpoints_are_due_at_the_same_instants() -> None:
    one, other = Arrivals(), Arrivals()
    one.add(1, 7.001)
    other.add(1, 7.049)

    assert one.due == other.due


def test_feedback_counts_itself() -> None:
    arrivals, counts = Arrivals(), []
    for n in range(300):
        arrivals.add(n, float(n))
        (packet,) = arrivals.take(n + 1.0, sender=1, media=2)
        counts.append(packet[19])

    assert counts == [n % 256 for n in range(300)]


def test_many_arrivals_are_told_in_packets_of_bounded_size() -> None:
    arrivals = Arrivals()
    for n in range(3 * RECEIVED_MOST):
        arrivals.add(n, 1.0 + n * 0.0001)

    packets = arrivals.take(5.0, sender=1, media=2)

    assert len(packets) == 3
    assert all(len(packet) < 1200 for packet in packets)


def test_a_leap_of_numbers_does_not_make_a_long_feedback() -> None:
    arrivals = Arrivals()
    arrivals.add(0, 1.0)
    told(arrivals, 2.0)
    arrivals.add(SPAN_MOST, 3.0)
    arrivals.add(SPAN_MOST + SPAN_MOST // 2, 3.001)

    packets = arrivals.take(4.0, sender=1, media=2)

    assert sum(map(len, packets)) < 200
    assert dict(decode(packets[-1]))[SPAN_MOST + SPAN_MOST // 2] is not None


@given(st.lists(st.tuples(st.integers(0, 65535), st.floats(0, 100)), max_size=60))
def test_no_numbers_make_it_raise(arrivals: list[tuple[int, float]]) -> None:
    log = Arrivals()
    for number, at in arrivals:
        log.add(number, at)

    for packet in log.take(1000.0, sender=1, media=2):
        list(decode(packet))
