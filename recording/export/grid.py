"""The circle's grid: where each seat's picture stands in the frame.

All edges are even, because a frame has one color for every two by two pixels.
"""

from dataclasses import dataclass
from typing import Final

GAP: Final = 16  # pixels between tiles: room for a ring on either side


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle of pixels."""

    x: int
    y: int
    width: int
    height: int

    def grown(self, by: int) -> "Place":
        return Place(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


def grid(count: int, area: Place) -> tuple[Place, ...]:
    """Return places of 16 to 9, row by row, as large as `count` of them can be in `area`."""
    if not count:
        return ()
    columns = max(range(1, count + 1), key=lambda columns: _width(count, columns, area))
    rows = -(-count // columns)
    width = _width(count, columns, area)
    height = _height(width)
    left = area.x + _even((area.width - columns * (width + GAP) + GAP) / 2)
    top = area.y + _even((area.height - rows * (height + GAP) + GAP) / 2)
    return tuple(
        Place(left + column * (width + GAP), top + row * (height + GAP), width, height)
        for row, column in (divmod(number, columns) for number in range(count))
    )


def fitted(width: int, height: int, area: Place) -> Place:
    """Return the largest place of this shape in the middle of `area`."""
    scale = min(area.width / width, area.height / height)
    wide, high = _even(width * scale), _even(height * scale)
    return Place(
        area.x + _even((area.width - wide) / 2),
        area.y + _even((area.height - high) / 2),
        wide,
        high,
    )


def _width(count: int, columns: int, area: Place) -> int:
    rows = -(-count // columns)
    across = (area.width - GAP * (columns - 1)) / columns
    down = (area.height - GAP * (rows - 1)) / rows
    return max(2, _even(min(across, down * 16 / 9)))


def _height(width: int) -> int:
    return max(2, _even(width * 9 / 16))


def _even(number: float) -> int:
    return int(number) // 2 * 2
