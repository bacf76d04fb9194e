"""One speaks, one listens, and a real pump between them, on a network that loses.

The listener tells the server what came, as browsers do: transport-wide feedback ten times a second
and a report about the voice every five seconds, more or less, which is what libwebrtc leaves
between two about sound.  What the server makes of it, RED on the one side, reports to the speaker
on the other, is its own.
"""

from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Final

from aiortc.rtp import RtcpReceiverInfo, RtcpRrPacket, RtpPacket

from benchmarks.listener import WAIT, Listener, newest_of
from benchmarks.opus import FRAME, RATE
from benchmarks.speaker import Speaker
from benchmarks.speech import Speech
from sfu.header import read_extensions
from sfu.ids import Datagram, Mid, Source
from sfu.plan import Plan, Route
from sfu.python_pump import PythonPump
from sfu.receive_log import ReceiveLog
from sfu.twcc import Arrivals
from tests.sim.network import Link, Network
from tests.support.person import EXTENSIONS, SCOPE, Person, read_rtcp

LATENCY, JITTER = 0.02, 0.005  # seconds, each way
REPORT: Final = 5.0  # seconds between two, of a browser about sound
TELL: Final = 0.1  # seconds between two feedbacks
SLOT: Final = "4"
WIDE: Final = 3
"""The extension of transport-wide numbers."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What two browsers and their links are like."""

    up: float = 0.0
    """The share that is lost on the way to the server."""
    down: float = 0.0
    takes_red: bool = True
    sends_red: bool = False


class LossyCall:
    """Ada reads the speech out, Ben hears it."""

    def __init__(self, speech: Speech, terms: Terms, *, seed: int) -> None:
        self.pump = PythonPump(Random(seed))
        self.network = Network(Random(seed + 1), now=10.0)
        self.ada = Person.enter(self.pump, "ada", seed=seed)
        self.ben = Person.enter(self.pump, "ben", seed=seed)
        self.speaker = Speaker(self.ada, copies=terms.sends_red, now=self.now)
        self.listeners = (Listener(), Listener(mends=False))
        """The second is the floor: he makes up whatever did not come itself."""
        self._speech = speech
        self._rng = Random(seed + 2)
        self._up = Link(LATENCY, JITTER, terms.up)
        self._down = Link(LATENCY, JITTER, terms.down)
        self._line = self.ben.line(SLOT)
        self._log = ReceiveLog(clock=RATE)
        self._arrivals = Arrivals()
        self._hears = False
        self._wake_at = 0.0
        if terms.takes_red:
            self.pump.agree(self.ben.id, frozenset({Mid(SLOT)}))
        route = Route(self.ada.track(Source.MICROPHONE))
        self.pump.apply(Plan(SCOPE, 1, {self.ben.slot(SLOT): route}))

    @property
    def now(self) -> float:
        return self.network.now

    def run(self) -> None:
        """Let it all be said and heard."""
        began = self.now
        for n in range(self._speech.frames):
            self.network.at(began + n * FRAME / RATE, partial(self._say, n))
        self.network.every(TELL, self._tell)
        self._report_later()
        self.network.run(began + self._speech.frames * FRAME / RATE + 1)

    # What people do.

    def _say(self, n: int) -> None:
        self._send(self.ada, self.speaker.say(n, self._speech.frame(n)))

    def _take(self, data: bytes) -> None:
        plain = self.ben.inbound.unprotect(data)
        packet = RtpPacket.parse(plain, EXTENSIONS)
        self._arrivals.add(int.from_bytes(read_extensions(plain)[WIDE]), self.now)
        if self._log.take(packet.sequence_number, packet.timestamp, self.now) < 0:
            return
        if not self._hears:
            self._begin(packet)
        for listener in self.listeners:
            listener.take(packet.payload_type, packet.timestamp, packet.payload)

    def _begin(self, first: RtpPacket) -> None:
        """Hear everything, in its time: what was said before the first that comes is lost."""
        self._hears = True
        n = self.speaker.frame_of(newest_of(first.payload_type, first.payload))
        for listener in self.listeners:
            listener.begin(n, first.timestamp)
        began = self.now + WAIT - n * FRAME / RATE
        for frame in range(self._speech.frames):
            at = max(self.now, began + frame * FRAME / RATE)
            self.network.at(at, partial(self._play, frame))

    def _play(self, n: int) -> None:
        for listener in self.listeners:
            listener.play(n, said=n in self.speaker.said)

    def _tell(self) -> None:
        if self._arrivals.due <= self.now:
            told = self._arrivals.take(self.now, sender=1, media=self._line.ssrc)
            self._send(self.ben, [self.ben.outbound.protect_rtcp(each) for each in told])

    def _report_later(self) -> None:
        self.network.at(self.now + REPORT * self._rng.uniform(0.5, 1.5), self._report)

    def _report(self) -> None:
        if self._hears:
            got = self._log.report()
            info = RtcpReceiverInfo(
                self._line.ssrc, got.fraction_lost, got.lost, got.newest, got.jitter, 0, 0
            )
            report = RtcpRrPacket(ssrc=1, reports=[info])
            self._send(self.ben, [self.ben.outbound.protect_rtcp(bytes(report))])
        self._report_later()

    # What the network does.

    def _send(self, person: Person, protected: list[bytes]) -> None:
        link = self._up if person is self.ada else Link(LATENCY, JITTER)
        for data in protected:
            self.network.send(link, partial(self._work, [(data, person.address)]))

    def _work(self, datagrams: list[Datagram]) -> None:
        self.pump.receive(datagrams, self.now)
        for data, address in self.pump.datagrams_to_send():
            self._come(data, is_ben=address == self.ben.address)
        due = self.pump.next_timeout()
        if due is not None and (due < self._wake_at or self._wake_at <= self.now):
            self._wake_at = max(due, self.now + 1e-6)
            self.network.at(self._wake_at, partial(self._work, []))

    def _come(self, data: bytes, *, is_ben: bool) -> None:
        is_rtcp = 192 <= data[1] <= 223
        if is_ben and not is_rtcp:
            self.network.send(self._down, partial(self._take, data))
        elif is_rtcp and not is_ben:
            self.network.send(Link(LATENCY, JITTER), partial(self._heed, data))

    def _heed(self, data: bytes) -> None:
        for report in read_rtcp(self.ada.inbound.unprotect_rtcp(data)):
            self.speaker.heed(report, self.now)
