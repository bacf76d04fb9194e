"""A world for a node: a clock that is moved by hand, media and a journal that remember."""

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from node.node import Node
from node.passes import Pass
from node.ports import Relays, World
from node.visit import Visit
from rooms.ids import Identity, RoomId, SessionId
from rooms.role import Role
from sfu.errors import AnswerRefused
from sfu.events import Connected, MediaEvent
from sfu.ids import EndpointId, GateId, ScopeId, TrackId
from sfu.plan import Plan
from sfu.pump import Tapped
from sfu.shape import Shape, for_capacity
from store.booking import Booking
from store.doorstep import Doorstep
from store.errors import JournalUnavailable, StoreUnavailable, Unknown
from store.memory_ledger import MemoryLedgerBook
from store.records import JournalHead, RoomRecord
from tests.unit.node.recorder import FakeRecorder

ROOM = RoomId("c1" * 16)
LEDGER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))


@dataclass
class ManualAlarm:
    do: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class ManualClock:
    time: float = 1_000_000.0
    _alarms: list[tuple[float, int, ManualAlarm]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)

    def now(self) -> float:
        return self.time

    def session_time(self, monotonic: float) -> float:
        return monotonic

    def call_at(self, when: float, do: Callable[[], None]) -> ManualAlarm:
        alarm = ManualAlarm(do)
        heapq.heappush(self._alarms, (when, next(self._order), alarm))
        return alarm

    def jump(self, seconds: float) -> None:
        """Move time without the alarms in between ringing more than once each."""
        self.time += seconds
        due = []
        while self._alarms and self._alarms[0][0] <= self.time:
            due.append(heapq.heappop(self._alarms)[2])
        for alarm in due:
            if not alarm.cancelled:
                alarm.do()


@dataclass(frozen=True)
class PreparedFake:
    endpoint: EndpointId
    shape: Shape
    offer: str


@dataclass(frozen=True)
class Applied:
    plan: Plan


@dataclass(frozen=True)
class Written:
    session: SessionId
    entries: tuple[bytes, ...]


@dataclass
class FakeMedia:
    """`effects` is shared with the journal: it tells what came before what."""

    effects: list[Applied | Written] = field(default_factory=list)
    plans: dict[ScopeId, Plan] = field(default_factory=dict)
    scopes: dict[EndpointId, ScopeId] = field(default_factory=dict)
    listeners: dict[EndpointId, Callable[[MediaEvent], None]] = field(default_factory=dict)
    closed: set[EndpointId] = field(default_factory=set)
    accepted: dict[EndpointId, str] = field(default_factory=dict)
    loudness: dict[TrackId, int] = field(default_factory=dict)
    lost: dict[EndpointId, float] = field(default_factory=dict)
    reels: dict[GateId, Callable[[Tapped], None]] = field(default_factory=dict)
    shut_out_of_turn: list[GateId] = field(default_factory=list)
    rng: Random = field(default_factory=lambda: Random(7))

    def prepare(
        self, scope: ScopeId, capacity: int, listener: Callable[[MediaEvent], None]
    ) -> PreparedFake:
        endpoint = EndpointId(f"e{len(self.scopes)}")
        self.scopes[endpoint] = scope
        self.listeners[endpoint] = listener
        return PreparedFake(endpoint, for_capacity(capacity, rng=self.rng), f"offer {endpoint}")

    async def accept(self, endpoint: EndpointId, answer: str) -> None:
        if answer == "bad":
            raise AnswerRefused("not an answer")
        self.accepted[endpoint] = answer

    def apply(self, plan: Plan) -> None:
        last = self.plans.get(plan.scope)
        assert last is None or plan.epoch >= last.epoch, "an older plan would be ignored"
        self.plans[plan.scope] = plan
        self.effects.append(Applied(plan))

    def shut(self, gate: GateId) -> None:
        """As a pump does: until a plan with a later epoch."""
        for scope, plan in self.plans.items():
            self.plans[scope] = plan.without({gate})
        self.shut_out_of_turn.append(gate)

    def listen(self, gate: GateId, hear: Callable[[Tapped], None]) -> None:
        self.reels[gate] = hear

    def deafen(self, gate: GateId) -> None:
        self.reels.pop(gate, None)

    def send(self, track: TrackId, packet: bytes = b"packet", arrived: float = 0.0) -> int:
        """Have a browser send a packet; return how many recordings took it."""
        gates = [
            tap.gate
            for plan in self.plans.values()
            for tap in plan.taps
            if tap.track == track and tap.gate in plan.open_gates & self.reels.keys()
        ]
        for gate in gates:
            self.reels[gate](Tapped(track, gate, packet, arrived))
        return len(gates)

    def voices(self) -> Mapping[TrackId, int]:
        return self.loudness

    def losses(self) -> Mapping[EndpointId, float]:
        return self.lost

    def close_endpoint(self, endpoint: EndpointId) -> None:
        self.closed.add(endpoint)

    def fire(self, event: MediaEvent) -> None:
        endpoint = event.endpoint  # type: ignore[union-attr]
        self.listeners[endpoint](event)


