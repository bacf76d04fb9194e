"""The output: pictures and sounds, encoded into one file that plays everywhere.

The file is written from its beginning to its end, but for a few numbers in its first kilobytes.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Final, Self, cast

import av
from av import AudioFrame, VideoFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream

from recording.export import drawing
from recording.export.canvas import FORMAT
from recording.export.errors import NoEncoder
from recording.export.timeline import FRAME_RATE, SAMPLE_RATE
from recording.export.wish import Container, Cut, Wish

if TYPE_CHECKING:  # A name of its stubs alone.
    from av.container.core import Chapter as Listed

_FORMATS: Final = {Container.MP4: "mp4", Container.WEBM: "webm"}
_SOUND: Final = {Container.MP4: "aac", Container.WEBM: "libopus"}
_SOUND_BITS: Final = 96_000  # a second; one channel of speech
_H264: Final = ("libx264", "libopenh264")
_VP8: Final = "libvpx"
_PICTURE_BITS: Final = 1_800_000  # a second, for encoders that take no quality

_OPTIONS: Final = {
    # Twice as fast as `veryfast` for a tenth more bytes: most of the picture stands still.
    "libx264": {"preset": "superfast", "crf": "25"},
    "libvpx": {
        "deadline": "realtime",
        "cpu-used": "12",
        "static-thresh": "100",
        "auto-alt-ref": "0",
    },
}
_KEY_FRAMES: Final = 4 * FRAME_RATE  # frames between them: how exactly one can jump
_BT601: Final = 6
"""SMPTE 170M: what cameras' VP8 is in; players take something else for granted in a large frame."""


def containers() -> tuple[Container, ...]:
    """Return which containers can be made here, the best one first."""
    return (Container.MP4, Container.WEBM) if _h264() else (Container.WEBM,)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a player lists: from one frame to before another."""

    title: str
    since: int
    until: int


class Output:
    def __init__(
        self, target: BinaryIO, wish: Wish, title: str, chapters: Sequence[Chapter] = ()
    ) -> None:
        self._file = av.open(target, "w", format=_FORMATS[wish.container])
        self._file.metadata["title"] = title
        self._file.set_chapters([_listed(number, each) for number, each in enumerate(chapters)])
        self._pictures: VideoStream | None = None
        if wish.cut is Cut.COMPOSED:
            self._pictures = _with_pictures(self._file, wish.container)
        self._sounds = _with_sounds(self._file, wish.container)
        self._shown = 0

    def picture(self, frame: VideoFrame) -> None:
        """Show a frame; each stands for 1/25 s."""
        assert self._pictures is not None
        frame.pts, self._shown = self._shown, self._shown + 1
        frame.time_base = Fraction(1, FRAME_RATE)
        self._file.mux(self._pictures.encode(frame))

    def sound(self, frame: AudioFrame) -> None:
        self._file.mux(self._sounds.encode(frame))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            for stream in (self._pictures, self._sounds):
                if stream is not None:
                    self._file.mux(stream.encode(None))
        self._file.close()


def _listed(number: int, chapter: Chapter) -> "Listed":
    return {
        "id": number + 1,
        "start": chapter.since,
        "end": chapter.until,
        "time_base": Fraction(1, FRAME_RATE),
        "metadata": {"title": chapter.title},
    }


def _with_pictures(file: OutputContainer, container: Container) -> VideoStream:
    codec = _h264() if container is Container.MP4 else _VP8
    if codec is None:
        raise NoEncoder
    stream = cast("VideoStream", file.add_stream(codec, rate=FRAME_RATE))
    stream.width, stream.height, stream.pix_fmt = drawing.WIDTH, drawing.HEIGHT, FORMAT
    context = stream.codec_context
    context.options = _OPTIONS.get(codec, {})
    context.gop_size = _KEY_FRAMES
    context.thread_count = os.cpu_count() or 1
    context.thread_type = "FRAME"  # Slices would wait for each other at every picture.
    if codec != "libx264":
        context.bit_rate = _PICTURE_BITS
    context.colorspace = context.color_primaries = context.color_trc = _BT601
    context.color_range = 1  # As broadcast, not as a computer's.
    return stream


def _with_sounds(file: OutputContainer, container: Container) -> AudioStream:
    stream = cast(
        "AudioStream", file.add_stream(_SOUND[container], rate=SAMPLE_RATE, layout="mono")
    )
    stream.bit_rate = _SOUND_BITS
    return stream


def _h264() -> str | None:
    return next((name for name in _H264 if name in av.codecs_available), None)
