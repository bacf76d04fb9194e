"""The media plane as a node knows it, over a real pump on a simulated network: real SRTP, no socket.

Numbers begin close to where they wrap, on the way to the pump and away from it, so that sequence
numbers, timestamps, picture ids and the rollover counters of SRTP turn over within a minute.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from random import Random

from aiortc.rtp import RtcpRtpfbPacket

from sfu.events import MediaEvent
from sfu.header import read_extensions
from sfu.ids import Datagram, EndpointId, GateId, Mid, ScopeId, TrackId
from sfu.plan import Plan
from sfu.pump import Tapped, TrackFlowed
from sfu.python_pump import PythonPump
from sfu.shape import Shape, for_capacity
from sfu.twcc import Arrivals
from tests.sim.network import Link, Network
from tests.sim.slot_watch import SlotWatch
from tests.support.packets import TRANSPORT_WIDE_CC, Stream
from tests.support.person import Heard, Person
from tests.unit.node.world import PreparedFake

LATENCY = 0.02  # seconds, each way
UNREST = 3.0
"""Seconds after a loss on somebody's way up in which their numbers may still have holes."""

FEEDBACK = 0.2  # seconds


@dataclass
class Guest:
    """An endpoint, the browser at its other end, and their link."""

    person: Person
    scope: ScopeId
    listener: Callable[[MediaEvent], None]
    sound_of_screen: Stream
    lossy_until: float = 0.0
    loss: float = 0.0
    """Of each way, until then."""
    unrest_until: float = 0.0
    arrivals: Arrivals = field(default_factory=Arrivals)
    missing: list[tuple[int, int]] = field(default_factory=list)
    """SSRC and number of what was lost on the way down."""
    watches: dict[str, SlotWatch] = field(default_factory=dict)

    def streams(self) -> list[Stream]:
        return [*self.person.streams(), self.sound_of_screen]


