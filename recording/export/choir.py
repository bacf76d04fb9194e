"""The choir: everybody's voices, mixed, and who of them speaks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from av import AudioFrame

from recording.export import loudness
from recording.export.cast import Member
from recording.export.mixer import Mixer
from recording.export.timeline import FRAME_RATE, SAMPLES_PER_FRAME, Stretch
from recording.export.voice import SAMPLE, Voice
from recording.reel import Take
from sfu.ids import Source

LINGERS: Final = FRAME_RATE * 2 // 5
"""Frames a ring stays after a word: it must not flicker between two of them."""

_SILENCE: Final = bytes(SAMPLES_PER_FRAME * SAMPLE)
_HEARD: Final = (Source.MICROPHONE, Source.SCREEN_AUDIO)


@dataclass(slots=True)
class _Part:
    """One source of one person, through the whole recording."""

    seat: int
    takes: Sequence[Take]
    gain: float
    speech: bool
    voice: Voice = field(default_factory=lambda: Voice((), 0.0))
    quiet_for: int = LINGERS + 1  # frames

    def begin(self, stretch: Stretch) -> None:
        within = [take for take in self.takes if take.interval == stretch.interval]
        self.voice = Voice(within, stretch.opened)
        self.quiet_for = LINGERS + 1

    def sing(self) -> bytes:
        sound = self.voice.read(SAMPLES_PER_FRAME)
        if self.speech:
            heard = loudness.speaks(sound, self.gain)
            self.quiet_for = 0 if heard else self.quiet_for + 1
        return sound


@dataclass(frozen=True, slots=True)
class Sung:
    """One frame of all voices, and the seats of those who spoke in it or just before."""

    sounds: Sequence[bytes]
    speaking: frozenset[int]


class Choir:
    """`listened` is told which share of the voices has been listened to, to find their gains."""

    def __init__(self, members: Sequence[Member], listened: Callable[[float], None]) -> None:
        wanted = [
            (seat, source, takes)
            for seat, member in enumerate(members)
            for source in _HEARD
            if (takes := member.of(source))
        ]
        self._parts: list[_Part] = []
        for number, (seat, source, takes) in enumerate(wanted, 1):
            speech = source is Source.MICROPHONE
            self._parts.append(_Part(seat, takes, loudness.gain(takes), speech))
            listened(number / len(wanted))
        # Without any voice there is still a track of silence: players stumble over none.
        self._mixer = Mixer([part.gain for part in self._parts] or [0.0])

    def begin(self, stretch: Stretch) -> None:
        for part in self._parts:
            part.begin(stretch)

    def sing(self) -> Sung:
        """Return the next frame's voices.  May run beside all else, but not beside itself."""
        sounds = [part.sing() for part in self._parts] or [_SILENCE]
        speaking = frozenset(part.seat for part in self._parts if part.quiet_for <= LINGERS)
        return Sung(sounds, speaking)

    def mix(self, sung: Sung) -> Iterator[AudioFrame]:
        """Give the sound of a frame; may come a little later than it is asked for."""
        return self._mixer.mixed(sung.sounds)

    def silence(self) -> Iterator[AudioFrame]:
        return self._mixer.mixed([_SILENCE] * max(1, len(self._parts)))

    def rest(self) -> Iterator[AudioFrame]:
        return self._mixer.rest()
