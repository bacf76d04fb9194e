"""A server that records, for `benchmarks.record_kill` to kill: `... HOME PEOPLE NOTES`.

It feeds a recorder in real time: an interval that is finished, then one that goes on.  Into the
file NOTES, which is shared memory, it writes when the newest packet of each source arrived.
"""

import asyncio
import mmap
import struct
import sys
import time
from pathlib import Path
from typing import Final

from recording.recorder import ProcessRecorder, open_recorder
from recording.space import Space
from sfu.ids import Source
from tests.support.cast import Cast, Sent, mark, sheet

KEY: Final = bytes(range(32))
FINISHED: Final = 1.0  # seconds of the interval that is finished
PAUSE: Final = 0.2  # seconds between the two
ARRIVED: Final = struct.Struct("d")
SOURCES: Final = (Source.MICROPHONE, Source.CAMERA)


def place(number: int, source: Source) -> int:
    """Return where the newest arrival of this source of this member is noted."""
    return ARRIVED.size * (number * len(SOURCES) + SOURCES.index(source))


def size(people: int) -> int:
    return place(people, SOURCES[0])


class Feeder:
    def __init__(self, recorder: ProcessRecorder, cast: Cast, notes: mmap.mmap) -> None:
        self._recorder = recorder
        self._cast = cast
        self._notes = notes
        self._numbers = {each.id: n for n, each in enumerate(cast.members)}
        self._sheet = sheet(began=time.time())

    async def run(self) -> None:
        self.open()
        await self._play(FINISHED)
        self._recorder.shut(self._sheet.recording, mark(time.time(), 2))
        await asyncio.sleep(PAUSE)
        self.open()
        print("going", flush=True)
        await self._play(10**6)

    def open(self) -> None:
        self._cast.ask_key_frames()
        self._recorder.open(self._sheet, self._cast.portraits, mark(time.time()))

    async def _play(self, seconds: float) -> None:
        began = time.time()
        for sent in self._cast.play(seconds):
            if (wait := began + sent.at - time.time()) > 0:
                await asyncio.sleep(wait)
            self._take(sent)

    def _take(self, sent: Sent) -> None:
        now = time.time()
        at = place(self._numbers[sent.owner], sent.source)
        ARRIVED.pack_into(self._notes, at, now)
        self._recorder.take(self._sheet.recording, sent.owner, sent.source, sent.packet, now)


async def serve(home: Path, cast: Cast, shared: mmap.mmap) -> None:
    async with open_recorder(home, KEY, space=Space(0, 0)) as recorder:
        await recorder.ready()
        failed = asyncio.Event()
        recorder.listen(lambda _: failed.set())
        print(recorder.writer, flush=True)
        feeding = asyncio.create_task(Feeder(recorder, cast, shared).run())
        await failed.wait()
        print("failed", flush=True)
        feeding.cancel()
        await asyncio.wait([feeding])


def main() -> None:
    home, people, notes = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    with notes.open("r+b") as file, mmap.mmap(file.fileno(), size(people)) as shared:
        asyncio.run(serve(home, Cast(people), shared))


if __name__ == "__main__":
    main()
