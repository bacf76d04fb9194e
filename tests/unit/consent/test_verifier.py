"""Whatever is done to a ledger is found, and its place is named."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from consent import entry as entries
from consent.afterwards import afterwards
from consent.browser_key import fingerprint
from consent.canonical import spelled
from consent.checkpoint import Checkpoint, checkpoint
from consent.entry import (
    Asked,
    Ended,
    Entry,
    Erased,
    Exported,
    Joined,
    Moved,
    NoYes,
    Opened,
    Present,
    Settled,
    Withdrawn,
    Yes,
)
from consent.finding import Fault, Finding, at
from consent.ids import AskId
from consent.ledger import Ledger, Record, Writer, linked, opened, start
from consent.outcome import Outcome
from consent.pseudonym import Pseudonyms
from consent.terms import Scope, Tracks, Viewer
from consent.verifier import verify
from rooms.ids import SessionId
from tests.unit.consent.books import ID, KEY, NODE, OTHER_KEY, Books, entry_of, story
from tests.unit.consent.group import Group
from tests.unit.consent.keys import public, signed

SIZE = len(story().records)
PLACES = st.integers(0, SIZE - 1)
ASK, ADA, BEN = AskId("ask"), b"a" * 16, b"b" * 16
DIGEST = b"d" * 32


def findings(records: list[bytes], *checkpoints: Checkpoint) -> tuple[Finding, ...]:
    kept = checkpoints or (story().signed(),)
    return verify(ID, records, KEY, kept).findings


def named(found: tuple[Finding, ...], place: int) -> bool:
    return any(finding.place <= place <= finding.last for finding in found)


def test_what_was_written_is_sound() -> None:
    verdict = story().verdict()
    assert verdict.sound
    assert (verdict.size, verdict.head) == (SIZE, story().ledger.head)


def test_an_empty_ledger_is_sound() -> None:
    verdict = Books().verdict()
    assert (verdict.size, verdict.head, verdict.findings) == (0, start(ID), ())


@given(PLACES, st.data())
def test_every_flipped_bit_is_found_where_it_is(place: int, data: st.DataObject) -> None:
    records = list(story().records)
    record = bytearray(records[place])
    bit = data.draw(st.integers(0, 8 * len(record) - 1))
    record[bit // 8] ^= 1 << bit % 8
    records[place] = bytes(record)
    assert named(findings(records), place)


@given(PLACES)
def test_a_change_is_named_alone(place: int) -> None:
    records = list(story().records)
    records[place] = bytes(len(records[place]))
    assert findings(records) == (at(place, Fault.CHANGED),)


@given(PLACES, st.integers(1, 256))
def test_a_head_that_is_changed_throws_no_suspicion_on_what_follows(place: int, bit: int) -> None:
    records = list(story().records)
    flipped = int.from_bytes(records[place]) ^ (1 << bit - 1)  # a record ends with its head
    records[place] = flipped.to_bytes(len(records[place]))
    found = findings(records)
    assert found[0] == at(place, Fault.CHANGED)
    assert {finding.place for finding in found} <= {place, SIZE - 1}


@given(PLACES, st.integers(1, 3))
def test_every_missing_entry_is_named(place: int, count: int) -> None:
    records = list(story().records)
    del records[place : place + count]
    last = min(place + count, SIZE) - 1
    assert findings(records) == (Finding(place, Fault.MISSING, last),)


@given(st.integers(0, SIZE))
def test_a_truncated_ledger_is_missed_from_where_it_was_cut(size: int) -> None:
    found = findings(story().records[:size])
    assert found == (() if size == SIZE else (Finding(size, Fault.MISSING, SIZE - 1),))


@given(st.permutations(range(SIZE)))
def test_every_other_order_is_found(order: list[int]) -> None:
    found = findings([story().records[place] for place in order])
    wrong = [after for before, after in pairwise(order) if after <= before]
    assert sorted(finding.place for finding in found) == sorted(wrong)
    assert {finding.fault for finding in found} <= {Fault.MISPLACED}


@given(PLACES, PLACES)
def test_an_entry_that_is_there_twice_is_found(place: int, where: int) -> None:
    records = list(story().records)
    records.insert(where, records[place])
    assert Fault.MISPLACED in {finding.fault for finding in findings(records)}


@given(st.lists(st.binary(max_size=80), max_size=4))
def test_rubbish_is_found_to_be_rubbish(records: list[bytes]) -> None:
    found = findings(records)
    assert [finding for finding in found if finding.fault is Fault.CHANGED] == [
        at(place, Fault.CHANGED) for place in range(len(records))
    ]


def rechained(changed: list[Entry]) -> list[bytes]:
    """A ledger as somebody would forge it who has no key but all the time in the world."""
    head, records = start(ID), []
    for entry in changed:
        data = entries.written(entry)
        head = linked(head, entries.digest_of(data))
        records.append(spelled(Record(data, head)))
    return records


@given(PLACES)
def test_a_ledger_that_is_chained_anew_is_not_what_was_signed(place: int) -> None:
    known = [entry_of(record) for record in story().records]
    known[place] = structs.replace(known[place], at=known[place].at + 1)
    assert findings(rechained(known)) == (at(SIZE - 1, Fault.REWRITTEN),)


def test_each_checkpoint_narrows_down_what_was_rewritten() -> None:
    books, checkpoints = Books(), []
    for record in story().records:
        kept = opened(record)
        assert kept is not None
        books.ledger = Ledger(ID, books.ledger.size + 1, kept.head)
        checkpoints.append(books.signed())
    known = [entry_of(record) for record in story().records]
    known[4] = structs.replace(known[4], at=0)
    found = findings(rechained(known), *checkpoints)
    assert found == tuple(at(place, Fault.REWRITTEN) for place in range(4, SIZE))


@pytest.mark.parametrize("bad", ["signature", "size", "head", "at", "ledger"])
def test_a_checkpoint_that_the_node_did_not_sign_is_found(bad: str) -> None:
    changed: dict[str, object] = {
        "signature": bytes(64),
        "size": 1,
        "head": bytes(32),
        "at": 3,
        "ledger": b"another",
    }
    wrong = structs.replace(story().signed(), **{bad: changed[bad]})
    assert findings(story().records, wrong) == (at(wrong.size, Fault.BAD_CHECKPOINT),)


def test_a_checkpoint_of_another_ledger_or_node_is_found() -> None:
    other = checkpoint(Ledger.begun(b"another"), NODE, now=0.0)
    assert findings([], other) == (at(0, Fault.BAD_CHECKPOINT),)
    assert not story().signed().signed_by(OTHER_KEY)
    assert not story().signed().signed_by(b"no key")


def test_a_record_in_other_bytes_is_not_what_was_written() -> None:
    records = list(story().records)
    record = opened(records[0])
    assert record is not None
    assert record.entry[1] == 1  # the format, which MessagePack may spell in two bytes as well
    longer = record.entry[:1] + b"\xcc\x01" + record.entry[2:]
    assert entries.read(longer) is None
    records[0] = spelled(Record(longer, record.head))
    assert findings(records) == (at(0, Fault.CHANGED),)
    records[0] = b"\x92" + spelled(record.entry) + b"\xc5\x00\x20" + record.head
    assert findings(records) == (at(0, Fault.CHANGED),)


def test_a_finding_is_told_in_words() -> None:
    assert str(at(3, Fault.CHANGED)) == "entry 3: changed"
    assert str(Finding(3, Fault.MISSING, 5)) == "entries 3 to 5: missing"


# -- what a ledger tells, soundly chained, and cannot have been ---------------------------------

JOINED = Joined(ADA, fingerprint(public("Ada")))
ASKED = Asked(ASK, None, DIGEST, 1, Scope.MAIN, Tracks.EVERYONE, None, 14, (Viewer.FACILITATORS,))
YES = Yes(ASK, ADA, public("Ada"), signed("Ada", ASK, DIGEST))
GIVEN = Settled(ASK, Outcome.GIVEN)
OPEN, SHUT = Moved(ASK, open=True), Moved(ASK, open=False)
PRESENT = Present(ASK, (ADA,))
TO_OPEN = (JOINED, ASKED, YES, GIVEN, PRESENT, OPEN)


def judged(*facts: entries.Fact) -> tuple[Finding, ...]:
    books = Books()
    books.note(facts)
    return books.verdict().findings


def test_who_said_yes_may_be_recorded() -> None:
    assert judged(*TO_OPEN, SHUT, PRESENT, OPEN, Withdrawn(ASK, None), Ended(ASK)) == ()


@pytest.mark.parametrize(
    "forged",
    [
        structs.replace(YES, signature=bytes(64)),
        structs.replace(YES, key=public("Eve"), signature=signed("Eve", ASK, DIGEST)),
        structs.replace(YES, key=b"no key"),
        structs.replace(YES, who=BEN),
        structs.replace(YES, ask=AskId("other")),
    ],
)
def test_a_yes_that_its_browser_did_not_sign_is_named(forged: Yes) -> None:
    assert judged(JOINED, ASKED, forged) == (at(2, Fault.FORGED),)


def test_the_key_of_one_session_signs_nothing_in_another() -> None:
    books = Books()
    books.note((JOINED,), writer=Writer(SessionId("other"), Pseudonyms(bytes(32))))
    books.note((ASKED, YES))
    assert books.verdict().findings == (at(2, Fault.FORGED),)


@pytest.mark.parametrize(
    "facts",
    [
        (JOINED, ASKED, YES, PRESENT),
        (JOINED, ASKED, YES, Settled(ASK, Outcome.NOT_AGREED), PRESENT),
        (JOINED, ASKED, GIVEN, PRESENT),
        (JOINED, ASKED, YES, NoYes(ASK, ADA), GIVEN, PRESENT),
        (*TO_OPEN, SHUT, Withdrawn(ASK, ADA), PRESENT),
        (*TO_OPEN, Ended(ASK), PRESENT),
        (*TO_OPEN, Present(ASK, (ADA, BEN))),
        (JOINED, ASKED, YES, GIVEN, OPEN),
        (*TO_OPEN, Ended(ASK), OPEN),
    ],
)
def test_whoever_is_recorded_without_a_yes_is_named(facts: tuple[entries.Fact, ...]) -> None:
    assert judged(*facts) == (at(len(facts) - 1, Fault.UNCONSENTED),)


@given(st.integers(0, 2**32))
def test_the_ledger_of_any_story_is_sound(seed: int) -> None:
    rng, group = Random(seed), Group("Ada", "Ben")
    group.ask()
    for _ in range(12):
        who = rng.choice(["Lena", "Ada", "Ben", "Cy"])
        here = who in group.sitting.session.participants
        match rng.randrange(6):
            case 0 if not here:
                group.after(group.sitting.enter(who))
            case 1 if here and who != "Lena":
                group.after(group.sitting.leave(who))
            case 2 if here:
                group.withdraw(who)
            case 3 if not (group.of().asking or group.of().running):
                group.wait(600.0)
                if group.sitting.session.facilitated:
                    group.ask()
            case 4:
                group.wait(rng.choice([1.0, 30.0]))
            case _ if here and (group.of().asking or group.of().running):
                group.yes(who)
    assert Books().keep(group.events).verdict().sound


def test_what_becomes_of_a_recording_is_sound_and_takes_nobodys_leave() -> None:
    ended = (*TO_OPEN, Withdrawn(ASK, None), Ended(ASK))
    kept = (Exported(ASK, None, plain=True), Opened(ASK, ADA), Erased(ASK, ADA), Erased(ASK, None))
    assert judged(*ended, *kept) == ()


def test_what_is_noted_afterwards_is_of_the_session_that_was_asked_in() -> None:
    books = Books()
    books.note((JOINED, ASKED))
    writer = afterwards([b"rubbish", *books.records], ASK, key=bytes(range(32)))
    assert writer is not None
    books.ledger, records = books.ledger.appended([Erased(ASK, None)], writer, now=3.0)
    books.records.extend(records)
    asked, erased = entry_of(books.records[1]), entry_of(books.records[2])
    assert erased.session == asked.session
    assert erased.salt != Pseudonyms(bytes(32)).salt(2)
    assert books.verdict().sound


def test_nothing_is_noted_of_what_was_never_asked() -> None:
    assert afterwards([b"rubbish", *story().records], AskId("never"), key=bytes(32)) is None


def test_a_writer_says_in_whose_session() -> None:
    other = Writer(SessionId("other"), Pseudonyms(bytes(32)))
    ledger, (record,) = Ledger.begun(ID).appended([JOINED], other, now=1.25)
    assert entry_of(record).session == other.pseudonyms.of_session(other.session)
    assert entry_of(record).at == 1250
    assert ledger.size == 1
