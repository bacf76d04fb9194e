"""Somebody who reads speech into our server as a browser would: Opus, RED, and heed of reports.

How libwebrtc's encoder hears of loss: each report block's share is a sample of an exponential
filter with a time constant of ten seconds, and what comes out, at most 20 %, is what the encoder
expects.
"""

from math import exp
from typing import Final

import numpy as np
from aiortc.rtp import RtcpRrPacket

from benchmarks.listener import OFFSET_MOST, RED
from benchmarks.opus import FRAME, Encoder, Samples
from tests.support.packets import OPUS
from tests.support.person import Person

SMOOTHING: Final = 10.0  # seconds
EXPECTED_MOST: Final = 0.2


class Expected:
    """The share of loss that the encoder is told."""

    def __init__(self, now: float) -> None:
        self._share: float | None = None
        self._told_at = now

    def told(self, share: float, now: float) -> float:
        """Take what a report says; return what to expect."""
        old = exp((self._told_at - now) / SMOOTHING)
        self._share = share if self._share is None else old * self._share + (1 - old) * share
        self._told_at = now
        return min(self._share, EXPECTED_MOST)


class Speaker:
    """Makes the microphone's packets.  With `copies`, each holds the one before once more."""

    def __init__(self, person: Person, *, copies: bool, now: float) -> None:
        self.encoder: Final = Encoder()
        self.said: Final[dict[int, bytes]] = {}
        """What was sent in each frame in which there was something to send."""
        self.expects = 0.0
        self._person = person
        self._copies = copies
        self._expected = Expected(now)
        self._before: tuple[int, bytes] | None = None

    def frame_of(self, packet: bytes) -> int:
        """Return when `packet` was first said."""
        return next(n for n, said in self.said.items() if said == packet)

    def heed(self, report: object, now: float) -> None:
        """Take what the server says of our voice."""
        if not isinstance(report, RtcpRrPacket):
            return
        for block in report.reports:
            if block.ssrc == self._person.mic.ssrc:
                self.expects = self._expected.told(block.fraction_lost / 256, now)
                self.encoder.expect_loss(self.expects)

    def say(self, n: int, samples: Samples) -> list[bytes]:
        """Return the `n`th frame, protected; nothing where nothing is said."""
        packet = self.encoder.encode(samples)
        if packet is None:
            self._person.mic.timestamp = self._person.mic.timestamp + FRAME & 0xFFFF_FFFF
            return []
        self.said[n] = packet
        before, self._before = self._before, (n, packet)
        sound = _redundant(before, n, packet) if self._copies else packet
        transport = self._person._transport(1)
        plain = self._person.mic.voice(transport, level=_level(samples), sound=sound)
        if self._copies:
            plain = plain[:1] + bytes((plain[1] & 0x80 | RED,)) + plain[2:]
        return self._person.protect([plain])


def _redundant(before: tuple[int, bytes] | None, n: int, packet: bytes) -> bytes:
    """Return a RED payload of distance one, as Chromium writes it (RFC 2198, section 3)."""
    offset = OFFSET_MOST + 1 if before is None else (n - before[0]) * FRAME
    if before is None or offset > OFFSET_MOST:
        return bytes((OPUS,)) + packet
    head = (0x80 | OPUS) << 24 | offset << 10 | len(before[1])
    return head.to_bytes(4) + bytes((OPUS,)) + before[1] + packet


def _level(samples: Samples) -> int:
    """Return how loud it is, in -dBov (RFC 6464, section 3)."""
    power = float(np.mean(samples.astype(np.float64) ** 2)) / 32768**2
    return min(127, max(0, round(-10 * np.log10(power)))) if power > 0 else 127
