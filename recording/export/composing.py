"""Composing: a recording as one picture with one sound, or as the sound alone."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO, Final, assert_never

from av import VideoFrame

from recording.export import drawing
from recording.export.ahead import ahead
from recording.export.canvas import Canvas
from recording.export.cast import Member, anything_erased, cast
from recording.export.choir import Choir, Sung
from recording.export.clock import WallClock
from recording.export.errors import NothingToShow
from recording.export.output import Chapter, Output
from recording.export.projector import GROUPS, Projector, Scenes
from recording.export.timeline import FRAME_RATE, Pause, Stretch, Timeline, Title, timeline
from recording.export.wish import Cut, Wish
from recording.reel import Reel

Progress = Callable[[float], None]
"""Told the fraction that is done, from 0 to 1."""

_LISTENING: Final = 0.08  # of the work: finding out how loud everybody is
_PAUSED: Final = "Recording paused"
_ERASED: Final = "Some pictures and voices were erased by the wish of those they were of."


@dataclass(frozen=True, slots=True)
class Heading:
    """What an export says about itself: the room's name, and in which zone its times are."""

    title: str
    clock: WallClock


def compose(reel: Reel, wish: Wish, target: BinaryIO, heading: Heading, progress: Progress) -> None:
    """Write the export into `target`, which takes `write`, `seek` and `tell`."""
    members = cast(reel, wish)
    if not members or not reel.intervals:
        raise NothingToShow
    line = timeline(reel.intervals)
    choir = Choir(members, lambda share: progress(share * _LISTENING))
    with Output(target, wish, heading.title, list(_chapters(line, heading.clock))) as output:
        piece = _Piece(output, choir, line, progress)
        if wish.cut is Cut.AUDIO:
            piece.sound()
        else:
            says = (_ERASED,) if anything_erased(reel) else ()
            piece.show(members, heading, says)
    progress(1.0)


class _Piece:
    """One export while it is made."""

    def __init__(self, output: Output, choir: Choir, line: Timeline, progress: Progress) -> None:
        self._output = output
        self._choir = choir
        self._line = line
        self._progress = progress
        self._done = 0  # frames

    def sound(self) -> None:
        """Write the sound alone."""
        for part in self._line.parts:
            if isinstance(part, Stretch):
                self._choir.begin(part)
            for _ in range(part.frames):
                self._hear(self._choir.sing() if isinstance(part, Stretch) else None)
        self._end()

    def show(self, members: Sequence[Member], heading: Heading, says: Sequence[str]) -> None:
        """Write pictures with their sound."""
        scenes = Scenes(members, heading.title)
        with ThreadPoolExecutor(GROUPS + 1) as executor:
            for part in self._line.parts:
                if isinstance(part, Stretch):
                    self._choir.begin(part)
                    sung = ahead(executor, self._choir.sing, part.frames)
                    self._play(Projector(members, part, scenes, executor), sung, heading.clock)
                else:
                    self._hold(_card(part, heading, says), part.frames)
        self._end()

    def _play(self, projector: Projector, voices: Iterator[Sung], clock: WallClock) -> None:
        for (moment, scene, shots), sung in zip(projector.frames(), voices, strict=True):
            self._hear(sung)
            shown = [(seat in sung.speaking, shot) for seat, shot in enumerate(shots)]
            self._output.picture(scene.frame(shown, clock.minute(moment)))

    def _hold(self, card: VideoFrame, frames: int) -> None:
        for _ in range(frames):
            self._hear(None)
            self._output.picture(card)

    def _hear(self, sung: Sung | None) -> None:
        """Write a frame's sound: once for each frame, so that the two never drift."""
        for sound in self._choir.silence() if sung is None else self._choir.mix(sung):
            self._output.sound(sound)
        self._done += 1
        if self._done % FRAME_RATE == 0:
            done = self._done / self._line.frames
            self._progress(_LISTENING + (1 - _LISTENING) * done)

    def _end(self) -> None:
        for sound in self._choir.rest():
            self._output.sound(sound)


def _card(part: Title | Pause, heading: Heading, says: Sequence[str]) -> VideoFrame:
    clock = heading.clock
    if isinstance(part, Title):
        when = f"{clock.date(part.began)}, {clock.span(part.began, part.ended)}"
        lines = [heading.title, when, *says]
    else:
        lines = [_PAUSED, clock.span(part.since, part.until)]
    return Canvas.drawn(drawing.card(lines)).frame()


def _chapters(line: Timeline, clock: WallClock) -> Iterator[Chapter]:
    """Yield what a player lists: it tells of pauses where there is no picture, too."""
    for first, part in line.placed():
        match part:
            case Title():
                said = clock.date(part.began)
            case Pause():
                said = f"{_PAUSED}, {clock.span(part.since, part.until)}"
            case Stretch():
                said = clock.span(part.opened, part.shut)
            case _:
                assert_never(part)
        yield Chapter(said, first, first + part.frames)
