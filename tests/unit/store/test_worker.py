"""The event loop never waits for the disk, and whoever waits for the disk always gets an answer."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from store import worker as worker_module
from store.errors import StoreUnavailable
from store.worker import Worker


@asynccontextmanager
async def started(begin: str = "BEGIN IMMEDIATE") -> AsyncIterator[Worker]:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.execute("CREATE TABLE t (n INTEGER)")
        return connection

    worker = Worker(connect, name="test", begin=begin)
    await worker.start()
    try:
        yield worker
    finally:
        await worker.close()


def insert(number: int):
    return lambda connection: connection.execute("INSERT INTO t VALUES (?)", (number,)).rowcount


def numbers(connection: sqlite3.Connection) -> list[int]:
    return [n for (n,) in connection.execute("SELECT n FROM t ORDER BY rowid")]


async def test_jobs_run_on_their_own_thread_in_order() -> None:
    async with started() as worker:
        await asyncio.gather(*(worker.do(insert(n)) for n in range(300)))
        assert await worker.do(numbers) == list(range(300))
        thread = await worker.do(lambda _: threading.current_thread().name)
        assert thread == "test"


async def test_what_is_asked_for_meanwhile_is_written_together() -> None:
    statements: list[str] = []
    running, go = threading.Event(), threading.Event()

    def hold(connection: sqlite3.Connection) -> None:
        connection.set_trace_callback(statements.append)
        running.set()
        go.wait()

    async with started() as worker:
        first = asyncio.ensure_future(worker.do(hold))
        await asyncio.to_thread(running.wait)
        others = [asyncio.ensure_future(worker.do(insert(n))) for n in range(10)]
        await asyncio.sleep(0)  # so that they have asked
        go.set()
        await asyncio.gather(first, *others)
        await worker.do(lambda connection: connection.set_trace_callback(None))
    assert statements.count("BEGIN IMMEDIATE") == 2, "ten jobs in one, and the last"


async def test_a_mistake_in_one_job_is_its_callers_alone() -> None:
    def mistaken(connection: sqlite3.Connection) -> None:
        insert(99)(connection)
        raise ZeroDivisionError

    async with started() as worker:
        results = await asyncio.gather(
            worker.do(insert(1)), worker.do(mistaken), worker.do(insert(2)), return_exceptions=True
        )
        assert [type(result) for result in results] == [int, ZeroDivisionError, int]
        assert await worker.do(numbers) == [1, 2]


@pytest.mark.parametrize("trouble", [sqlite3.OperationalError, sqlite3.DatabaseError])
async def test_trouble_with_the_file_undoes_all_that_was_written_together(
    trouble: type[sqlite3.Error],
) -> None:
    running, go = threading.Event(), threading.Event()

    def hold(_: sqlite3.Connection) -> None:
        running.set()
        go.wait()

    def troubled(_: sqlite3.Connection) -> None:
        raise trouble("disk I/O error, or a malformed image")

    async with started() as worker:
        first = asyncio.ensure_future(worker.do(hold))
        await asyncio.to_thread(running.wait)
        jobs = [worker.do(insert(1)), worker.do(troubled), worker.do(insert(2))]
        others = [asyncio.ensure_future(job) for job in jobs]
        await asyncio.sleep(0)
        go.set()
        await first
        results = await asyncio.gather(*others, return_exceptions=True)
        assert [type(result) for result in results] == [StoreUnavailable] * 3
        assert await worker.do(numbers) == []


async def test_an_order_withdrawn_in_time_is_not_carried_out() -> None:
    running, go = threading.Event(), threading.Event()

    def hold(_: sqlite3.Connection) -> None:
        running.set()
        go.wait()

    async with started() as worker:
        first = asyncio.ensure_future(worker.do(hold))
        await asyncio.to_thread(running.wait)
        withdrawn = asyncio.ensure_future(worker.do(insert(1)))
        await asyncio.sleep(0)
        withdrawn.cancel()
        await asyncio.wait([withdrawn])
        go.set()
        await first
        assert await worker.do(numbers) == []


async def test_a_disk_that_hangs_is_said_and_does_not_eat_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_module, "MOST_WAITING", 3)
    running, go = threading.Event(), threading.Event()

    def hang(_: sqlite3.Connection) -> None:
        running.set()
        go.wait()

    async with started() as worker:
        hanging = asyncio.ensure_future(worker.do(hang))
        await asyncio.to_thread(running.wait)
        waiting = [asyncio.ensure_future(worker.do(insert(n))) for n in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(StoreUnavailable, match="keep up"):
            await worker.do(insert(9))
        go.set()
        await asyncio.gather(hanging, *waiting)


async def test_what_cannot_be_scrubbed_is_said_though_its_neighbors_stand() -> None:
    def forbid_checkpoints(connection: sqlite3.Connection) -> None:
        connection.set_authorizer(
            lambda _action, name, *_: (
                sqlite3.SQLITE_DENY if name == "wal_checkpoint" else sqlite3.SQLITE_OK
            )
        )

    async with started() as worker:
        await worker.do(forbid_checkpoints)
        results = await asyncio.gather(
            worker.do(insert(1)), worker.do(insert(2), scrub=True), return_exceptions=True
        )
        assert [type(result) for result in results] == [int, StoreUnavailable]
        assert await worker.do(numbers) == [1, 2]


async def test_closing_finishes_what_was_asked_for_and_twice_is_harmless() -> None:
    async with started() as worker:
        jobs = [asyncio.ensure_future(worker.do(insert(n))) for n in range(100)]
        await asyncio.sleep(0)
        await worker.close()
        assert await asyncio.gather(*jobs) == [1] * 100
        await worker.close()
        with pytest.raises(StoreUnavailable, match="closed"):
            await worker.do(insert(1))


async def test_whoever_opens_learns_what_forbade_it() -> None:
    def connect() -> sqlite3.Connection:
        raise sqlite3.OperationalError("unable to open database file")

    worker = Worker(connect, name="test")
    with pytest.raises(sqlite3.OperationalError, match="unable"):
        await worker.start()
    await worker.close()
