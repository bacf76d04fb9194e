"""How fast a recording becomes a film: twelve people at 480x270 in one picture of 1280x720.

Simulated people, each with a drawn face that moves and a tone, are recorded by the real recorder
as fast as it takes them.  Then exports are made as a node makes them: by a process of their own,
last in line for the processor, sealed as they are written.
"""

import argparse
import asyncio
import json
import math
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any, Final

from av import CodecContext, VideoFrame
from av.video.codeccontext import VideoCodecContext
from PIL import Image, ImageDraw, ImageFilter

from benchmarks import machine
from recording.export.errors import NoEncoder
from recording.export.wish import Container, Cut, Wish
from recording.export.workshop import Workshop
from recording.recorder import open_recorder
from recording.sheet import Portrait
from recording.space import Space
from rooms.ids import ParticipantId
from rooms.role import Role
from sfu.ids import Source
from tests.support.cast import mark, sheet
from tests.support.packets import Stream
from tests.support.tape import tone

PEOPLE: Final = 12
SECONDS: Final = 60
WIDTH, HEIGHT, RATE = 480, 270, 30  # pixels, pictures a second
BITS: Final = 450_000  # a second: what browsers give the middle layer
LOOP: Final = 2 * RATE  # pictures, then a key frame begins anew
KEY: Final = bytes(range(32))
RECORDING: Final = sheet().recording

WISHES: Final = {
    "export_speed": Wish(),
    "webm_speed": Wish(container=Container.WEBM),
    "audio_speed": Wish(Cut.AUDIO),
    "tracks_speed": Wish(Cut.TRACKS),
}


@dataclass(slots=True)
class Face:
    """Plays its pictures over and over."""

    pictures: tuple[bytes, ...]
    at: int = -1

    def picture(self, *, key: bool) -> bytes:
        self.at = 0 if key else self.at + 1
        return self.pictures[self.at]


def face(number: int) -> Face:
    """Return somebody before a wall, who moves as people do who listen or speak."""
    codec = CodecContext.create("libvpx", "w")
    assert isinstance(codec, VideoCodecContext)
    codec.width, codec.height, codec.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    codec.time_base, codec.bit_rate, codec.gop_size = Fraction(1, RATE), BITS, 9999
    codec.options = {"deadline": "realtime", "lag-in-frames": "0", "cpu-used": "8"}
    made: list[bytes] = []
    for step, image in enumerate(_drawn(number)):
        frame = VideoFrame.from_image(image).reformat(format="yuv420p")  # type: ignore[no-untyped-call]
        frame.pts, frame.time_base = step, codec.time_base
        made += [bytes(packet) for packet in codec.encode(frame)]
    return Face(tuple(made))


def _drawn(number: int) -> Iterator[Image.Image]:
    wall = (
        Image.effect_noise((WIDTH, HEIGHT), 40).convert("RGB").filter(ImageFilter.GaussianBlur(3))
    )
    paint = Image.new("RGB", wall.size, (20 * number % 255, 120, 200 - 15 * number))
    wall = Image.blend(wall, paint, 0.5)
    for step in range(LOOP):
        image = wall.copy()
        turn = 2 * math.pi * step / LOOP
        x, y = 240 + 12 * math.sin(turn + number), 120 + 6 * math.sin(2 * turn)
        pen = ImageDraw.Draw(image)
        pen.ellipse((x - 110, y + 80, x + 110, y + 300), fill=(90, 60, 20 * number % 255))
        pen.ellipse((x - 60, y - 80, x + 60, y + 80), fill=(225, 180, 150))
        mouth = 6 + 5 * math.sin(8 * turn)
        pen.ellipse((x - 20, y + 35 - mouth, x + 20, y + 35 + mouth), fill=(120, 40, 40))
        for eye in (x - 22, x + 22):
            pen.ellipse((eye - 7, y - 22, eye + 7, y - 12), fill=(30, 30, 30))
        # What a sensor adds in a living room.
        yield Image.blend(image, Image.effect_noise(image.size, 12).convert("RGB"), 0.04)


def packets(number: int, seconds: int) -> Iterator[tuple[float, Source, bytes]]:
    """Yield what somebody sends, and when."""
    sender, rng = f"{number}".rjust(8).encode(), Random(number)
    voice, camera = Stream("0", 2 * number, rng, sender), Stream("1", 2 * number + 1, rng, sender)
    shown, sounds = face(number), tuple(tone(300 + 60 * number))
    for step in range(seconds * 150):  # A hundred and fiftieth: voices every third, cameras fifth.
        at = step / 150
        if step % 3 == 0:
            yield at, Source.MICROPHONE, voice.voice(0, sound=sounds[step // 3 % len(sounds)])
        if step % 5 == 0:
            camera.key_due = step // 5 % LOOP == 0
            for packet in camera.frame(0, size=0, ticks=90_000 // RATE, tape=shown):  # type: ignore[arg-type]
                yield at, Source.CAMERA, packet


async def record(home: Path, people: int, seconds: int) -> None:
    ids = [ParticipantId(f"{number:032x}") for number in range(people)]
    portraits = {
        id_: Portrait(f"Person {seat}", Role.CLIENT if seat else Role.FACILITATOR, seat, bytes(16))
        for seat, id_ in enumerate(ids)
    }
    sent = [
        (at, number, source, packet)
        for number in range(people)
        for at, source, packet in packets(number, seconds)
    ]
    began = time.time()
    async with open_recorder(home, KEY, space=Space(0, 0), most=1 << 30) as recorder:
        await recorder.ready()
        recorder.open(sheet(began=began), portraits, mark(began))
        for at, number, source, packet in sorted(sent, key=lambda each: each[0]):
            recorder.take(RECORDING, ids[number], source, packet, began + at)
        recorder.shut(RECORDING, mark(began + seconds))
        recorder.end(RECORDING, mark(began + seconds))


async def speed(shop: Workshop, wish: Wish, seconds: int) -> tuple[float, float]:
    """Return how many times faster than real time, and processor seconds for each second."""
    before, began = _children(), time.perf_counter()
    shop.order(RECORDING, wish, "Thursday skills group")
    await shop.settled()
    took = time.perf_counter() - began
    shop.progress(RECORDING, wish)  # Raises why there is none.
    assert await shop.find(RECORDING, wish) is not None
    return round(seconds / took, 2), round((_children() - before) / seconds, 3)


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


async def measure(people: int, seconds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "recordings"
        await record(home, people, seconds)
        result: dict[str, Any] = {}
        async with Workshop.open(home, KEY) as shop:
            for name, wish in WISHES.items():
                try:
                    result[name], cost = await speed(shop, wish, seconds)
                except NoEncoder:
                    result[name] = None
                else:
                    if name == "export_speed":
                        result["cpu_per_second"] = cost
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    given = parser.parse_args()
    facts = machine.facts(pump="none")
    result = asyncio.run(measure(given.people, given.seconds))
    size = {"people": given.people, "seconds": given.seconds}
    print(json.dumps({"benchmark": "export", **result, **size, **facts}))


if __name__ == "__main__":
    main()
