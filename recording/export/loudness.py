"""Loudness: how loud a voice is, by EBU R 128, and how much it is raised or lowered.

One microphone is at arm's length, another across the table.  Each voice is brought to the same
loudness by one number for the whole recording, so that nobody's whisper becomes a shout.
"""

import math
from array import array
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import av
from av.filter import Graph

from recording.export import reading
from recording.reel import Take

TARGET: Final = -18.0  # LUFS of each voice: two at once stay under what streaming players expect
MOST: Final = 15.0  # dB up: more would only raise the room they sat in
LEAST: Final = -15.0  # dB
SILENCE: Final = -60.0  # LUFS: below it nobody spoke

SPEAKING: Final = -38.0  # dBFS of a frame in which somebody speaks, at the target loudness
LISTENED: Final = 3
"""One second of three is listened to: what is spoken in the others is as loud."""

_THINNED: Final = 8
"""Every eighth sample tells enough: speech has its power below 3 kHz."""


def gain(takes: Sequence[Take]) -> float:
    """Return by how many decibels this voice is to be raised."""
    found = integrated(takes)
    if found is None or found < SILENCE:
        return 0.0
    return max(LEAST, min(MOST, TARGET - found))


def integrated(takes: Sequence[Take]) -> float | None:
    """Return the integrated loudness in LUFS, which leaves out pauses; None for no sound."""
    graph, said = Graph(), None
    source = graph.add_abuffer(sample_rate=48_000, format="s16", layout="mono")
    meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    samples = 0
    for take in takes:
        resampler = av.AudioResampler("s16", "mono", 48_000)
        for _, frame in reading.sounds(take, one_in=LISTENED):
            for even in resampler.resample(frame):
                even.pts, samples = samples, samples + even.samples
                graph.push(even)
                said = _pulled(graph) or said
    return None if said is None else float(said)


def speaks(sound: bytes, gain_: float) -> bool:
    """Return whether somebody speaks in this frame of 16 bit samples."""
    thin = array("h", sound)[::_THINNED]
    power = sum(sample * sample for sample in thin) / max(1, len(thin))
    if not power:
        return False
    return 10 * math.log10(power / 32768**2) + gain_ > SPEAKING


def _pulled(graph: Graph) -> str | None:
    said = None
    with suppress(av.error.BlockingIOError, av.error.EOFError):
        while True:
            said = graph.pull().metadata.get("lavfi.r128.I", said)
    return said
