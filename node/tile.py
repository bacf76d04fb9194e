"""A tile: where a page shows a camera or a screen, and how high."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from node.feed import Feed
from rooms.ids import ParticipantId
from sfu.ids import Layer, Source

FIRST_HEIGHT: Final = 180
"""Device pixels of every tile until a page has said what it shows: fourteen fit on a page."""

RESTING: Final = 0
"""The height of a tile that nobody sees just now: it keeps its slot, and is sent nothing."""

# The camera is captured at 720 lines and its layers are a quarter, a half and the whole of that;
# a tile is given the smallest layer that is at least as high.
LOW_UP_TO: Final = 180
MIDDLE_UP_TO: Final = 360


@dataclass(frozen=True, slots=True)
class Tile:
    """`height` is in device pixels."""

    participant: ParticipantId
    source: Source
    height: int

    @property
    def feed(self) -> Feed:
        return Feed(self.participant, self.source)


def layer_of(height: int) -> Layer:
    if height <= LOW_UP_TO:
        return Layer.LOW
    return Layer.MIDDLE if height <= MIDDLE_UP_TO else Layer.HIGH


def heights_of(tiles: Sequence[Tile] | None) -> Mapping[Feed, int]:
    """Return how high the highest tile of each feed is; without a layout none is known."""
    heights: dict[Feed, int] = {}
    for tile in tiles or ():
        heights[tile.feed] = max(tile.height, heights.get(tile.feed, 0))
    return heights
