"""What can happen to breakouts, and to people because of them: facts, like all of `events`."""

from collections.abc import Mapping
from dataclasses import dataclass

from rooms.ids import ParticipantId, SpaceId
from rooms.part import Part
from rooms.space import Space


@dataclass(frozen=True, slots=True)
class SpaceOpened:
    space: Space


@dataclass(frozen=True, slots=True)
class SpaceRenamed:
    space: SpaceId
    name: str


@dataclass(frozen=True, slots=True)
class ChoiceSwitched:
    """From now on people go into it by themselves, or not any more."""

    space: SpaceId
    on: bool


@dataclass(frozen=True, slots=True)
class SpaceClosed:
    """It is gone.  Everyone in it and in its children was moved before, its children closed."""

    space: SpaceId


@dataclass(frozen=True, slots=True)
class ParticipantMoved:
    """Someone is in another space, and speaks and shows only there."""

    participant: ParticipantId
    space: SpaceId


@dataclass(frozen=True, slots=True)
class CountdownSet:
    """It merges by itself at this session time, or, None, not by itself any more."""

    space: SpaceId
    closes_at: float | None


@dataclass(frozen=True, slots=True)
class NewcomersDirected:
    """Whoever comes from now on lands there; None is the main room."""

    space: SpaceId | None


@dataclass(frozen=True, slots=True)
class EarsShown:
    """These are all the rooms that are to see an ear of this facilitator; none is heard by it."""

    participant: ParticipantId
    spaces: frozenset[SpaceId]


@dataclass(frozen=True, slots=True)
class EarsOpened:
    """These ears have been shown long enough: through them is heard from now on."""

    participant: ParticipantId
    spaces: frozenset[SpaceId]


@dataclass(frozen=True, slots=True)
class SpokenInto:
    """The whole audience of someone's microphone; empty is their own room."""

    participant: ParticipantId
    spaces: frozenset[SpaceId]


@dataclass(frozen=True, slots=True)
class ShownInto:
    """The whole audience of someone's screen and its sound; empty is their own room."""

    participant: ParticipantId
    spaces: frozenset[SpaceId]


@dataclass(frozen=True, slots=True)
class PartsGiven:
    """These are all the parts of the role play, and what each is told."""

    parts: Mapping[ParticipantId, Part]
    cues: Mapping[Part, str]


@dataclass(frozen=True, slots=True)
class GroupsRemembered:
    """Who was together in a breakout, until (session time) it is forgotten.

    None is that breakouts are open still, or that there is nothing to forget.
    """

    groups: tuple[frozenset[ParticipantId], ...]
    until: float | None


BreakoutEvent = (
    SpaceOpened
    | SpaceRenamed
    | ChoiceSwitched
    | SpaceClosed
    | ParticipantMoved
    | CountdownSet
    | NewcomersDirected
    | EarsShown
    | EarsOpened
    | SpokenInto
    | ShownInto
    | PartsGiven
    | GroupsRemembered
)
