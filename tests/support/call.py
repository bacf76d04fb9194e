"""A call on our media plane between simulated participants, everyone routed to everyone."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from random import Random, SystemRandom

from sfu.events import Connected, MediaEvent
from sfu.ids import EndpointId, Layer, ScopeId, SlotId, Source, TrackId
from sfu.plan import Plan, Route
from sfu.plane import MediaPlane, Prepared
from sfu.pump import Pump
from tests.support.endpoint import SimulatedEndpoint
from tests.support.packets import Received

SCOPE = ScopeId("thursday")


@dataclass
class Person:
    """One participant of a call, and what the plane said about their endpoint."""

    prepared: Prepared
    simulated: SimulatedEndpoint
    events: list[MediaEvent]
    happened: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def id(self) -> EndpointId:
        return self.prepared.endpoint

    async def told(self, event: MediaEvent, limit: float = 10) -> None:
        """Wait until the plane has said `event` about this person."""
        async with asyncio.timeout(limit):
            while event not in self.events:
                self.happened.clear()
                await self.happened.wait()

    def hears(self, n: int = 0) -> Received:
        """Return what came in on the nth audio slot."""
        return self.simulated.received_on(self.prepared.shape.slots_of("audio")[n].mid)

    def sees(self, n: int = 0) -> Received:
        """Return what came in on the nth video slot."""
        return self.simulated.received_on(self.prepared.shape.slots_of("video")[n].mid)


@dataclass
class Call:
    plane: MediaPlane
    stack: AsyncExitStack
    capacity: int = 14
    scope: ScopeId = SCOPE
    people: list[Person] = field(default_factory=list)
    epoch: int = 0

    async def prepare(self, name: str, **options: object) -> Person:
        """Let someone's browser begin to check; their answer is not delivered yet."""
        events: list[MediaEvent] = []
        person: Person | None = None

        def listen(event: MediaEvent) -> None:
            events.append(event)
            if person is not None:
                person.happened.set()

        prepared = self.plane.prepare(self.scope, self.capacity, listen)
        simulated = await SimulatedEndpoint.open(prepared.offer, name=name, **options)
        self.stack.push_async_callback(simulated.close)
        person = Person(prepared, simulated, events)
        return person

    async def join(self, name: str, **options: object) -> Person:
        """Bring someone all the way to a secure connection."""
        person = await self.prepare(name, **options)
        await self.plane.accept(person.id, person.simulated.answer)
        await person.simulated.connected()
        await person.told(Connected(person.id))
        self.people.append(person)
        return person

    def route(self, layer: Layer = Layer.HIGH, *, among: list[Person] | None = None) -> None:
        """Show and play everybody to everybody else."""
        routes: dict[SlotId, Route] = {}
        people = self.people if among is None else among
        for viewer in people:
            others = [each for each in people if each is not viewer]
            shape = viewer.prepared.shape
            for slot, other in zip(shape.slots_of("audio"), others, strict=False):
                track = TrackId(other.id, Source.MICROPHONE)
                routes[SlotId(viewer.id, slot.mid)] = Route(track)
            for slot, other in zip(shape.slots_of("video"), others, strict=False):
                track = TrackId(other.id, Source.CAMERA)
                routes[SlotId(viewer.id, slot.mid)] = Route(track, layer)
        self.epoch += 1
        self.plane.apply(Plan(self.scope, self.epoch, routes))


@asynccontextmanager
async def calling(
    pump: Callable[[], Pump],
    *,
    host: str = "127.0.0.1",
    advertise: Sequence[str] = (),
    tcp_port: int | None = None,
) -> AsyncIterator[Call]:
    """Open a plane on loopback and close it, and everyone in it, at the end."""
    async with (
        MediaPlane.open(
            host=host,
            port=0,
            tcp_port=tcp_port,
            advertise=advertise or [host],
            pump=pump(),
            rng=SystemRandom(),
        ) as plane,
        AsyncExitStack() as stack,
    ):
        yield Call(plane, stack)


def rng() -> Random:
    """Return a source of numbers that is the same in every run."""
    return Random(20240501)
