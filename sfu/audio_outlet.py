"""Makes the audio packets of one slot: a copy with this viewer's numbers and the voice's level.

To whom loses much, and can read it, each packet goes with what was said in the two before it (RFC
2198).  These are of the same person and were sent to the same slot before, since it shows them.
"""

from random import Random
from typing import Final

from sfu import codecs, extensions
from sfu.copies import DEPTH
from sfu.counters import Count, Counters
from sfu.departures import HEAD, Departures
from sfu.feed import Sink
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
_COPIES_AT: Final = 16
"""Where, above the transport-wide number, it is kept which copies went along."""


class AudioOutlet:
    """One SSRC.  What is asked for again goes out as it first did, to the bit."""

    __slots__ = (
        "_copied",
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
        "repeats",
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
        self.repeats = False
        """Whether each packet goes with the two before it."""
        self._view = bench.view
        self._seal = bench.seal_rtp
        self._counters = counters
        self._departures = departures
        self._number = departures.number
        self._left = departures.left
        self._size = departures.size
        self._wide: list[int] = []
        """By sequence number: which of all that left each packet was, and what went with it."""
        self._copied = 0
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

    def thin(self, frames: int) -> Sink:
        """Voices have no frames to leave out."""
        del frames
        return self

    def forward(self, packet: Packet) -> Datagram | None:
        numbers, context = self._numbers, self.context
        sequence = numbers.rewrite(packet.seq, packet.timestamp)
        if sequence < 0 or context is None:
            self._counters.add(Count.BEFORE_SWITCH if context else Count.UNSEALED)
            return None
        number = self._wide[sequence & _MASK] = self._number() & 0xFFFF
        marked, body, size = packet.marked, packet.body, packet.size
        if self.repeats:
            marked, body = self._with_copies(packet, sequence)
            size = len(body)
        self._layout[size](
            self._view,
            0,
            FLAGS,
            marked,
            sequence,
            packet.timestamp + numbers.ticks & 0xFFFF_FFFF,
            self._fixed,
            number,
            packet.stamp,
            # Where there is no level two zeros stand, which are padding.
            _LEVEL | packet.level if packet.level >= 0 else 0,
            body,
        )
        data = self._seal(context, self._payload_at + size)
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
        original = self._numbers.original(sequence)
        kept = self._history.get(original)
        packet = Packet()
        if kept is None or self.context is None or not packet.read(kept[0]):
            return None
        packet.seq, packet.stamp = original, kept[1]
        sent = self._wide[sequence & _MASK]
        included, number = sent >> _COPIES_AT, sent & 0xFFFF
        packet.seq = original
        marked, body = packet.marked, packet.body
        if included:
            repeated = self._history.copies.again(packet, included)
            if repeated is None:
                return None
            marked, body = marked & 128 | codecs.RED, repeated
        self._departures.forget(number)
        self._layout[len(body)](
            self._view,
            0,
            FLAGS,
            marked,
            sequence,
            packet.timestamp + self._numbers.ticks & 0xFFFF_FFFF,
            self._fixed,
            number,
            kept[1],
            _LEVEL | packet.level if packet.level >= 0 else 0,
            body,
        )
        data = self._seal(self.context, self._payload_at + len(body))
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
        return Sending(self._ssrc, timestamp, packets, octets + self._copied)

    def _with_copies(self, packet: Packet, sequence: int) -> tuple[int, bytes]:
        """Return the marker with the payload type, and the payload with what goes along."""
        # Nothing of what came before the slot showed this voice: it may not have been meant for it.
        depth = min(DEPTH, packet.seq - self._numbers.first)
        included, body = self._history.copies.add_to(packet, depth)
        if not included:
            return packet.marked, packet.body
        self._wide[sequence & _MASK] |= included << _COPIES_AT
        self._copied += len(body) - packet.size
        return packet.marked & 128 | codecs.RED, body
