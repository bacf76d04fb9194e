"""Makes the audio packets of one slot: a copy with this viewer's numbers and the voice's level."""

from random import Random
from struct import Struct
from typing import Final

from sfu import codecs, extensions
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
from sfu.shape import SlotLine
from sfu.srtp import Seal, Workbench

_LEVEL: Final = extensions.AUDIO_LEVEL << 12  # of one byte


class AudioOutlet:
    """One SSRC.  What is asked for again goes out as it first did, to the bit."""

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
        self._mid = mid_element(line.mid)
        padding = -(len(self._mid) + 2) % 4
        self._head = Struct(f"{HEAD.format}{len(self._mid)}sH{padding}x")
        self._payload_at = self._head.size
        self._fixed = fixed(line.ssrc, self._head.size - STAMP_AT)
        self._numbers = Rewriter(
            first_sequence=rng.randrange(SEQUENCES), first_timestamp=rng.randrange(1 << 32)
        )
        self._history = NOTHING
        self._packets = 0
        self._octets = 0
        self._sent_at = 0.0

    def resume(self, packet: Packet, history: History) -> None:
        gap = int((packet.arrived - self._sent_at) * codecs.AUDIO_CLOCK) if self._packets else 1
        self._numbers.resume(packet.seq, packet.timestamp, gap=min(gap, GAP_MOST))
        self._history = history

    def forward(self, packet: Packet) -> Datagram | None:
        sequence = self._numbers.rewrite(packet.seq, packet.timestamp)
        if sequence < 0:
            self._counters.add(Count.BEFORE_SWITCH)
            return None
        data = self._write(packet, sequence, packet.stamp)
        if data is None:
            self._counters.add(Count.UNSEALED)
            return None
        self._packets += 1
        self._octets += packet.size
        self._sent_at = packet.arrived
        return new_datagram(Datagram, (data, self.address))

    def resend(self, sequence: int, stamp: int) -> Datagram | None:
        """Say the same again to the bit, the stamp included, whatever it is `now`.

        There is no retransmission SSRC, and under one number a packet must never differ, or
        AES-GCM would use one nonce for two texts (RFC 7714, section 8.4).
        """
        del stamp
        kept = self._history.get(self._numbers.original(sequence))
        packet = Packet()
        if kept is None or not packet.read(kept[0]):
            return None
        data = self._write(packet, sequence, kept[1])
        return None if data is None else Datagram(data, self.address)

    def _write(self, packet: Packet, sequence: int, stamp: int) -> bytes | None:
        view, at, size = self._view, self._payload_at, packet.size
        self._head.pack_into(
            view,
            0,
            FLAGS,
            packet.marked,
            sequence,
            packet.timestamp + self._numbers.ticks & 0xFFFF_FFFF,
            self._fixed,
            stamp,
            self._mid,
            # Where there is no level two zeros stand, which are padding.
            _LEVEL | packet.level if packet.level >= 0 else 0,
        )
        view[at : at + size] = packet.body
        return self.seal(at + size)

    def skip(self, seq: int) -> None:
        self._numbers.skip(seq)

    def forget(self) -> None:
        self._history = NOTHING

    def sending(self, now: float) -> Sending:
        elapsed = int((now - self._sent_at) * codecs.AUDIO_CLOCK) if self._packets else 0
        return Sending(
            ssrc=self._ssrc,
            timestamp=self._numbers.timestamp + elapsed & 0xFFFF_FFFF,
            packets=self._packets,
            octets=self._octets,
        )