@dataclass
class FakeJournal:
    """A journal that can be broken, and made to wait."""

    effects: list[Applied | Written] = field(default_factory=list)
    ledgers: MemoryLedgerBook = field(default_factory=lambda: MemoryLedgerBook(Doorstep()))
    heads: dict[SessionId, JournalHead] = field(default_factory=dict)
    entries: dict[SessionId, list[bytes]] = field(default_factory=dict)
    forgotten: list[SessionId] = field(default_factory=list)
    writing: tuple[bytes, ...] = ()
    broken: bool = False
    fault: Exception | None = None
    free: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.free.set()

    async def begin(self, session: SessionId, room: RoomId) -> None:
        self._check()
        assert session not in self.heads
        self.heads[session] = JournalHead(session, room)
        self.entries[session] = []

    async def append(
        self, session: SessionId, entries: Sequence[bytes], booking: Booking | None = None
    ) -> None:
        self.asked.set()
        self.writing = tuple(entries)
        try:
            await self.free.wait()
            self._check()
        finally:
            self.writing = ()
        if booking is not None:
            await self.ledgers.append(booking)
        self.entries[session].extend(entries)
        self.effects.append(Written(session, tuple(entries)))

    async def open_sessions(self) -> Sequence[JournalHead]:
        return list(self.heads.values())

    async def read(self, session: SessionId) -> Sequence[bytes]:
        return list(self.entries[session])

    async def forget(self, session: SessionId) -> None:
        self._check()
        self.heads.pop(session, None)
        self.entries.pop(session, None)
        self.forgotten.append(session)

    def _check(self) -> None:
        if self.fault is not None:
            raise self.fault
        if self.broken:
            raise JournalUnavailable("the disk is full")


@dataclass
class FakeRooms:
    records: dict[RoomId, RoomRecord] = field(default_factory=dict)
    broken: bool = False

    async def get(self, room: RoomId) -> RoomRecord | None:
        return self.records.get(room)

    async def spoil_client_link(self, room: RoomId) -> None:
        if self.broken:
            raise StoreUnavailable("the disk is full")
        if room not in self.records:
            raise Unknown("there is no room of that id")
        self.records[room] = self.records[room].with_new_client_link()

    async def client_key(self, room: RoomId) -> str | None:
        if self.broken:
            raise StoreUnavailable("the disk is gone")
        record = self.records.get(room)
        return None if record is None else f"key {record.client_link_version}"


@dataclass
class FakeAgreements:
    agreed: dict[tuple[str, str, str], float] = field(default_factory=dict)
    broken: bool = False

    async def when(self, room: RoomId, who: Identity, terms: str) -> float | None:
        return self.agreed.get((room, who, terms))

    async def agree(self, room: RoomId, who: Identity, terms: str, *, now: float) -> float:
        if self.broken:
            raise StoreUnavailable("the disk is full")
        return self.agreed.setdefault((room, who, terms), now)


