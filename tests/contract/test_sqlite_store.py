"""What only a store on a disk can promise: it survives kill -9, names what was tampered with,
leaves nothing readable of what it forgot, and tells two processes apart."""

import asyncio
import resource
import signal
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from consent.entry import Ended
from consent.ids import AskId
from consent.ledger import Writer
from consent.pseudonym import Pseudonyms
from rooms.ids import RoomId, SessionId
from store.booking import Booking
from store.errors import (
    JournalUnavailable,
    SchemaTooNew,
    StoreInUse,
    StoreUnavailable,
    Tampered,
    WrongMasterKey,
)
from store.opening import open_store
from store.ports import Store
from store.records import RoomRecord, StoredAnswer
from store.schema import STEPS
from tests.support.mortal import MORTAL

SESSION = SessionId("5e551011")
ROOM = RoomId("d00d")
MASTER = bytes(range(32))
CANARY = b"canary-in-a-name"

APPENDER = """
import asyncio, sys
from store.opening import open_store

async def main():
    async with open_store(sys.argv[1]) as store:
        await store.journal.begin("s", "r")
        number = 0
        async def append(number):
            await store.journal.append("s", [b"%d" % number, b"again %d" % number])
            print(number, flush=True)
        while True:
            await asyncio.gather(*(append(number + step) for step in range(5)))
            number += 5

asyncio.run(main())
"""

BOOKER = """
import asyncio, os, sys
from consent.entry import Ended
from consent.ledger import Writer
from consent.pseudonym import Pseudonyms
from store.booking import Booking
from store.opening import open_store

async def main():
    async with open_store(sys.argv[1]) as store:
        await store.journal.begin("s", "r")
        ledger = await store.ledgers.tail("r")
        writer = Writer("s", Pseudonyms(bytes(32)))
        for number in range(10_000):
            before = ledger
            ledger, records = before.appended([Ended(str(number))] * 3, writer, now=1.0)
            booking = Booking("r", before.id, before.size, records, b"signed %d" % ledger.size)
            await store.journal.append("s", [b"%d" % number], booking)
            print(number, flush=True)

asyncio.run(main())
"""

CREATOR = """
import asyncio, sys
from store.opening import open_store
from store.records import RoomRecord

async def main():
    async with open_store(sys.argv[1], as_node=False) as store:
        for number in range(20):
            await store.rooms.create(
                RoomRecord(id=f"{sys.argv[2]}-{number}", name="n", created_at=1.0)
            )

asyncio.run(main())
"""


def database(directory: Path) -> sqlite3.Connection:
    return sqlite3.connect(directory / "holdspace.db", isolation_level=None)


