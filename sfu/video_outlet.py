"""Makes the video packets of one slot: a copy, patched where this viewer's numbers differ."""

from random import Random
from struct import Struct

from sfu import codecs, vp8
from sfu.counters import Count, Counters
from sfu.header import Packet
from sfu.history import History
from sfu.ids import Address, Datagram
from sfu.outlet import (
    FLAGS,
    GAP_MOST,
    HEAD,
    NOTHING,
    NOWHERE,
    SEQUENCES,
    STAMP_AT,
    fixed,
    mid_element,
    new_datagram,
    no_seal,
)
from sfu.reports import Sending
from sfu.rewriter import Rewriter
from sfu.rtx import ORIGINAL
from sfu.shape import SlotLine
from sfu.srtp import Seal, Workbench


class VideoOutlet:
    """One SSRC, and beside it one for retransmissions (RFC 4588)."""

    __slots__ = (
        "_counters",
        "_fixed",
        "_head",
        "_history",
        "_mid",
        "_numbers",
        "_octets",
        "_packets",
        "_payload_at",
        "_pictures",
        "_rtx_fixed",
        "_rtx_sequence",
        "_sent_at",
        "_ssrc",
        "_view",
        "address",
        "seal",
    )

    def __init__(self, line: SlotLine, bench: Workbench, counters: Counters, rng: Random) -> None:
        self.seal: Seal = no_seal
        self.address: Address = NOWHERE
        self._view = bench.view
        self._counters = counters
        self._ssrc = line.ssrc
        element = mid_element(line.mid)
        self._mid = element + bytes(-len(element) % 4)
        self._head = Struct(f"{HEAD.format}{len(self._mid)}s")
        self._payload_at = self._head.size
        size = self._head.size - STAMP_AT
        self._fixed = fixed(line.ssrc, size)
        self._rtx_fixed = fixed(line.rtx_ssrc, size)
        self._rtx_sequence = rng.randrange(SEQUENCES)
        self._numbers = Rewriter(
            first_sequence=rng.randrange(SEQUENCES), first_timestamp=rng.randrange(1 << 32)
        )
        self._pictures = vp8.PictureNumbers(
            first_picture=rng.randrange(1 << 15), first_temporal=rng.randrange(1 << 8)
        )
        self._history = NOTHING
        self._packets = 0
        self._octets = 0
        self._sent_at = 0.0

    def resume(self, packet: Packet, history: History) -> None:
        gap = int((packet.arrived - self._sent_at) * codecs.VIDEO_CLOCK) if self._packets else 1
        self._numbers.resume(packet.seq, packet.timestamp, gap=min(gap, GAP_MOST))
        self._pictures.resume(packet)
        self._history = history

    def forward(self, packet: Packet) -> Datagram | None:
        numbers = self._numbers
        sequence = numbers.rewrite(packet.seq, packet.timestamp)
        if sequence < 0:
            self._counters.add(Count.BEFORE_SWITCH)
            return None
        view, at, size = self._view, self._payload_at, packet.size
        self._head.pack_into(
            view,
            0,
            FLAGS,
            packet.marked,
            sequence,
            packet.timestamp + numbers.ticks & 0xFFFF_FFFF,
            self._fixed,
            packet.stamp,
            self._mid,
        )
        view[at : at + size] = packet.body
        self._pictures.patch(view, at, packet)
        if sequence == numbers.sequence:
            self._pictures.sent(packet)
        self._packets += 1
        self._octets += size
        self._sent_at = packet.arrived
        data = self.seal(at + size)
        if data is None:
            self._counters.add(Count.UNSEALED)
            return None
        return new_datagram(Datagram, (data, self.address))

    def skip(self, seq: int) -> None:
        self._numbers.skip(seq)

    def resend(self, sequence: int, stamp: int) -> Datagram | None:
        """Wrap the packet in a retransmission (RFC 4588, section 4).

        It has its own SSRC and numbers: under its first number a packet must never differ by a
        bit, or AES-GCM would use one nonce for two texts (RFC 7714, section 8.4).
        """
        kept = self._history.get(self._numbers.original(sequence))
        packet = Packet()
        if kept is None or not packet.read(kept[0]) or not vp8.read(packet):
            return None
        self._rtx_sequence = self._rtx_sequence + 1 & 0xFFFF
        view, at = self._view, self._payload_at
        self._head.pack_into(
            view,
            0,
            FLAGS,
            packet.marked & 128 | codecs.RTX,
            self._rtx_sequence,
            packet.timestamp + self._numbers.ticks & 0xFFFF_FFFF,
            self._rtx_fixed,
            stamp,
            self._mid,
        )
        ORIGINAL.pack_into(view, at, sequence)
        at += ORIGINAL.size
        view[at : at + packet.size] = packet.body
        self._pictures.patch(view, at, packet)
        data = self.seal(at + packet.size)
        return None if data is None else Datagram(data, self.address)

    def forget(self) -> None:
        self._history = NOTHING

    def sending(self, now: float) -> Sending:
        elapsed = int((now - self._sent_at) * codecs.VIDEO_CLOCK) if self._packets else 0
        return Sending(
            ssrc=self._ssrc,
            timestamp=self._numbers.timestamp + elapsed & 0xFFFF_FFFF,
            packets=self._packets,
            octets=self._octets,
        )
