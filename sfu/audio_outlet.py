"""Makes the audio packets of one slot: a copy with this viewer's numbers and the voice's level."""

from random import Random
from typing import Final

from sfu import codecs, extensions
from sfu.counters import Count, Counters
from sfu.departures import HEAD, Departures
from sfu.header import Packet
from sfu.history import SIZE, History
from sfu.ids import Address, Datagram
from sfu.outlet import (
    EXTENSIONS_AT,
    FIXED,
    FLAGS,
    NOTHING,
    NOWHERE,
    SEQUENCES,
    Tally,
    fixed,
    layout,
    mid_element,
)
from sfu.reports import Sending
from sfu.rewriter import Rewriter
from sfu.shape import SlotLine
from sfu.srtp import Context, Workbench

_LEVEL: Final = extensions.AUDIO_LEVEL << 12  # of one byte
_MASK: Final = SIZE - 1


class AudioOutlet:
    """One SSRC.  What is asked for again goes out as it first did, to the bit."""

    __slots__ = (
        "_counters",
        "_departures",
        "_fixed",
        "_history",
        "_layout",
        "_left",
        "_number",
        "_numbers",
        "_payload_at",
        "_seal",
        "_size",
        "_ssrc",
        "_tally",
        "_view",
        "_wide",
        "address",
        "context",
    )

    def __init__(
        self,
        line: SlotLine,
        bench: Workbench,
        counters: Counters,
        rng: Random,
        departures: Departures,
    ) -> None:
        self.address: Address = NOWHERE
        self.context: Context | None = None
        self._view = bench.view
        self._seal = bench.seal_rtp
        self._counters = counters
        self._departures = departures
        self._number = departures.number
        self._left = departures.left
        self._size = departures.size
        self._wide: list[int] = []
        """By sequence number: which of all that left each packet was."""
        self._ssrc = line.ssrc
        mid = mid_element(line.mid) + HEAD
        self._layout = layout(f"{FIXED + len(mid)}sHIH{-len(mid) % 4}x")
        self._payload_at = self._layout.size
        self._fixed = fixed(line.ssrc, self._layout.size - EXTENSIONS_AT, mid)
        self._numbers = Rewriter(
            first_sequence=rng.randrange(SEQUENCES), first_timestamp=rng.randrange(1 << 32)
        )
        self._history = NOTHING
        self._tally = Tally()

    def resume(self, packet: Packet, history: History) -> None:
        gap = self._tally.gap(packet.arrived, codecs.AUDIO_CLOCK)
        self._numbers.resume(packet.seq, packet.timestamp, gap=gap)
        self._history = history
        self._tally.follow(history)
        self._wide = self._wide or [0] * SIZE

    def forward(self, packet: Packet) -> Datagram | None:
        sequence = self._numbers.rewrite(packet.seq, packet.timestamp)
        if sequence < 0:
            self._counters.add(Count.BEFORE_SWITCH)
            return None
        number = self._wide[sequence & _MASK] = self._number() & 0xFFFF
        data = self._write(packet, sequence, packet.stamp, number)
        if data is None:
            self._departures.cancel()
            self._counters.add(Count.UNSEALED)
            return None
        self._size(len(data))
        self._left(packet.arrived)
        return data, self.address

    def skip(self, seq: int) -> None:
        self._numbers.skip(seq)

    def resend(self, sequence: int, now: float) -> Datagram | None:
        """Say the same again to the bit, with the stamp and the number that it had.

        There is no retransmission SSRC, and under one number a packet must never differ, or
        AES-GCM would use one nonce for two texts (RFC 7714, section 8.4).
        """
        del now
        kept = self._history.get(self._numbers.original(sequence))
        packet = Packet()
        if kept is None or not packet.read(kept[0]):
            return None
        number = self._wide[sequence & _MASK]
        self._departures.forget(number)
        data = self._write(packet, sequence, kept[1], number)
        return None if data is None else (data, self.address)

    def pad(self, size: int, now: float) -> Datagram | None:
        """Voices carry none: each of their numbers is a piece of sound."""
        del size, now
        return None

    def forget(self) -> None:
        self._history = NOTHING
        self._tally.follow(NOTHING)

    def sending(self, now: float) -> Sending:
        packets, octets, _ = self._tally.read()
        elapsed = self._tally.gap(now, codecs.AUDIO_CLOCK)
        timestamp = self._numbers.timestamp + elapsed & 0xFFFF_FFFF
        return Sending(self._ssrc, timestamp, packets, octets)

    def _write(self, packet: Packet, sequence: int, stamp: int, number: int) -> bytes | None:
        view, at, context = self._view, self._payload_at, self.context
        if context is None:
            return None
        self._layout[packet.size](
            view,
            0,
            FLAGS,
            packet.marked,
            sequence,
            packet.timestamp + self._numbers.ticks & 0xFFFF_FFFF,
            self._fixed,
            number,
            stamp,
            # Where there is no level two zeros stand, which are padding.
            _LEVEL | packet.level if packet.level >= 0 else 0,
            packet.body,
        )
        return self._seal(context, at + packet.size)
