"""The store as its users see it: nothing here tells memory from SQLite."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from consent.ledger import Ledger
from rooms.ids import Identity, RoomId, SessionId
from store.booking import Booking, KeptLedger
from store.records import JournalHead, RoomPage, RoomRecord, StoredAnswer
from store.secrets import Secrets

LEDGER_ID_BYTES: Final = 16


class Journal(Protocol):
    """What sessions have decided; one process writes.  Any call may raise `JournalUnavailable`."""

    async def begin(self, session: SessionId, room: RoomId) -> None: ...
    async def append(
        self, session: SessionId, entries: Sequence[bytes], booking: Booking | None = None
    ) -> None:
        """Return once entries and booking, all of them or none, would survive a power cut.

        Raises `LedgerMoved` if the booking does not go on where its ledger ends.
        """

    async def open_sessions(self) -> Sequence[JournalHead]:
        """Return the sessions that were begun and not forgotten, oldest first."""

    async def read(self, session: SessionId) -> Sequence[bytes]:
        """Return all entries in the order they were appended, or raise `Unknown` or `Tampered`."""

    async def forget(self, session: SessionId) -> None:
        """Destroy the session's key, and all that was written.  Twice is harmless."""


class LedgerBook(Protocol):
    """One ledger per room, kept when its sessions end, and when the room is deleted.

    Several processes may append.  Any call may raise `StoreUnavailable`.
    """

    async def tail(self, room: RoomId) -> Ledger:
        """Return how far the room's ledger goes, or raise `Tampered`; begin one if there is none.

        Its id is random, and says nothing of the room.
        """

    async def append(self, booking: Booking) -> None:
        """Append what no session decided, or raise `LedgerMoved`, or `Unknown` without a ledger."""

    async def read(self, room: RoomId) -> KeptLedger:
        """Return what is there, verified or not, or raise `Unknown` without a ledger."""

    async def rooms(self) -> Sequence[RoomId]:
        """Return the rooms that have a ledger."""


class RoomBook(Protocol):
    """The lasting rooms; several processes may write.  Any call may raise `StoreUnavailable`."""

    async def create(self, record: RoomRecord) -> None: ...
    async def get(self, room: RoomId) -> RoomRecord | None: ...
    async def list(self, *, after: str | None = None, limit: int = 50) -> RoomPage:
        """Return rooms, oldest first; `after` is from the page before, and nobody else's business.

        An `after` that leads nowhere gives the empty page.
        """

    async def amend(self, room: RoomId, change: Callable[[RoomRecord], RoomRecord]) -> RoomRecord:
        """Put the changed record in place of what it was, or raise `Unknown`.

        Nobody else changes the record in between.  `change` may run in another thread, so it is
        pure; what it raises is raised here, and nothing is changed.
        """

    async def spoil_client_link(self, room: RoomId) -> None:
        """Make a new client link, or raise `Unknown`; the other links stay."""

    async def delete(self, room: RoomId) -> bool:
        """Return whether there was such a room."""


class AnswerBook(Protocol):
    """Answers to API calls, by idempotency key, for a day.  `now` is wall time in seconds."""

    async def get(self, key: str, *, now: float) -> StoredAnswer | None: ...
    async def keep(self, key: str, answer: StoredAnswer, *, now: float) -> StoredAnswer:
        """Return the answer that stands for `key`: this one, or the one that was there first."""


class AgreementBook(Protocol):
    """Who has agreed to a room's norms; gone with the room.  Any call may raise `StoreUnavailable`.

    It is asked by `Norms.terms`: it lists nobody, and nothing in it says who anybody is.
    """

    async def when(self, room: RoomId, who: Identity, terms: str) -> float | None:
        """Return when they agreed to exactly these, in seconds since 1970."""

    async def agree(self, room: RoomId, who: Identity, terms: str, *, now: float) -> float:
        """Return when they first agreed: `now`, or before.  Raises `Unknown` without a room."""


class RoomMemory(Protocol):
    """What a room remembers beyond its sessions, by its kind; gone with the room.

    Any call may raise `StoreUnavailable`, and `Tampered`.
    """

    async def recall(self, room: RoomId, kind: str) -> bytes | None: ...
    async def remember(self, room: RoomId, kind: str, data: bytes) -> None:
        """Put `data` in place of what was remembered, or raise `Unknown` without a room."""


@dataclass(frozen=True, slots=True)
class Store:
    """All that lasts, and the secrets that are computed instead of kept."""

    journal: Journal
    ledgers: LedgerBook
    rooms: RoomBook
    answers: AnswerBook
    agreements: AgreementBook
    memory: RoomMemory
    secrets: Secrets
