"""Speech to send, made by espeak-ng, and how much of it can be understood.

Intelligibility is STOI (Taal, Hendriks, Heusdens and Jensen 2011) by pystoi, from 0 to 1.
"""

import shutil
import subprocess
import tempfile
import wave
from functools import cache
from math import gcd
from pathlib import Path
from typing import Final

import numpy as np
from pystoi import stoi
from scipy.signal import resample_poly

from benchmarks.opus import FRAME, RATE, Absent, Samples

LEAD: Final = (
    "Good evening, and welcome. Before we begin, please look around the circle, and take a breath. "
    "We will first hear from everyone, one after the other, and then we go into smaller rooms. "
    "Whoever would rather listen today only says so."
)
"""Spoken while the server and the encoder learn of the link; it does not count."""

BODY: Final = (
    "The north wind and the sun were disputing which was the stronger, when a traveler came along "
    "wrapped in a warm cloak. They agreed that the one who first succeeded in making the traveler "
    "take his cloak off should be considered stronger than the other. Then the north wind blew as "
    "hard as he could, but the more he blew, the more closely did the traveler fold his cloak "
    "around him, and at last the north wind gave up the attempt. Then the sun shone out warmly, "
    "and immediately the traveler took off his cloak."
)
"""The fable of Aesop's that phoneticians use, since most sounds of English are in it."""

PEAK: Final = 0.5  # of what 16 bits hold


class Speech:
    """A lead-in and what counts, both in whole frames."""

    def __init__(self) -> None:
        lead, body = _spoken(LEAD), _spoken(BODY)
        self.lead: Final = len(lead) // FRAME
        """Frames before what counts."""
        self.samples: Final[Samples] = np.concatenate([lead, body])
        self.frames: Final = len(self.samples) // FRAME

    @property
    def seconds(self) -> float:
        """Of what counts."""
        return (self.frames - self.lead) * FRAME / RATE

    def frame(self, n: int) -> Samples:
        return self.samples[n * FRAME : (n + 1) * FRAME]

    def understood(self, heard: Samples, *, late: int) -> float:
        """Return the intelligibility of what counts in `heard`, which comes `late` samples late."""
        begin, end = self.lead * FRAME, self.frames * FRAME - late
        said = self.samples[begin:end].astype(np.float64)
        return float(stoi(said, heard[begin + late : end + late].astype(np.float64), RATE))


@cache
def speech() -> Speech:
    return Speech()


def _spoken(text: str) -> Samples:
    """Return `text` as espeak-ng reads it out, or raise `Absent`."""
    if (espeak := shutil.which("espeak-ng")) is None:
        raise Absent("There is no espeak-ng here: apt-get install espeak-ng")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "speech.wav"
        subprocess.run([espeak, "-v", "en-us", "-w", str(file), text], check=True)
        with wave.open(str(file)) as sound:
            rate = sound.getframerate()
            raw = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
    shared = gcd(RATE, rate)
    there = resample_poly(raw.astype(np.float64), RATE // shared, rate // shared)
    there *= PEAK * 32767 / np.abs(there).max()
    return np.pad(there.astype(np.int16), (0, -len(there) % FRAME))
