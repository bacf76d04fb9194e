"""Whether a gate leaks: nothing that came at or after a restriction is ever recorded.

A real node with its journal and ledger in SQLite, the real media plane on loopback, and simulated
people whose voices and pictures come all the time.  They are asked, agree, drop, return, are
joined by somebody, withdraw or are stopped: each opening and each shutting of the gate is a
toggle.  In some turns the store is frozen for two seconds, and somebody withdraws meanwhile.

Every packet is known by SSRC and sequence number: when it came is read before the pump, what was
recorded is what the recorder was given, and both are held against the ledger as it lies on disk.

Who withdraws, or stops, shuts the gate before their turn: `gate_p99_ms` is from the call to the
pump.  Whoever drops or comes in shuts it in their turn, before it is written: `turn_p99_ms`.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from math import inf
from random import Random, SystemRandom
from typing import Any, Final

from benchmarks import machine
from benchmarks.gate_watch import Watch, WatchedPump
from benchmarks.sample import quantile
from benchmarks.turns import NoLinks
from consent import checkpoint as checkpoints
from consent.flag import Answer
from consent.ids import AskId
from consent.pseudonym import Pseudonyms
from consent.terms import Scope, Terms
from consent.verifier import verify
from node.clock import WallClock
from node.host import SessionHost
from node.node import Node
from node.passes import Pass
from node.ports import World
from node.turn import decide_nothing
from node.visit import Visit
from rooms.ids import Identity, RoomId, SessionId
from rooms.role import Role
from sfu import pumps
from sfu.events import Resumed, Silent
from sfu.plane import MediaPlane
from signaling.serving import settle
from store.booking import Booking
from store.opening import open_store
from store.ports import Journal
from store.records import RoomRecord
from tests.support.endpoint import SimulatedEndpoint
from tests.unit.consent.keys import public, signed

ROOM: Final = RoomId("benchmark")
MAIN: Final = Terms(Scope.MAIN)
FROZEN_FOR: Final = 2.0  # seconds
QUIET: Final = 601.0  # seconds in which nobody may be asked again after a withdrawal


class SkippingClock(WallClock):
    """A clock that can be set on, so that nobody has to wait ten minutes for the next question."""

    def skip(self, seconds: float) -> None:
        self._anchor += seconds


class FreezingJournal:
    """A journal that can be made to wait in the middle of a turn."""

    def __init__(self, journal: Journal) -> None:
        self.free = asyncio.Event()
        self.free.set()
        self.waits = asyncio.Event()
        self._journal = journal

    def __getattr__(self, name: str) -> Any:
        return getattr(self._journal, name)

    async def append(
        self, session: SessionId, entries: Sequence[bytes], booking: Booking | None = None
    ) -> None:
        if not self.free.is_set():
            self.waits.set()
            await self.free.wait()
        await self._journal.append(session, entries, booking)


@dataclass
class Group:
    """The people of the benchmark, and all that is needed to judge what became of them."""

    node: Node
    clock: SkippingClock
    journal: FreezingJournal
    pump: WatchedPump
    watch: Watch
    visits: list[Visit] = field(default_factory=list)
    names: dict[AskId, Pseudonyms] = field(default_factory=dict)
    bypasses: list[float] = field(default_factory=list)
    frozen: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)

    @property
    def host(self) -> SessionHost:
        host = self.node.host(ROOM)
        assert host is not None
        return host

    @property
    def toggles(self) -> int:
        return sum(1 + (spell.shut < inf) for spell in self.watch.spells)

    async def agree(self) -> AskId:
        """Ask, and have everyone say yes: the gate opens."""
        ask = await self.visits[0].consent.ask(MAIN)
        names = self.host.live.pseudonyms
        assert names is not None
        self.names[ask] = names
        digest = self.host.live.consents.asks[Scope.MAIN].digest
        for number, visit in enumerate(self.visits):
            signature = signed(f"person {number}", ask, digest)
            if visit is self.visits[-1]:
                self.watch.agreed.append(self.clock.now())
            await visit.consent.answer(ask, Answer.GIVEN, digest=digest, signature=signature)
        assert self.watch.is_open
        return ask

    async def drop_and_return(self, visit: Visit) -> None:
        connection = visit._connection
        endpoint = connection._prepared.endpoint
        connection.hear(Silent(endpoint))
        await self.paused("drop")
        self.watch.agreed.append(self.clock.now())
        connection.hear(Resumed(endpoint))
        await self.host.submit(decide_nothing)
        assert self.watch.is_open

    async def be_joined(self, number: int) -> None:
        """Somebody comes in who has not been asked yet, and goes again."""
        visit = await self.node.visit(Pass(ROOM, Role.CLIENT, Identity(f"guest {number}")))
        await visit.join(name="Guest", private_name=None, microphone=True, camera=True)
        await self.paused("join")
        self.watch.agreed.append(self.clock.now())
        await visit.leave()
        await visit.close()
        assert self.watch.is_open

    async def paused(self, cause: str) -> None:
        """Return once somebody's turn has shut the gate; it did so when the turn was begun."""
        await self.host.submit(decide_nothing)
        (since,) = self.host.live.consents.asks[Scope.MAIN].holdouts.values()
        spell = self.watch.restrict(cause, since)
        self.turns.append(spell.shut - since)

    async def end(self, cause: str, visit: Visit) -> None:
        """Withdraw, or have it stopped, and look when nothing passes the gate any more."""
        await self.shutting(cause, visit, self.bypasses)
        if cause == "withdraw":
            self.clock.skip(QUIET)

    async def shutting(self, cause: str, visit: Visit, into: list[float]) -> None:
        spell = self.watch.restrict(cause, self.clock.now())
        began = time.perf_counter()
        doing = (
            visit.consent.stop(Scope.MAIN)
            if cause == "stop"
            else visit.consent.withdraw(Scope.MAIN)
        )
        into.append(time.perf_counter() - began)
        assert spell.shut < inf, "shut when it was called"
        await doing

    async def end_while_frozen(self, cause: str, visit: Visit) -> None:
        """Freeze the store in the middle of somebody's turn, and end it in the midst of that."""
        self.journal.free.clear()
        self.journal.waits.clear()
        busy = asyncio.create_task(self.visits[1].publish(camera=False))
        await self.journal.waits.wait()
        ending = asyncio.create_task(self.shutting(cause, visit, self.frozen))
        await asyncio.sleep(FROZEN_FOR)
        self.journal.free.set()
        await busy
        await ending
        await self.visits[1].publish(camera=True)
        self.clock.skip(QUIET)


