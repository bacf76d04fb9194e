"""Frames: what a decoder takes, put together from packets in their order.

Opus has one in each packet (RFC 7587, section 4.2), VP8 one in each run of packets with one time
stamp (RFC 7741, section 4).  Nothing is decoded: of VP8 the size of a key frame is read.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from sfu import codecs, vp8
from sfu.header import Packet

Size = tuple[int, int]
"""Width and height in pixels."""

LARGEST: Final = 4 * 1024 * 1024  # bytes of a frame; more is no frame but an attack on memory


class Part(NamedTuple):
    """What a frame is made of, as it is in one packet."""

    timestamp: int
    payload: bytes
    begins: bool
    """A frame begins here,"""
    ends: bool
    """or ends."""
    key: bool
    """A decoder may begin here."""


class Frame(NamedTuple):
    timestamp: int
    data: bytes
    key: bool
    size: Size | None
    """Of a picture, where it says so."""


class Assembler(Protocol):
    """Puts the parts of one SSRC together."""

    broken: bool
    """Something of which a frame was made, or would have been, is missing since the last frame."""

    def put(self, part: Part, lost: int) -> Frame | None:
        """Take the next part, before which so many packets are missing; it may be empty."""


def part_of_sound(packet: Packet) -> Part | None:
    if packet.payload_type != codecs.OPUS or not packet.body:
        return None
    return Part(packet.timestamp, packet.body, begins=True, ends=True, key=True)


def part_of_picture(packet: Packet) -> Part | None:
    if packet.payload_type != codecs.VP8 or not vp8.read(packet):
        return None
    # S is set, and the partition is 0 (RFC 7741, section 4.2).
    begins = packet.body[0] & 0x17 == 0x10
    payload = packet.body[packet.frame_at :]
    key = begins and not payload[0] & 1
    return Part(packet.timestamp, payload, begins, ends=packet.marked >= 128, key=key)


class Sounds:
    """Every packet is a frame."""

    __slots__ = ("broken",)

    def __init__(self) -> None:
        self.broken = False

    def put(self, part: Part, lost: int) -> Frame | None:
        self.broken = self.broken or lost > 0
        return Frame(part.timestamp, part.payload, key=True, size=None) if part.payload else None


@dataclass(slots=True)
class _Begun:
    timestamp: int
    parts: list[bytes]
    size: int
    key: bool


class Pictures:
    """Frames of VP8, beginning with a key frame; after a loss, with the next one.

    What comes in between refers to what is missing: some decoders refuse it, others show something
    that nobody sent.
    """

    __slots__ = ("_begun", "_started", "broken")

    def __init__(self) -> None:
        self._begun: _Begun | None = None
        self._started = False
        self.broken = False

    def put(self, part: Part, lost: int) -> Frame | None:
        begun = self._begun
        if lost or (begun is not None and part.timestamp != begun.timestamp and part.payload):
            begun = None
            self._break()
        if not part.payload:
            return None
        if begun is None:
            return self._begin(part)
        begun.parts.append(part.payload)
        begun.size += len(part.payload)
        if part.ends:
            return self._end(begun)
        if begun.size > LARGEST:
            self._break()
        return None

    def _begin(self, part: Part) -> Frame | None:
        if not part.begins or not (self._started or part.key):
            self._break()
            return None
        begun = _Begun(part.timestamp, [part.payload], len(part.payload), part.key)
        if part.ends:
            return self._end(begun)
        self._begun = begun
        return None

    def _break(self) -> None:
        self._begun, self._started, self.broken = None, False, True

    def _end(self, begun: _Begun) -> Frame:
        self._begun = None
        self._started = True
        data = b"".join(begun.parts)
        return Frame(begun.timestamp, data, begun.key, _size_of(data) if begun.key else None)


def _size_of(data: bytes) -> Size | None:
    """Return the size that the head of a key frame says (RFC 6386, section 9.1)."""
    if len(data) < 10 or data[3:6] != b"\x9d\x01\x2a":
        return None
    width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return (width & 0x3FFF, height & 0x3FFF)
