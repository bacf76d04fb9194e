"""Promise: redundant sound is written as RFC 2198 says, and whatever comes is read or is nothing."""

from hypothesis import given
from hypothesis import strategies as st

from sfu import red
from sfu.codecs import OPUS, RED
from sfu.header import Packet
from sfu.red import LENGTH_MOST, OFFSET_MOST, Block, Redundant
from tests.support.packets import rtp

blocks = st.builds(Block, st.integers(0, OFFSET_MOST), st.binary(max_size=LENGTH_MOST))


def packet(body: bytes, *, seq: int = 7, timestamp: int = 5000, level: int = 12) -> Packet:
    made = Packet()
    assert made.read(
        rtp(
            body,
            payload_type=RED,
            ssrc=99,
            seq=seq,
            timestamp=timestamp,
            marker=True,
            extensions={1: bytes([level])},
        )
    )
    return made


@given(st.lists(blocks, max_size=4), st.binary(min_size=1, max_size=1200))
def test_what_is_written_is_read(written: list[Block], primary: bytes) -> None:
    assert red.read(red.write(written, primary)) == Redundant(tuple(written), primary)


@given(st.binary(max_size=64))
def test_whatever_comes_is_read_or_is_nothing(body: bytes) -> None:
    found = red.read(body)
    if found is not None:
        assert red.write(found.blocks, found.primary) == body


def test_it_looks_as_the_rfc_draws_it() -> None:
    written = red.write([Block(960, b"ab")], b"cde")

    assert written.hex() == "ef0f0002" + "6f" + b"abcde".hex()


def test_what_is_cut_or_of_another_kind_is_nothing() -> None:
    whole = red.write([Block(960, b"ab")], b"c")

    assert all(red.read(whole[:size]) is None for size in range(len(whole)))
    assert red.read(b"\x60" + whole[1:]) is None
    assert red.read(bytes([0x80 | 96]) + whole[1:]) is None
    assert red.read(bytes([96]) + b"sound") is None


@given(st.integers(0, 0xFFFF), st.integers(0, 0xFFFF_FFFF))
def test_it_is_taken_apart_into_the_packets_directly_before(seq: int, timestamp: int) -> None:
    body = red.write([Block(1920, b"one"), Block(960, b"two")], b"three")

    carried = red.unwrap(packet(body, seq=seq, timestamp=timestamp))

    read = []
    for plain in carried:
        each = Packet()
        assert each.read(plain)
        assert each.payload_type == OPUS
        assert plain[8:12] == (99).to_bytes(4)
        read.append((each.sequence, each.timestamp, each.body, each.level))
    assert read == [
        ((seq - 2) % 2**16, (timestamp - 1920) % 2**32, b"one", -1),
        ((seq - 1) % 2**16, (timestamp - 960) % 2**32, b"two", -1),
        (seq, timestamp, b"three", 12),
    ]


def test_an_empty_block_only_holds_its_place() -> None:
    body = red.write([Block(1920, b"one"), Block(960, b"")], b"three")

    carried = red.unwrap(packet(body))

    assert [int.from_bytes(plain[2:4]) for plain in carried] == [5, 7]


def test_what_makes_no_sense_is_nothing() -> None:
    assert red.unwrap(packet(b"\x60")) == []
