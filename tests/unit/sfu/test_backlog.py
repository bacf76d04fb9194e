"""Promise: what waits for a slow reader is bounded, pictures give way first, voices overtake."""

from hypothesis import given
from hypothesis import strategies as st

from sfu import codecs
from sfu.backlog import CHUNK, VIDEO_MOST, VOICE_MOST, Backlog, is_picture
from sfu.edge_counts import EdgeCount
from sfu.framing import FRAME_MOST, Deframer

PICTURE = bytes([0x90, codecs.VP8]) + bytes(1000)
VOICE = bytes([0x90, codecs.OPUS]) + bytes(100)
REPORT = bytes([0x80, 200]) + bytes(60)
HELLO = bytes([22]) + bytes(200)


def drained(backlog: Backlog, step: int = CHUNK) -> list[bytes]:
    deframer, packets = Deframer(), []
    while chunk := backlog.next():
        packets += deframer.feed(chunk[:step])
        backlog.sent(len(chunk[:step]))
    return packets


def test_cameras_are_pictures_and_nothing_else_is() -> None:
    marked = 0x80
    assert all(is_picture(bytes([0x90, kind])) for kind in (codecs.VP8, codecs.RTX | marked))
    assert not any(map(is_picture, (VOICE, REPORT, HELLO, b"", b"\x90", bytes([0x90, codecs.RED]))))
    assert not any(is_picture(bytes([0x80, kind])) for kind in range(192, 224)), "RTCP"


def test_a_voice_overtakes_the_pictures_that_wait() -> None:
    backlog = Backlog()
    for packet in (PICTURE, PICTURE, VOICE, REPORT):
        assert backlog.put(packet) is None

    assert drained(backlog) == [VOICE, REPORT, PICTURE, PICTURE]


def test_a_packet_that_has_begun_is_finished_first() -> None:
    backlog = Backlog()
    backlog.put(PICTURE)
    backlog.sent(len(backlog.next()[:10]))
    backlog.put(VOICE)

    rest = len(PICTURE) + 2 - 10
    assert len(backlog.next()) == rest
    backlog.sent(rest)
    assert drained(backlog) == [VOICE]


def test_pictures_are_dropped_while_voices_still_pass() -> None:
    backlog = Backlog()
    while backlog.put(PICTURE) is None:
        pass

    assert backlog.put(PICTURE) is EdgeCount.TCP_VIDEO
    assert backlog.put(VOICE) is None
    while backlog.put(VOICE) is None:
        pass
    assert backlog.put(HELLO) is EdgeCount.TCP_VOICE
    assert len(backlog) <= VIDEO_MOST + VOICE_MOST


@given(st.lists(st.sampled_from([PICTURE, VOICE, REPORT, HELLO])), st.integers(1, CHUNK))
def test_everything_taken_comes_out_once_and_in_order_of_its_kind(
    packets: list[bytes], step: int
) -> None:
    backlog = Backlog()
    taken = [packet for packet in packets if backlog.put(packet) is None]

    out = drained(backlog, step)

    assert [one for one in out if is_picture(one)] == [one for one in taken if is_picture(one)]
    assert [one for one in out if not is_picture(one)] == [
        one for one in taken if not is_picture(one)
    ]
    assert len(backlog) == 0


@given(st.lists(st.tuples(st.sampled_from([PICTURE, VOICE]), st.integers(0, 1500))))
def test_it_never_holds_more_than_its_bounds(steps: list[tuple[bytes, int]]) -> None:
    backlog = Backlog()
    for packet, sent in steps * 20:
        backlog.put(packet)
        backlog.sent(len(backlog.next()[:sent]))
        assert len(backlog) <= VIDEO_MOST + VOICE_MOST + CHUNK + FRAME_MOST