@dataclass
class FakeMemory:
    remembered: dict[tuple[str, str], bytes] = field(default_factory=dict)
    broken: bool = False

    async def recall(self, room: RoomId, kind: str) -> bytes | None:
        self._check()
        return self.remembered.get((room, kind))

    async def remember(self, room: RoomId, kind: str, data: bytes) -> None:
        self._check()
        self.remembered[room, kind] = data

    def _check(self) -> None:
        if self.broken:
            raise StoreUnavailable("the disk is full")


@dataclass
class Hall:
    """A node over a fake world, and what tests do in it."""

    clock: ManualClock = field(default_factory=ManualClock)
    media: FakeMedia = field(default_factory=FakeMedia)
    journal: FakeJournal = field(default_factory=FakeJournal)
    rooms: FakeRooms = field(default_factory=FakeRooms)
    agreements: FakeAgreements = field(default_factory=FakeAgreements)
    memory: FakeMemory = field(default_factory=FakeMemory)
    recorder: FakeRecorder | None = field(default_factory=FakeRecorder)
    relays: Relays | None = None
    dice: Random = field(default_factory=lambda: Random(11))
    node: Node = field(init=False)

    def __post_init__(self) -> None:
        self.journal.effects = self.media.effects

    @property
    def world(self) -> World:
        return World(
            self.media,
            self.journal,
            self.rooms,
            self.agreements,
            self.clock,
            self.dice,
            self.rooms,
            self.memory,
            self.journal.ledgers,
            LEDGER_KEY,
            self.recorder,
            self.relays,
        )

    def room(self, id_: RoomId = ROOM, *, capacity: int = 14, lobby: bool = False) -> RoomId:
        self.rooms.records[id_] = RoomRecord(
            id=id_, name="Thursday skills group", created_at=0.0, capacity=capacity, lobby=lobby
        )
        return id_

    async def visit(self, who: str, role: Role = Role.CLIENT, room: RoomId = ROOM) -> Visit:
        return await self.node.visit(Pass(room, role, identity(who)))

    async def come(
        self,
        who: str,
        role: Role = Role.CLIENT,
        room: RoomId = ROOM,
        *,
        microphone: bool = True,
        camera: bool = True,
    ) -> Visit:
        """Visit, connect and join."""
        visit = await self.visit(who, role, room)
        await visit.answer("answer")
        self.media.fire(Connected(endpoint_of(visit)))
        await visit.join(name=who, private_name=None, microphone=microphone, camera=camera)
        return visit

    async def lead(self, who: str = "Lena", room: RoomId = ROOM) -> Visit:
        return await self.come(who, Role.FACILITATOR, room)

    async def settle(self, room: RoomId = ROOM) -> None:
        """Return when all turns that wait now have been taken."""
        host = self.node.host(room)
        if host is not None and not host.over:
            await host.submit(lambda live, now: ())

    def plan(self, room: RoomId = ROOM) -> Plan:
        host = self.node.host(room)
        assert host is not None
        return self.media.plans.get(host.scope, Plan(host.scope))


def identity(who: str) -> Identity:
    return Identity(f"identity of {who}")


def endpoint_of(visit: Visit) -> EndpointId:
    return EndpointId(visit.welcome.offer.removeprefix("offer "))


@asynccontextmanager
async def opened(hall: Hall | None = None) -> AsyncIterator[Hall]:
    hall = hall or Hall()
    if not hall.rooms.records:
        hall.room()
    async with Node.open(hall.world) as node:
        hall.node = node
        yield hall


async def until_no_host(hall: Hall) -> None:
    while hall.node.host(ROOM) is not None:  # noqa: ASYNC110 - one step of the loop at a time
        await asyncio.sleep(0)