@asynccontextmanager
async def gathered(people: int, pump: Any) -> AsyncIterator[tuple[Group, Any]]:
    clock = SkippingClock()
    watched, watch = WatchedPump(pump, clock), Watch()
    async with AsyncExitStack() as stack:
        directory = stack.enter_context(tempfile.TemporaryDirectory())
        store = await stack.enter_async_context(open_store(directory))
        await store.rooms.create(RoomRecord(id=ROOM, name="B", created_at=0.0, capacity=people + 2))
        plane = await stack.enter_async_context(
            MediaPlane.open(
                host="127.0.0.1", port=0, advertise=(), pump=watched, rng=SystemRandom()
            )
        )
        journal = FreezingJournal(store.journal)
        world = World(
            plane,
            journal,
            store.rooms,
            store.agreements,
            clock,
            SystemRandom(),
            NoLinks(),
            store.memory,
            store.ledgers,
            store.secrets.ledger_key(),
            watch,
        )
        node = await stack.enter_async_context(Node.open(world))
        group = Group(node, clock, journal, watched, watch)
        for number in range(people):
            group.visits.append(await seated(node, number, stack))
        yield group, store


async def seated(node: Node, number: int, stack: AsyncExitStack) -> Visit:
    role = Role.FACILITATOR if number == 0 else Role.CLIENT
    visit = await node.visit(Pass(ROOM, role, Identity(f"person {number}")))
    stack.push_async_callback(visit.close)
    browser = await SimulatedEndpoint.open(
        visit.welcome.offer, name=f"p{number}", decrypt_every=10_000
    )
    stack.push_async_callback(browser.close, politely=False)
    await visit.answer(browser.answer)
    await browser.connected()
    await visit.join(name=f"Person {number}", private_name=None, microphone=True, camera=True)
    await visit.consent.bind_key(public(f"person {number}"))
    browser.begin_media(layers="l")
    return visit


async def measure(*, toggles: int, people: int, frozen: int, pump: Any) -> dict[str, Any]:
    rng, causes = Random(5), Counter[str]()
    async with gathered(people, pump) as (group, store):
        await asyncio.sleep(1.0)  # Everyone is heard and seen.
        rounds = 0
        while group.toggles < toggles or rounds < frozen:
            await group.agree()
            for pause in range(rng.randrange(8)):
                await asyncio.sleep(rng.random() * 0.01)
                if pause == 0 and rounds % 10 == 0:
                    await group.be_joined(rounds)
                else:
                    await group.drop_and_return(rng.choice(group.visits[1:]))
            await asyncio.sleep(rng.random() * 0.02)
            cause = rng.choice(["withdraw", "stop"])
            visit = group.visits[0] if cause == "stop" else rng.choice(group.visits)
            freeze = rounds < frozen
            await (group.end_while_frozen if freeze else group.end)(cause, visit)
            rounds += 1
        causes.update(spell.cause for spell in group.watch.spells)
        kept = await store.ledgers.read(ROOM)
        return {**judged(group, kept, store.secrets.ledger_key()), "restrictions": dict(causes)}


def judged(group: Group, kept: Any, key: Any) -> dict[str, Any]:
    known = [checkpoints.read(data) for data in kept.checkpoints]
    verdict = verify(
        kept.id,
        kept.records,
        key.public_key().public_bytes_raw(),
        [each for each in known if each is not None],
    )
    arrivals = group.pump.arrivals
    missed = group.watch.missed(arrivals)
    return {
        "toggles": group.toggles,
        "asks": len(group.names),
        "arrived": len(arrivals),
        "recorded": len(group.watch.takes),
        "leaked": group.watch.leaked(kept.records, group.names),
        "missed": missed["unexplained"],
        "missed_reasons": dict(missed),
        "ledger_entries": len(kept.records),
        "ledger_sound": verdict.sound,
        "gate_p99_ms": in_ms(group.bypasses + group.frozen, 0.99),
        "gate_max_ms": in_ms(group.bypasses + group.frozen, 1.0),
        "gate_frozen_max_ms": in_ms(group.frozen, 1.0),
        "turn_p50_ms": in_ms(group.turns, 0.5),
        "turn_p99_ms": in_ms(group.turns, 0.99),
    }


def in_ms(samples: Sequence[float], share: float) -> float | None:
    return round(quantile(samples, share) * 1000, 3) if samples else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--toggles", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--frozen", type=int, default=5, help="rounds with a store that is frozen")
    asked = parser.parse_args()
    name, make_pump = pumps.load({})
    facts = machine.facts(pump=name)
    settle()
    found = asyncio.run(
        measure(toggles=asked.toggles, people=asked.people, frozen=asked.frozen, pump=make_pump())
    )
    print(json.dumps({"benchmark": "gate", "people": asked.people, **found, **facts}))


if __name__ == "__main__":
    main()
