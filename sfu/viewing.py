"""What a browser's link is known to bear, and what it is shown: whose it is, is not said."""

from dataclasses import dataclass
from typing import Literal

Sight = Literal["paused", "waiting", "l", "m", "h"]
"""What a slot shows of its track: nothing for want of room, nothing yet, or a layer by its rid."""


@dataclass(frozen=True, slots=True)
class Picture:
    """In one slot."""

    sight: Sight
    thinned: bool
    """Whether frames of higher temporal layers are left out."""


@dataclass(frozen=True, slots=True)
class Viewing:
    """Of one browser that tells of arrivals."""

    estimate: float
    """Bits a second."""
    is_at_floor: bool
    """It bears voices only."""
    pictures: tuple[Picture, ...]
