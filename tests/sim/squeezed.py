"""Three people, one of them behind a link that becomes narrow and wide again.

Time is virtual and every number has a seed, so that a run is a transcript.  The link has a queue
as home routers have: what does not fit is dropped at its tail, voices and pictures alike.
"""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random

from aiortc.rtp import RtcpRtpfbPacket

from sfu.header import read_extensions
from sfu.ids import Datagram, SlotId, Source
from sfu.plan import Plan, Route
from sfu.python_pump import PythonPump
from sfu.twcc import Arrivals
from tests.lab.path import Path
from tests.lab.plan import Plan as NetworkPlan
from tests.lab.plan import Step
from tests.sim.network import Link, Network
from tests.support.person import SCOPE, Heard, Person

VOICE, FRAME, TELL, ASK = 0.02, 0.04, 0.06, 0.1  # seconds between two
FRAME_BYTES = {"l": 600, "m": 1750, "h": 6000}  # 120, 350 and 1200 kbit/s
KEY_FRAME = 3  # times as large
HEADERS = 28  # bytes of IP and UDP
LATENCY, JITTER = 0.02, 0.005
SWING = 0.3  # of the size of a frame
OPEN = 5_000_000.0


class Bottleneck:
    """A link of so many bits a second with a queue in front of it."""

    def __init__(self, network: Network) -> None:
        self.passed: deque[tuple[float, int]] = deque()
        """When a datagram entered the queue, and its size."""
        self._network = network
        self._due: float | None = None
        self._step = Step(rate=OPEN, delay=LATENCY, jitter=JITTER)
        self._way: Path[Callable[[], None]] = Path(
            NetworkPlan.of(self._step), network.rng, began=network.now
        )

    def send(self, size: int, deliver: Callable[[], None]) -> None:
        now = self._network.now
        self.passed.append((now, size))
        self._way.put(deliver, size, now)
        self._arm()

    def become(self, **what: float) -> None:
        """Be otherwise from now on: `rate`, `loss` or `queue`, as in `Step`."""
        self._step = replace(self._step, **what)  # type: ignore[arg-type]
        self._way.follow(NetworkPlan.of(self._step), self._network.now)
        self._arm()

    @property
    def delay(self) -> float:
        """Seconds that what is sent now will stand in the queue."""
        return self._way.waits(self._network.now)

    def sent(self, since: float) -> float:
        """Return how many bits a second were sent into it since then."""
        passed = self._network.now - since
        return sum(size for at, size in self.passed if at >= since) * 8 / passed

    def _arm(self) -> None:
        due = self._way.next_timeout()
        if due is not None and (self._due is None or due < self._due):
            self._due = due
            self._network.at(due, self._deliver)

    def _deliver(self) -> None:
        self._due = None
        for deliver in self._way.take(self._network.now):
            deliver()
        self._arm()


