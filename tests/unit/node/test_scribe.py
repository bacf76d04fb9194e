"""A scribe writes in order, knows when it cannot, and makes up for it as soon as it can."""

import pytest
from structlog.testing import capture_logs

from node import scribe as scribes
from node.ledger_scribe import LedgerScribe
from node.scribe import Scribe
from rooms.ids import RoomId, SessionId
from tests.unit.node.world import LEDGER_KEY, FakeJournal

SESSION = SessionId("s")
ROOM = RoomId("r")


def made() -> tuple[FakeJournal, Scribe]:
    journal = FakeJournal()
    return journal, Scribe(journal, LedgerScribe(journal.ledgers, LEDGER_KEY, ROOM), SESSION, ROOM)


async def test_a_journal_begins_with_the_first_entry() -> None:
    journal, scribe = made()
    await scribe.write([])
    assert journal.heads == {}

    await scribe.write([b"1", b"2"])
    await scribe.write([b"3"])

    assert journal.entries == {SESSION: [b"1", b"2", b"3"]}


async def test_what_is_owed_is_written_in_order_once_the_journal_is_back() -> None:
    journal, scribe = made()
    await scribe.write([b"1"])
    journal.broken = True
    with capture_logs() as logs:
        await scribe.write([b"2"])
        await scribe.write([b"3"])
        assert scribe.unjournalled
        journal.broken = False
        await scribe.write([b"4"])

    assert not scribe.unjournalled
    assert journal.entries[SESSION] == [b"1", b"2", b"3", b"4"]
    assert [log["event"] for log in logs] == ["session unjournalled", "session journalled again"]


async def test_a_journal_that_cannot_begin_is_begun_later() -> None:
    journal, scribe = made()
    journal.broken = True
    await scribe.write([b"1"])
    await scribe.forget()
    journal.broken = False
    await scribe.write([b"2"])

    assert journal.entries == {SESSION: [b"1", b"2"]}


async def test_what_is_owed_is_bounded_and_then_nothing_is_written_with_a_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scribes, "OWED_MOST", 3)
    journal, scribe = made()
    await scribe.write([b"1"])
    journal.broken = True
    await scribe.write([b"x"] * 4)
    journal.broken = False
    await scribe.write([b"5"])

    assert scribe.unjournalled
    assert journal.entries[SESSION] == [b"1"]


async def test_what_was_never_begun_need_not_be_forgotten() -> None:
    journal, scribe = made()
    assert await scribe.forget()
    assert journal.forgotten == []

    await scribe.write([b"1"])
    await scribe.forget()
    assert journal.forgotten == [SESSION]


async def test_what_cannot_be_forgotten_now_can_be_later() -> None:
    journal, scribe = made()
    await scribe.write([b"1"])
    journal.broken = True

    assert not await scribe.forget()
    assert journal.heads
    journal.broken = False
    assert await scribe.forget()
    assert not journal.heads
