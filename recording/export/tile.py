"""A tile: where one person's pictures are painted, row by row."""

import math
from functools import lru_cache
from typing import Final

from av import VideoFrame

from recording.export import drawing
from recording.export.canvas import Rows, Runs, runs, shape_of, strides_of
from recording.export.grid import Place

MOST_LOST: Final = 0.3
"""How much of a picture may be cut off to fill the tile; an upright one is shown whole instead."""


class Tile:
    """`strides` are those of the canvas it is painted on."""

    def __init__(self, place: Place, plate_width: int, strides: tuple[int, ...]) -> None:
        self.place = place
        self._strides = strides
        self._window = tuple(_window(place, plate_width))
        self.whole: Runs = runs(shape_of(place.grown(drawing.MARGIN)), strides, strides, (0, 0))
        """All of it, with its ring."""
        self._along = lru_cache(maxsize=8)(self._runs)

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return the size at which a picture of this shape is shown."""
        fill = max(self.place.width / width, self.place.height / height)
        whole = min(self.place.width / width, self.place.height / height)
        scale = fill if 1 - whole / fill <= MOST_LOST else whole
        # Never a pixel short: what would show through is the drawing below.
        return _even_above(width * scale), _even_above(height * scale)

    def along(self, frame: VideoFrame) -> Runs:
        """Return which bytes of a frame, which has its size already, are seen where."""
        return self._along(frame.width, frame.height, strides_of(frame))

    def _runs(self, width: int, height: int, strides: tuple[int, ...]) -> Runs:
        place = self.place
        corner = (
            place.x + (place.width - width) // 4 * 2,
            place.y + (place.height - height) // 4 * 2,
        )
        seen = _cropped(self._window, Place(*corner, width, height))
        return runs(seen, self._strides, strides, corner)


def _even_above(number: float) -> int:
    return 2 * math.ceil(round(number, 3) / 2)


def _cropped(shape: tuple[Rows, ...], to: Place) -> tuple[Rows, ...]:
    inside = range(to.y, to.y + to.height)
    right = to.x + to.width
    return tuple(
        Rows(row.y, max(row.left, to.x), min(row.right, right))
        for row in shape
        if row.y in inside and row.left < right and row.right > to.x
    )


def _window(place: Place, plate_width: int) -> list[Rows]:
    """Return the rows of a tile without its round corners and without its plate."""
    rows = []
    for down in range(place.height):
        inset = _inset(min(down, place.height - 1 - down))
        left = plate_width if down >= place.height - drawing.PLATE_HEIGHT else inset
        rows.append(Rows(place.y + down, place.x + left, place.x + place.width - inset))
    return rows


def _inset(down: int) -> int:
    """Return how far a corner's circle is from the edge, so many rows below it."""
    radius = drawing.RADIUS
    if down >= radius:
        return 0
    across = radius - math.sqrt(radius**2 - (radius - down - 0.5) ** 2)
    return math.ceil(across / 2) * 2
