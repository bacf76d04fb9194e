"""The ledger scribe writes where the ledger ends, whoever else writes there, or says why not."""

from collections.abc import Sequence

import pytest

from consent import checkpoint as checkpoints
from consent.entry import Ended, Fact, Settled
from consent.ids import AskId
from consent.ledger import Writer
from consent.outcome import Outcome
from consent.pseudonym import Pseudonyms
from node.errors import LedgerBroken, Unjournalled
from node.ledger_scribe import TRIES, LedgerScribe, Page
from node.scribe import Scribe
from rooms.ids import SessionId
from store.booking import Booking
from store.doorstep import Doorstep
from store.errors import JournalUnavailable, LedgerMoved
from store.memory_ledger import MemoryLedgerBook
from tests.unit.node.world import LEDGER_KEY, ROOM, FakeJournal

SESSION = SessionId("session")
WRITER = Writer(SESSION, Pseudonyms(bytes(32)))


def page(*facts: Fact, at: float = 1.0) -> Page:
    return Page(WRITER, facts or (Ended(AskId("ask")),), at)


def made() -> tuple[MemoryLedgerBook, LedgerScribe, Doorstep]:
    doorstep = Doorstep()
    book = MemoryLedgerBook(doorstep)
    return book, LedgerScribe(book, LEDGER_KEY, ROOM), doorstep


async def test_a_page_is_written_with_a_checkpoint_that_the_node_signed() -> None:
    book, scribe, _ = made()
    assert (scribe.checkpoint, scribe.mark(2.0).size) == (None, 0)

    await scribe.add(page(Settled(AskId("ask"), Outcome.GIVEN), Ended(AskId("ask"))))

    (signed,) = map(checkpoints.read, (await book.read(ROOM)).checkpoints)
    assert signed == scribe.checkpoint
    assert signed is not None
    assert signed.signed_by(scribe.public_key)
    assert (scribe.mark(2.0).size, scribe.mark(2.0).head) == (2, signed.head)
    await scribe.vouch()


async def test_whoever_was_overtaken_writes_behind_the_other() -> None:
    book, mine, _ = made()
    other = LedgerScribe(book, LEDGER_KEY, ROOM)
    await mine.add(page())
    await other.add(page())

    await mine.add(page())

    assert mine.mark(0.0).size == 3
    await mine.vouch()


async def test_after_many_tries_it_gives_up() -> None:
    _, scribe, _ = made()
    tries = 0

    async def ink(booking: Booking | None) -> None:
        nonlocal tries
        tries += 1
        raise LedgerMoved("somebody was quicker")

    with pytest.raises(LedgerMoved):
        await scribe.write([page()], ink)
    assert tries == TRIES
    assert scribe.checkpoint is None


async def test_a_ledger_that_there_is_not_yet_is_sound() -> None:
    _, scribe, _ = made()
    await scribe.vouch()
    assert await scribe.read() is None


async def test_a_ledger_that_cannot_be_read_is_not_vouched_for() -> None:
    _, scribe, doorstep = made()
    doorstep.is_open = False
    with pytest.raises(Unjournalled):
        await scribe.vouch()
    with pytest.raises(JournalUnavailable):
        await scribe.add(page())


async def test_a_ledger_that_was_changed_is_not_vouched_for_and_its_tail_not_written_to() -> None:
    book, scribe, _ = made()
    await scribe.add(page())
    book._records[ROOM][0] = b"something else"
    again = LedgerScribe(book, LEDGER_KEY, ROOM)

    with pytest.raises(LedgerBroken):
        await again.vouch()
    with pytest.raises(LedgerBroken):
        await again.add(page())


async def test_it_is_verified_once_in_a_process() -> None:
    book, scribe, doorstep = made()
    await scribe.add(page())
    await scribe.vouch()
    doorstep.is_open = False

    await scribe.vouch()

    assert len(book._records[ROOM]) == 1


def scribe_over(journal: FakeJournal) -> Scribe:
    return Scribe(journal, LedgerScribe(journal.ledgers, LEDGER_KEY, ROOM), SESSION, ROOM)


def kinds(journal: FakeJournal) -> Sequence[bytes]:
    return journal.entries.get(SESSION, [])


async def test_what_was_owed_to_the_ledger_is_written_with_what_was_owed_to_the_journal() -> None:
    journal = FakeJournal()
    scribe = scribe_over(journal)
    journal.broken = True
    await scribe.write([b"1"], [page()])
    await scribe.write([b"2"], [page()])
    journal.broken = False

    await scribe.write([b"3"], [page()])

    assert kinds(journal) == [b"1", b"2", b"3"]
    assert len((await journal.ledgers.read(ROOM)).records) == 3


async def test_what_counts_only_once_written_is_not_owed() -> None:
    journal = FakeJournal()
    scribe = scribe_over(journal)
    await scribe.write([b"1"])
    journal.broken = True
    with pytest.raises(Unjournalled):
        await scribe.insist([b"yes"], [page()])
    assert not scribe.is_failing
    journal.broken = False

    await scribe.insist([b"2"], [page()])

    assert kinds(journal) == [b"1", b"2"]
    assert len((await journal.ledgers.read(ROOM)).records) == 1


async def test_where_the_ledger_is_broken_people_go_on_and_nothing_that_needs_it_does() -> None:
    journal = FakeJournal()
    await LedgerScribe(journal.ledgers, LEDGER_KEY, ROOM).add(page())
    journal.ledgers._records[ROOM][0] = b"something else"
    scribe = scribe_over(journal)

    await scribe.write([b"1"], [page()])

    assert kinds(journal) == [b"1"]
    assert scribe.is_failing
    assert not scribe.unjournalled
    with pytest.raises(LedgerBroken):
        await scribe.insist([b"2"], [page()])
    assert kinds(journal) == [b"1"]


async def test_once_given_up_nothing_counts_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("node.scribe.OWED_MOST", 1)
    journal = FakeJournal(broken=True)
    scribe = scribe_over(journal)
    await scribe.write([b"1", b"2"])
    journal.broken = False

    with pytest.raises(Unjournalled):
        await scribe.insist([b"yes"], [])
