"""The recorder: keeps media in a writer process, and knows when it cannot."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import structlog

from consent.ids import AskId
from recording.child import Child
from recording.commands import (
    Alive,
    Done,
    End,
    Erase,
    Failed,
    Open,
    Ready,
    Shut,
    ToRecorder,
    ToWriter,
    Way,
)
from recording.errors import RecorderUnavailable
from recording.mark import Mark
from recording.pulse import LOOK, Pulse
from recording.recovery import has_cut
from recording.sheet import Portrait, Sheet
from recording.space import Space
from recording.ways import Ways
from recording.writer_queue import MOST, Queue
from rooms.ids import ParticipantId
from sfu.ids import Source

log: Final = structlog.get_logger()

ANSWER: Final = 5.0  # seconds; facilitators wait for it when they press Record
ERASING: Final = 30.0
"""Seconds: mostly it is done in one; a writer that just starts finishes another's work first."""

CLOSING: Final = 20.0  # seconds to finish what is written


class ProcessRecorder:
    """`recording.ports.Recorder`, as `open_recorder` opens it."""

    def __init__(self, home: Path, key: bytes, *, space: Space, most: int) -> None:
        self._home = home
        self._key = key
        self._space = space
        self._queue = Queue(most)
        self._loop = asyncio.get_running_loop()
        self._child: Child | None = None
        self._pulse = Pulse(self._loop.time())
        self._watch: asyncio.TimerHandle | None = None
        self._failed: Callable[[AskId], None] = _nobody
        self._running: set[AskId] = set()
        self._ways = Ways()
        self._number = 0
        self._answers: dict[int, asyncio.Future[str]] = {}
        self._closed = False

    @property
    def overflowed(self) -> int:
        """Packets that found the queue to the writer full, since the start."""
        return self._queue.overflowed

    @property
    def writer(self) -> int | None:
        """The writer's process id, or None while there is none."""
        return None if self._child is None else self._child.pid

    # Recorder.

    async def ready(self) -> None:
        if fault := await self._ask(Ready(self._next_number()), ANSWER):
            raise RecorderUnavailable(fault)

    def open(self, sheet: Sheet, people: Mapping[ParticipantId, Portrait], mark: Mark) -> None:
        if self._child is None:
            # It died since it was asked whether it is ready.
            self._loop.call_soon(self._fail, sheet.recording)
            return
        self._running.add(sheet.recording)
        self._say(Open(sheet, dict(people), mark))

    def take(
        self, recording: AskId, owner: ParticipantId, source: Source, packet: bytes, arrived: float
    ) -> None:
        if recording not in self._running:
            return
        way = self._ways.find(recording, owner, source)
        if way is None:
            way = self._new_way(recording, owner, source)
        self._queue.packet(way, packet, arrived)
        if self._child is not None:
            self._child.stir()

    def shut(self, recording: AskId, mark: Mark) -> None:
        if recording in self._running:
            self._drop(recording, mark)
            self._say(Shut(recording, mark))

    def end(self, recording: AskId, mark: Mark) -> None:
        if recording in self._running:
            self._drop(recording, mark)
            self._say(End(recording, mark))
            self._forget(recording)

    async def erase(self, recording: AskId, owner: ParticipantId | None, mark: Mark) -> None:
        """Raises `RecorderUnavailable` if it could not be done: then it is still to do."""
        if recording in self._running:
            self._drop(recording, mark, owner)
        if fault := await self._ask(Erase(self._next_number(), recording, owner, mark), ERASING):
            raise RecorderUnavailable(fault)
        if owner is None:
            self._forget(recording)

    def listen(self, failed: Callable[[AskId], None]) -> None:
        self._failed = failed

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        child = self._child
        if self._watch is not None:
            self._watch.cancel()
        if child is None:
            return
        try:
            async with asyncio.timeout(CLOSING):
                await child.finish()
        except TimeoutError:
            log.warning("the writer did not finish")
            child.kill()
            await child.gone()
        child.close()

    # The writer's life.

    def start(self) -> None:
        """Start a writer, which first gives an end to what another one left."""
        self._queue.clear()
        self._ways.clear()
        self._pulse = Pulse(self._loop.time())
        self._child = Child(self._queue, self._hear, self._lose)
        self._child.start(self._home, self._key, self._space)
        self._look()

    def _look(self) -> None:
        """See whether the writer still lives."""
        if self._child is None or self._closed:
            return
        if self._pulse.is_gone(self._loop.time()) and self._running:
            log.error("the writer is silent")
            self._child.close()
            self._lose()
            return
        self._watch = self._loop.call_later(LOOK, self._look)

    def _lose(self) -> None:
        """The writer is gone: what it was writing has its end, or gets it at the next start."""
        child, self._child = self._child, None
        if child is not None:
            child.end()
        for answer in self._answers.values():
            if not answer.done():
                answer.set_result("the writer of recordings has died")
        if self._closed:
            return
        log.error("the writer died", recordings=len(self._running))
        for recording in sorted(self._running):
            self._fail(recording)

    def _hear(self, said: ToRecorder) -> None:
        self._pulse.beat(self._loop.time())
        match said:
            case Done(number, fault):
                if (answer := self._answers.get(number)) and not answer.done():
                    answer.set_result(fault)
            case Failed(recording, why):
                log.error("a recording had to end", recording=recording, why=why)
                self._fail(recording)
            case Alive():
                pass

    def _fail(self, recording: AskId) -> None:
        self._forget(recording)
        self._failed(recording)

    # Saying and asking.

    async def _ask(self, question: Ready | Erase, patience: float) -> str:
        """Return what speaks against it, or nothing."""
        if self._closed:
            return "the recorder is closed"
        if self._child is None:
            self.start()
        answer: asyncio.Future[str] = self._loop.create_future()
        self._answers[question.number] = answer
        try:
            self._say(question)
            async with asyncio.timeout(patience):
                return await answer
        except TimeoutError:
            return "the writer of recordings does not answer"
        finally:
            del self._answers[question.number]

    def _say(self, said: ToWriter) -> None:
        self._queue.command(said)
        if self._child is not None:
            self._child.stir()

    def _next_number(self) -> int:
        self._number += 1
        return self._number

    def _new_way(self, recording: AskId, owner: ParticipantId, source: Source) -> int:
        number = self._next_number()
        self._ways.add(recording, owner, source, number)
        self._say(Way(number, recording, owner, source))
        return number

    def _drop(self, recording: AskId, mark: Mark, owner: ParticipantId | None = None) -> None:
        self._queue.drop(self._ways.of(recording, owner), mark.at)

    def _forget(self, recording: AskId) -> None:
        self._running.discard(recording)
        self._ways.forget(recording)


def _nobody(_: AskId) -> None:
    """Nobody listens yet."""


@asynccontextmanager
async def open_recorder(
    home: Path, key: bytes, *, space: Space | None = None, most: int = MOST
) -> AsyncIterator[ProcessRecorder]:
    """Open a recorder that keeps everything under `home`, its keys beside it.

    It starts a writer when it is first asked whether it is ready, or if there is something to
    recover: a service that never records has no other process.

    `key` is what the house wraps the keys of recordings with; `most` bytes wait for a slow writer.
    """
    recorder = ProcessRecorder(home, key, space=space or Space(), most=most)
    if await asyncio.to_thread(has_cut, home, key):
        recorder.start()
    try:
        yield recorder
    finally:
        await recorder.close()
