"""How long the server's part of a split takes: decide, journal, apply and routes; views apart.

A real node with real sessions and a real journal in SQLite; only the media plane is a fake that
takes plans.  A turn is measured from when it is taken until the new routes are with the media
plane; a view is what all browsers together are then told.  Nobody waits in a queue meanwhile.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from benchmarks import machine
from benchmarks.sample import quantile
from node import host as hosts
from node.clock import WallClock
from node.host import SessionHost
from node.node import Node
from node.passes import Pass
from node.ports import World
from node.turn import Happening, Turn
from node.visit import Visit
from rooms.ids import Identity, ParticipantId, RoomId, SpaceId
from rooms.planned_room import PlannedRoom
from rooms.role import Role
from sfu.events import Connected, MediaEvent
from sfu.ids import EndpointId, GateId, ScopeId, TrackId
from sfu.plan import Plan
from sfu.pump import Tapped
from sfu.shape import Shape, for_capacity
from signaling.serving import settle
from store.opening import open_store
from store.records import RoomRecord

ROOM: Final = RoomId("benchmark")
FACILITATORS: Final = 2


@dataclass(frozen=True)
class PreparedEndpoint:
    endpoint: EndpointId
    shape: Shape
    offer: str


@dataclass
class TakenPlans:
    """A media plane that takes plans and says nothing."""

    listeners: dict[EndpointId, Callable[[MediaEvent], None]] = field(default_factory=dict)
    plan: Plan | None = None
    rng: Random = field(default_factory=lambda: Random(7))

    def prepare(
        self, scope: ScopeId, capacity: int, listener: Callable[[MediaEvent], None]
    ) -> PreparedEndpoint:
        del scope
        endpoint = EndpointId(f"e{len(self.listeners)}")
        self.listeners[endpoint] = listener
        return PreparedEndpoint(endpoint, for_capacity(capacity, rng=self.rng), endpoint)

    async def accept(self, endpoint: EndpointId, answer: str) -> None:
        del answer
        self.listeners[endpoint](Connected(endpoint))

    def apply(self, plan: Plan) -> None:
        self.plan = plan

    def shut(self, gate: GateId) -> None:
        del gate

    def listen(self, gate: GateId, hear: Callable[[Tapped], None]) -> None:
        del gate, hear

    def deafen(self, gate: GateId) -> None:
        del gate

    def voices(self) -> Mapping[TrackId, int]:
        return {}

    def losses(self) -> Mapping[EndpointId, float]:
        return {}

    def close_endpoint(self, endpoint: EndpointId) -> None:
        del endpoint


class NoLinks:
    async def client_key(self, room: RoomId) -> str | None:
        del room
        return None


@dataclass
class Stopwatch:
    """Milliseconds of every turn without its views, and of every turn's views."""

    turns: list[float] = field(default_factory=list)
    views: list[float] = field(default_factory=list)


@contextmanager
def timed() -> Iterator[Stopwatch]:
    """Time all turns of all hosts meanwhile."""
    watch, play, tell = Stopwatch(), SessionHost._play, hosts.tell  # type: ignore[attr-defined]

    async def played(host: SessionHost, turn: Turn) -> tuple[Happening, ...]:
        told, began = len(watch.views), time.perf_counter()
        happened = await play(host, turn)
        took = (time.perf_counter() - began) * 1000
        watch.turns.append(took - sum(watch.views[told:]))
        return happened

    def telling(*aftermath: Any) -> None:
        began = time.perf_counter()
        tell(*aftermath)
        watch.views.append((time.perf_counter() - began) * 1000)

    SessionHost._play, hosts.tell = played, telling  # type: ignore[attr-defined, method-assign, assignment]
    try:
        yield watch
    finally:
        SessionHost._play, hosts.tell = play, tell  # type: ignore[attr-defined, method-assign]


@asynccontextmanager
async def gathered(people: int) -> AsyncIterator[tuple[Node, list[Visit]]]:
    """Seat so many, the first of them facilitators, with microphone and camera on."""
    with tempfile.TemporaryDirectory() as directory:
        async with open_store(directory) as store:
            record = RoomRecord(id=ROOM, name="Benchmark", created_at=0.0, capacity=people)
            await store.rooms.create(record)
            world = World(
                TakenPlans(),
                store.journal,
                store.rooms,
                store.agreements,
                WallClock(),
                Random(11),
                NoLinks(),
                store.memory,
                store.ledgers,
                store.secrets.ledger_key(),
            )
            async with Node.open(world) as node:
                visits = [await seated(node, number) for number in range(people)]
                yield node, visits


async def seated(node: Node, number: int) -> Visit:
    role = Role.FACILITATOR if number < FACILITATORS else Role.CLIENT
    visit = await node.visit(Pass(ROOM, role, Identity(f"identity {number}")))
    await visit.answer("")
    await visit.join(name=f"Person {number}", private_name=None, microphone=True, camera=True)
    return visit


async def rounds(node: Node, leader: Visit, *, rooms: int, count: int, rng: Random) -> None:
    """Split, move one, exchange two, give time, merge: each time with others."""
    host = node.host(ROOM)
    assert host is not None
    clients = [
        person.id
        for person in host.live.session.participants.values()
        if person.role is Role.CLIENT
    ]
    for _ in range(count):
        rng.shuffle(clients)
        await leader.board.split(dealt(clients, rooms), closes_in=480)
        spaces = [SpaceId(id_) for id_ in host.live.session.breakouts.spaces]
        await leader.board.move(clients[0], spaces[-1])
        await leader.board.exchange(clients[1], clients[2])
        await leader.board.extend(60)
        await leader.board.merge()


def dealt(clients: list[ParticipantId], rooms: int) -> list[PlannedRoom]:
    return [PlannedRoom(participants=tuple(clients[at::rooms])) for at in range(rooms)]


async def measure(*, people: int, rooms: int, count: int) -> dict[str, Any]:
    async with gathered(people) as (node, visits):
        with timed() as watch:
            await rounds(node, visits[0], rooms=rooms, count=count, rng=Random(3))
        for visit in visits:
            await visit.close()
    return {
        "people": people,
        "rooms": rooms,
        "turns": len(watch.turns),
        "server_turn_p50_ms": round(quantile(watch.turns, 0.5), 2),
        "server_turn_p99_ms": round(quantile(watch.turns, 0.99), 2),
        "views_p50_ms": round(quantile(watch.views, 0.5), 2),
        "views_p99_ms": round(quantile(watch.views, 0.99), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--rooms", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    facts = machine.facts(pump="none")
    settle()  # as a node does before it serves
    found = asyncio.run(measure(people=asked.people, rooms=asked.rooms, count=asked.rounds))
    print(json.dumps({"benchmark": "turns", **found, **facts}))


if __name__ == "__main__":
    main()
