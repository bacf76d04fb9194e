"""The mixer: all voices into one, each at its own gain, and never over the top."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

import av
from av import AudioFrame
from av.filter import Graph

from recording.export.timeline import SAMPLE_RATE
from recording.export.voice import SAMPLE

CEILING: Final = 0.84  # of full scale, -1.5 dB: a codec's own errors still fit above
_LIMITER: Final = f"limit={CEILING}:level=disabled:latency=1"


class Mixer:
    """Takes as many samples from each voice every time; gives as many, a little later."""

    def __init__(self, gains: Sequence[float]) -> None:
        self._graph = Graph()
        mix = self._graph.add("amix", f"inputs={len(gains)}:normalize=0")
        limiter = self._graph.add("alimiter", _LIMITER)
        shape = self._graph.add("aformat", "sample_fmts=fltp:channel_layouts=mono")
        sink = self._graph.add("abuffersink")
        self._inputs = []
        for number, gain in enumerate(gains):
            source = self._graph.add_abuffer(
                sample_rate=SAMPLE_RATE, format="s16", layout="mono", name=f"voice{number}"
            )
            volume = self._graph.add("volume", f"{gain:.2f}dB")
            source.link_to(volume)
            volume.link_to(mix, 0, number)
            self._inputs.append(source)
        mix.link_to(limiter)
        limiter.link_to(shape)
        shape.link_to(sink)
        self._graph.configure()
        self._sink = sink
        self._taken = self._given = 0

    def mixed(self, sounds: Sequence[bytes]) -> Iterator[AudioFrame]:
        for source, sound in zip(self._inputs, sounds, strict=True):
            source.push(_framed(sound, self._taken))
        self._taken += len(sounds[0]) // SAMPLE
        return self._ready()

    def rest(self) -> Iterator[AudioFrame]:
        """Give what is still inside; nothing can be mixed after that."""
        for source in self._inputs:
            source.push(None)
        return self._ready()

    def _ready(self) -> Iterator[AudioFrame]:
        with suppress(av.error.BlockingIOError, av.error.EOFError):
            while True:
                frame = self._sink.pull()
                assert isinstance(frame, AudioFrame)
                frame.pts, self._given = self._given, self._given + frame.samples
                yield frame


def _framed(sound: bytes, at: int) -> AudioFrame:
    frame = AudioFrame(format="s16", layout="mono", samples=len(sound) // SAMPLE)
    frame.planes[0].update(sound.ljust(frame.planes[0].buffer_size, b"\0"))
    frame.sample_rate = SAMPLE_RATE
    frame.pts = at
    return frame