class PumpMedia:
    """Implements `node.ports.Media`.  `check` is shown what leaves for whom, and what is tapped."""

    def __init__(self, network: Network, *, seed: int) -> None:
        self.network = network
        self.pump = PythonPump(Random(seed))
        self.rng = Random(seed + 1)
        self.guests: dict[EndpointId, Guest] = {}
        self.plans: dict[ScopeId, Plan] = {}
        self.effects: list[object] = []
        self.check: Callable[[Guest, Heard], None] = lambda guest, heard: None
        self.check_tapped: Callable[[Tapped], None] = lambda tapped: None
        self.settled: Callable[[], None] = lambda: None
        """Called whenever something may have been told to a listener."""
        self.left = 0
        self.turned_over = 0
        """How many slots of those who are gone had numbers that wrapped."""
        self._reels: dict[GateId, Callable[[Tapped], None]] = {}
        self._by_address: dict[tuple[str, int], Guest] = {}
        self._count = 0
        self._wake_at = 0.0
        network.every(FEEDBACK, self._tell)

    # What a node asks of it.

    def prepare(
        self, scope: ScopeId, capacity: int, listener: Callable[[MediaEvent], None]
    ) -> PreparedFake:
        endpoint, self._count = EndpointId(f"e{self._count}"), self._count + 1
        shape = for_capacity(capacity, rng=self.rng)
        self.pump.admit(scope, endpoint, shape)
        guest = self._guest(endpoint, scope, shape, listener)
        self.guests[endpoint] = guest
        self._by_address[guest.person.address] = guest
        return PreparedFake(endpoint, shape, f"offer {endpoint}")

    async def accept(self, endpoint: EndpointId, answer: str) -> None:
        del answer
        person = self.guests[endpoint].person
        if self.rng.random() < 0.5:
            mids = {Mid(line.mid) for line in person.shape.slots_of("audio")}
            self.pump.agree(endpoint, frozenset(mids))
        self.pump.secure(endpoint, person.keys)
        self.pump.bind(person.address, endpoint)
        self.pump.aim(endpoint, person.address)

    def apply(self, plan: Plan) -> None:
        self.plans[plan.scope] = plan
        self.pump.apply(plan)
        self._work([])

    def shut(self, gate: GateId) -> None:
        self.plans = {scope: plan.without({gate}) for scope, plan in self.plans.items()}
        self.pump.shut(gate)

    def listen(self, gate: GateId, hear: Callable[[Tapped], None]) -> None:
        self._reels[gate] = hear

    def deafen(self, gate: GateId) -> None:
        self._reels.pop(gate, None)

    def voices(self) -> Mapping[TrackId, int]:
        return self.pump.voices()

    def losses(self) -> Mapping[EndpointId, float]:
        return self.pump.losses()

    def close_endpoint(self, endpoint: EndpointId) -> None:
        self.pump.close(endpoint)
        guest = self.guests.pop(endpoint, None)
        if guest is not None:
            self.turned_over += sum(watch.wraps for watch in guest.watches.values())
            self._by_address[guest.person.address] = guest  # Nothing may come there any more.

    def fire(self, event: MediaEvent) -> None:
        self.guests[event.endpoint].listener(event)  # type: ignore[union-attr]

    # What browsers do.

    def send(self, guest: Guest, packets: list[bytes], *, again: bool = False) -> None:
        """Send media, in clear, on a link that may lose it."""
        for data in guest.person.protect(packets):
            self._up(guest, data, loses=not again)

    def _tell(self) -> None:
        """Everybody tells what came when, and asks for pictures that did not."""
        for guest in list(self.guests.values()):
            person = guest.person
            media = person.shape.slots[0].ssrc
            for told in guest.arrivals.take(self.network.now, sender=1, media=media):
                self._up(guest, person.outbound.protect_rtcp(told), loses=False)
            lost, guest.missing = guest.missing, []
            for ssrc in {ssrc for ssrc, _ in lost}:
                numbers = sorted({number for of, number in lost if of == ssrc})
                nack = RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=ssrc, lost=numbers)
                self._up(guest, person.outbound.protect_rtcp(bytes(nack)), loses=False)

    # What the network does.

    def _up(self, guest: Guest, data: bytes, *, loses: bool) -> None:
        link = Link(LATENCY)
        if loses and self.network.now < guest.lossy_until:
            guest.unrest_until = self.network.now + UNREST
            link = Link(LATENCY, jitter=0.05, loss=guest.loss)
        self.network.send(link, partial(self._arrive, [(data, guest.person.address)]))

    def _arrive(self, datagrams: list[Datagram]) -> None:
        self._work(datagrams)
        self.settled()

    def _work(self, datagrams: list[Datagram]) -> None:
        self.pump.receive(datagrams, self.network.now)
        for datagram in self.pump.datagrams_to_send():
            self._leave(self._by_address[datagram[1]], datagram)
        while (event := self.pump.next_event()) is not None:
            if isinstance(event, Tapped):
                self.check_tapped(event)
                self._reels[event.gate](event)
            elif isinstance(event, TrackFlowed):
                self.guests[event.track.endpoint].listener(event)
        due = self.pump.next_timeout()
        if due is not None and (due < self._wake_at or self._wake_at <= self.network.now):
            self._wake_at = max(due, self.network.now + 1e-6)
            self.network.at(self._wake_at, partial(self._arrive, []))

    def _leave(self, guest: Guest, datagram: Datagram) -> None:
        """Look at everything as it leaves; then it may get lost."""
        person = guest.person
        read = person.read(datagram)
        lost = self.network.now < guest.lossy_until and self.rng.random() < guest.loss
        if not isinstance(read, Heard):
            person.told += read
            self.network.send(Link(LATENCY), partial(self._obey, guest))
            return
        self.left += 1
        self.check(guest, read)
        if lost:
            if person.line(read.mid).kind == "video" and not read.again:
                guest.missing.append((person.line(read.mid).ssrc, read.seq))
        else:
            number = int.from_bytes(read_extensions(datagram[0])[TRANSPORT_WIDE_CC])
            guest.arrivals.add(number, self.network.now + LATENCY)

    def _obey(self, guest: Guest) -> None:
        for again in guest.person.answers():
            self._up(guest, again, loses=False)

    # How somebody is made.

    def _guest(
        self,
        endpoint: EndpointId,
        scope: ScopeId,
        shape: Shape,
        listener: Callable[[MediaEvent], None],
    ) -> Guest:
        person = Person(self.pump, endpoint, seed=self.rng.getrandbits(30))
        person.shape = shape
        guest = Guest(person, scope, listener, person._stream("3", b"?" * 8))
        kinds = [person.mic, *person.camera.values(), person.screen, guest.sound_of_screen]
        for stream, kind in zip(kinds, "alhmst", strict=True):
            stream.sender = f"{endpoint}/{kind}".encode().ljust(8)
            self._bring_to_the_brink(stream)
        for slot in self.pump._endpoints[endpoint].slots.values():
            numbers = slot.outlet._numbers  # type: ignore[attr-defined]
            numbers.sequence = 2**16 - self.rng.randrange(10, 120)
            numbers._timestamp = 2**32 - self.rng.randrange(10**5, 10**7)
            if slot.is_video:
                slot.outlet._pictures._picture = 2**15 - self.rng.randrange(10, 200)  # type: ignore[attr-defined]
        return guest

    def _bring_to_the_brink(self, stream: Stream) -> None:
        stream.seq = 2**16 - self.rng.randrange(20, 400)
        stream.timestamp = 2**32 - self.rng.randrange(10**5, 10**7)
        stream.picture_id = 2**15 - self.rng.randrange(10, 200)
        stream.rtx_seq = 2**16 - self.rng.randrange(5, 50)
