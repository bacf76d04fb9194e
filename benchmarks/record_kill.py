"""What is left of a recording when its server, its writer or both are killed, at any moment.

Each time a server records four people in real time: one interval that is finished, and one that
goes on until SIGKILL.  Then a new writer gives what it finds its end, as at the next start, and
every segment is decrypted and decoded, by PyAV and by ffmpeg.  What is lost of a segment is from
the arrival of its newest packet to that of the newest one that can be decoded.
"""

import argparse
import asyncio
import json
import mmap
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import av

from benchmarks import machine
from benchmarks.record_feeder import ARRIVED, KEY, SOURCES, place, size
from recording.library import Library, State
from recording.recorder import open_recorder
from recording.reel import Take
from recording.space import Space
from rooms.ids import ParticipantId
from sfu.ids import Source
from tests.support.cast import sheet

PEOPLE: Final = 4
FFMPEG: Final = shutil.which("ffmpeg")
"""Without it PyAV alone says what can be played."""
KINDS: Final = ("writer", "server", "both")
PATIENCE: Final = 20.0  # seconds


@dataclass(slots=True)
class Tally:
    kills: dict[str, int] = field(default_factory=dict)
    files: int = 0
    playable: int = 0
    by_ffmpeg: int = 0
    tails: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@contextmanager
def feeding(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", int, mmap.mmap]]:
    notes = folder / "notes"
    notes.write_bytes(bytes(size(PEOPLE)))
    command = [sys.executable, "-m", "benchmarks.record_feeder"]
    home = folder / "data" / "recordings"
    with (
        subprocess.Popen(
            [*command, str(home), str(PEOPLE), str(notes)],
            stdout=subprocess.PIPE,
            text=True,
        ) as server,
        notes.open("r+b") as file,
        mmap.mmap(file.fileno(), size(PEOPLE)) as shared,
    ):
        try:
            assert server.stdout is not None
            writer = int(server.stdout.readline())
            assert server.stdout.readline() == "going\n"
            yield server, writer, shared
        finally:
            server.kill()


def kill(kind: str, server: "subprocess.Popen[str]", writer: int) -> None:
    if kind != "server":
        os.kill(writer, signal.SIGKILL)
    if kind != "writer":
        server.kill()
        server.wait(PATIENCE)
        return
    # It notices, and gives up; then it ends by itself.
    assert server.stdout is not None
    assert "failed\n" in server.stdout  # Behind what it logs.
    server.wait(PATIENCE)


def by_ffmpeg(take: Take) -> bool:
    with take.open() as file:
        done = subprocess.run(
            [str(FFMPEG), "-v", "error", "-i", "-", "-f", "null", "-"],
            input=file.read(),
            capture_output=True,
            check=False,
        )
    return done.returncode == 0


def newest(take: Take) -> float | None:
    """Decode all of it; return when its newest frame arrived."""
    with take.open() as file, av.open(file, mode="r") as container:
        frames = (
            container.decode(audio=0) if take.source.kind == "audio" else container.decode(video=0)
        )
        times = [frame.time for frame in frames if frame.time is not None]
    return take.began + times[-1] if times else None


async def recovered(home: Path) -> None:
    async with open_recorder(home, KEY, space=Space(0, 0)) as recorder:
        await recorder.ready()


def judge(home: Path, arrivals: dict[tuple[ParticipantId, Source], float], tally: Tally) -> None:
    library = Library(home, KEY)
    recording = sheet().recording
    findings = library.verify(recording)
    tally.faults += [each.where for each in findings if each.state is not State.READABLE]
    last = len(library.reel(recording).intervals) - 1
    for take in library.reel(recording).takes:
        tally.files += 1
        at = newest(take)
        tally.playable += at is not None
        tally.by_ffmpeg += FFMPEG is not None and by_ffmpeg(take)
        if take.interval == last and at is not None:
            tally.tails.append(arrivals[take.owner, take.source] - at)


def once(kind: str, rng: random.Random, tally: Tally) -> None:
    folder = Path(tempfile.mkdtemp(prefix="holdspace-kill-"))
    try:
        with feeding(folder) as (server, writer, notes):
            time.sleep(rng.uniform(0.5, 2.0))
            kill(kind, server, writer)
            arrivals = {
                (ParticipantId(f"{n:032x}"), source): ARRIVED.unpack_from(notes, place(n, source))[
                    0
                ]
                for n in range(PEOPLE)
                for source in SOURCES
            }
        home = folder / "data" / "recordings"
        asyncio.run(recovered(home))
        judge(home, arrivals, tally)
        tally.kills[kind] = tally.kills.get(kind, 0) + 1
    finally:
        shutil.rmtree(folder)


def measure(kills: int, seed: int) -> dict[str, Any]:
    rng, tally = random.Random(seed), Tally()
    for n in range(kills):
        once(KINDS[n % len(KINDS)], rng, tally)
    tails = sorted(tally.tails)
    return {
        "kills": sum(tally.kills.values()),
        "by_kind": tally.kills,
        "files": tally.files,
        "playable": tally.playable,
        "playable_by_ffmpeg": None if FFMPEG is None else tally.by_ffmpeg,
        "lost_tail_max_ms": round(tails[-1] * 1000),
        "lost_tail_p50_ms": round(tails[len(tails) // 2] * 1000),
        "faults": tally.faults,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    facts = machine.facts(pump="none")
    print(json.dumps({"benchmark": "record_kill", **measure(given.kills, given.seed), **facts}))


if __name__ == "__main__":
    main()
