"""A thread that owns a SQLite connection, so that the event loop never waits for a disk.

What is asked of it while it writes is written together next time: under load many jobs share one
sync of the disk, and a lone job waits for nobody.
"""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from store.errors import StoreUnavailable

T = TypeVar("T")

MOST_TOGETHER: Final = 64  # jobs in one transaction: bounds how long the first waits for the last
MOST_WAITING: Final = 1024  # a disk that hangs must not eat the memory


@dataclass(slots=True)
class _Job(Generic[T]):
    work: Callable[[sqlite3.Connection], T]
    scrub: bool
    outcome: Future[T] = field(default_factory=Future)

    def attempt(self, connection: sqlite3.Connection) -> Callable[[], None]:
        """Do the work inside the open transaction; return what to do once that is committed."""
        connection.execute("SAVEPOINT job")
        try:
            result = self.work(connection)
        except Exception as exc:
            if _is_of_the_file(exc):
                raise  # Nothing of this transaction stands.
            connection.execute("ROLLBACK TO job")
            failure = exc
            return lambda: self.outcome.set_exception(failure)
        finally:
            if connection.in_transaction:
                connection.execute("RELEASE job")
        return lambda: self.outcome.set_result(result)


class Worker:
    """Runs jobs, each a function of the connection, in the order they are asked for.

    A job is committed when its caller is told so; one that raises is undone alone.
    """

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        *,
        name: str,
        begin: str = "BEGIN IMMEDIATE",
    ) -> None:
        self._connect = connect
        self._begin = begin
        self._jobs: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._entrance = threading.Lock()
        self._closed = False
        self._opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    async def start(self) -> None:
        """Return once the connection is open, or raise what forbade it."""
        self._thread.start()
        await asyncio.wrap_future(self._opened)

    async def do(self, work: Callable[[sqlite3.Connection], T], *, scrub: bool = False) -> T:
        """Return what `work` returned, once it is on the disk; else raise `StoreUnavailable`.

        `scrub` also takes what was deleted out of the write-ahead log.
        """
        job = _Job(work, scrub)
        with self._entrance:
            if self._closed:
                raise StoreUnavailable("the store is closed")
            if self._jobs.qsize() >= MOST_WAITING:
                raise StoreUnavailable("the disk does not keep up")
            self._jobs.put(job)
        return await asyncio.wrap_future(job.outcome)

    async def close(self) -> None:
        """Finish what was asked for, and return when the thread has ended.  Twice is harmless."""
        with self._entrance:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        try:
            connection = self._connect()
        except BaseException as exc:  # noqa: BLE001 - carried to whoever awaits `start`
            self._opened.set_exception(exc)
            return
        self._opened.set_result(None)
        with closing(connection):
            while batch := self._next_batch():
                self._carry_out(connection, batch)

    def _next_batch(self) -> list[_Job[Any]]:
        """Wait for a job, and take along all that wait behind it; nothing is the end."""
        batch: list[_Job[Any]] = []
        job = self._jobs.get()
        while job is not None:
            if job.outcome.set_running_or_notify_cancel():
                batch.append(job)
            if len(batch) >= MOST_TOGETHER:
                return batch
            try:
                job = self._jobs.get(block=not batch)
            except queue.Empty:
                return batch
        if batch:
            self._jobs.put(None)  # Seen too early: the end comes after this batch.
        return batch

    def _carry_out(self, connection: sqlite3.Connection, batch: list[_Job[Any]]) -> None:
        try:
            connection.execute(self._begin)
            settlements = [job.attempt(connection) for job in batch]
            connection.execute("COMMIT")
        except sqlite3.Error as exc:
            with suppress(sqlite3.Error):  # SQLite may have rolled back by itself.
                connection.execute("ROLLBACK")
            for job in batch:
                job.outcome.set_exception(StoreUnavailable(str(exc)))
            return
        scrubbed = any(job.scrub for job in batch) and _scrub(connection)
        for job, settle in zip(batch, settlements, strict=True):
            if job.scrub and not scrubbed:
                job.outcome.set_exception(StoreUnavailable("deleted, but not yet overwritten"))
            else:
                settle()


def _is_of_the_file(trouble: Exception) -> bool:
    """Return whether the file, and not what a job asked of it, is in trouble."""
    asked = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)
    return isinstance(trouble, sqlite3.Error) and not isinstance(trouble, asked)


def _scrub(connection: sqlite3.Connection) -> bool:
    """Move the write-ahead log into the file and empty it: return whether that was possible."""
    try:
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:
        return False
    return not busy
