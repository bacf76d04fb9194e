"""Memory and SQLite keep the same promises: what was acknowledged is there, in order, or forgotten."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from consent.entry import Ended
from consent.ids import AskId
from consent.ledger import Ledger, Writer
from consent.pseudonym import Pseudonyms
from rooms.ids import Identity, RoomId, SessionId
from store.booking import Booking
from store.errors import (
    AlreadyThere,
    JournalUnavailable,
    LedgerMoved,
    StoreUnavailable,
    Unknown,
)
from store.opening import open_store
from store.ports import Store
from store.records import ANSWER_LIFETIME, JournalHead, Norms, RoomRecord, StoredAnswer

SESSION = SessionId("5e551011")
ROOM = RoomId("d00d")
MASTER = bytes(range(32))


@pytest.fixture(params=["memory:", "sqlite"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return "memory:" if request.param == "memory:" else str(tmp_path / "data")


@pytest.fixture
async def store(where: str) -> AsyncIterator[Store]:
    async with open_store(where, master=MASTER) as store:
        yield store


def record(number: int, **changes: object) -> RoomRecord:
    known = {"id": RoomId(f"r{number}"), "name": f"Room {number}", "created_at": float(number)}
    return RoomRecord(**{**known, **changes})  # type: ignore[arg-type]


def answer(body: bytes = b"{}") -> StoredAnswer:
    return StoredAnswer(request=b"hash", status=201, body=body)


# The journal.


async def test_entries_are_read_in_the_order_they_were_appended(store: Store) -> None:
    await store.journal.begin(SESSION, ROOM)
    await store.journal.append(SESSION, [b"a", b"b"])
    await store.journal.append(SESSION, [])
    await store.journal.append(SESSION, [b"", b"c"])
    assert await store.journal.read(SESSION) == [b"a", b"b", b"", b"c"]


async def test_appending_at_once_loses_nothing_and_keeps_the_order_of_asking(
    store: Store,
) -> None:
    await store.journal.begin(SESSION, ROOM)
    entries = [b"%d" % number for number in range(200)]
    async with asyncio.TaskGroup() as group:
        for entry in entries:
            group.create_task(store.journal.append(SESSION, [entry]))
    assert await store.journal.read(SESSION) == entries


async def test_sessions_are_apart(store: Store) -> None:
    other = SessionId("other")
    await store.journal.begin(SESSION, ROOM)
    await store.journal.begin(other, ROOM)
    await store.journal.append(SESSION, [b"a"])
    await store.journal.append(other, [b"b"])
    await store.journal.forget(other)
    assert await store.journal.read(SESSION) == [b"a"]
    assert await store.journal.open_sessions() == [JournalHead(SESSION, ROOM)]


async def test_a_session_begins_once(store: Store) -> None:
    await store.journal.begin(SESSION, ROOM)
    with pytest.raises(AlreadyThere):
        await store.journal.begin(SESSION, ROOM)


async def test_one_refused_job_does_not_undo_its_neighbors(store: Store) -> None:
    await store.journal.begin(SESSION, ROOM)
    results = await asyncio.gather(
        store.journal.append(SESSION, [b"a"]),
        store.journal.begin(SESSION, ROOM),
        store.journal.append(SessionId("nowhere"), [b"x"]),
        store.journal.append(SESSION, [b"b"]),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [
        type(None),
        AlreadyThere,
        Unknown,
        type(None),
    ]
    assert await store.journal.read(SESSION) == [b"a", b"b"]


async def test_what_is_forgotten_is_unknown_and_twice_is_harmless(store: Store) -> None:
    await store.journal.begin(SESSION, ROOM)
    await store.journal.append(SESSION, [b"a"])
    await store.journal.forget(SESSION)
    await store.journal.forget(SESSION)
    assert await store.journal.open_sessions() == []
    with pytest.raises(Unknown):
        await store.journal.read(SESSION)
    with pytest.raises(Unknown):
        await store.journal.append(SESSION, [b"b"])


async def test_a_closed_store_says_so_at_once(where: str) -> None:
    async with open_store(where, master=MASTER) as store:
        await store.journal.begin(SESSION, ROOM)
    for call in (
        store.journal.begin(SessionId("new"), ROOM),
        store.journal.append(SESSION, [b"a"]),
        store.journal.read(SESSION),
        store.journal.open_sessions(),
        store.journal.forget(SESSION),
    ):
        with pytest.raises(JournalUnavailable):
            await call
    for other in (
        store.rooms.get(ROOM),
        store.rooms.create(record(1)),
        store.rooms.list(),
        store.rooms.amend(ROOM, lambda found: found),
        store.rooms.spoil_client_link(ROOM),
        store.rooms.delete(ROOM),
        store.answers.get("key", now=0.0),
        store.agreements.when(ROOM, WHO, TERMS),
        store.ledgers.tail(ROOM),
        store.ledgers.append(booking(Ledger.begun(b""))),
        store.ledgers.read(ROOM),
        store.ledgers.rooms(),
        store.memory.recall(ROOM, "met"),
        store.memory.remember(ROOM, "met", b""),
        store.agreements.agree(ROOM, WHO, TERMS, now=0.0),
        store.answers.keep("key", answer(), now=0.0),
    ):
        with pytest.raises(StoreUnavailable):
            await other


# Ledgers.


WRITER = Writer(SESSION, Pseudonyms(bytes(32)))


def booking(ledger: Ledger, *asks: str, room: RoomId = ROOM) -> Booking:
    facts = [Ended(AskId(ask)) for ask in asks or ("a",)]
    after, records = ledger.appended(facts, WRITER, now=1.0)
    return Booking(room, ledger.id, ledger.size, records, b"signed %d" % after.size)


async def test_a_ledger_begins_with_an_id_that_stays(store: Store) -> None:
    ledger = await store.ledgers.tail(ROOM)
    assert ledger == Ledger.begun(ledger.id)
    assert await store.ledgers.tail(ROOM) == ledger
    assert await store.ledgers.read(ROOM) == (ledger.id, (), ())
    other = await store.ledgers.tail(RoomId("other"))
    assert len({ledger.id, other.id}) == 2
    assert len(ledger.id) == 16


async def test_a_ledger_is_read_as_it_was_booked_and_goes_on_from_its_tail(store: Store) -> None:
    await store.journal.begin(SESSION, ROOM)
    one = booking(await store.ledgers.tail(ROOM), "a", "b")
    await store.journal.append(SESSION, [b"entry"], one)
    tail = await store.ledgers.tail(ROOM)
    two = booking(tail, "c")
    await store.ledgers.append(two)
    assert tail.size == 2
    assert await store.ledgers.read(ROOM) == (
        one.ledger,
        (*one.records, *two.records),
        (b"signed 2", b"signed 3"),
    )
    assert await store.journal.read(SESSION) == [b"entry"]


async def test_entries_and_a_booking_are_written_both_or_neither(store: Store) -> None:
    await store.journal.begin(SESSION, ROOM)
    begun = await store.ledgers.tail(ROOM)
    await store.journal.append(SESSION, [b"a"], booking(begun))
    with pytest.raises(LedgerMoved):
        await store.journal.append(SESSION, [b"b"], booking(begun, "twice"))
    with pytest.raises(Unknown):
        await store.journal.append(SessionId("no"), [b"c"], booking(await store.ledgers.tail(ROOM)))
    assert await store.journal.read(SESSION) == [b"a"]
    assert (await store.ledgers.tail(ROOM)).size == 1


async def test_of_those_who_book_at_once_one_is_first_and_the_others_are_told(
    store: Store,
) -> None:
    begun = await store.ledgers.tail(ROOM)
    results = await asyncio.gather(
        *(store.ledgers.append(booking(begun, f"{number}")) for number in range(9)),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == 8 * ["LedgerMoved"] + ["NoneType"]
    assert (await store.ledgers.tail(ROOM)).size == 1


async def test_a_booking_is_for_the_ledger_of_its_room(store: Store) -> None:
    mine, others = await store.ledgers.tail(ROOM), await store.ledgers.tail(RoomId("other"))
    with pytest.raises(LedgerMoved):
        await store.ledgers.append(booking(others))
    with pytest.raises(Unknown):
        await store.ledgers.append(booking(mine, room=RoomId("none")))
    with pytest.raises(Unknown):
        await store.ledgers.read(RoomId("none"))
    assert set(await store.ledgers.rooms()) == {ROOM, RoomId("other")}


async def test_a_ledger_outlives_its_sessions_and_its_room(store: Store) -> None:
    await store.rooms.create(record(1, id=ROOM))
    await store.journal.begin(SESSION, ROOM)
    await store.journal.append(SESSION, [b"a"], booking(await store.ledgers.tail(ROOM)))
    await store.journal.forget(SESSION)
    await store.rooms.delete(ROOM)
    assert (await store.ledgers.tail(ROOM)).size == 1


# Agreements.


WHO = Identity("1d")
TERMS = Norms(1, "be kind").terms


async def test_one_agrees_once_to_a_version_and_its_text(store: Store) -> None:
    book = store.agreements
    await store.rooms.create(record(1))
    assert await book.when(RoomId("r1"), WHO, TERMS) is None
    assert await book.agree(RoomId("r1"), WHO, TERMS, now=5.0) == 5.0
    assert await book.agree(RoomId("r1"), WHO, TERMS, now=9.0) == 5.0
    assert await book.when(RoomId("r1"), WHO, TERMS) == 5.0
    for terms in (Norms(2, "be kind").terms, Norms(1, "be unkind").terms):
        assert await book.when(RoomId("r1"), WHO, terms) is None
    assert await book.when(RoomId("r1"), Identity("2e"), TERMS) is None


async def test_agreements_are_gone_with_their_room(store: Store) -> None:
    await store.rooms.create(record(1))
    await store.rooms.create(record(2))
    for room in (RoomId("r1"), RoomId("r2")):
        await store.agreements.agree(room, WHO, TERMS, now=5.0)
    await store.rooms.delete(RoomId("r1"))
    assert await store.agreements.when(RoomId("r1"), WHO, TERMS) is None
    assert await store.agreements.when(RoomId("r2"), WHO, TERMS) == 5.0
    with pytest.raises(Unknown):
        await store.agreements.agree(RoomId("r1"), WHO, TERMS, now=6.0)


# What a room remembers.


async def test_a_room_remembers_the_last_of_each_kind(store: Store) -> None:
    await store.rooms.create(record(1))
    room = RoomId("r1")
    assert await store.memory.recall(room, "met") is None
    await store.memory.remember(room, "met", b"1")
    await store.memory.remember(room, "plans", b"")
    await store.memory.remember(room, "met", b"2")
    assert await store.memory.recall(room, "met") == b"2"
    assert await store.memory.recall(room, "plans") == b""
    assert await store.memory.recall(room, "other") is None


async def test_what_a_room_remembers_is_gone_with_it(store: Store) -> None:
    for number in (1, 2):
        await store.rooms.create(record(number))
        await store.memory.remember(RoomId(f"r{number}"), "met", b"1")
    await store.rooms.delete(RoomId("r1"))
    assert await store.memory.recall(RoomId("r1"), "met") is None
    assert await store.memory.recall(RoomId("r2"), "met") == b"1"
    with pytest.raises(Unknown):
        await store.memory.remember(RoomId("r1"), "met", b"2")


# The room book.


async def test_a_room_is_found_as_it_was_made(store: Store) -> None:
    room = record(1, lobby=True, capacity=8, allowed_origins=("https://a.example",))
    await store.rooms.create(room)
    assert await store.rooms.get(room.id) == room
    assert await store.rooms.get(RoomId("none")) is None
    with pytest.raises(AlreadyThere):
        await store.rooms.create(room)


async def test_a_room_is_changed_as_a_whole(store: Store) -> None:
    await store.rooms.create(record(1))
    changed = record(1, name="New name", link_version=2)
    assert await store.rooms.amend(RoomId("r1"), lambda _: changed) == changed
    assert await store.rooms.get(RoomId("r1")) == changed
    with pytest.raises(Unknown):
        await store.rooms.amend(RoomId("r2"), lambda _: changed)


async def test_changes_at_once_are_all_kept(store: Store) -> None:
    await store.rooms.create(record(1))
    spoiled = (store.rooms.spoil_client_link(RoomId("r1")) for _ in range(5))
    await asyncio.gather(*spoiled, store.rooms.amend(RoomId("r1"), RoomRecord.with_new_links))
    assert await store.rooms.get(RoomId("r1")) == record(1, link_version=2, client_link_version=5)


async def test_a_change_that_fails_changes_nothing(store: Store) -> None:
    def fail(_: RoomRecord) -> RoomRecord:
        raise ValueError

    await store.rooms.create(record(1))
    with pytest.raises(ValueError):
        await store.rooms.amend(RoomId("r1"), fail)
    assert await store.rooms.get(RoomId("r1")) == record(1)


async def test_a_deleted_room_is_gone(store: Store) -> None:
    await store.rooms.create(record(1))
    assert await store.rooms.delete(RoomId("r1"))
    assert not await store.rooms.delete(RoomId("r1"))
    assert await store.rooms.get(RoomId("r1")) is None


async def test_pages_cover_the_list_in_order_while_it_changes(store: Store) -> None:
    for number in range(5):
        await store.rooms.create(record(number))
    page = await store.rooms.list(limit=2)
    assert [room.name for room in page.rooms] == ["Room 0", "Room 1"]
    await store.rooms.delete(RoomId("r1"))
    await store.rooms.create(record(9))
    page = await store.rooms.list(after=page.after, limit=2)
    assert [room.name for room in page.rooms] == ["Room 2", "Room 3"]
    page = await store.rooms.list(after=page.after, limit=2)
    assert [room.name for room in page.rooms] == ["Room 4", "Room 9"]
    assert page.after is None


@pytest.mark.parametrize("cursor", ["", "x", "-1", "٣", "9" * 19, "9" * 5000])
async def test_a_cursor_nobody_gave_leads_to_the_empty_page(store: Store, cursor: str) -> None:
    await store.rooms.create(record(1))
    page = await store.rooms.list(after=cursor)
    assert page.rooms == ()
    assert page.after is None


# Answers by idempotency key.


async def test_the_first_answer_stands_for_its_key(store: Store) -> None:
    assert await store.answers.get("key", now=10.0) is None
    assert await store.answers.keep("key", answer(b"1"), now=10.0) == answer(b"1")
    assert await store.answers.keep("key", answer(b"2"), now=11.0) == answer(b"1")
    assert await store.answers.get("key", now=12.0) == answer(b"1")
    assert await store.answers.get("other", now=12.0) is None


async def test_an_answer_is_forgotten_after_a_day(store: Store) -> None:
    await store.answers.keep("key", answer(b"1"), now=0.0)
    assert await store.answers.get("key", now=ANSWER_LIFETIME - 1) == answer(b"1")
    assert await store.answers.get("key", now=ANSWER_LIFETIME) is None
    assert await store.answers.keep("key", answer(b"2"), now=ANSWER_LIFETIME) == answer(b"2")


# Secrets.


async def test_secrets_are_the_master_keys(store: Store) -> None:
    assert store.secrets.room(ROOM) != store.secrets.room(RoomId("other"))
    assert store.secrets.token_key != store.secrets.wrapping_key


async def test_memory_makes_up_a_master_key_when_none_is_given() -> None:
    async with open_store("memory:") as one, open_store("memory:") as other:
        assert one.secrets.token_key != other.secrets.token_key
