"""The verifier: whether a ledger is what was written, and if not, where.

It needs the records, the node's public key, and whatever checkpoints anybody has kept: those in
the ledger, in manifests, on receipts.  What comes after the last one cannot be missed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from consent.agreement import Agreement
from consent.checkpoint import Checkpoint
from consent.entry import Entry, digest_of, read
from consent.finding import Fault, Finding, at
from consent.ledger import Record, linked, opened, start


@dataclass(frozen=True, slots=True)
class Verdict:
    """`size` and `head` are of what was found; `findings` are in the order of their places."""

    size: int
    head: bytes
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return not self.findings


@dataclass(frozen=True, slots=True)
class _Found:
    """A record that can be read, with what it says."""

    record: Record
    entry: Entry


def verify(
    id_: bytes, records: Sequence[bytes], key: bytes, checkpoints: Iterable[Checkpoint]
) -> Verdict:
    """Return what is to be said of the ledger of this id; `key` is the node's public one."""
    found = [_found(record) for record in records]
    findings = [*_unreadable(found), *_misplaced(found), *_missing(found)]
    findings += _unchained(id_, found)
    for checkpoint in checkpoints:
        findings += _judged(id_, found, key, checkpoint)
    if not findings:
        # What entries say is judged only once it is certain that it is what they said.
        findings += Agreement().read(each.entry for each in found if each is not None)
    last = next((each.record.head for each in reversed(found) if each is not None), start(id_))
    return Verdict(len(found), last, tuple(sorted(set(findings))))


def _found(data: bytes) -> _Found | None:
    record = opened(data)
    entry = None if record is None else read(record.entry)
    return None if record is None or entry is None else _Found(record, entry)


def _places(found: Sequence[_Found | None]) -> list[int]:
    """Return the place of each record: what cannot be read stands where it stands."""
    return [index if each is None else each.entry.place for index, each in enumerate(found)]


def _unreadable(found: Sequence[_Found | None]) -> Iterator[Finding]:
    return (at(index, Fault.CHANGED) for index, each in enumerate(found) if each is None)


def _misplaced(found: Sequence[_Found | None]) -> Iterator[Finding]:
    for before, after in pairwise(_places(found)):
        if after <= before:
            yield at(after, Fault.MISPLACED)


def _missing(found: Sequence[_Found | None]) -> Iterator[Finding]:
    for before, after in pairwise([-1, *sorted(set(_places(found)))]):
        if after > before + 1:
            yield Finding(before + 1, Fault.MISSING, after - 1)


def _unchained(id_: bytes, found: Sequence[_Found | None]) -> Iterator[Finding]:
    """Find what does not follow from what is before it.

    A head is compared with what is kept as the head before it, and with what that should be: so
    one that is wrong itself does not throw suspicion on the next.
    """
    known, place = {start(id_)}, 0
    for each in found:
        if each is None:
            known, place = set(), place + 1
            continue
        digest, head = digest_of(each.record.entry), each.record.head
        follows = {linked(before, digest) for before in known}
        consecutive = bool(known) and each.entry.place == place
        if consecutive and head not in follows:
            yield at(place, Fault.CHANGED)
        known, place = {head, *(follows if consecutive else ())}, each.entry.place + 1


def _judged(
    id_: bytes, found: Sequence[_Found | None], key: bytes, checkpoint: Checkpoint
) -> Iterator[Finding]:
    size = checkpoint.size
    if checkpoint.ledger != id_ or not checkpoint.signed_by(key):
        yield at(size, Fault.BAD_CHECKPOINT)
        return
    beyond = max(_places(found), default=-1) + 1
    if size > beyond:
        yield Finding(beyond, Fault.MISSING, size - 1)
    heads = {each.entry.place: each.record.head for each in found if each is not None}
    if heads.get(size - 1, checkpoint.head) != checkpoint.head:
        yield at(size - 1, Fault.REWRITTEN)
