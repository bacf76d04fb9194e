"""A scene: who and what is in the frame, and where.  A screen that is shown makes another one.

Everything that stands still is drawn once, in three versions: as it is, with every ring, and with
every tile saying that something is missing.  A tile changes by being copied out of another one.
"""

from collections.abc import Sequence
from typing import Final

from av import VideoFrame
from av.video.reformatter import VideoReformatter

from recording.export import drawing
from recording.export.canvas import FORMAT, Canvas, runs, shape_of
from recording.export.cast import Member
from recording.export.film import Missing
from recording.export.grid import Place, fitted, grid
from recording.export.tile import Tile

HEADER: Final = 60  # pixels
EDGE: Final = 32
CIRCLE: Final = Place(EDGE, HEADER + 4, drawing.WIDTH - 2 * EDGE, drawing.HEIGHT - HEADER - 28)
_SCREEN: Final = Place(EDGE, HEADER + 4, 928, drawing.HEIGHT - HEADER - 28)
_BESIDE: Final = Place(976, HEADER + 4, 272, drawing.HEIGHT - HEADER - 28)
"""Where the circle is while a screen is shown."""

_BAND: Final = Place(0, 0, drawing.WIDTH, HEADER - 8)
"""The header: clear of the rings of the first row."""

LOST: Final = "not recorded"

Shot = VideoFrame | Missing | None
Shown = tuple[bool, Shot]
"""Whether they speak, and their picture."""


class Scene:
    """Paints one frame after the other.  `screen` is whether a screen has the larger part."""

    def __init__(self, members: Sequence[Member], title: str, *, screen: bool) -> None:
        self._title = title
        places = grid(len(members), _BESIDE if screen else CIRCLE)
        names = [member.portrait.name for member in members]
        if screen:
            places += (fitted(16, 9, _SCREEN),)
            names += [""]
        self._canvas = _drawn(places, names)
        self._rings = _drawn(places, names, speaking=True)
        self._lost = _drawn(places, names, said=LOST)
        self._plain = _drawn(places, names)
        self.tiles = tuple(
            Tile(place, drawing.plate_width(name, place) if name else 0, self._canvas.strides)
            for place, name in zip(places, names, strict=True)
        )
        self._shapers = tuple(VideoReformatter() for _ in places)
        self._painted: list[Shown] = [(False, None)] * len(places)
        self._clock = ""

    def shaped(self, number: int, picture: VideoFrame) -> VideoFrame:
        """Return a picture in the size and shape of a tile.  May run beside other tiles'."""
        width, height = self.tiles[number].size(picture.width, picture.height)
        return self._shapers[number].reformat(picture, width, height, FORMAT)

    def frame(self, shown: Sequence[Shown], clock: str) -> VideoFrame:
        """Return the frame with these pictures, each shaped for its tile, at this time of day."""
        if clock != self._clock:
            self._tell(clock)
        for number, now in enumerate(shown):
            self._paint(number, now)
        return self._canvas.frame()

    def _paint(self, number: int, now: Shown) -> None:
        (was_speaking, before), (speaking, shot) = self._painted[number], now
        if speaking == was_speaking and shot is before:
            return
        tile = self.tiles[number]
        if speaking != was_speaking or _size(shot) != _size(before) or _size(shot) is None:
            self._canvas.copy(self._drawing(speaking, shot), tile.whole)
        if isinstance(shot, VideoFrame):
            self._canvas.paint(shot, tile.along(shot))
        self._painted[number] = now

    def _drawing(self, speaking: bool, shot: Shot) -> Canvas:  # noqa: FBT001 - a state
        if isinstance(shot, Missing):
            return self._lost
        return self._rings if speaking else self._plain

    def _tell(self, clock: str) -> None:
        image = drawing.page()
        drawing.header(image, self._title, clock)
        strides = self._canvas.strides
        self._canvas.copy(Canvas.drawn(image), runs(shape_of(_BAND), strides, strides, (0, 0)))
        self._clock = clock


def _size(shot: Shot) -> tuple[int, int] | None:
    return (shot.width, shot.height) if isinstance(shot, VideoFrame) else None


def _drawn(
    places: Sequence[Place], names: Sequence[str], *, speaking: bool = False, said: str = ""
) -> Canvas:
    image = drawing.page()
    for place, name in zip(places, names, strict=True):
        drawing.tile(image, place, speaking=speaking, said=said)
        if name:
            drawing.plate(image, place, name)
    return Canvas.drawn(image)
