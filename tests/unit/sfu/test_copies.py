"""What goes along with a packet is what came directly before it, if it fits; twice it is the same."""

from hypothesis import given
from hypothesis import strategies as st

from sfu import red
from sfu.codecs import OPUS
from sfu.copies import DEPTH, SIZE_MOST
from sfu.header import Packet
from sfu.history import History
from sfu.red import LENGTH_MOST, OFFSET_MOST, Block, Redundant
from tests.support.packets import rtp

FRAME = 960


def said(
    history: History, seq: int, *, size: int = 50, timestamp: int | None = None, put: bool = True
) -> Packet:
    packet = Packet()
    at = seq * FRAME if timestamp is None else timestamp
    body = bytes([seq & 0xFF]) * size
    assert packet.read(rtp(body, payload_type=OPUS, ssrc=1, seq=seq, timestamp=at % 2**32))
    packet.seq = seq
    if put:
        history.put(packet, newest=True)
    return packet


def payload(seq: int, size: int = 50) -> bytes:
    return bytes([seq & 0xFF]) * size


def test_two_packets_go_along_oldest_first() -> None:
    history = History()
    *_, newest = [said(history, seq) for seq in range(10, 14)]

    included, body = history.copies.add_to(newest, DEPTH)

    assert included == 3
    expected = (Block(2 * FRAME, payload(11)), Block(FRAME, payload(12)))
    assert red.read(body) == Redundant(expected, payload(13))


def test_what_has_not_come_is_left_out() -> None:
    history = History()
    said(history, 10)
    newest = said(history, 12)

    included, body = history.copies.add_to(newest, DEPTH)

    assert included == 2
    assert red.read(body) == Redundant((Block(2 * FRAME, payload(10)),), payload(12))


def test_no_more_goes_along_than_may() -> None:
    history = History()
    *_, newest = [said(history, seq) for seq in range(10, 14)]

    assert [history.copies.add_to(newest, depth)[0] for depth in (2, 0, 1)] == [3, 0, 1]


def test_what_was_said_before_a_silence_is_not_said_again() -> None:
    history = History()
    for gap, goes in ((OFFSET_MOST, 1), (OFFSET_MOST + 1, 0), (0, 0), (-1, 0)):
        said(history, 10, timestamp=5000)
        newest = said(history, 11, timestamp=5000 + gap)
        assert history.copies.add_to(newest, 1)[0] == goes
        history.copies.add_to(said(history, 900), 1)


def test_what_is_too_large_is_left_out() -> None:
    history = History()
    said(history, 10, size=LENGTH_MOST + 1)
    said(history, 11, size=LENGTH_MOST)
    newest = said(history, 12, size=100)

    included, body = history.copies.add_to(newest, DEPTH)

    assert included == 1
    assert len(body) <= SIZE_MOST + 5


def test_timestamps_may_wrap() -> None:
    history = History()
    said(history, 10, timestamp=2**32 - 500)
    newest = said(history, 11, timestamp=460)

    assert history.copies.add_to(newest, DEPTH)[0] == 1


@given(st.sets(st.integers(100, 108)), st.sets(st.integers(100, 108)), st.integers(0, DEPTH))
def test_it_can_be_said_again_to_the_bit(came: set[int], late: set[int], depth: int) -> None:
    history = History()
    for seq in came:
        said(history, seq)
    newest = said(history, 109)
    included, body = history.copies.add_to(newest, depth)
    for seq in late - came:
        said(history, seq)

    assert history.copies.again(newest, included) == body


def test_what_is_forgotten_cannot_be_said_again() -> None:
    history = History()
    *_, newest = [said(history, seq) for seq in range(10, 14)]
    included, _ = history.copies.add_to(newest, DEPTH)
    history.clear()

    assert history.copies.again(newest, included) is None
