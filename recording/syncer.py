"""The syncer: waits for the disk in a thread of its own, so that packets need not."""

import queue
import threading
from dataclasses import dataclass
from typing import Final

from consent.ids import AskId
from recording.running import Round

SLOW: Final = 10.0
"""Seconds that a disk may take for what lies a second behind; then nothing more is begun on it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    recording: AskId
    round: Round
    fault: str
    """Why it failed, or nothing."""


class Syncer:
    """Carries out one round of each recording at a time."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[tuple[AskId, Round] | None] = queue.SimpleQueue()
        self._outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self._since: dict[AskId, float] = {}
        self._thread = threading.Thread(target=self._run, name="syncer", daemon=True)
        self._thread.start()

    def begin(self, recording: AskId, round_: Round, now: float) -> None:
        self._since[recording] = now
        self._jobs.put((recording, round_))

    def busy(self, recording: AskId) -> bool:
        return recording in self._since

    def slow(self, now: float) -> bool:
        return any(now - since > SLOW for since in self._since.values())

    def outcomes(self) -> list[Outcome]:
        """Return what was finished since this was last asked."""
        done = []
        while not self._outcomes.empty():
            outcome = self._outcomes.get()
            self._since.pop(outcome.recording, None)
            done.append(outcome)
        return done

    def close(self) -> None:
        """Finish what was begun.  Twice is harmless."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            recording, round_ = job
            fault = ""
            try:
                round_.carry_out()
            except OSError as exc:
                fault = exc.strerror or "the disk failed"
            self._outcomes.put(Outcome(recording, round_, fault))
