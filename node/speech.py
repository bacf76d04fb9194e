"""Who speaks: levels become a short list that does not flicker.  Pure; one step per tick.

A level is smoothed: quick to rise, so that a ring lights with the first syllable, slow to fall, so
that it does not go out between two words.  Whoever is above `STARTS` begins to speak and does so
until below `STOPS`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from rooms.ids import ParticipantId

TICK: Final = 0.1  # seconds between two steps; slower looks late, faster only costs

# All in dBov as RFC 6464 has it: 0 is the loudest.
FLOOR: Final = -70.0  # what is quieter counts as this, or a first syllable would come from too deep
STARTS: Final = -42.0  # a voice at arm's length is at -20 to -35, a quiet room below -50
STOPS: Final = -52.0

RISE: Final = 0.8  # of the way to a louder level, per tick
FALL: Final = 0.12  # of the way to a quieter one: from speech to silence in about half a second

STEP: Final = 6.0  # dB; who is not clearly louder does not change the order


@dataclass(frozen=True, slots=True)
class Speech:
    """`speakers` is who speaks, loudest first."""

    levels: Mapping[ParticipantId, float] = field(default_factory=lambda: MappingProxyType({}))
    speakers: tuple[ParticipantId, ...] = ()


def hear(speech: Speech, voices: Mapping[ParticipantId, int]) -> Speech:
    """Return what is known after one more tick; who is not in `voices` is not heard any more."""
    levels = {
        person: _smoothed(speech.levels.get(person, FLOOR), max(FLOOR, level))
        for person, level in voices.items()
    }
    before = {person: place for place, person in enumerate(speech.speakers)}
    speaking = [
        person
        for person, level in levels.items()
        if level >= (STOPS if person in before else STARTS)
    ]
    speaking.sort(key=lambda person: (-(levels[person] // STEP), before.get(person, len(before))))
    return Speech(levels, tuple(speaking))


def _smoothed(before: float, level: float) -> float:
    return before + (RISE if level > before else FALL) * (level - before)
