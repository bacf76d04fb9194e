"""Loudness: a whisper and a shout come out alike, silence stays silence, and the top is never cut."""

import math
from array import array

import pytest

from recording.export.loudness import LEAST, MOST, TARGET, gain, speaks
from recording.export.mixer import CEILING, Mixer
from recording.export.timeline import SAMPLES_PER_FRAME

SAMPLES = SAMPLES_PER_FRAME


def tone(amplitude: float, hertz: int = 400, *, start: int = 0) -> bytes:
    turn = 2 * math.pi * hertz / 48_000
    wave = (round(32767 * amplitude * math.sin(turn * (start + n))) for n in range(SAMPLES))
    return array("h", wave).tobytes()


def mixed(amplitudes: list[float], gains: list[float], frames: int = 25) -> "array[float]":
    mixer, out = Mixer(gains), array("f")
    for number in range(frames):
        sounds = [tone(each, start=number * SAMPLES) for each in amplitudes]
        for frame in mixer.mixed(sounds):
            out.frombytes(bytes(frame.planes[0])[: 4 * frame.samples])
    for frame in mixer.rest():
        out.frombytes(bytes(frame.planes[0])[: 4 * frame.samples])
    return out


def test_as_much_comes_out_as_goes_in() -> None:
    assert len(mixed([0.1, 0.2, 0.0], [0.0, 0.0, 0.0])) == 25 * SAMPLES


def test_each_voice_has_its_own_gain() -> None:
    assert max(mixed([0.05], [0.0])[SAMPLES:]) == pytest.approx(0.05, rel=0.05)
    assert max(mixed([0.05], [6.02])[SAMPLES:]) == pytest.approx(0.1, rel=0.05)


def test_many_at_once_are_never_over_the_top() -> None:
    assert max(map(abs, mixed([0.6] * 6, [0.0] * 6))) <= CEILING + 0.01


def test_silence_is_mixed_into_silence() -> None:
    assert not any(mixed([0.0], [MOST]))


def test_nobody_without_a_sound_is_raised() -> None:
    assert gain([]) == 0.0


def test_whoever_speaks_at_any_loudness_is_seen_to_speak() -> None:
    for amplitude in (0.02, 0.1, 0.5):
        level = 20 * math.log10(amplitude / math.sqrt(2))
        by = max(LEAST, min(MOST, TARGET - level))
        assert speaks(tone(amplitude), by)
    assert not speaks(bytes(2 * SAMPLES), MOST)
    assert not speaks(tone(0.001), 0.0)
