"""A receipt: one person's part of a ledger, which verifies without us.

It has their own entries and those that are everyone's, whole, and of all others between them the
digests alone: enough to compute the head that the node has signed, and nothing to learn from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec import Struct

from consent.canonical import spelled
from consent.checkpoint import Checkpoint
from consent.entry import (
    Asked,
    Digest,
    Ended,
    Entry,
    Erased,
    Exported,
    Joined,
    Moved,
    NoYes,
    Opened,
    Place,
    Settled,
    Withdrawn,
    Yes,
    digest_of,
    read,
)
from consent.ledger import linked, opened, start

_EVERYONES: Final = (Asked, Settled, Moved, Ended, Exported, Opened)
_OWN: Final = (Joined, Yes, NoYes, Withdrawn)


class Receipt(Struct, frozen=True, array_like=True, tag="holdspace receipt 1"):
    """`entries` are those from place `first` on to the checkpoint's: shown, or hidden digests.

    `before` is the head at `first`.  `who` is whose it is.
    """

    who: bytes
    first: Place
    before: Digest
    entries: tuple["Shown | Hidden", ...]
    checkpoint: Checkpoint


class Shown(Struct, frozen=True, array_like=True, tag=1):
    entry: bytes


class Hidden(Struct, frozen=True, array_like=True, tag=0):
    digest: Digest


class BadReceipt(ValueError):
    """These bytes prove nothing; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a receipt proves: that the ledger with this checkpoint has these entries."""

    entries: tuple[Entry, ...]
    checkpoint: Checkpoint


_DECODER: Final = msgspec.msgpack.Decoder(Receipt)


def receipt(
    id_: bytes, records: Sequence[bytes], checkpoint: Checkpoint, *, session: bytes, who: bytes
) -> bytes:
    """Return the receipt of someone, from a ledger that has been verified up to the checkpoint."""
    known = [opened(record) for record in records[: checkpoint.size]]
    kept = [record for record in known if record is not None]
    entries = [_kept(record.entry, session, who) for record in kept]
    mine = [place for place, entry in enumerate(entries) if isinstance(entry, Shown)]
    first = mine[0] if mine else len(kept)
    before = kept[first - 1].head if first else start(id_)
    return spelled(Receipt(who, first, before, tuple(entries[first:]), checkpoint))


def prove(data: bytes, key: bytes) -> Proof:
    """Return what a receipt proves to whoever trusts this key of a node; else `BadReceipt`."""
    try:
        found = _DECODER.decode(data)
    except (msgspec.MsgspecError, UnicodeError) as exc:
        raise BadReceipt("this is no receipt") from exc
    head, shown = found.before, []
    for place, each in enumerate(found.entries, found.first):
        if isinstance(each, Shown):
            shown.append(_read(each.entry, place, found.who))
        head = linked(head, each.digest if isinstance(each, Hidden) else digest_of(each.entry))
    _check(found, head, key)
    return Proof(tuple(shown), found.checkpoint)


def _check(found: Receipt, head: bytes, key: bytes) -> None:
    if not found.checkpoint.signed_by(key):
        raise BadReceipt("the node did not sign this")
    end = found.first + len(found.entries)
    if (end, head) != (found.checkpoint.size, found.checkpoint.head):
        raise BadReceipt("the entries are not those that were signed")


def _read(data: bytes, place: int, who: bytes) -> Entry:
    entry = read(data)
    if entry is None or entry.place != place or not _concerns(entry, entry.session, who):
        raise BadReceipt(f"entry {place} is not what was written")
    return entry


def _kept(data: bytes, session: bytes, who: bytes) -> Shown | Hidden:
    entry = read(data)
    return Shown(data) if entry is not None and _concerns(entry, session, who) else _hidden(data)


def _hidden(data: bytes) -> Hidden:
    return Hidden(digest_of(data))


def _concerns(entry: Entry, session: bytes, who: bytes) -> bool:
    if entry.session != session:
        return False
    fact = entry.fact
    if isinstance(fact, Erased):
        return fact.who in (None, who)
    return isinstance(fact, _EVERYONES) or (isinstance(fact, _OWN) and fact.who == who)
