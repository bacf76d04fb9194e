"""What a node needs of the world: each port is as small as its use."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent.ledger import Ledger
from node.ice_server import IceServer
from recording.ports import Recorder
from rooms.ids import Identity, RoomId, SessionId
from sfu.events import MediaEvent
from sfu.ids import EndpointId, GateId, ScopeId, TrackId
from sfu.plan import Plan
from sfu.pump import Tapped
from sfu.shape import Shape
from store.booking import Booking, KeptLedger


class Alarm(Protocol):
    def cancel(self) -> None: ...


class Clock(Protocol):
    def now(self) -> float:
        """Return session time: seconds, never backwards."""

    def session_time(self, monotonic: float) -> float:
        """Return what `now` was when the media plane's clock showed this."""

    def call_at(self, when: float, do: Callable[[], None]) -> Alarm: ...


class Prepared(Protocol):
    """An endpoint that waits for its browser, and the only offer it will ever make."""

    @property
    def endpoint(self) -> EndpointId: ...
    @property
    def shape(self) -> Shape: ...
    @property
    def offer(self) -> str: ...


class Media(Protocol):
    """The media plane: `sfu.plane.MediaPlane`."""

    def prepare(
        self, scope: ScopeId, capacity: int, listener: Callable[[MediaEvent], None]
    ) -> Prepared: ...
    async def accept(self, endpoint: EndpointId, answer: str) -> None: ...
    def apply(self, plan: Plan) -> None: ...
    def shut(self, gate: GateId) -> None: ...
    def listen(self, gate: GateId, hear: Callable[[Tapped], None]) -> None:
        """Give `hear` whatever comes through the gate; nobody else hears it any more."""

    def deafen(self, gate: GateId) -> None:
        """Give what comes through the gate to nobody.  Twice is harmless."""

    def voices(self) -> Mapping[TrackId, int]: ...
    def losses(self) -> Mapping[EndpointId, float]:
        """Return which part of packets each browser's network lost since the last call."""

    def close_endpoint(self, endpoint: EndpointId) -> None: ...


class JournalHead(Protocol):
    @property
    def session(self) -> SessionId: ...
    @property
    def room(self) -> RoomId: ...


class Journal(Protocol):
    """What a session has decided, entry by entry; raises `store.errors.JournalUnavailable`."""

    async def begin(self, session: SessionId, room: RoomId) -> None: ...
    async def append(
        self, session: SessionId, entries: Sequence[bytes], booking: Booking | None = None
    ) -> None:
        """Return once entries and booking, all or none, would survive a power cut."""

    async def open_sessions(self) -> Sequence[JournalHead]: ...
    async def read(self, session: SessionId) -> Sequence[bytes]: ...
    async def forget(self, session: SessionId) -> None:
        """Destroy the session's key, and with it all that was written."""


class LedgerBook(Protocol):
    """The ledgers of rooms: `store.ports.LedgerBook`."""

    async def tail(self, room: RoomId) -> Ledger: ...
    async def append(self, booking: Booking) -> None: ...
    async def read(self, room: RoomId) -> KeptLedger: ...


class Norms(Protocol):
    """What the people of a room agree to."""

    @property
    def version(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def text_hash(self) -> str: ...
    @property
    def terms(self) -> str:
        """Return what is agreed to, in a word: this version with this text."""


class RoomRecord(Protocol):
    """What a node reads of a room's record."""

    @property
    def id(self) -> RoomId: ...
    @property
    def name(self) -> str: ...
    @property
    def capacity(self) -> int: ...
    @property
    def lobby(self) -> bool: ...
    @property
    def norms(self) -> Norms | None: ...


class RoomBook(Protocol):
    async def get(self, room: RoomId) -> RoomRecord | None: ...
    async def spoil_client_link(self, room: RoomId) -> None:
        """Make a new client link; raises `store.errors.Unknown` or `StoreUnavailable`."""


class Agreements(Protocol):
    """Who has agreed to which norms: `store.ports.AgreementBook`."""

    async def when(self, room: RoomId, who: Identity, terms: str) -> float | None: ...
    async def agree(self, room: RoomId, who: Identity, terms: str, *, now: float) -> float: ...


class RoomMemory(Protocol):
    """What a room remembers beyond its sessions: `store.ports.RoomMemory`."""

    async def recall(self, room: RoomId, kind: str) -> bytes | None: ...
    async def remember(self, room: RoomId, kind: str, data: bytes) -> None: ...


class Links(Protocol):
    """The links of rooms, which only the front door can compute."""

    async def client_key(self, room: RoomId) -> str | None:
        """Return what opens the room to clients now; None if there is no such room."""


class Relays(Protocol):
    """The TURN servers, for browsers whose network lets nothing through to us directly."""

    def ice_servers(self) -> tuple[IceServer, ...]:
        """Return what one browser needs for one connection, which begins now."""


class Dice(Protocol):
    """Where ids and secrets come from: `secrets.SystemRandom` in earnest."""

    def getrandbits(self, k: int, /) -> int: ...


@dataclass(frozen=True, slots=True)
class World:
    """All that a node is given; it opens none of it and closes none of it.

    `ledger_key` signs the ledgers' checkpoints; `recorder` is None where nothing is recorded, and
    `relays` where there is no TURN server.
    """

    media: Media
    journal: Journal
    rooms: RoomBook
    agreements: Agreements
    clock: Clock
    dice: Dice
    links: Links
    memory: RoomMemory
    ledgers: LedgerBook
    ledger_key: Ed25519PrivateKey
    recorder: Recorder | None = None
    relays: Relays | None = None
