"""RTP as browsers shape it: Opus-sized voices, VP8 with real descriptors, retransmissions.

The last eight bytes of every payload say who sent it, so that a test can tell whose packets came
out of a slot; but for what comes from a tape, which browsers can decode.
"""

import struct
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from tests.support.tape import Tape

OPUS, VP8, RTX = 111, 96, 97
AUDIO_LEVEL, TRANSPORT_WIDE_CC, MID, RID, REPAIRED_RID = 1, 3, 4, 5, 6

PATTERN = ((0, 0), (2, 1), (1, 1), (2, 0), (0, 0), (2, 0), (1, 0), (2, 0))
"""Temporal layers as Chromium's three, and whether a frame needs nothing but the lowest (Y)."""

WEIGHTS = (1.6, 0.8, 0.8)
"""How large their frames are."""

HISTORY = 512  # packets kept for retransmission
MTU = 1100  # bytes of payload
_HEADER = struct.Struct("!BBHII")


def rtp(
    payload: bytes,
    *,
    payload_type: int,
    ssrc: int,
    seq: int,
    timestamp: int,
    marker: bool = False,
    extensions: Mapping[int, bytes] | None = None,
) -> bytes:
    """Return an RTP packet with one-byte extension headers (RFC 8285)."""
    header = _HEADER.pack(
        0x90 if extensions else 0x80, marker << 7 | payload_type, seq & 0xFFFF, timestamp, ssrc
    )
    if not extensions:
        return header + payload
    body = b"".join(
        bytes([number << 4 | len(value) - 1]) + value for number, value in extensions.items()
    )
    body += bytes(-len(body) % 4)
    return header + struct.pack("!HH", 0xBEDE, len(body) // 4) + body + payload


def sender_of(packet: bytes) -> bytes:
    return packet[-8:]


@dataclass
class Stream:
    """One SSRC that a simulated browser sends."""

    mid: str
    ssrc: int
    rng: Random
    sender: bytes
    rid: str | None = None
    rtx_ssrc: int = 0
    layered: bool = False
    """Whether there are temporal layers."""
    seq: int = field(init=False)
    timestamp: int = field(init=False)
    picture_id: int = field(init=False)
    tl0: int = field(init=False)
    rtx_seq: int = field(init=False)
    key_due: bool = True
    key_frames: int = 0
    sent: int = 0
    at: int = 0
    """In `PATTERN`."""
    history: OrderedDict[int, bytes] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        assert len(self.sender) == 8
        self.seq = self.rng.getrandbits(15)
        self.timestamp = self.rng.getrandbits(32)
        self.picture_id = self.rng.getrandbits(15)
        self.tl0 = self.rng.getrandbits(8)
        self.rtx_seq = self.rng.getrandbits(15)

    def voice(
        self, transport_seq: int, *, size: int = 80, level: int = 30, sound: bytes | None = None
    ) -> bytes:
        """Return the next 20 ms of a voice at -`level` dBov; `sound` is what a decoder makes of."""
        extensions = self._extensions(transport_seq) | {AUDIO_LEVEL: bytes([0x80 | level])}
        payload = b"\x78" + bytes(size - 9) + self.sender if sound is None else sound
        packet = self._packet(payload, extensions, payload_type=OPUS)
        self.timestamp = (self.timestamp + 960) & 0xFFFFFFFF
        return packet

    def frame(
        self, transport_seq: int, *, size: int, ticks: int = 3600, tape: Tape | None = None
    ) -> list[bytes]:
        """Return the next picture, `ticks` after the one before, as packets; a key frame if due."""
        key, self.key_due = self.key_due, False
        self.timestamp = (self.timestamp + ticks) & 0xFFFFFFFF
        self.key_frames += key
        if self.layered:
            self.at = 0 if key else (self.at + 1) % len(PATTERN)
            size = size if key else round(size * WEIGHTS[PATTERN[self.at][0]])
            self.tl0 = (self.tl0 + (PATTERN[self.at][0] == 0)) & 0xFF
        picture = _filler(size, key=key) if tape is None else tape.picture(key=key)
        pieces = [picture[at : at + MTU - 20] for at in range(0, len(picture), MTU - 20)]
        packets = []
        for n, piece in enumerate(pieces):
            last = n == len(pieces) - 1
            mark = self.sender if tape is None else b""
            payload = self._descriptor(first=n == 0) + piece + mark
            extensions = self._extensions(transport_seq + n)
            packets.append(self._packet(payload, extensions, payload_type=VP8, marker=last))
        self.picture_id = (self.picture_id + 1) & 0x7FFF
        self.tl0 = (self.tl0 + (not self.layered)) & 0xFF
        return packets

    def again(self, seq: int, transport_seq: int) -> bytes | None:
        """Return the retransmission of `seq` (RFC 4588), or None if it is forgotten."""
        original = self.history.get(seq)
        if original is None or not self.rtx_ssrc:
            return None
        extensions = self._extensions(transport_seq)
        rid = extensions.pop(RID, None)
        if rid is not None:
            extensions[REPAIRED_RID] = rid
        self.rtx_seq = (self.rtx_seq + 1) & 0xFFFF
        offset = 12 + 4 + 4 * struct.unpack_from("!H", original, 14)[0]
        return rtp(
            struct.pack("!H", seq) + original[offset:],
            payload_type=RTX,
            ssrc=self.rtx_ssrc,
            seq=self.rtx_seq,
            timestamp=struct.unpack_from("!I", original, 4)[0],
            marker=bool(original[1] & 0x80),
            extensions=extensions,
        )

    def _descriptor(self, *, first: bool) -> bytes:
        """RFC 7741, section 4.2: picture id, TL0PICIDX and temporal id, as Chromium sends."""
        start = 0x90 if first else 0x80
        layer, switches = PATTERN[self.at]
        kind = layer << 6 | switches << 5
        return struct.pack("!BBHBB", start, 0xE0, 0x8000 | self.picture_id, self.tl0, kind)

    def _extensions(self, transport_seq: int) -> dict[int, bytes]:
        extensions = {
            TRANSPORT_WIDE_CC: struct.pack("!H", transport_seq & 0xFFFF),
            MID: self.mid.encode(),
        }
        if self.rid is not None:
            extensions[RID] = self.rid.encode()
        return extensions

    def _packet(
        self,
        payload: bytes,
        extensions: Mapping[int, bytes],
        *,
        payload_type: int,
        marker: bool = False,
    ) -> bytes:
        packet = rtp(
            payload,
            payload_type=payload_type,
            ssrc=self.ssrc,
            seq=self.seq,
            timestamp=self.timestamp,
            marker=marker,
            extensions=extensions,
        )
        self.history[self.seq] = packet
        if len(self.history) > HISTORY:
            self.history.popitem(last=False)
        self.seq = (self.seq + 1) & 0xFFFF
        self.sent += 1
        return packet


def _filler(size: int, *, key: bool) -> bytes:
    """Return what looks like a picture to whoever does not decode it."""
    start = b"\x50\x02\x00\x9d\x01\x2a\x80\x02\x68\x01" if key else b"\x51\x02\x00"
    return start + bytes(max(0, size - len(start)))


@dataclass
class Received:
    """What came in on one SSRC."""

    packets: int = 0
    size: int = 0
    """In bytes, with headers."""
    key_frames: int = 0
    senders: dict[bytes, int] = field(default_factory=dict)
    last: bytes = b""
    _first: int = -1
    _highest: int = -1

    @property
    def lost(self) -> int:
        """Holes in the numbering so far."""
        return self._highest - self._first + 1 - self.packets if self.packets else 0

    def count(self, data: bytes) -> None:
        """Count a packet, or the header of one that is not worth decrypting."""
        self.packets += 1
        self.size += len(data)
        seq = int.from_bytes(data[2:4])
        if self._first < 0:
            self._first = self._highest = seq
            return
        step = (seq - self._highest + 0x8000 & 0xFFFF) - 0x8000
        self._highest = max(self._highest, self._highest + step)

    def look(self, packet: bytes) -> None:
        """Note whose a decrypted packet is."""
        self.last = packet
        self.senders[sender_of(packet)] = self.senders.get(sender_of(packet), 0) + 1
        self.key_frames += starts_key_frame(packet)


def payload_of(packet: bytes) -> bytes:
    offset = 12 + 4 * (packet[0] & 0x0F)
    if packet[0] & 0x10:
        offset += 4 + 4 * struct.unpack_from("!H", packet, offset + 2)[0]
    return packet[offset:]


def starts_key_frame(packet: bytes) -> bool:
    if packet[1] & 0x7F != VP8:
        return False
    payload = payload_of(packet)
    return len(payload) > 6 and bool(payload[0] & 0x10) and not payload[6] & 1
