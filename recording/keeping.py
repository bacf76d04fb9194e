"""Keeping: what the writer's process does with what it is told.

It never raises for what a disk does: a recording that cannot go on is given its end, and the
recorder is told.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from consent.ids import AskId
from recording import recovery
from recording.commands import (
    Done,
    End,
    Erase,
    Failed,
    Missed,
    Open,
    Packet,
    Ready,
    Shut,
    ToRecorder,
    ToWriter,
    Way,
)
from recording.errors import NoRecording, RecordingError
from recording.folder import Folder
from recording.library import Library
from recording.running import Running
from recording.space import Space
from recording.syncer import Outcome, Syncer

ROUND: Final = 1.0
"""Seconds between two times that the disk is waited for: what a power cut takes."""


class Keeping:
    """The recordings that go on.  `now` is monotonic; arrivals and marks are session time."""

    def __init__(
        self, home: Path, key: bytes, space: Space, tell: Callable[[ToRecorder], None]
    ) -> None:
        self._home = home
        self._library = Library(home, key)
        self._space = space
        self._tell = tell
        self._running: dict[AskId, Running] = {}
        self._ways: dict[int, Way] = {}
        self._syncer = Syncer()
        self._next_round = 0.0
        self._ahead: float | None = None
        """How far session time is ahead of `now`, by the newest packet."""
        recovery.recover(home, self._library.keys)

    def handle(self, said: ToWriter | Packet, now: float) -> None:
        match said:
            case Packet(way, arrived, plain):
                self._ahead = arrived - now
                self._take(self._ways.get(way), plain, arrived)
            case Ready(number):
                self._tell(Done(number, self._fault()))
            case Open(sheet, _, _):
                with self._or_give_up(sheet.recording):
                    self._open(said)
            case Way(number):
                self._ways[number] = said
            case Missed():
                self._missed(said)
            case Shut(recording, mark):
                with self._or_give_up(recording):
                    if running := self._running.get(recording):
                        running.shut(mark)
            case End(recording):
                with self._or_give_up(recording):
                    self._end(said)
            case Erase():
                self._erase(said)

    def tick(self, now: float) -> None:
        """Do what time brings: release what waits for lost packets, and bring all to the disk."""
        if self._ahead is not None:
            for recording, running in list(self._running.items()):
                with self._or_give_up(recording):
                    running.due(now + self._ahead)
        for outcome in self._syncer.outcomes():
            self._note(outcome)
        if now >= self._next_round:
            self._next_round = now + ROUND
            self._begin_rounds(now)

    def close(self) -> None:
        """Give whatever still goes on its end, as a crash would have: nobody says when it was."""
        for recording in list(self._running):
            self._cut(recording)
        self._syncer.close()

    # What is told.

    def _open(self, said: Open) -> None:
        running = self._running.get(said.sheet.recording)
        if running is None:
            folder = Folder.of(self._home, said.sheet.recording)
            running = Running(said.sheet, folder, self._library.keys)
            self._running[said.sheet.recording] = running
        running.open(said.people, said.mark)

    def _take(self, way: Way | None, plain: bytes, arrived: float) -> None:
        if way is None or (running := self._running.get(way.recording)) is None:
            return
        try:  # Not by `_or_give_up`: this is what every packet goes through.
            running.take(way.owner, way.source, plain, arrived)
        except OSError as exc:
            self._give_up(way.recording, _why(exc))

    def _missed(self, said: Missed) -> None:
        way = self._ways.get(said.way)
        if way is None:
            return
        with self._or_give_up(way.recording):
            if running := self._running.get(way.recording):
                running.missed((way.owner, way.source), said.begin, said.end, said.count)

    def _note(self, outcome: Outcome) -> None:
        running = self._running.get(outcome.recording)
        if running is None:
            return
        if outcome.fault:
            self._give_up(outcome.recording, outcome.fault)
            return
        with self._or_give_up(outcome.recording):
            running.synced(outcome.round)

    def _end(self, said: End) -> None:
        if running := self._running.get(said.recording):
            running.end(said.mark)
            del self._running[said.recording]
        self._ways = {n: w for n, w in self._ways.items() if w.recording != said.recording}

    def _erase(self, said: Erase) -> None:
        fault = ""
        if running := self._running.get(said.recording):
            if said.owner is None:
                del self._running[said.recording]
                running.abandon()
            else:
                running.forget(said.owner)
        try:
            self._library.destroy(said.recording, said.owner, said.mark)
        except NoRecording:
            fault = ""  # There is nothing of theirs.
        except (RecordingError, OSError) as exc:
            fault = _why(exc)
        self._tell(Done(said.number, fault))

    def _fault(self) -> str:
        """Return why no recording can begin, or nothing."""
        try:
            if not self._space.suffices_to_begin(self._home):
                return "the disk has no room for 15 minutes"
            self._library.recordings()
        except (OSError, RecordingError) as exc:
            return _why(exc)
        return ""

    # What fails.

    def _begin_rounds(self, now: float) -> None:
        why = ""
        if not self._space.suffices_to_go_on(self._home):
            why = "the disk is full"
        elif self._syncer.slow(now):
            why = "the disk is too slow"
        for recording, running in list(self._running.items()):
            if why:
                self._give_up(recording, why)
            elif not self._syncer.busy(recording):
                with self._or_give_up(recording):
                    self._syncer.begin(recording, running.round(), now)

    @contextmanager
    def _or_give_up(self, recording: AskId) -> Iterator[None]:
        try:
            yield
        except (OSError, RecordingError) as exc:
            self._give_up(recording, _why(exc))

    def _give_up(self, recording: AskId, why: str) -> None:
        self._tell(Failed(recording, why))
        self._cut(recording)

    def _cut(self, recording: AskId) -> None:
        """End a recording here and now, as a recovery would."""
        running = self._running.pop(recording, None)
        if running is None:
            return
        running.cut()
        try:
            listed = self._library.listed(recording)
            if listed.erased is None:
                recovery.end_cut(listed, self._home, self._library.keys)
        except (OSError, RecordingError):
            return  # The next start tries again.


def _why(exc: OSError | RecordingError) -> str:
    """Return a sentence without a path in it."""
    if isinstance(exc, OSError):
        return exc.strerror or "the disk failed"
    return str(exc)
