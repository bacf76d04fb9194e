"""The projector: everybody's pictures through one stretch, taken beside the encoder.

While a frame is painted and encoded, the pictures of the next one are decoded and shaped by other
threads: the libraries let go of the interpreter for that.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import Final

from av import VideoFrame

from recording.export.cast import Member
from recording.export.film import Film
from recording.export.scene import Scene, Shot
from recording.export.timeline import Stretch
from recording.reel import Take
from sfu.ids import Source

GROUPS: Final = 2  # one for each core; more would only wait for each other


@dataclass(slots=True)
class _Seat:
    """A film, and the last picture of it with the shape it was given."""

    film: Film
    number: int
    raw: Shot = None
    shaped: Shot = None
    scene: Scene | None = field(default=None, repr=False)

    def shot(self, moment: float, scene: Scene) -> Shot:
        raw = self.film.at(moment)
        if raw is not self.raw or scene is not self.scene:
            self.shaped = raw
            if isinstance(raw, VideoFrame):
                self.shaped = scene.shaped(self.number, raw)
            self.raw, self.scene = raw, scene
        return self.shaped


class Scenes:
    """The circle alone, or beside a screen; drawn when first needed."""

    def __init__(self, members: Sequence[Member], title: str) -> None:
        self._members = members
        self._title = title
        self._drawn: dict[bool, Scene] = {}

    def __getitem__(self, screen: bool) -> Scene:
        if screen not in self._drawn:
            self._drawn[screen] = Scene(self._members, self._title, screen=screen)
        return self._drawn[screen]


class Projector:
    def __init__(
        self, members: Sequence[Member], stretch: Stretch, scenes: Scenes, executor: Executor
    ) -> None:
        self._stretch = stretch
        self._scenes = scenes
        self._executor = executor
        cameras = [_within(member.of(Source.CAMERA), stretch) for member in members]
        self._seats = [_Seat(Film(takes), number) for number, takes in enumerate(cameras)]
        screens = [
            take for member in members for take in _within(member.of(Source.SCREEN), stretch)
        ]
        self._screen = Film(sorted(screens, key=lambda take: take.began))
        self._on_screen = _Seat(self._screen, len(members))

    def frames(self) -> Iterator[tuple[float, Scene, Sequence[Shot]]]:
        """Yield each moment with its scene and shots: one of each seat, and last the screen's."""
        moments = self._stretch.moments()
        begun = self._begun(next(moments))
        for moment in moments:
            ready = begun.result()
            begun = self._begun(moment)
            yield ready
        yield begun.result()

    def _begun(self, moment: float) -> "_Begun":
        scene = self._scenes[self._screen.at(moment) is not None]
        seats = [*self._seats, self._on_screen][: len(scene.tiles)]
        groups = [seats[first::GROUPS] for first in range(GROUPS)]
        shots = [self._executor.submit(_shots, group, moment, scene) for group in groups]
        return _Begun(moment, scene, shots)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A moment of which the pictures are being taken."""

    moment: float
    scene: Scene
    groups: Sequence[Future[list[Shot]]]

    def result(self) -> tuple[float, Scene, Sequence[Shot]]:
        shots: list[Shot] = [None] * len(self.scene.tiles)
        for first, group in enumerate(self.groups):
            shots[first::GROUPS] = group.result()
        return self.moment, self.scene, shots


def _shots(seats: Sequence[_Seat], moment: float, scene: Scene) -> list[Shot]:
    return [seat.shot(moment, scene) for seat in seats]


def _within(takes: Sequence[Take], stretch: Stretch) -> list[Take]:
    return [take for take in takes if take.interval == stretch.interval]
