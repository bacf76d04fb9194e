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
    NOWHERE,
    SEQUENCES,
    STAMP_AT,
    fixed,
    mid_element,
    no_seal,
)
from sfu.reports import Sending
from sfu.rewriter import Rewriter
from sfu.shape import SlotLine
from sfu.srtp import Seal, Workbench

HISTORY: Final = 64
"""Packets: 1.3 s, more than any jitter buffer waits for."""

_LEVEL: Final = extensions.AUDIO_LEVEL << 12  # of one byte


class AudioOutlet:
    """One SSRC.  What is asked for again goes out as it first did, to the bit."""

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
        self._mid = mid_element(line.mid)
        padding = -(len(self._mid) + 2) % 4
        self._head = Struct(f"{HEAD.format}{len(self._mid)}sH{padding}x")
        self._fixed = fixed(line.ssrc, self._head.size - STAMP_AT)
        self._numbers = Rewriter(
            first_sequence=rng.randrange(SEQUENCES), first_timestamp=rng.randrange(1 << 32)
        )
        self._history: History[bytes] = History(HISTORY)
        self._packets = 0
        self._octets = 0
        self._sent_at = 0.0

    def resume(self, packet: Packet) -> None:
        gap = int((packet.arrived - self._sent_at) * codecs.AUDIO_CLOCK) if self._packets else 1
        self._numbers.resume(packet.seq, packet.timestamp, gap=min(gap, GAP_MOST))

    def forward(self, packet: Packet) -> Datagram | None:
        numbers = self._numbers
        sequence = numbers.rewrite(packet.seq, packet.timestamp)
        if sequence < 0:
            self._counters.add(Count.BEFORE_SWITCH)
            return None
        view = self._bench.view
        self._head.pack_into(
            view,
            0,
            FLAGS,
            packet.marker | packet.payload_type,
            sequence,
            packet.timestamp + numbers.ticks & 0xFFFF_FFFF,
            self._fixed,
            packet.stamp,
            self._mid,
            # Where there is no level two zeros stand, which are padding.
            _LEVEL | packet.level if packet.level >= 0 else 0,
        )
        at = self._head.size
        end = at + len(packet.body)
        view[at:end] = packet.body
        self._packets += 1
        self._octets += end - at
        self._sent_at = packet.arrived
        data = self.seal(end)
        if data is None:
            self._counters.add(Count.UNSEALED)
            return None
        self._history.put(sequence, data)
        return Datagram(data, self.address)

    def skip(self, seq: int) -> None:
        self._numbers.skip(seq)

    def resend(self, sequence: int, stamp: int) -> Datagram | None:
        del stamp  # A new one would make another packet of it, under the same nonce.
        data = self._history.get(sequence)
        return None if data is None else Datagram(data, self.address)

    def forget(self) -> None:
        self._history.clear()

    def sending(self, now: float) -> Sending:
        elapsed = int((now - self._sent_at) * codecs.AUDIO_CLOCK) if self._packets else 0
        return Sending(
            ssrc=self._ssrc,
            timestamp=self._numbers.timestamp + elapsed & 0xFFFF_FFFF,
            packets=self._packets,
            octets=self._octets,
        )
