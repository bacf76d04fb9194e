"""An audit: a ledger as a store keeps it, with every checkpoint that was signed on the way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from consent.checkpoint import Checkpoint, read
from consent.finding import Fault, Finding, at
from consent.ledger import opened
from consent.verifier import Verdict, verify


def audit(
    id_: bytes,
    records: Sequence[bytes],
    checkpoints: Iterable[bytes],
    key: bytes,
    *,
    heads: Iterable[Checkpoint] = (),
    marks: Iterable[tuple[int, bytes]] = (),
) -> Verdict:
    """Return what is to be said of a whole ledger; `key` is the node's public one.

    `heads` are checkpoints that others have kept, as on receipts, and `marks` sizes and heads from
    the manifests of recordings: by them is missed what was cut off with its own checkpoint.
    """
    known = [read(data) for data in checkpoints]
    signed = [each for each in known if each is not None]
    verdict = verify(id_, records, key, [*signed, *heads])
    good = [each for each in signed if each.ledger == id_ and each.signed_by(key)]
    findings = {*verdict.findings, *_unreadable(known), *_unsigned(good, verdict.size)}
    findings |= {found for size, head in marks for found in _held(records, size, head)}
    return replace(verdict, findings=tuple(sorted(findings)))


def _unreadable(checkpoints: Iterable[Checkpoint | None]) -> Iterator[Finding]:
    """Name what cannot be read by the place that the checkpoint before it reaches to."""
    reached = 0
    for each in checkpoints:
        if each is None:
            yield at(reached, Fault.BAD_CHECKPOINT)
        else:
            reached = each.size


def _unsigned(checkpoints: Iterable[Checkpoint], size: int) -> Iterator[Finding]:
    """Find what comes after the last checkpoint: none is written without one."""
    reached = max((each.size for each in checkpoints), default=0)
    if reached < size:
        yield Finding(reached, Fault.UNSIGNED, size - 1)


def _held(records: Sequence[bytes], size: int, head: bytes) -> Iterator[Finding]:
    """Find where a ledger is not the one that once had this head."""
    if size > len(records):
        yield Finding(len(records), Fault.MISSING, size - 1)
    elif size > 0:
        last = opened(records[size - 1])
        if last is not None and last.head != head:
            yield at(size - 1, Fault.REWRITTEN)
