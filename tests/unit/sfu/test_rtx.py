"""A retransmission is unwrapped to the very packet it repeats."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sfu.header import Packet
from sfu.rtx import unwrap
from tests.support.packets import MID, REPAIRED_RID, RTX, Stream, payload_of, rtp


def stream() -> Stream:
    return Stream("1", 111, Random(4), b"ada     ", rid="h", rtx_ssrc=222)


@given(st.integers(1, 4000))
def test_what_comes_out_is_what_was_sent(size: int) -> None:
    camera = stream()
    for sent in camera.frame(7, size=size):
        seq = int.from_bytes(sent[2:4])
        again = camera.again(seq, 9)
        packet = Packet()
        assert again is not None
        assert packet.read(again)

        back = unwrap(packet, ssrc=111, payload_type=96)

        assert back[1:12] == sent[1:12]
        assert payload_of(back) == payload_of(sent)


@given(st.binary(max_size=2))
def test_what_repeats_nothing_is_padding(payload: bytes) -> None:
    packet = Packet()
    extensions = {MID: b"1", REPAIRED_RID: b"h"}
    packet.read(rtp(payload, payload_type=RTX, ssrc=222, seq=1, timestamp=2, extensions=extensions))

    assert unwrap(packet, ssrc=111, payload_type=96) == b""