class Squeezed:
    """Ben looks at Ada and Eve through the bottleneck; they see each other and him freely."""

    def __init__(self, *, seed: int = 1) -> None:
        self.pump = PythonPump(Random(seed))
        self.network = Network(Random(seed + 1), now=10.0)
        self.rng = Random(seed + 2)
        self.people = {name: Person.enter(self.pump, name, seed=seed) for name in PEOPLE}
        self.viewer = self.people["ben"]
        for person in self.people.values():
            for stream in person.camera.values():
                stream.layered = True
        self.link = Bottleneck(self.network)
        self.sent: Counter[tuple[str, str]] = Counter()
        """Packets of voices and of the largest layer, by sender."""
        self.got: list[tuple[float, int]] = []
        """When the viewer got a picture's packet, and its size."""
        self.filmed: list[tuple[float, int]] = []
        """When a packet of a largest layer that the viewer could see was sent, and its size."""
        self._arrivals = Arrivals()
        self._asked: dict[tuple[str, int], float] = {}
        self._by_address = {person.address: person for person in self.people.values()}
        self._wake_at = 0.0
        self.pump.apply(Plan(SCOPE, 1, self._routes()))
        for person in self.people.values():
            self.network.at(10 + self.rng.random() * FRAME, partial(self._begin, person))
        self.network.every(TELL, self._tell)
        self.network.every(ASK, self._ask)

    @property
    def now(self) -> float:
        return self.network.now

    def run(self, seconds: float) -> None:
        self.network.run(self.now + seconds)

    def seeing(self, since: float) -> float:
        """Return how many bits a second of pictures the viewer got since then."""
        got = sum(size for at, size in self.got if at >= since)
        return got * 8 / (self.now - since)

    def fullness(self, since: float) -> float:
        """Return which share of the largest layers' bytes the viewer got since then."""
        sent = sum(size for at, size in self.filmed if at >= since)
        return sum(size for at, size in self.got if at >= since) / sent

    def heard(self, person: Person, mid: str) -> int:
        return len({one.seq for one in person.heard[mid]})

    def voices_lost(self) -> float:
        """Return which share of the viewer's voice packets never came."""
        sent = sum(self.sent[name, "voice"] for name in ("ada", "eve"))
        on_its_way = round(2 * (2 * LATENCY + self.link.delay) / VOICE) + 4
        came = sum(self.heard(self.viewer, mid) for mid in AUDIO)
        return max(0.0, 1 - came / (sent - on_its_way))

    def affected(self) -> int:
        """Return how many of the others missed anything of each other."""
        pairs = (("ada", "eve"), ("eve", "ada"))
        return sum(
            self.heard(self.people[viewer], mid) < 0.99 * self.sent[sender, kind]
            for viewer, sender in pairs
            for mid, kind in ((AUDIO[0], "voice"), (VIDEO[0], "high"))
        )

    def _routes(self) -> dict[SlotId, Route]:
        routes = {}
        for viewer, *others in (
            ("ada", "eve", "ben"),
            ("eve", "ada", "ben"),
            ("ben", "ada", "eve"),
        ):
            for n, other in enumerate(others):
                shown, seen = self.people[viewer], self.people[other]
                routes[shown.slot(AUDIO[n])] = Route(seen.track(Source.MICROPHONE))
                routes[shown.slot(VIDEO[n])] = Route(seen.track(), rank=n)
        return routes

    # What people do.

    def _begin(self, person: Person) -> None:
        self.network.every(VOICE, partial(self._speak, person))
        self.network.every(FRAME, partial(self._film, person))

    def _speak(self, person: Person) -> None:
        self.sent[person.name, "voice"] += 1
        self._up(person, person.voice())

    def _film(self, person: Person) -> None:
        for rid, usual in FRAME_BYTES.items():
            stream = person.camera[rid]
            swing = 1 + SWING * self.rng.uniform(-1, 1)
            size = round(usual * swing * (KEY_FRAME if stream.key_due else 1))
            packets = person.picture(stream, size=size)
            if rid == "h":
                self.sent[person.name, "high"] += len(packets)
            if rid == "h" and person is not self.viewer:
                self.filmed += [(self.now, len(packet)) for packet in packets]
            self._up(person, person.protect(packets))

    def _tell(self) -> None:
        line = self.viewer.shape.slots[0]
        packets = self._arrivals.take(self.now + TELL, sender=1, media=line.ssrc)
        self._up(self.viewer, [self.viewer.outbound.protect_rtcp(each) for each in packets])

    def _ask(self) -> None:
        """Ask again for what is missing of pictures, as browsers do."""
        for mid in VIDEO:
            got = {one.seq for one in self.viewer.heard[mid][-200:]}
            if not got or max(got) - min(got) > 1000:
                continue
            lost = [
                seq
                for seq in range(max(got) - 60, max(got))
                if seq > min(got)
                and seq not in got
                and self.now - self._asked.get((mid, seq), 0.0) > ASK
            ]
            self._asked |= {(mid, seq): self.now for seq in lost}
            if lost:
                ssrc = self.viewer.line(mid).ssrc
                nack = RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=ssrc, lost=lost)
                self._up(self.viewer, [self.viewer.outbound.protect_rtcp(bytes(nack))])

    # What the network does.

    def _up(self, person: Person, protected: list[bytes]) -> None:
        datagrams = [(data, person.address) for data in protected]
        if datagrams:
            self.network.send(Link(LATENCY, JITTER), partial(self._work, datagrams))

    def _work(self, datagrams: list[Datagram]) -> None:
        self.pump.receive(datagrams, self.now)
        for datagram in self.pump.datagrams_to_send():
            person = self._by_address[datagram[1]]
            deliver = partial(self._deliver, person, datagram)
            if person is self.viewer:
                self.link.send(len(datagram[0]) + HEADERS, deliver)
            else:
                self.network.send(Link(LATENCY), deliver)
        due = self.pump.next_timeout()
        if due is not None and (due < self._wake_at or self._wake_at <= self.now):
            self._wake_at = max(due, self.now + 1e-6)
            self.network.at(self._wake_at, partial(self._work, []))

    def _deliver(self, person: Person, datagram: Datagram) -> None:
        if person is self.viewer:
            self._note(datagram[0])
        read = person.read(datagram)
        if person is self.viewer and isinstance(read, Heard) and read.mid in VIDEO:
            self.got.append((self.now, len(datagram[0])))
        person.note(read)
        self._up(person, person.answers())

    def _note(self, data: bytes) -> None:
        if not 192 <= data[1] <= 223:
            number = int.from_bytes(read_extensions(data)[3])
            self._arrivals.add(number, self.now)


PEOPLE = ("ada", "ben", "eve")
AUDIO, VIDEO = ("4", "5"), ("6", "7")
