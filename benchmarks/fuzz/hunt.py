"""Hunts with atheris: coverage of the parsers leads from input to input.  A child for each target.

Run by `benchmarks.fuzz`, since whatever is imported here is instrumented:

    python -m benchmarks.fuzz.hunt FOLDER SECONDS SEED TIMES

gives each target `TIMES` the inputs it has in a pull request, or so many seconds of processor time,
whichever ends first.  It leaves for each a folder with what it found new, and `NAME.json`; a child
that libFuzzer ended, for its memory or for an endless input, leaves none.
"""

import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import atheris
import msgspec

with atheris.instrument_imports(
    include=["sfu", "signaling", "rooms", "aiortc.sdp", "aioice.stun", "jwt"]
):
    from benchmarks.fuzz.targets import TARGETS

from benchmarks.fuzz import kept
from benchmarks.fuzz.target import Target
from benchmarks.fuzz.verdict import SLOW, judge, name_of, seconds

CLOCK_EVERY = 64  # inputs
SUSPECTS_MOST = 32
MEMORY_MOST = 1024
"""MiB a child may grow to; libFuzzer ends it there, and that fails the gate."""


@dataclass
class Hunt:
    """Counts what one child does, and ends it."""

    target: Target
    folder: Path
    most: int
    until: float
    """In seconds of the process's time."""
    inputs: int = 0
    undeclared: dict[str, str] = field(default_factory=dict)
    """By place: the exception, and the input's name."""
    suspects: int = 0

    def try_(self, data: bytes) -> None:
        self.inputs += 1
        began = time.thread_time()
        wrong = judge(self.target, data)
        took = time.thread_time() - began
        if wrong is not None and f"{wrong.kind} at {wrong.place}" not in self.undeclared:
            self.undeclared[f"{wrong.kind} at {wrong.place}"] = self._put("undeclared", data)
        if took > SLOW and self.suspects < SUSPECTS_MOST and seconds(self.target, data) > SLOW:
            self.suspects += 1
            self._put("slow", data)
        if self.inputs >= self.most or (
            self.inputs % CLOCK_EVERY == 0 and time.process_time() > self.until
        ):
            self._end()

    def _put(self, kind: str, data: bytes) -> str:
        folder = self.folder / f"{self.target.name}-{kind}"
        folder.mkdir(exist_ok=True)
        (folder / name_of(data)).write_bytes(data)
        return name_of(data)

    def _end(self) -> None:
        found = {"inputs": self.inputs, "undeclared": self.undeclared}
        (self.folder / f"{self.target.name}.json").write_bytes(msgspec.json.encode(found))
        os._exit(0)  # libFuzzer would write a summary that nobody reads


def chase(target: Target, folder: Path, most: int, until: float, seed: int) -> None:
    """Never returns: `Hunt` ends the process."""
    known, new = folder / f"{target.name}-known", folder / target.name
    for each in (known, new):
        each.mkdir()
    for data in kept.inputs(target):
        (known / name_of(data)).write_bytes(data)
    flags = [f"-seed={seed}", f"-max_len={target.size_most}", f"-rss_limit_mb={MEMORY_MOST}"]
    hunt = Hunt(target, folder, most, until)
    atheris.Setup([target.name, *flags, "-verbosity=0", str(new), str(known)], hunt.try_)
    atheris.Fuzz()


def main() -> None:
    folder, limit, seed, times = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    for target in TARGETS.values():
        child = os.fork()
        if not child:
            chase(target, folder, times * target.inputs, time.process_time() + limit, seed)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
