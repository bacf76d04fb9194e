"""What a browser tells of our packets is matched with what left, each packet once."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.departures import SIZE, Departures, Told
from sfu.wide_report import WideReport


def after(count: int) -> Departures:
    """Return the log of packets that left 10 ms apart, each larger by one byte."""
    departures = Departures()
    for n in range(count):
        assert departures.number() == n
        departures.size(100 + n)
        departures.left(n / 100)
    return departures


def test_a_packet_is_told_of_with_when_it_left() -> None:
    told = after(3).take(WideReport(1, (5.0, None)))

    assert told == [Told(0.01, 5.0, 101), Told(0.02, None, 102)]


def test_a_packet_is_told_of_once() -> None:
    departures = after(3)
    departures.take(WideReport(0, (5.0, None)))

    assert departures.take(WideReport(0, (5.0, 5.1, 5.2))) == [Told(0.02, 5.2, 102)]


def test_what_never_left_is_not_told_of() -> None:
    departures = after(2)
    departures.number()
    departures.cancel()

    assert departures.take(WideReport(2, (5.0, 5.0))) == []
    assert Departures().take(WideReport(0, (1.0,))) == []


def test_what_goes_out_again_is_forgotten() -> None:
    departures = after(3)
    departures.forget(1)

    assert [told.size for told in departures.take(WideReport(0, (5.0, 5.0, 5.0)))] == [100, 102]


@given(st.integers(0, 65535), st.integers(1, 40), st.integers(0, 3 * SIZE))
def test_no_report_makes_it_raise(first: int, count: int, left: int) -> None:
    departures = after(left)
    told = departures.take(WideReport(first, (1.0,) * count))

    assert all(0 <= each.size - 100 < left for each in told)


def test_numbers_wrap() -> None:
    departures = after(65536 + 10)

    told = departures.take(WideReport(65534, (1.0, 2.0, 3.0, 4.0)))

    assert [each.size - 100 for each in told] == [65534, 65535, 65536, 65537]


def test_old_packets_are_forgotten() -> None:
    departures = after(SIZE + 10)

    assert [each.size - 100 for each in departures.take(WideReport(8, (1.0,) * 4))] == [10, 11]
