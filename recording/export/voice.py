"""A voice: what one source sounded like through one interval, without a hole.

Mono, 16 bits, 48 kHz: voices are, and where nothing was kept there is silence of the same length.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from av import AudioResampler

from recording.export import reading
from recording.export.timeline import SAMPLE_RATE
from recording.reel import Take

SAMPLE: Final = 2  # bytes
TOLERANCE: Final = SAMPLE_RATE // 100
"""Samples a frame may be early or late and still follow the one before: time stamps are rounded."""


class Voice:
    """Read from session time `opened` on.  No take means silence for ever."""

    def __init__(self, takes: Sequence[Take], opened: float) -> None:
        self._pieces = _placed(takes, opened)
        self._written = 0  # samples, since it was opened
        self._waiting = bytearray()

    def read(self, samples: int) -> bytes:
        """Return the next so many samples."""
        wanted = samples * SAMPLE
        while len(self._waiting) < wanted and self._more():
            pass
        piece = bytes(self._waiting[:wanted])
        del self._waiting[:wanted]
        return piece.ljust(wanted, b"\0")

    def _more(self) -> bool:
        found = next(self._pieces, None)
        if found is None:
            return False
        place, sound = found
        late = place - self._written
        if late < -TOLERANCE:
            sound = sound[-late * SAMPLE :]  # Said already, by a take that ran into this one.
        elif late > TOLERANCE:
            self._put(bytes(late * SAMPLE))
        self._put(sound)
        return True

    def _put(self, sound: bytes) -> None:
        self._waiting += sound
        self._written += len(sound) // SAMPLE


def _placed(takes: Sequence[Take], opened: float) -> Iterator[tuple[int, bytes]]:
    """Yield pieces of sound, each with the sample it begins at."""
    for take in takes:
        resampler = AudioResampler("s16", "mono", SAMPLE_RATE)
        for at, frame in reading.sounds(take):
            place = round((at - opened) * SAMPLE_RATE)
            for even in resampler.resample(frame):
                yield place, bytes(even.planes[0])[: even.samples * SAMPLE]
                place += even.samples
