"""Of a ledger as it is kept, all of it counts: its entries, its checkpoints, and how far they go."""

from msgspec import structs

from consent.audit import audit
from consent.canonical import spelled
from consent.checkpoint import Checkpoint, checkpoint, read
from consent.finding import Fault, Finding, at
from consent.ledger import Ledger, opened
from tests.unit.consent.books import ID, KEY, NODE, story

RECORDS = story().records
SIZE = len(RECORDS)


def signed(size: int) -> Checkpoint:
    if not size:
        return checkpoint(Ledger.begun(ID), NODE, now=1.0)
    record = opened(RECORDS[size - 1])
    assert record is not None
    return checkpoint(Ledger(ID, size, record.head), NODE, now=1.0)


def findings(
    records: list[bytes], *checkpoints: bytes, heads: tuple[Checkpoint, ...] = ()
) -> tuple[Finding, ...]:
    return audit(ID, records, checkpoints, KEY, heads=heads).findings


def test_what_is_kept_whole_is_sound() -> None:
    verdict = audit(ID, RECORDS, [spelled(signed(4)), spelled(signed(SIZE))], KEY)
    assert verdict.sound
    assert (verdict.size, verdict.head) == (SIZE, story().ledger.head)
    assert findings([]) == ()


def test_what_nobody_signed_for_is_named() -> None:
    assert findings(RECORDS, spelled(signed(4))) == (Finding(4, Fault.UNSIGNED, SIZE - 1),)
    assert findings(RECORDS) == (Finding(0, Fault.UNSIGNED, SIZE - 1),)


def test_a_checkpoint_that_cannot_be_read_is_named_by_where_it_should_begin() -> None:
    found = findings(RECORDS, spelled(signed(4)), b"rubbish", spelled(signed(SIZE)))
    assert found == (at(4, Fault.BAD_CHECKPOINT),)
    assert findings([], b"\xff") == (at(0, Fault.BAD_CHECKPOINT),)


def test_a_checkpoint_that_another_signed_vouches_for_nothing() -> None:
    forged = structs.replace(signed(SIZE), signature=bytes(64))
    other = structs.replace(signed(SIZE), ledger=b"another")
    for bad in (forged, other):
        assert findings(RECORDS, spelled(bad)) == (
            Finding(0, Fault.UNSIGNED, SIZE - 1),
            at(SIZE, Fault.BAD_CHECKPOINT),
        )


def test_what_was_cut_off_with_its_checkpoint_is_missed_by_whoever_has_a_later_head() -> None:
    cut = RECORDS[:4]
    assert findings(cut, spelled(signed(4))) == ()
    missed = findings(cut, spelled(signed(4)), heads=(signed(SIZE),))
    assert missed == (Finding(4, Fault.MISSING, SIZE - 1),)


def test_a_checkpoint_is_read_in_the_bytes_it_is_spelled_in_alone() -> None:
    data = spelled(signed(4))
    assert read(data) == signed(4)
    assert data[0] == 0x95, "an array of five, which MessagePack may spell in three bytes as well"
    assert read(b"\xdc\x00\x05" + data[1:]) is None


def test_it_is_held_against_what_recordings_say_of_it() -> None:
    marks = [(0, b""), (4, signed(4).head), (SIZE, signed(SIZE).head)]

    def held(records: list[bytes], *checkpoints: bytes) -> tuple[Finding, ...]:
        return audit(ID, records, checkpoints, KEY, marks=marks).findings

    assert held(RECORDS, spelled(signed(SIZE))) == ()
    assert held(RECORDS[:4], spelled(signed(4))) == (Finding(4, Fault.MISSING, SIZE - 1),)
    marks[1] = (4, bytes(32))
    assert held(RECORDS, spelled(signed(SIZE))) == (at(3, Fault.REWRITTEN),)
    rubbish = [*RECORDS[:3], b"rubbish", *RECORDS[4:]]
    assert held(rubbish, spelled(signed(SIZE))) == (at(3, Fault.CHANGED),)
