"""Promise: whatever the pieces, the same packets come out; a length that cannot be true ends it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfu.framing import FRAME_MOST, Deframer, framed

PACKETS = st.lists(st.binary(min_size=1, max_size=300), max_size=12)


def chunks(data: bytes, cuts: list[int]) -> list[bytes]:
    at = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[a:b] for a, b in pairwise(at)]


@given(PACKETS, st.lists(st.integers(min_value=0), max_size=30))
def test_every_chunking_gives_the_same_packets(packets: list[bytes], cuts: list[int]) -> None:
    deframer = Deframer()
    stream = b"".join(map(framed, packets))

    out = [packet for chunk in chunks(stream, cuts) for packet in deframer.feed(chunk)]

    assert out == packets
    assert not deframer.broken


@given(PACKETS)
def test_byte_by_byte_is_a_chunking_too(packets: list[bytes]) -> None:
    deframer = Deframer()
    stream = b"".join(map(framed, packets))

    assert [out for byte in stream for out in deframer.feed(bytes([byte]))] == packets


def test_the_longest_packet_passes_and_one_byte_more_does_not() -> None:
    longest = bytes(FRAME_MOST)
    assert Deframer().feed(framed(longest)) == [longest]

    deframer = Deframer()
    assert deframer.feed(framed(bytes(FRAME_MOST + 1))) == []
    assert deframer.broken


def test_what_came_before_the_impossible_length_still_counts_and_nothing_after_it() -> None:
    deframer = Deframer()

    assert deframer.feed(framed(b"one") + b"\xff\xff" + framed(b"two")) == [b"one"]
    assert deframer.feed(framed(b"three")) == []
    assert deframer.broken


@pytest.mark.parametrize("empties", [1, 7])
def test_empty_packets_mean_nothing(empties: int) -> None:
    deframer = Deframer()

    assert deframer.feed(framed(b"") * empties + framed(b"word")) == [b"word"]
    assert not deframer.broken


@given(st.lists(st.binary(max_size=3000), max_size=10))
def test_any_bytes_are_borne_and_little_is_held(pieces: list[bytes]) -> None:
    deframer = Deframer()
    came = out = 0
    for piece in pieces:
        came += len(piece)
        packets = deframer.feed(piece)
        out += sum(map(len, packets))
        assert all(0 < len(packet) <= FRAME_MOST for packet in packets)
        assert len(deframer._held) < FRAME_MOST + 2
    assert out <= came
