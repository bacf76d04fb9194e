"""A plan of breakouts: the whole tree below the main room, as somebody wants it to be."""

from dataclasses import dataclass

from rooms.ids import ParticipantId, SpaceId


@dataclass(frozen=True, slots=True)
class PlannedRoom:
    """A breakout, with those who are to be in it and what is to be split off from it.

    With an `id` it is one that is open already.  Without a `name` it keeps its own, or gets one.
    """

    id: SpaceId | None = None
    name: str | None = None
    participants: tuple[ParticipantId, ...] = ()
    rooms: tuple["PlannedRoom", ...] = ()
