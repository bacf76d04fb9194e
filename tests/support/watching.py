"""Watching an export as somebody would: which colors are where, and which tones are heard when."""

import math
from array import array
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

import av

from recording.export.grid import Place
from recording.export.timeline import SAMPLE_RATE
from tests.support.tape import Color

WINDOW: Final = 0.1  # seconds of sound in which a tone is looked for
HEARD: Final = 0.01  # of full scale
LIKE: Final = 24  # how far each of red, green and blue may be off, after two codecs


@dataclass(frozen=True, slots=True)
class Picture:
    at: float
    frame: av.VideoFrame

    def color(self, place: Place) -> Color:
        """Return the color in the middle of a place."""
        return self._pixel(place.x + place.width // 2, place.y + place.height // 2)

    def at_point(self, across: float, down: float) -> Color:
        """Return the color at a point, in parts of the whole."""
        return self._pixel(int(across * self.frame.width), int(down * self.frame.height))

    def _pixel(self, x: int, y: int) -> Color:
        light, *colors = self.frame.planes
        luma = memoryview(light)[y * light.line_size + x]
        blue, red = (memoryview(p)[y // 2 * p.line_size + x // 2] for p in colors)
        return _rgb(luma, blue, red)

    def shows(self, place: Place, color: Color) -> bool:
        return all(abs(a - b) <= LIKE for a, b in zip(self.color(place), color, strict=True))


@dataclass(frozen=True, slots=True)
class Watched:
    pictures: tuple[Picture, ...]
    sound: "array[int]"
    """Mono, 48 kHz."""

    @property
    def seconds(self) -> float:
        return len(self.sound) / SAMPLE_RATE

    def hears(self, hertz: int, at: float) -> bool:
        """Return whether there is such a tone in the window that begins then (Goertzel)."""
        first = round(at * SAMPLE_RATE)
        piece = self.sound[first : first + round(WINDOW * SAMPLE_RATE)]
        return _strength(piece, hertz) > HEARD


def watch(file: Path | BinaryIO) -> Watched:
    return Watched(_pictures(file), heard(file))


def _pictures(file: Path | BinaryIO) -> tuple[Picture, ...]:
    with _open(file) as media:
        if not media.streams.video:
            return ()
        found = []
        for frame in media.decode(video=0):
            assert frame.time is not None
            found.append(Picture(frame.time, frame))
        return tuple(found)


def heard(file: Path | BinaryIO) -> "array[int]":
    """Return the sound, with silence where time stamps leave a hole."""
    sound = array("h")
    with _open(file) as media:
        resampler = av.AudioResampler("s16", "mono", SAMPLE_RATE)
        for frame in media.decode(audio=0):
            assert frame.time is not None
            missing = round(frame.time * SAMPLE_RATE) - len(sound)
            if missing > SAMPLE_RATE // 50:
                sound.extend(bytes(missing))
            for even in resampler.resample(frame):
                sound.frombytes(bytes(even.planes[0])[: 2 * even.samples])
    return sound


def _open(file: Path | BinaryIO) -> "av.container.InputContainer":
    if not isinstance(file, Path):
        file.seek(0)
    return av.open(file if not isinstance(file, Path) else str(file), "r")


def _strength(piece: "array[int]", hertz: int) -> float:
    """Return how strong a tone is in it, of full scale."""
    if not piece:
        return 0.0
    turn = 2 * math.pi * hertz / SAMPLE_RATE
    twice, before, last = 2 * math.cos(turn), 0.0, 0.0
    for sample in islice(piece, len(piece)):
        before, last = last, sample + twice * last - before
    power = last**2 + before**2 - twice * last * before
    return 2 * math.sqrt(max(0.0, power)) / len(piece) / 32768


def _rgb(luma: int, blue: int, red: int) -> Color:
    """ITU-R BT.601, as `tests.support.tape` makes it."""
    light = 1.164 * (luma - 16)
    parts = (
        light + 1.596 * (red - 128),
        light - 0.392 * (blue - 128) - 0.813 * (red - 128),
        light + 2.017 * (blue - 128),
    )
    first, second, third = (max(0, min(255, round(part))) for part in parts)
    return first, second, third
