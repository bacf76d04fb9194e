"""Transport-wide congestion control, the receiver's half.

Tells a browser when each of its packets arrived, so that it can find out what its link bears:
draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1.  Without it Chromium needs 12 s
to start its largest layer, with it less than one.
"""

from collections.abc import Sequence
from math import floor, inf
from struct import Struct
from typing import Final

from sfu.rtcp import APPLICATION, TRANSPORT_FEEDBACK
from sfu.seqnum import unwrap

RATE: Final = 20
"""Feedbacks a second: about 1 % of what they report on.  Those of all endpoints are due at the same
instants, so that one wake-up serves them all."""

RECEIVED_MOST: Final = 400  # packets told of in one feedback, which so stays below 1200 bytes
SPAN_MOST: Final = 0x7FFF  # packets, lost ones included

_TICKS: Final = 4000  # of a delta in a second
_TICKS_OF_REFERENCE: Final = 256  # 64 ms
_HEAD: Final = Struct("!BBHIIHHI")
_CHUNK: Final = Struct("!H")
_DELTA: Final = Struct("!h")
_LOST, _SMALL, _LARGE = 0, 1, 2
_VECTOR: Final = 7  # symbols of two bits in a status vector chunk
_RUN_MOST: Final = 0x1FFF


class Arrivals:
    """The transport-wide numbers of one endpoint, and when they came.

    What comes after it was told lost stays so: a packet more than a feedback late is as bad.
    """

    __slots__ = ("_count", "_log", "_newest", "_next", "due", "missed", "told")

    def __init__(self) -> None:
        self.due = inf
        """When the next feedback is to be sent; infinity while there is nothing to tell."""
        self._log: dict[int, float] = {}
        """When each number, as it came, came first."""
        self._newest = -1  # Unwrapped, as the next; -1 before the first feedback.
        self._next = -1  # The first number not yet told of.
        self._count = 0
        self.told = 0
        """Packets told of since the beginning; of these, `missed` had not come."""
        self.missed = 0

    def add(self, sequence: int, now: float) -> bool:
        """Note a packet; return whether a feedback became due by it.

        On the packet path, so it only notes: numbers are unwrapped when they are told.
        """
        self._log.setdefault(sequence, now)
        if self.due < inf:
            return False
        self.due = (floor(now * RATE) + 1) / RATE
        return True

    def take(self, now: float, *, sender: int, media: int) -> list[bytes]:
        """Return the feedback that is due at `now`, mostly one packet."""
        if now < self.due:
            return []
        self.due = inf
        arrived = self._arrived()
        if self._next < 0:
            self._next = arrived[0][0]
        told = 0
        while told < len(arrived) and arrived[told][0] < self._next:
            told += 1
        first, fresh = self._next, len(arrived) - told
        feedback = []
        while told < len(arrived):
            packet, told = self._feedback(arrived, told, sender, media)
            feedback.append(packet)
        self.told += self._next - first
        self.missed += self._next - first - fresh
        return feedback

    def _arrived(self) -> list[tuple[int, float]]:
        """Take out the log, unwrapped and in order."""
        newest = next(iter(self._log)) if self._newest < 0 else self._newest
        arrived = []
        for number, at in self._log.items():
            seq = unwrap(number, newest)
            arrived.append((seq, at))
            newest = max(newest, seq)
        self._log.clear()
        self._newest = newest
        arrived.sort()
        return arrived

    def _feedback(
        self, arrived: Sequence[tuple[int, float]], told: int, sender: int, media: int
    ) -> tuple[bytes, int]:
        """Return one packet about `arrived` from `told` on, and where the next one goes on."""
        first = self._next
        reference = int(arrived[told][1] * _TICKS) // _TICKS_OF_REFERENCE
        clock = reference * _TICKS_OF_REFERENCE
        symbols: list[int] = []
        deltas = bytearray()
        expected = first
        for seq, at in arrived[told : told + RECEIVED_MOST]:
            ticks = int(at * _TICKS)
            delta = ticks - clock
            if not -0x8000 <= delta <= 0x7FFF or seq - first >= SPAN_MOST:
                break
            if seq > expected:
                symbols += [_LOST] * (seq - expected)
            if 0 <= delta <= 0xFF:
                symbols.append(_SMALL)
                deltas.append(delta)
            else:
                symbols.append(_LARGE)
                deltas += _DELTA.pack(delta)
            clock = ticks
            expected = seq + 1
            told += 1
        if not symbols:
            # A gap longer than one packet can tell of: nobody needs the rest of it.
            self._next = arrived[told][0]
            return self._feedback(arrived, told, sender, media)
        self._next = expected
        body = _chunks(symbols) + deltas
        head = (first & 0xFFFF, len(symbols), (reference & 0xFF_FFFF) << 8 | self._count)
        self._count = (self._count + 1) & 0xFF
        return _packet(sender, media, head, body), told


def _packet(sender: int, media: int, head: tuple[int, int, int], body: bytes) -> bytes:
    padding = -len(body) % 4
    if padding:
        # The last octet of padding counts it (RFC 3550, section 6.4.1).
        body += bytes(padding - 1) + bytes((padding,))
    flags = 0x80 | (0x20 if padding else 0) | APPLICATION
    words = (_HEAD.size + len(body)) // 4 - 1
    return _HEAD.pack(flags, TRANSPORT_FEEDBACK, words, sender, media, *head) + body


def _chunks(symbols: Sequence[int]) -> bytes:
    """Write run length chunks where they pay and two-bit status vectors where not."""
    chunks = bytearray()
    at = 0
    while at < len(symbols):
        run = _run(symbols, at)
        if run >= _VECTOR:
            chunks += _CHUNK.pack(symbols[at] << 13 | run)
            at += run
            continue
        vector = 0b11
        for symbol in (*symbols[at : at + _VECTOR], *[_LOST] * _VECTOR)[:_VECTOR]:
            vector = vector << 2 | symbol
        chunks += _CHUNK.pack(vector)
        at += _VECTOR
    return bytes(chunks)


def _run(symbols: Sequence[int], at: int) -> int:
    end = at
    while end < len(symbols) and end - at < _RUN_MOST and symbols[end] == symbols[at]:
        end += 1
    return end - at
