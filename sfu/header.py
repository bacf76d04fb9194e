"""Reads an RTP header and its extensions where they lie (RFC 3550, RFC 8285).

Nothing here allocates per field, nothing raises, and nothing behind the header is looked at.
"""

from struct import Struct
from typing import Final

from sfu import extensions

FIXED: Final = 12  # bytes of the header before CSRCs and extensions
FIELDS: Final = Struct("!BBHI")  # flags, marker and payload type, sequence number, timestamp
SSRC: Final = Struct("!8xI")
PREFIX: Final = Struct("!HH")  # of the extensions: profile and length in words

ONE_BYTE: Final = 0xBEDE
TWO_BYTE: Final = 0x1000  # The low four bits are free for the application.

_STOP: Final = 15
"""A one-byte id that ends the extensions (RFC 8285, section 4.2)."""


class Packet:
    """The packet at hand: read once, then looked at by every sink.

    One object serves a pump for its whole life; whoever wants to keep something of it keeps
    `plain`, which is never changed.  Padding is cut off when the packet is read.
    """

    __slots__ = (
        "arrived",
        "body",
        "both",
        "can_start",
        "frame_at",
        "lead",
        "level",
        "marked",
        "payload_at",
        "payload_type",
        "picture_at",
        "picture_id",
        "plain",
        "rest",
        "seq",
        "sequence",
        "size",
        "stamp",
        "switches",
        "temporal_at",
        "temporal_id",
        "temporal_layer",
        "timestamp",
        "transport_sequence",
        "wide",
    )

    def __init__(self) -> None:
        self.plain = b""
        self.arrived = 0.0
        self.marked = 0
        """The payload type with the marker above it, as they share an octet."""
        self.payload_type = 0
        self.sequence = 0
        """As it came, 16 bits."""
        self.seq = 0
        """Unwrapped by the receive log."""
        self.timestamp = 0
        self.payload_at = 0
        """Where in `plain` the payload begins."""
        self.body = b""
        """The payload."""
        self.size = 0
        """Of the payload, in bytes."""
        self.transport_sequence = -1
        """The transport-wide number, or -1."""
        self.level = -1
        """The octet of the audio level, voice bit included, or -1."""
        self.stamp = 0
        """What leaves now is stamped with this abs-send-time element, of one word."""
        self.can_start = False
        """Whether a sink may begin with this packet; for video, if a key frame begins here."""
        # The VP8 descriptor, if there is one: positions are in `body`, 0 for what is absent.
        self.frame_at = 0
        self.picture_at = 0
        self.picture_id = 0
        self.wide = False
        """Whether the picture id has 15 bits."""
        self.both = False
        """Whether there are a wide picture id and, right behind it, a TL0PICIDX: the rule."""
        self.lead = b""
        """Then, what is in front of the two,"""
        self.rest = b""
        """and what is behind them."""
        self.temporal_at = 0
        self.temporal_id = 0
        """TL0PICIDX: which frame of the lowest temporal layer it belongs to."""
        self.temporal_layer = 0
        self.switches = False
        """Whether the frame needs nothing but the lowest temporal layer (Y)."""

    def read(self, plain: bytes) -> bool:
        """Read `plain`; return whether it is an RTP packet."""
        size = len(plain)
        if size < FIXED:
            return False
        flags, marked, self.sequence, self.timestamp = FIELDS.unpack_from(plain)
        if flags >> 6 != 2:
            return False
        self.plain = plain
        self.marked = marked
        self.payload_type = marked & 127
        self.transport_sequence = -1
        self.level = -1
        at = FIXED + 4 * (flags & 15)
        if flags & 16:
            at = self._read_extensions(plain, at, size)
        if flags & 32:
            plain = self.plain = without_padding(plain)
            size = len(plain)
        if not 0 < at <= size:
            return False
        self.payload_at = at
        self.size = size - at
        self.body = plain[at:]
        return True

    def _read_extensions(self, plain: bytes, at: int, size: int) -> int:
        """Find the two that the packet path needs; return where they end, or -1."""
        if at + 4 > size:
            return -1
        profile, words = PREFIX.unpack_from(plain, at)
        at += 4
        end: int = at + 4 * words
        if end > size:
            return -1
        if profile != ONE_BYTE:
            self._read_few(plain)
            return end
        while at < end:
            octet = plain[at]
            number = octet >> 4
            if not number:
                if octet:
                    break  # RFC 8285, section 4.2: an id of 0 has no length.
                at += 1
                continue
            if number == extensions.TRANSPORT_WIDE_CC and at + 2 < end:
                self.transport_sequence = plain[at + 1] << 8 | plain[at + 2]
            elif number == extensions.AUDIO_LEVEL and at + 1 < end:
                self.level = plain[at + 1]
            elif number == _STOP:
                break
            at += (octet & 15) + 2
        return end

    def _read_few(self, plain: bytes) -> None:
        found = read_extensions(plain)
        if len(number := found.get(extensions.TRANSPORT_WIDE_CC, b"")) >= 2:
            self.transport_sequence = number[0] << 8 | number[1]
        if level := found.get(extensions.AUDIO_LEVEL):
            self.level = level[0]


def without_padding(plain: bytes) -> bytes:
    """Return a padded packet as one without padding; nothing, if it says it is all padding.

    RFC 3550, section 5.1: the last octet counts the padding, itself included.
    """
    count = plain[-1]
    if not 0 < count <= len(plain) - FIXED:
        return b""
    return bytes((plain[0] & ~32,)) + plain[1:-count]


def ssrc_of(data: bytes) -> int:
    """Return the SSRC of a datagram of at least `FIXED` bytes; SRTP does not hide it."""
    ssrc: int = SSRC.unpack_from(data)[0]
    return ssrc


def read_extensions(data: bytes) -> dict[int, bytes]:
    """Return the extensions of an RTP packet, plain or protected, as far as they are well formed.

    Of both forms, one-byte and two-byte.  Padding and empty elements are left out.
    """
    if len(data) < FIXED or not data[0] & 16:
        return {}
    at = FIXED + 4 * (data[0] & 15)
    if at + 4 > len(data):
        return {}
    profile, words = PREFIX.unpack_from(data, at)
    body = data[at + 4 : at + 4 + 4 * words]
    if profile == ONE_BYTE:
        return _one_byte(body)
    if profile & 0xFFF0 == TWO_BYTE:
        return _two_byte(body)
    return {}


def _one_byte(body: bytes) -> dict[int, bytes]:
    """RFC 8285, section 4.2: four bits of id, four bits of length less one."""
    found: dict[int, bytes] = {}
    at = 0
    while at < len(body):
        number, size = body[at] >> 4, (body[at] & 15) + 1
        if body[at] == 0:
            at += 1
            continue
        if number in {0, _STOP} or at + 1 + size > len(body):
            break
        found[number] = body[at + 1 : at + 1 + size]
        at += 1 + size
    return found


def _two_byte(body: bytes) -> dict[int, bytes]:
    """RFC 8285, section 4.3: an octet of id, an octet of length."""
    found: dict[int, bytes] = {}
    at = 0
    while at < len(body):
        if body[at] == 0:
            at += 1
            continue
        if at + 2 > len(body) or at + 2 + body[at + 1] > len(body):
            break
        size = body[at + 1]
        if size:
            found[body[at]] = body[at + 2 : at + 2 + size]
        at += 2 + size
    return found
