"""The ledger scribe: writes into a room's ledger, in the same ink as the session's journal.

What is to be written waits as pages, since its place is only known when it is written: others
append to the ledger too.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent import checkpoint as checkpoints
from consent.audit import audit
from consent.booking import booked
from consent.canonical import spelled
from consent.checkpoint import Checkpoint
from consent.entry import Fact
from consent.ledger import Afterwards, Ledger, Writer
from consent.pseudonym import Pseudonyms
from node.concluding import consent_events
from node.errors import LedgerBroken, Unjournalled
from node.live import Live, LiveEvent
from node.ports import LedgerBook
from node.pseudonym_key import PseudonymKeyDrawn
from recording.mark import Mark
from rooms.ids import RoomId
from store.booking import Booking, KeptLedger
from store.errors import JournalUnavailable, LedgerMoved, StoreUnavailable, Tampered, Unknown

log = structlog.get_logger()

TRIES: Final = 5
"""How often others may be quicker in a row: they append seldom, and one entry at a time."""


@dataclass(frozen=True, slots=True)
class Page:
    """Facts of one moment, in session time, and in whose session they are written."""

    writer: Writer | Afterwards
    facts: tuple[Fact, ...]
    at: float


@dataclass(frozen=True, slots=True)
class _Signed:
    """How far a ledger goes, under the node's signature."""

    ledger: Ledger
    checkpoint: Checkpoint


def page_of(before: Live, events: Sequence[LiveEvent], *, at: float) -> tuple[Page, ...]:
    """Return what is to be written of events; `before` is the session without them."""
    drawn = [Pseudonyms(each.key) for each in events if isinstance(each, PseudonymKeyDrawn)]
    names = drawn[0] if drawn else before.pseudonyms
    if names is None:
        return ()
    facts = booked(before.consents, consent_events(events), names)
    return (Page(Writer(before.session.id, names), facts, at),) if facts else ()


class LedgerScribe:
    """Owns nothing: the ledger is the room's, and outlives its sessions."""

    def __init__(self, book: LedgerBook, key: Ed25519PrivateKey, room: RoomId) -> None:
        self._book = book
        self._key = key
        self._room = room
        self._tail: Ledger | None = None
        self._last: _Signed | None = None
        self._is_sound = False

    @property
    def checkpoint(self) -> Checkpoint | None:
        """Return what was signed last; None before this process wrote or verified anything."""
        return None if self._last is None else self._last.checkpoint

    @property
    def public_key(self) -> bytes:
        """Return by what checkpoints are verified (32 bytes)."""
        return self._key.public_key().public_bytes_raw()

    def mark(self, at: float) -> Mark:
        """Return how far the ledger went when last written."""
        if self._last is None:
            return Mark(at, 0, b"")
        return Mark(at, self._last.ledger.size, self._last.ledger.head)

    async def write(
        self, pages: Sequence[Page], ink: Callable[[Booking | None], Awaitable[None]]
    ) -> None:
        """Write `pages`, all or none, by `ink`; raise what it raises, or `LedgerBroken`."""
        if not pages:
            return await ink(None)
        for _ in range(TRIES):
            signed, booking = await self._booking(pages)
            try:
                await ink(booking)
            except LedgerMoved:
                self._tail = None
            else:
                self._last, self._tail = signed, signed.ledger
                return None
        raise LedgerMoved("others keep on writing")

    async def add(self, page: Page) -> None:
        """Write what is no matter of the session's journal."""

        async def ink(booking: Booking | None) -> None:
            assert booking is not None
            await self._book.append(booking)

        await self.write([page], ink)

    async def vouch(self) -> None:
        """Return once the ledger has been verified in this process; else raise why not."""
        if self._is_sound:
            return
        try:
            kept = await self.read()
        except StoreUnavailable as exc:
            raise Unjournalled("the ledger cannot be read now") from exc
        self._is_sound = kept is None or await asyncio.to_thread(self._verified, kept)
        if not self._is_sound:
            raise LedgerBroken("the ledger of this room is not what was written")

    async def read(self) -> KeptLedger | None:
        """Return the ledger as it lies there; None if there is none yet."""
        try:
            return await self._book.read(self._room)
        except Unknown:
            return None
        except Tampered as exc:
            raise LedgerBroken("the ledger of this room cannot be read") from exc

    async def _booking(self, pages: Sequence[Page]) -> tuple[_Signed, Booking]:
        before = ledger = await self._found()
        records: list[bytes] = []
        for page in pages:
            ledger, more = ledger.appended(page.facts, page.writer, now=page.at)
            records.extend(more)
        signed = checkpoints.checkpoint(ledger, self._key, now=pages[-1].at)
        booking = Booking(self._room, ledger.id, before.size, tuple(records), spelled(signed))
        return _Signed(ledger, signed), booking

    async def _found(self) -> Ledger:
        if self._tail is None:
            try:
                self._tail = await self._book.tail(self._room)
            except StoreUnavailable as exc:
                raise JournalUnavailable(str(exc)) from exc
            except Tampered as exc:
                raise LedgerBroken("the ledger of this room cannot be read") from exc
        return self._tail

    def _verified(self, kept: KeptLedger) -> bool:
        verdict = audit(kept.id, kept.records, kept.checkpoints, self.public_key)
        for finding in verdict.findings:
            log.error("ledger broken", room=self._room, finding=str(finding))
        return verdict.sound
