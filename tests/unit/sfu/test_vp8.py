"""The VP8 descriptor is read in any of its shapes and renumbered without a break."""

import struct
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from sfu import vp8
from sfu.header import Packet
from tests.support.packets import rtp


@dataclass(frozen=True)
class Descriptor:
    """One way to write what RFC 7741, section 4.2 allows."""

    starts: bool
    partition: int
    picture: int | None
    wide: bool
    temporal: int | None
    layer: bool
    key: bool

    def __bytes__(self) -> bytes:
        first = self.starts << 4 | self.partition
        flags = (self.picture is not None) << 7 | (self.temporal is not None) << 6 | self.layer << 5
        if not flags:
            return bytes([first]) + self._frame()
        text = bytes([first | 0x80, flags])
        if self.picture is not None:
            wide = struct.pack("!H", 0x8000 | self.picture)
            text += wide if self.wide else bytes([self.picture & 0x7F])
        if self.temporal is not None:
            text += bytes([self.temporal])
        return text + (b"\x20" if self.layer else b"") + self._frame()

    def _frame(self) -> bytes:
        return bytes([0x50 | (not self.key), 1, 2, 3])


descriptors = st.builds(
    Descriptor,
    starts=st.booleans(),
    partition=st.integers(0, 7),
    picture=st.none() | st.integers(0, 0x7FFF),
    wide=st.booleans(),
    temporal=st.none() | st.integers(0, 255),
    layer=st.booleans(),
    key=st.booleans(),
)


def read(payload: bytes) -> tuple[Packet, bool]:
    packet = Packet()
    assert packet.read(rtp(payload, payload_type=96, ssrc=1, seq=1, timestamp=1))
    return packet, vp8.read(packet)


@given(st.binary(max_size=12))
def test_any_payload_is_read_or_refused_without_raising(payload: bytes) -> None:
    packet, whole = read(payload)

    assert not whole or packet.frame_at < len(payload)


@given(descriptors)
def test_every_shape_is_read(descriptor: Descriptor) -> None:
    packet, whole = read(bytes(descriptor))

    assert whole
    assert packet.frame_at == len(bytes(descriptor)) - 4
    assert packet.can_start == (descriptor.starts and not descriptor.partition and descriptor.key)
    if descriptor.picture is not None:
        assert packet.picture_id == descriptor.picture & (0x7FFF if descriptor.wide else 0x7F)
    if descriptor.temporal is not None:
        assert packet.temporal_id == descriptor.temporal


@given(st.booleans(), st.booleans(), st.integers(0, 3), st.booleans())
def test_the_temporal_layer_and_where_it_may_begin_are_read(
    picture: bool,  # noqa: FBT001
    temporal: bool,  # noqa: FBT001
    layer: int,
    switches: bool,  # noqa: FBT001
) -> None:
    flags = picture << 7 | temporal << 6 | 0x20
    numbers = b"\x81\x23" * picture + b"\x07" * temporal
    kind = bytes([layer << 6 | switches << 5 | 0x1F])
    packet, whole = read(bytes([0x90, flags]) + numbers + kind + b"\x51\x00")

    assert whole
    assert (packet.temporal_layer, packet.switches) == (layer, switches)
    packet, _ = read(bytes([0x90, flags & ~0x20 | 0x10]) + numbers + kind + b"\x51\x00")
    assert (packet.temporal_layer, packet.switches) == (0, False), "it is a key index, no layer"


@given(descriptors)
def test_a_descriptor_cut_short_is_refused(descriptor: Descriptor) -> None:
    whole = bytes(descriptor)

    for end in range(len(whole) - 4):
        assert not read(whole[: end + 1])[1]


@given(
    st.integers(0, 0x7FFF),
    st.integers(0, 255),
    st.lists(st.tuples(st.integers(0, 0x7FFF), st.integers(0, 255), st.integers(1, 5)), min_size=1),
)
def test_numbers_are_contiguous_over_any_change_of_source(
    first_picture: int, first_temporal: int, sources: list[tuple[int, int, int]]
) -> None:
    numbers = vp8.PictureNumbers(first_picture=first_picture, first_temporal=first_temporal)
    pictures, temporals = [], []

    for picture, temporal, count in sources:
        for n in range(count):
            frame = Descriptor(
                starts=True,
                partition=0,
                picture=(picture + n) & 0x7FFF,
                wide=True,
                temporal=(temporal + n) & 0xFF,
                layer=True,
                key=n == 0,
            )
            packet, _ = read(bytes(frame))
            if n == 0:
                numbers.resume(packet)
            copy = bytearray(packet.body)
            numbers.patch(memoryview(copy), 0, packet)
            numbers.sent(packet.picture_id, packet.temporal_id)
            again, _ = read(bytes(copy))
            pictures.append(again.picture_id)
            temporals.append(again.temporal_id)

    assert pictures == [(first_picture + 1 + n) & 0x7FFF for n in range(len(pictures))]
    assert temporals == [(first_temporal + 1 + n) & 0xFF for n in range(len(temporals))]


@given(descriptors, descriptors)
def test_only_the_numbers_are_changed(before: Descriptor, after: Descriptor) -> None:
    numbers = vp8.PictureNumbers(first_picture=5, first_temporal=7)
    for each in (before, after):
        packet, _ = read(bytes(each))
        numbers.resume(packet)
        copy = bytearray(packet.body)
        numbers.patch(memoryview(copy), 0, packet)
        numbers.sent(packet.picture_id, packet.temporal_id)

    again, whole = read(bytes(copy))

    assert whole
    assert copy[packet.frame_at :] == bytes(packet.body)[packet.frame_at :]
    assert (again.frame_at, again.wide, again.can_start) == (
        packet.frame_at,
        packet.wide,
        packet.can_start,
    )


def test_narrow_picture_ids_wrap_at_seven_bits() -> None:
    numbers = vp8.PictureNumbers(first_picture=126, first_temporal=0)
    seen = []
    for n in range(4):
        frame = Descriptor(
            starts=True,
            partition=0,
            picture=100 + n,
            wide=False,
            temporal=None,
            layer=False,
            key=n == 0,
        )
        packet, _ = read(bytes(frame))
        if n == 0:
            numbers.resume(packet)
        copy = bytearray(packet.body)
        numbers.patch(memoryview(copy), 0, packet)
        seen.append(copy[2])

    assert seen == [127, 0, 1, 2]
