"""What somebody hears: a jitter buffer as browsers have one, with RED, in-band FEC and concealment.

Each 20 ms have their moment.  What was said then is taken from its packet, or from a block of a
later one (RED, RFC 2198), or in brief from the packet behind it (in-band FEC, RFC 6716), or is made
up.
"""

from collections import Counter
from typing import Final

import numpy as np

from benchmarks.opus import FRAME, Decoder, Samples, repeats

RED: Final = 63
WAIT: Final = 0.08
"""Seconds from a packet's arrival until it is heard: what a second packet needs to repeat it, and
some disorder."""

OFFSET_MOST: Final = 0x3FFF  # ticks, 14 bits
_LENGTH_MOST: Final = 0x3FF


class Listener:
    """Of one voice, frame by frame as it was said."""

    def __init__(self, *, mends: bool = True) -> None:
        """Who does not mend makes up whatever did not come itself."""
        self.fates: Counter[str] = Counter()
        """How often which source was used."""
        self._mends = mends
        self._decoder = Decoder()
        self._came: dict[int, tuple[str, bytes]] = {}
        """By timestamp: how, and what."""
        self._began = 0
        self._heard: list[Samples] = []

    @property
    def heard(self) -> Samples:
        return np.concatenate(self._heard)

    def begin(self, n: int, timestamp: int) -> None:
        """The first packet that comes has this timestamp and is of the `n`th frame."""
        self._began = timestamp - n * FRAME

    def take(self, payload_type: int, timestamp: int, payload: bytes) -> None:
        """A packet has come; `timestamp` in 32 bits."""
        at = (timestamp - self._began + 0x8000_0000 & 0xFFFF_FFFF) - 0x8000_0000
        if payload_type != RED:
            self._came[at] = "received", payload
            return
        *blocks, (_, primary) = blocks_of(payload)
        self._came[at] = "received", primary
        if self._mends:
            for offset, block in blocks:
                self._came.setdefault(at - offset, ("redundant", block))

    def play(self, n: int, *, said: bool) -> None:
        """The moment of the `n`th frame has come; `said`: there was something to send."""
        came, behind = self._came.pop(n * FRAME, None), self._came.get((n + 1) * FRAME)
        if came is not None:
            fate, packet = came
            self._hear(fate, self._decoder.decode(packet))
        elif self._mends and behind is not None and repeats(behind[1]):
            self._hear("in_band", self._decoder.decode_before(behind[1]))
        else:
            self._hear("concealed" if said else "silent", self._decoder.conceal())

    def _hear(self, fate: str, samples: Samples) -> None:
        self.fates[fate] += 1
        self._heard.append(samples)


def blocks_of(payload: bytes) -> list[tuple[int, bytes]]:
    """Return the blocks of a RED payload with their offsets, oldest first (RFC 2198, section 3)."""
    heads: list[tuple[int, int]] = []
    at = 0
    while payload[at] & 0x80:
        word = int.from_bytes(payload[at : at + 4])
        heads.append((word >> 10 & OFFSET_MOST, word & _LENGTH_MOST))
        at += 4
    at += 1
    blocks = []
    for offset, length in heads:
        blocks.append((offset, payload[at : at + length]))
        at += length
    return [*blocks, (0, payload[at:])]


def newest_of(payload_type: int, payload: bytes) -> bytes:
    """Return what is said in a packet for the first time."""
    return blocks_of(payload)[-1][1] if payload_type == RED else payload
