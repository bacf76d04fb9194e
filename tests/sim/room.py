"""A session on a simulated network: people who speak, look, ask again and obey, and one pump.

Every datagram that leaves the pump is held against the plan that rules at that instant.
"""

from collections import defaultdict
from functools import partial
from random import Random

from aiortc.rtp import RtcpRtpfbPacket

from sfu.ids import Datagram, GateId, Layer, SlotId, Source
from sfu.plan import Plan, Route, Tap
from sfu.pump import Pump, Tapped
from tests.sim.network import Link, Network
from tests.support.person import SCOPE, Heard, Person
from tests.support.plans import AUDIO, VIDEO, events

VOICE, FRAME = 0.02, 0.04  # seconds between two
GATE = GateId("tape")


class Room:
    """Owns the clock.  `up` and `down` are everyone's link."""

    def __init__(
        self, pump: Pump, names: str, *, seed: int, up: Link | None = None, down: Link | None = None
    ) -> None:
        self.pump = pump
        self.rng = Random(seed)
        self.network = Network(Random(seed + 1), now=10.0)
        self.up, self.down = up or Link(), down or Link()
        self.people = {name: Person.enter(pump, name, seed=seed) for name in names.split()}
        self.rulers: dict[SlotId, Route] = {}
        self.tapped: list[Tapped] = []
        self._by_address = {person.address: person for person in self.people.values()}
        self._asked: defaultdict[tuple[str, int], float] = defaultdict(float)
        self._epoch = 0
        self._wake_at = 0.0
        for person in self.people.values():
            self.network.every(VOICE, partial(self._speak, person))
            self.network.every(FRAME, partial(self._look, person))
            self.network.every(FRAME, partial(self._ask_again, person))

    @property
    def now(self) -> float:
        return self.network.now

    def run(self, seconds: float) -> None:
        self.network.run(self.now + seconds)

    def every(self, interval: float, do: object) -> None:
        assert callable(do)
        self.network.every(interval, do)

    def plan(self, routes: dict[SlotId, Route], *, tapped: str = "", is_open: bool = True) -> None:
        """Apply a plan: these routes, and the voices of those `tapped`."""
        self._epoch += 1
        self.rulers = routes
        taps = {Tap(self.people[name].track(Source.MICROPHONE), GATE) for name in tapped.split()}
        gates = frozenset({GATE}) if is_open else frozenset[GateId]()
        self.pump.apply(Plan(SCOPE, self._epoch, routes, frozenset(taps), gates))
        self._work([])

    def shuffle(self) -> dict[SlotId, Route]:
        """Return routes that show everyone two others at random, or nobody."""
        routes = {}
        for viewer in self.people.values():
            others = [person for person in self.people.values() if person is not viewer]
            for slot in (VIDEO, "7"):
                if self.rng.random() < 0.8:
                    track = self.rng.choice(others).track()
                    routes[viewer.slot(slot)] = Route(track, self.rng.choice(list(Layer)))
            for slot in (AUDIO, "5"):
                track = self.rng.choice(others).track(Source.MICROPHONE)
                routes[viewer.slot(slot)] = Route(track)
        return routes

    # What people do.

    def _speak(self, person: Person) -> None:
        self._send_up(person, person.voice())

    def _look(self, person: Person) -> None:
        self._send_up(person, person.frame("lmh", size=2000))

    def _ask_again(self, viewer: Person) -> None:
        """Ask for what is missing between what came, each packet once in 100 ms."""
        for line in viewer.shape.slots_of("video"):
            got = {heard.seq for heard in viewer.heard[line.mid][-300:]}
            if not got or max(got) - min(got) > 1000:
                continue
            lost = [
                seq
                for seq in range(max(got) - 40, max(got))
                if seq not in got
                and seq > min(got)
                and self.now - self._asked[line.mid + viewer.name, seq] > 0.1
            ]
            for seq in lost:
                self._asked[line.mid + viewer.name, seq] = self.now
            if lost:
                nack = RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=line.ssrc, lost=lost)
                self._send_up(viewer, [viewer.outbound.protect_rtcp(bytes(nack))])

    # What the network does.

    def _send_up(self, person: Person, protected: list[bytes]) -> None:
        for data in protected:
            self.network.send(self.up, partial(self._work, [(data, person.address)]))

    def _work(self, datagrams: list[Datagram]) -> None:
        """Be the edge: into the pump, out of the pump, and a timer."""
        self.pump.receive(datagrams, self.now)
        for datagram in self.pump.datagrams_to_send():
            person = self._by_address[datagram[1]]
            read = person.read(datagram)
            if isinstance(read, Heard):
                self._check(person, read)
            self.network.send(self.down, partial(self._take, person, read))
        self.tapped += [event for event in events(self.pump) if isinstance(event, Tapped)]
        due = self.pump.next_timeout()
        if due is not None and (due < self._wake_at or self._wake_at <= self.now):
            self._wake_at = max(due, self.now + 1e-6)
            self.network.at(self._wake_at, partial(self._work, []))

    def _take(self, person: Person, read: Heard | list[object]) -> None:
        person.note(read)
        self._send_up(person, person.answers())

    def _check(self, viewer: Person, heard: Heard) -> None:
        """Hold what leaves for a viewer against the plan that rules now."""
        route = self.rulers.get(viewer.slot(heard.mid))
        assert route is not None, "nobody gets what no route gives them"
        assert route.track.endpoint == heard.sender, "the old track stops at once"
