"""Reading an RTP header never raises, and agrees with aiortc on whatever is well formed."""

import struct

from aiortc.rtp import RtpPacket
from hypothesis import given
from hypothesis import strategies as st

from sfu.extensions import AUDIO_LEVEL, MID, TRANSPORT_WIDE_CC
from sfu.header import Packet, read_extensions
from tests.support.packets import rtp

ids = st.integers(1, 14)
one_byte = st.dictionaries(ids, st.binary(min_size=1, max_size=16), max_size=6)
two_byte = st.dictionaries(st.integers(1, 255), st.binary(min_size=1, max_size=40), max_size=6)


def packet(payload: bytes, extensions: dict[int, bytes]) -> bytes:
    return rtp(
        payload,
        payload_type=96,
        ssrc=0xDEADBEEF,
        seq=4711,
        timestamp=123456,
        marker=True,
        extensions=extensions,
    )


def with_two_byte(payload: bytes, extensions: dict[int, bytes], *, free: int = 0) -> bytes:
    body = b"".join(bytes([n, len(value)]) + value for n, value in extensions.items())
    body += bytes(-len(body) % 4)
    head = struct.pack("!BBHII", 0x90, 96, 4711, 123456, 0xDEADBEEF)
    return head + struct.pack("!HH", 0x1000 | free, len(body) // 4) + body + payload


@given(st.binary(max_size=80) | st.binary(max_size=80).map(lambda b: b"\x90\x60" + b))
def test_any_bytes_are_read_or_refused_without_raising(data: bytes) -> None:
    read = Packet()

    if read.read(data):
        assert len(read.body) == read.size
        assert read.plain.endswith(bytes(read.body))
    read_extensions(data)


@given(st.binary(max_size=60), one_byte)
def test_fields_are_those_that_aiortc_reads(payload: bytes, extensions: dict[int, bytes]) -> None:
    data = packet(payload, extensions)
    theirs = RtpPacket.parse(data)
    ours = Packet()

    assert ours.read(data)
    assert (ours.sequence, ours.timestamp) == (theirs.sequence_number, theirs.timestamp)
    assert (ours.payload_type, ours.marked >> 7) == (theirs.payload_type, theirs.marker)
    assert bytes(ours.body) == theirs.payload


@given(one_byte)
def test_one_byte_extensions_are_read_back(extensions: dict[int, bytes]) -> None:
    assert read_extensions(packet(b"payload", extensions)) == extensions


@given(two_byte, st.integers(0, 15))
def test_two_byte_extensions_are_read_back(extensions: dict[int, bytes], free: int) -> None:
    assert read_extensions(with_two_byte(b"payload", extensions, free=free)) == extensions


@given(st.integers(0, 65535), st.integers(0, 255), st.booleans())
def test_level_and_transport_number_are_found_in_both_forms(
    number: int,
    level: int,
    wide: bool,  # noqa: FBT001
) -> None:
    extensions = {MID: b"0", AUDIO_LEVEL: bytes([level]), TRANSPORT_WIDE_CC: number.to_bytes(2)}
    data = with_two_byte(b"x", extensions) if wide else packet(b"x", extensions)
    read = Packet()

    assert read.read(data)
    assert (read.transport_sequence, read.level) == (number, level)


def test_nothing_is_remembered_of_the_packet_before() -> None:
    read = Packet()
    read.read(packet(b"x", {AUDIO_LEVEL: b"\x10", TRANSPORT_WIDE_CC: b"\x00\x01"}))

    read.read(packet(b"x", {}))

    assert (read.transport_sequence, read.level) == (-1, -1)


@given(st.binary(min_size=1, max_size=60), st.integers(1, 200))
def test_padding_is_cut_off(payload: bytes, padding: int) -> None:
    data = bytearray(packet(payload, {MID: b"1"}))
    data[0] |= 0x20
    read = Packet()

    assert read.read(bytes(data) + bytes(padding - 1) + bytes([padding]))
    assert bytes(read.body) == payload
    assert read.plain == packet(payload, {MID: b"1"})


def test_a_packet_of_padding_alone_is_empty() -> None:
    data = bytearray(packet(b"", {MID: b"1"}))
    data[0] |= 0x20
    read = Packet()

    assert read.read(bytes(data) + bytes(254) + b"\xff")
    assert read.size == 0


def test_more_padding_than_there_is_packet_is_refused() -> None:
    data = bytearray(packet(b"1234", {}))
    data[0] |= 0x20

    assert not Packet().read(bytes(data[:-1]) + b"\xff")


def test_an_id_of_zero_with_a_length_ends_the_extensions() -> None:
    body = b"\x05\x00\x00\x00" + bytes([TRANSPORT_WIDE_CC << 4 | 1]) + b"\x01\x02\x00"
    data = struct.pack("!BBHII", 0x90, 96, 1, 2, 3) + struct.pack("!HH", 0xBEDE, 2) + body + b"x"
    read = Packet()

    assert read.read(data)
    assert read.transport_sequence == -1
    assert read_extensions(data) == {}
