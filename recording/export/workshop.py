"""The workshop: makes exports beside a running node, one at a time, each in its own process."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from consent.ids import AskId
from recording.errors import Erased, RecordingError, Tampered
from recording.export import job as jobs
from recording.export.errors import ExportFailed, NoEncoder, NothingToShow
from recording.export.job import Job, Report
from recording.export.shelf import Kept, Shelf
from recording.export.wish import Wish
from recording.library import Library

SWEEP: Final = 600.0  # seconds between looks for exports whose time is over
_WORKER: Final = "recording.export.worker"

Order = tuple[AskId, Wish]


@dataclass(slots=True)
class _Making:
    """An export that waits or is made; `failed` is why there is none in the end."""

    task: asyncio.Task[None] | None = None
    done: float = 0.0
    failed: RecordingError | None = None


class Workshop:
    """Give it to `open`: who leaves that has ended its processes."""

    def __init__(self, home: Path, key: bytes, *, now: Callable[[], float] = time.time) -> None:
        self.library: Final = Library(home, key)
        self._home = home
        self._key = key
        self._now = now
        self._shelf = Shelf(self.library)
        self._orders: dict[Order, _Making] = {}
        self._one_at_a_time = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def open(cls, home: Path, key: bytes) -> AsyncIterator[Self]:
        shop = cls(home, key)
        await asyncio.to_thread(shop._shelf.clear_drafts)
        sweeping = asyncio.create_task(shop._sweep())
        try:
            yield shop
        finally:
            sweeping.cancel()
            await asyncio.wait([sweeping, *shop._cancelled()])

    async def find(self, recording: AskId, wish: Wish) -> Kept | None:
        """Return an export that is there, and may be read for a while yet."""
        return await asyncio.to_thread(self._shelf.find, recording, wish, self._now())

    async def read(self, kept: Kept) -> AsyncIterator[bytes]:
        """Yield it in plain; raises `Erased` or `Tampered` where it is."""
        file = await asyncio.to_thread(self._shelf.open, kept)
        try:
            while piece := await asyncio.to_thread(file.read, 1 << 18):
                yield piece
        finally:
            file.close()

    async def size(self, kept: Kept) -> int:
        """Return how many bytes it has in plain."""
        return await asyncio.to_thread(self._measured, kept)

    def progress(self, recording: AskId, wish: Wish) -> float | None:
        """Return how much of an order is done, None without one; raise why it came to nothing.

        It raises once: asked after that, the order may be given again.
        """
        making = self._orders.get((recording, wish))
        if making is None:
            return None
        if making.failed is not None:
            del self._orders[recording, wish]
            raise making.failed
        return making.done

    def order(self, recording: AskId, wish: Wish, title: str) -> None:
        """Have it made.  Ordering what is ordered changes nothing."""
        if (recording, wish) in self._orders:
            return
        making = self._orders[recording, wish] = _Making()
        making.task = asyncio.create_task(self._make(recording, wish, title, making))

    async def settled(self) -> None:
        """Return when everything that was ordered is made, or has failed."""
        while waiting := [each.task for each in self._orders.values() if not _is_done(each)]:
            await asyncio.wait([task for task in waiting if task is not None])

    async def _make(self, recording: AskId, wish: Wish, title: str, making: _Making) -> None:
        async with self._one_at_a_time:
            job = Job(str(self._home), self._key, recording, wish, title, self._now())
            try:
                await _run(job, making)
            except Erased:
                # Something was taken back meanwhile: asked for again, it is made without that.
                del self._orders[recording, wish]
            except RecordingError as failure:
                making.failed = failure
            else:
                del self._orders[recording, wish]

    async def _sweep(self) -> None:
        while True:
            await asyncio.to_thread(self._shelf.sweep, self._now())
            await asyncio.sleep(SWEEP)

    def _cancelled(self) -> list[asyncio.Task[None]]:
        tasks = [each.task for each in self._orders.values() if each.task is not None]
        for task in tasks:
            task.cancel()
        return tasks

    def _measured(self, kept: Kept) -> int:
        with self._shelf.open(kept) as file:
            return file.seek(0, 2)


def _is_done(making: _Making) -> bool:
    return making.task is None or making.task.done()


async def _run(job: Job, making: _Making) -> None:
    """Return when the export is there, or raise what the worker said."""
    worker = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        _WORKER,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    try:
        worker.stdin.write(jobs.told(job))
        worker.stdin.close()
        report = Report()
        async for line in worker.stdout:
            report = jobs.read(line)
            making.done = report.done
        if await worker.wait():
            raise _failure(report)
    finally:
        if worker.returncode is None:
            with suppress(ProcessLookupError):
                worker.kill()
            await worker.wait()


def _failure(report: Report) -> RecordingError:
    match report.code:
        case Erased.code:
            return Erased(report.said)
        case NothingToShow.code:
            return NothingToShow()
        case NoEncoder.code:
            return NoEncoder()
        case Tampered.code:
            where, _, what = report.said.partition(": ")
            return Tampered(where, what)
        case _:
            return ExportFailed(report.said or "the process that made it was ended")
