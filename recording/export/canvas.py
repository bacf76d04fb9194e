"""A picture in I420: a byte of brightness for each pixel, and two of color for each four.

Tiles are put together by copying rows of bytes.  With twelve of them, scaling included, that takes
3 ms a frame where a chain of `scale` and `overlay` filters takes 7, without its corners and rings.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from av import VideoFrame
from PIL.Image import Image

from recording.export.grid import Place

FORMAT: Final = "yuv420p"
_COARSER: Final = (1, 2, 2)
"""How many pixels one byte of each plane stands for, across and down."""


class Run(NamedTuple):
    """So many bytes, from there to here.  A plain tuple: each row of each tile is one."""

    to: int
    origin: int
    length: int


Runs = tuple[tuple[Run, ...], tuple[Run, ...], tuple[Run, ...]]
"""For each plane."""


class Rows(NamedTuple):
    """One row of pixels of a shape: from `left` to before `right`."""

    y: int
    left: int
    right: int


class Canvas:
    """A picture that is painted on, with rows as far apart as those of the frames it becomes."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        blank = VideoFrame(width, height, FORMAT)
        self.strides = tuple(plane.line_size for plane in blank.planes)
        self._planes = tuple(bytearray(plane.buffer_size) for plane in blank.planes)
        self.views = tuple(memoryview(plane) for plane in self._planes)

    @classmethod
    def drawn(cls, image: Image) -> "Canvas":
        canvas = cls(image.width, image.height)
        frame = _colored(image)
        whole = Place(0, 0, image.width, image.height)
        canvas.paint(frame, runs(shape_of(whole), canvas.strides, strides_of(frame), (0, 0)))
        return canvas

    def paint(self, frame: VideoFrame, along: Runs) -> None:
        """Copy bytes of a frame."""
        for to, plane, copied in zip(self.views, frame.planes, along, strict=True):
            _copy(to, memoryview(plane), copied)

    def copy(self, other: "Canvas", along: Runs) -> None:
        """Copy bytes of another canvas."""
        for to, origin, copied in zip(self.views, other.views, along, strict=True):
            _copy(to, origin, copied)

    def frame(self) -> VideoFrame:
        """Return the picture as it is now; painting goes on beside it."""
        frame = VideoFrame(self.width, self.height, FORMAT)
        for plane, data in zip(frame.planes, self._planes, strict=True):
            plane.update(bytes(data))
        return frame


def _colored(image: Image) -> VideoFrame:
    frame = VideoFrame(image.width, image.height, "rgb24")
    plane, width = frame.planes[0], image.width * 3
    rows = memoryview(plane)
    pixels = image.tobytes()
    for y in range(image.height):
        at = y * plane.line_size
        rows[at : at + width] = pixels[y * width : (y + 1) * width]
    return frame.reformat(format=FORMAT)


def _copy(to: memoryview, origin: memoryview, copied: Iterable[Run]) -> None:
    for at, since, length in copied:
        to[at : at + length] = origin[since : since + length]


def strides_of(frame: VideoFrame) -> tuple[int, ...]:
    return tuple(plane.line_size for plane in frame.planes)


def shape_of(place: Place) -> tuple[Rows, ...]:
    right = place.x + place.width
    return tuple(Rows(y, place.x, right) for y in range(place.y, place.y + place.height))


def runs(
    shape: Iterable[Rows],
    to: tuple[int, ...],
    origin: tuple[int, ...],
    corner: tuple[int, int],
) -> Runs:
    """Return how to copy a shape between pictures with these strides.

    `corner` is where the upper left corner of the other picture lies in ours; it is even.
    """
    rows = tuple(shape)
    first, second, third = (
        tuple(_runs(rows[::coarser], coarser, to[plane], origin[plane], corner))
        for plane, coarser in enumerate(_COARSER)
    )
    return first, second, third


def _runs(
    rows: tuple[Rows, ...], coarser: int, to: int, origin: int, corner: tuple[int, int]
) -> Iterable[Run]:
    for y, left, right in rows:
        across, down = left // coarser, y // coarser
        length = right // coarser - across
        since = (down - corner[1] // coarser) * origin + across - corner[0] // coarser
        if length > 0:
            yield Run(down * to + across, since, length)
