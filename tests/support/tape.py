"""What a simulated person sends that a browser can hear and see: a tone, and a flat color.

Made once with real encoders; played, it costs nothing.
"""

import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import cycle
from typing import Final

from av import AudioFrame, CodecContext, VideoFrame
from av.audio.codeccontext import AudioCodecContext
from av.video.codeccontext import VideoCodecContext

RATE: Final = 48_000  # samples a second
FRAME: Final = 960  # samples: 20 ms
LOUDNESS: Final = 0.2  # of full scale, as tests/browser/page.js
SETTLING: Final = 5  # frames in which the encoder still finds its tone
WIDTH, HEIGHT, PICTURES = 320, 180, 15  # pixels, and pictures a second

Color = tuple[int, int, int]


@dataclass(slots=True)
class Tape:
    """One person's tone and color."""

    sounds: tuple[bytes, ...]
    """Opus, each 20 ms; the first may follow the last."""
    key_frame: bytes
    still: bytes
    """VP8: the same as the picture before, as often as one likes."""
    _turning: Iterator[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self._turning = cycle(self.sounds)

    @classmethod
    def recorded(cls, color: Color, hertz: int) -> "Tape":
        key_frame, *others = pictures(color, 3)
        return cls(tuple(tone(hertz)), key_frame, others[-1])

    def sound(self) -> bytes:
        return next(self._turning)

    def picture(self, *, key: bool) -> bytes:
        return self.key_frame if key else self.still


def tone(hertz: int) -> Iterator[bytes]:
    """Yield a second of Opus without an end to hear: whole waves, once the encoder has settled."""
    codec = CodecContext.create("libopus", "w")
    assert isinstance(codec, AudioCodecContext)
    codec.bit_rate, codec.format, codec.layout = 24_000, "s16", "mono"
    codec.sample_rate, codec.options = RATE, {"application": "lowdelay"}
    for n in range(RATE // FRAME + SETTLING):
        frame = AudioFrame(format="s16", layout="mono", samples=FRAME)
        frame.planes[0].update(_wave(hertz, n * FRAME).tobytes())
        frame.sample_rate, frame.pts = RATE, n * FRAME
        packets = [bytes(packet) for packet in codec.encode(frame)]
        if n >= SETTLING:
            yield from packets


def pictures(color: Color, count: int) -> Iterator[bytes]:
    """Yield VP8 frames of one color, the first a key frame."""
    codec = CodecContext.create("libvpx", "w")
    assert isinstance(codec, VideoCodecContext)
    codec.width, codec.height, codec.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    codec.time_base, codec.bit_rate, codec.gop_size = Fraction(1, PICTURES), 120_000, 9999
    # Without error resilience a frame could not follow itself: each would change the odds.
    codec.options = {"deadline": "realtime", "lag-in-frames": "0", "error-resilient": "1"}
    for n in range(count):
        frame = VideoFrame(WIDTH, HEIGHT, "yuv420p")
        for plane, value in zip(frame.planes, _yuv(color), strict=True):
            plane.update(bytes([value]) * plane.buffer_size)
        frame.pts, frame.time_base = n, codec.time_base
        yield from (bytes(packet) for packet in codec.encode(frame))


def _wave(hertz: int, start: int) -> "array[int]":
    step, peak = 2 * math.pi * hertz / RATE, LOUDNESS * 32767
    return array("h", (round(peak * math.sin(step * (start + n))) for n in range(FRAME)))


def _yuv(color: Color) -> Color:
    """ITU-R BT.601, with the head and foot room that VP8 takes for granted."""
    red, green, blue = color
    return (
        round(16 + 0.257 * red + 0.504 * green + 0.098 * blue),
        round(128 - 0.148 * red - 0.291 * green + 0.439 * blue),
        round(128 + 0.439 * red - 0.368 * green - 0.071 * blue),
    )
