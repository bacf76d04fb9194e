"""Makes the video packets of one slot: a copy, patched where this viewer's numbers differ."""

from random import Random
from struct import Struct
from typing import Final

from sfu import codecs
from sfu.counters import Count, Counters
from sfu.header import Packet
from sfu.history import History
from sfu.ids import Address, Datagram
from sfu.outlet import (
    FLAGS,
    GAP_MOST,
    HEAD,
    NOWHERE,
    SEQUENCES,
    STAMP_AT,
    fixed,
    mid_element,
    no_seal,
)
from sfu.reports import Sending
from sfu.rewriter import Rewriter
from sfu.rtx import ORIGINAL
from sfu.shape import SlotLine
from sfu.srtp import Seal, Workbench
from sfu.vp8 import PictureNumbers

HISTORY: Final = 1024  # packets: about 2 s of the largest layer

_RTX_HEAD: Final = Struct("!BBH4s8sI")

Sent = tuple[bytes, bytes, int]
"""A packet as this viewer was told it: our header and descriptor, the publisher's packet, and
where in that the rest begins.  The publisher's is shared by all viewers."""


class VideoOutlet:
    """One SSRC, and beside it one for retransmissions (RFC 4588)."""

    __slots__ = (
        "_bench",
        "_counters",
        "_fixed",
        "_head",
        "_history",
        "_mid",
        "_numbers",
        "_octets",
        "_packets",
        "_pictures",
        "_rtx_fixed",
        "_rtx_sequence",
        "_sent_at",
        "_ssrc",
        "address",
        "seal",
    )

    def __init__(self, line: SlotLine, bench: Workbench, counters: Counters, rng: Random) -> None:
        self.seal: Seal = no_seal
        self.address: Address = NOWHERE
        self._bench = bench
        self._counters = counters
        self._ssrc = line.ssrc
        element = mid_element(line.mid)
        self._mid = element + bytes(-len(element) % 4)
        self._head = Struct(f"{HEAD.format}{len(self._mid)}s")
        size = self._head.size - STAMP_AT
        self._fixed = fixed(line.ssrc, size)
        self._rtx_fixed = fixed(line.rtx_ssrc, size)
        self._rtx_sequence = rng.randrange(SEQUENCES)
        self._numbers = Rewriter(
            first_sequence=rng.randrange(SEQUENCES), first_timestamp=rng.randrange(1 << 32)
        )
        self._pictures = PictureNumbers(
            first_id=rng.randrange(1 << 15), first_index=rng.randrange(1 << 8)
        )
        self._history: History[Sent] = History(HISTORY)
        self._packets = 0
        self._octets = 0
        self._sent_at = 0.0

    def resume(self, packet: Packet) -> None:
        gap = int((packet.arrived - self._sent_at) * codecs.VIDEO_CLOCK) if self._packets else 1
        self._numbers.resume(packet.seq, packet.timestamp, gap=min(gap, GAP_MOST))
        self._pictures.resume(packet)

    def forward(self, packet: Packet) -> Datagram | None:
        numbers = self._numbers
        sequence = numbers.rewrite(packet.seq, packet.timestamp)
        if sequence < 0:
            self._counters.add(Count.BEFORE_SWITCH)
            return None
        bench = self._bench
        view = bench.view
        timestamp = packet.timestamp + numbers.ticks & 0xFFFF_FFFF
        self._head.pack_into(
            view,
            0,
            FLAGS,
            packet.marker | codecs.VP8,
            sequence,
            timestamp,
            self._fixed,
            packet.stamp,
            self._mid,
        )
        at = self._head.size
        end = at + len(packet.body)
        view[at:end] = packet.body
        self._pictures.patch(view, at, packet, newest=sequence == numbers.sequence)
        told = bench.bytes[0 : at + packet.frame_at]
        self._history.put(sequence, (told, packet.plain, packet.payload_at + packet.frame_at))
        self._packets += 1
        self._octets += end - at
        self._sent_at = packet.arrived
        data = self.seal(end)
        if data is None:
            self._counters.add(Count.UNSEALED)
            return None
        return Datagram(data, self.address)

    def skip(self, seq: int) -> None:
        self._numbers.skip(seq)

    def resend(self, sequence: int, stamp: int) -> Datagram | None:
        sent = self._history.get(sequence)
        if sent is None:
            return None
        told, plain, rest_at = sent
        at = self._head.size
        # Its own SSRC and numbers: the same packet under its first number must never differ by
        # a bit, or AES-GCM would use one nonce for two texts (RFC 7714, section 8.4).
        self._rtx_sequence = self._rtx_sequence + 1 & 0xFFFF
        head = _RTX_HEAD.pack(
            FLAGS, told[1] & 128 | codecs.RTX, self._rtx_sequence, told[4:8], self._rtx_fixed, stamp
        )
        packet = b"".join((head, self._mid, ORIGINAL.pack(sequence), told[at:], plain[rest_at:]))
        self._bench.bytes[0 : len(packet)] = packet
        data = self.seal(len(packet))
        return None if data is None else Datagram(data, self.address)

    def forget(self) -> None:
        self._history.clear()

    def sending(self, now: float) -> Sending:
        elapsed = int((now - self._sent_at) * codecs.VIDEO_CLOCK) if self._packets else 0
        return Sending(
            ssrc=self._ssrc,
            timestamp=self._numbers.timestamp + elapsed & 0xFFFF_FFFF,
            packets=self._packets,
            octets=self._octets,
        )
