"""Bounds: how much one node takes on before it sends newcomers elsewhere."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of new ones only: whoever holds a place comes back to it on a node that is full, too."""

    rooms: int = 60
    """Rooms that somebody is in or at the door of.  One whose places are only held costs a task, a
    journal and its deadlines, and does not count."""

    browsers: int = 250
    """Those on the page before the room included, for each has an endpoint.  A core forwards for
    some seventy people in groups of ten with all cameras on, and for far more voices."""


USUAL: Final = Bounds()
