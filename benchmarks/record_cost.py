"""What does recording cost?  CPU seconds for each recorded second of a room of ten.

Ten people's voices and cameras (480 x 270, 25 a second, 450 kbit/s: a middle layer) go in real
time from the taps through the queue into a writer process: `take` and all that follows, as
`processor` counts it for the feeding process and for the writer.  What making and feeding the
packets costs by itself is measured with a recorder that drops them, and subtracted.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks import machine
from recording.library import Library, State
from recording.recorder import open_recorder
from recording.space import Space
from tests.support.cast import Cast, Sent, mark, sheet

KEY: Final = bytes(range(32))
PEOPLE: Final = 10
TICKS: Final = os.sysconf("SC_CLK_TCK")


def processor(pid: int) -> float:
    """Return the CPU seconds of a process so far, in user and kernel mode."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@dataclass(frozen=True, slots=True)
class Used:
    feeding: float
    writing: float
    packets: int
    bytes: int


async def feed(sent: list[Sent], take: Callable[[Sent, float], None]) -> None:
    """Hand over what is due every 5 ms, as a packet path does with what a socket brought."""
    began = time.monotonic()
    for each in sent:
        if (wait := began + each.at - time.monotonic()) > 0.005:
            await asyncio.sleep(wait)
        take(each, each.at)


async def baseline(sent: list[Sent]) -> float:
    before = time.process_time()
    await feed(sent, lambda _, __: None)
    return time.process_time() - before


async def recorded(sent: list[Sent], cast: Cast, home: Path) -> Used:
    async with open_recorder(home, KEY, space=Space(0, 0)) as recorder:
        await recorder.ready()
        assert recorder.writer is not None
        recording = sheet().recording
        recorder.open(sheet(), cast.portraits, mark(0.0))
        await recorder.ready()
        writing, feeding = processor(recorder.writer), time.process_time()
        await feed(
            sent, lambda one, at: recorder.take(recording, one.owner, one.source, one.packet, at)
        )
        await recorder.ready()
        feeding = time.process_time() - feeding
        writing = processor(recorder.writer) - writing
        recorder.end(recording, mark(sent[-1].at))
        assert not recorder.overflowed
    return Used(feeding, writing, len(sent), sum(len(each.packet) for each in sent))


def measure(seconds: int) -> dict[str, Any]:
    cast = Cast(PEOPLE)
    sent = list(cast.play(seconds))
    with tempfile.TemporaryDirectory(prefix="holdspace-cost-") as folder:
        home = Path(folder) / "recordings"
        bare = asyncio.run(baseline(sent))
        used = asyncio.run(recorded(sent, cast, home))
        library = Library(home, KEY)
        findings = library.verify(sheet().recording)
        gaps = sum(len(take.gaps) for take in library.reel(sheet().recording).takes)
        size = sum(each.stat().st_size for each in home.rglob("*.seg"))
    assert {each.state for each in findings} == {State.READABLE}
    taking = max(0.0, used.feeding - bare)
    return {
        "cpu_share": round((taking + used.writing) / seconds, 4),
        "taking": round(taking / seconds, 4),
        "writing": round(used.writing / seconds, 4),
        "writing_us_per_packet": round(used.writing / used.packets * 1e6, 1),
        "people": PEOPLE,
        "seconds": seconds,
        "packets_per_s": round(used.packets / seconds),
        "kbit_per_s": round(used.bytes * 8 / seconds / 1000),
        "overhead_of_files": round(size / used.bytes - 1, 4),
        "gaps": gaps,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=30)
    given = parser.parse_args()
    facts = machine.facts(pump="none")
    print(json.dumps({"benchmark": "record_cost", **measure(given.seconds), **facts}))


if __name__ == "__main__":
    main()