def change(directory: Path, statement: str, *values: object) -> None:
    with closing(database(directory)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        assert connection.execute(statement, values).rowcount


def on_disk(directory: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in directory.iterdir() if file.is_file())


async def write_journal(directory: Path) -> None:
    async with open_store(directory, master=MASTER) as store:
        await store.journal.begin(SESSION, ROOM)
        await store.journal.append(SESSION, [CANARY, b"two", b"three"])


async def run(code: str, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(*MORTAL, sys.executable, "-c", code, *arguments),
        stdout=asyncio.subprocess.PIPE,
        cwd=Path.cwd(),
    )


@contextmanager
def files_at_most(size: int) -> Iterator[None]:
    """As on a full disk, every write beyond `size` bytes of a file fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, former)


async def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    await write_journal(tmp_path)
    async with open_store(tmp_path, master=MASTER) as store:
        assert await store.journal.read(SESSION) == [CANARY, b"two", b"three"]
        await store.journal.append(SESSION, [b"four"])
        assert (await store.journal.read(SESSION))[-1] == b"four"


@pytest.mark.parametrize("acknowledged", [0, 13, 47])
async def test_what_was_acknowledged_survives_kill_9(tmp_path: Path, acknowledged: int) -> None:
    appender = await run(APPENDER, str(tmp_path))
    assert appender.stdout is not None
    numbers = []
    async for line in appender.stdout:
        numbers.append(int(line))
        if len(numbers) > acknowledged:
            appender.kill()
            break
    numbers += [int(line) async for line in appender.stdout if line.endswith(b"\n")]
    await appender.wait()
    async with open_store(tmp_path) as store:
        entries = await store.journal.read(SessionId("s"))
    story = [text for n in range(len(entries)) for text in (b"%d" % n, b"again %d" % n)]
    assert list(entries) == story[: len(entries)], "a prefix of what was asked for"
    assert len(entries) % 2 == 0, "an append is written as a whole"
    assert len(entries) >= 2 * (max(numbers) + 1)


async def test_after_kill_9_ledger_and_journal_go_equally_far(tmp_path: Path) -> None:
    booker = await run(BOOKER, str(tmp_path))
    assert booker.stdout is not None
    async for line in booker.stdout:
        if int(line) == 30:
            booker.kill()
            break
    await booker.wait()
    async with open_store(tmp_path) as store:
        entries = await store.journal.read(SessionId("s"))
        _, records, checkpoints = await store.ledgers.read(RoomId("r"))
    assert len(entries) > 30
    assert (len(records), len(checkpoints)) == (3 * len(entries), len(entries))
    assert checkpoints[-1] == b"signed %d" % len(records)


async def test_a_changed_entry_is_named(tmp_path: Path) -> None:
    await write_journal(tmp_path)
    for offset in (1, 13, 30):
        change(
            tmp_path,
            "UPDATE entries SET sealed = CAST(substr(sealed, 1, ?1 - 1) || x'00ff' "
            "|| substr(sealed, ?1 + 2) AS BLOB) WHERE place = 1",
            offset,
        )
        async with open_store(tmp_path, master=MASTER) as store:
            with pytest.raises(Tampered):
                await store.journal.read(SESSION)


async def test_entries_that_change_places_are_named(tmp_path: Path) -> None:
    await write_journal(tmp_path)
    change(tmp_path, "UPDATE entries SET place = 2 - place + 10")
    change(tmp_path, "UPDATE entries SET place = place - 10")
    async with open_store(tmp_path, master=MASTER) as store:
        with pytest.raises(Tampered):
            await store.journal.read(SESSION)


async def test_an_entry_taken_out_of_the_middle_is_named(tmp_path: Path) -> None:
    await write_journal(tmp_path)
    change(tmp_path, "DELETE FROM entries WHERE place = 1")
    async with open_store(tmp_path, master=MASTER) as store:
        with pytest.raises(Tampered):
            await store.journal.read(SESSION)


async def test_a_session_key_belongs_to_its_session_and_room(tmp_path: Path) -> None:
    await write_journal(tmp_path)
    change(tmp_path, "UPDATE sessions SET room = 'another'")
    async with open_store(tmp_path, master=MASTER) as store:
        with pytest.raises(Tampered):
            await store.journal.read(SESSION)


async def test_an_empty_box_is_tampered_with_and_not_a_crash(tmp_path: Path) -> None:
    await write_journal(tmp_path)
    change(tmp_path, "UPDATE entries SET sealed = x'' WHERE place = 0")
    async with open_store(tmp_path, master=MASTER) as store:
        with pytest.raises(Tampered):
            await store.journal.read(SESSION)


async def test_what_a_room_remembers_belongs_to_it_and_to_its_kind(tmp_path: Path) -> None:
    async with open_store(tmp_path, master=MASTER) as store:
        await store.rooms.create(RoomRecord(id=ROOM, name="n", created_at=1.0))
        await store.memory.remember(ROOM, "met", b"1")
    change(tmp_path, "UPDATE memories SET kind = 'plans'")
    async with open_store(tmp_path, master=MASTER) as store:
        with pytest.raises(Tampered):
            await store.memory.recall(ROOM, "plans")


async def write_ledger(directory: Path) -> None:
    async with open_store(directory, master=MASTER) as store:
        ledger = await store.ledgers.tail(ROOM)
        writer = Writer(SESSION, Pseudonyms(bytes(32)))
        _, records = ledger.appended([Ended(AskId("a"))] * 3, writer, now=1.0)
        await store.ledgers.append(Booking(ROOM, ledger.id, 0, records, b"signed"))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE records SET record = x'00' WHERE place = 2",
        "DELETE FROM records WHERE place = 2",
        "DELETE FROM records",
        "INSERT INTO records SELECT ledger, 3, record FROM records WHERE place = 2",
    ],
)
async def test_nothing_is_booked_after_a_ledger_that_was_cut_or_changed(
    tmp_path: Path, damage: str
) -> None:
    await write_ledger(tmp_path)
    change(tmp_path, damage)
    async with open_store(tmp_path, master=MASTER) as store:
        with pytest.raises(Tampered):
            await store.ledgers.tail(ROOM)
        assert (await store.ledgers.read(ROOM)).checkpoints == (b"signed",)


async def test_a_tool_reads_and_books_while_the_node_runs(tmp_path: Path) -> None:
    async with open_store(tmp_path) as node:
        ledger = await node.ledgers.tail(ROOM)
        async with open_store(tmp_path, as_node=False) as tool:
            assert await tool.ledgers.tail(ROOM) == ledger
            await tool.ledgers.append(Booking(ROOM, ledger.id, 0, (b"record",), b"signed"))
        assert (await node.ledgers.read(ROOM)).records == (b"record",)


async def test_data_of_the_version_before_ledgers_is_taken_along(tmp_path: Path) -> None:
    with closing(database(tmp_path)) as connection:
        for statement in (statement for step in STEPS[:3] for statement in step):
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 3")
    async with open_store(tmp_path, master=MASTER) as store:
        assert (await store.ledgers.tail(ROOM)).size == 0


async def test_nothing_readable_lies_on_the_disk(tmp_path: Path) -> None:
    async with open_store(tmp_path, master=MASTER) as store:
        await store.journal.begin(SESSION, ROOM)
        await store.journal.append(SESSION, [CANARY])
        await store.rooms.create(RoomRecord(id=ROOM, name=CANARY.decode(), created_at=1.0))
        kept = StoredAnswer(b"hash", 201, CANARY)
        await store.answers.keep(CANARY.decode(), kept, now=1.0)
        await store.memory.remember(ROOM, "plans", CANARY)
        assert CANARY not in on_disk(tmp_path)


async def test_a_forgotten_key_lies_nowhere(tmp_path: Path) -> None:
    async with open_store(tmp_path, master=MASTER) as store:
        await store.journal.begin(SESSION, ROOM)
        await store.journal.append(SESSION, [b"x" * 5000])
        with closing(database(tmp_path)) as connection:
            (wrapped,) = connection.execute("SELECT wrapped_key FROM sessions").fetchone()
            (sealed,) = connection.execute("SELECT sealed FROM entries").fetchone()
        remains = (wrapped[-16:], sealed[:64], sealed[-64:])
        assert all(part in on_disk(tmp_path) for part in remains)
        await store.journal.forget(SESSION)
        assert not any(part in on_disk(tmp_path) for part in remains)


async def test_forgetting_is_not_claimed_while_a_reader_holds_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.sqlite.PATIENCE", 0.05)
    async with open_store(tmp_path, master=MASTER) as store:
        await store.journal.begin(SESSION, ROOM)
        with closing(database(tmp_path)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM sessions").fetchall()
            with pytest.raises(JournalUnavailable):
                await store.journal.forget(SESSION)
        await store.journal.forget(SESSION)
        assert await store.journal.open_sessions() == []


async def test_a_full_disk_is_said_and_the_store_recovers(tmp_path: Path) -> None:
    async with open_store(tmp_path, master=MASTER) as store:
        await store.journal.begin(SESSION, ROOM)
        await store.journal.append(SESSION, [b"before"])
        with files_at_most(4096):
            with pytest.raises(JournalUnavailable):
                await store.journal.append(SESSION, [b"x" * 100_000])
            with pytest.raises(StoreUnavailable):
                await store.rooms.create(RoomRecord(id=ROOM, name="n" * 100_000, created_at=1.0))
        await store.journal.append(SESSION, [b"after"])
        assert await store.journal.read(SESSION) == [b"before", b"after"]


async def test_a_second_node_is_refused_and_a_tool_is_not(tmp_path: Path) -> None:
    async with open_store(tmp_path) as node:
        with pytest.raises(StoreInUse, match="another holdspace"):
            async with open_store(tmp_path):
                raise AssertionError("two nodes in one directory")
        async with open_store(tmp_path, as_node=False) as tool:
            await tool.rooms.create(RoomRecord(id=ROOM, name="n", created_at=1.0))
            assert tool.secrets.room(ROOM) == node.secrets.room(ROOM)
            for refused in (
                tool.journal.begin(SESSION, ROOM),
                tool.journal.append(SESSION, [b"a"]),
                tool.journal.forget(SESSION),
            ):
                with pytest.raises(JournalUnavailable):
                    await refused
        assert await node.rooms.get(ROOM) is not None
    async with open_store(tmp_path) as node:
        assert await node.rooms.get(ROOM) is not None


async def test_many_processes_may_open_a_new_directory_at_once(tmp_path: Path) -> None:
    creators = [await run(CREATOR, str(tmp_path), f"p{number}") for number in range(4)]
    async with open_store(tmp_path) as node:
        await node.journal.begin(SESSION, ROOM)
        for number in range(20):
            await node.journal.append(SESSION, [b"%d" % number])
        assert [await creator.wait() for creator in creators] == [0] * 4
        page = await node.rooms.list(limit=100)
        assert len(page.rooms) == 80


async def test_data_under_another_master_key_is_refused(tmp_path: Path) -> None:
    await write_journal(tmp_path)
    with pytest.raises(WrongMasterKey):
        async with open_store(tmp_path, master=bytes(32)):
            raise AssertionError("opened under a foreign key")


async def test_data_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    await write_journal(tmp_path)
    with closing(database(tmp_path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(SchemaTooNew, match="upgrade"):
        async with open_store(tmp_path, master=MASTER):
            raise AssertionError("opened data of the future")
    with closing(database(tmp_path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (999,)


async def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    directory = tmp_path / "data"
    async with open_store(directory) as store:
        await store.rooms.create(RoomRecord(id=ROOM, name="n", created_at=1.0))
        files = [path for path in directory.rglob("*") if path.is_file()]
        assert {path.name for path in files} >= {"holdspace.db", "holdspace.db-wal", "master.key"}
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700


async def test_the_log_of_writes_is_synced_at_every_commit(tmp_path: Path) -> None:
    seen: dict[str, object] = {}

    def pragmas(connection: sqlite3.Connection) -> None:
        for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys"):
            (seen[name],) = connection.execute(f"PRAGMA {name}").fetchone()

    async with open_store(tmp_path) as store:
        await writer_of(store).do(pragmas)
    assert seen == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}


def writer_of(store: Store):
    return store.rooms._writer  # type: ignore[attr-defined]


@pytest.mark.parametrize("word", [b"TABLX", b"T\xc5BLE"])
async def test_a_damaged_file_is_said_in_words(tmp_path: Path, word: bytes) -> None:
    await write_journal(tmp_path)
    file = tmp_path / "holdspace.db"
    file.write_bytes(file.read_bytes().replace(b"TABLE keys", word + b" keys"))
    with pytest.raises(Tampered, match="backup"):
        async with open_store(tmp_path, master=MASTER):
            raise AssertionError("opened what is damaged")


async def test_what_cannot_be_opened_now_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write_journal(tmp_path)
    monkeypatch.setattr("store.sqlite.PATIENCE", 0.01)
    with closing(database(tmp_path)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnavailable, match="cannot be opened"):
            async with open_store(tmp_path, master=MASTER):
                raise AssertionError("opened what somebody else has for themselves")
