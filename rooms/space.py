"""A space: a breakout, which may be split again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rooms.ids import ParticipantId, SpaceId


@dataclass(frozen=True, slots=True)
class Space:
    """The main room is the root of the tree and no `Space`: it is never closed and has no name.

    `closes_at` (session time, seconds) is when it merges into its parent by itself; None while
    nobody has said so.  Into a space with `choice` people go by themselves.  A `side` room is for
    whoever was taken aside and the facilitator who did; `origins` is where each of them came from.
    """

    id: SpaceId
    name: str
    parent: SpaceId
    closes_at: float | None = None
    side: bool = False
    choice: bool = False
    origins: Mapping[ParticipantId, SpaceId] = field(default_factory=dict)
