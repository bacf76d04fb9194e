"""Receipts: each person's own part of the ledger, while it is known whose is whose."""

import asyncio
from collections.abc import Iterable

import structlog

from consent import checkpoint as checkpoints
from consent.pseudonym import Pseudonyms
from consent.receipt import receipt
from node import outbound
from node.errors import NodeError
from node.ledger_scribe import LedgerScribe
from node.live import Live
from node.wiring import Wiring
from rooms.ids import ParticipantId, SessionId
from store.booking import KeptLedger
from store.errors import StoreUnavailable

log = structlog.get_logger()

Receipts = dict[ParticipantId, tuple[bytes, ...]]


async def receipts(ledger: LedgerScribe, live: Live, people: Iterable[ParticipantId]) -> Receipts:
    """Return the receipts of people of this session, as far as the ledger goes.

    Only what is verified is handed out; raises `LedgerBroken`, and `StoreUnavailable`.
    """
    await ledger.vouch()
    kept, names = await ledger.read(), live.pseudonyms
    if kept is None or names is None or not kept.checkpoints:
        return {}
    # In a thread: it looks at every entry that the room ever had.
    return await asyncio.to_thread(_receipts, kept, names, live.session.id, tuple(people))


async def hand_out(ledger: LedgerScribe, live: Live, wiring: Wiring) -> None:
    """Tell everyone who was asked their receipts, while it is known whose is whose."""
    if not live.consents.asks:
        return
    try:
        found = await receipts(ledger, live, wiring.lines)
    except (NodeError, StoreUnavailable) as exc:
        log.warning("no receipts", session=live.session.id, reason=str(exc))
        return
    for person, own in found.items():
        wiring.lines[person].outlet.tell(outbound.Receipts(own, ledger.public_key))


def _receipts(
    kept: KeptLedger, names: Pseudonyms, session: SessionId, people: Iterable[ParticipantId]
) -> Receipts:
    signed = checkpoints.read(kept.checkpoints[-1])
    assert signed is not None, "it was verified"
    named = names.of_session(session)
    return {
        person: (receipt(kept.id, kept.records, signed, session=named, who=names.of(person)),)
        for person in people
    }
