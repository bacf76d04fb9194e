"""The breakouts of a session, as a value: which there are, and what belongs to them.

Who is where is no part of it: a `Participant.space` is the one truth of that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar, assert_never

from rooms.breakout_events import (
    BreakoutEvent,
    ChoiceSwitched,
    CountdownSet,
    EarsOpened,
    EarsShown,
    GroupsRemembered,
    NewcomersDirected,
    ParticipantMoved,
    PartsGiven,
    ShownInto,
    SpaceClosed,
    SpaceOpened,
    SpaceRenamed,
    SpokenInto,
)
from rooms.ids import Identity, ParticipantId, SpaceId
from rooms.part import Part
from rooms.space import Space

Ears = Mapping[ParticipantId, frozenset[SpaceId]]

DEEPEST: Final = 3  # rooms below the main room

_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Breakouts:
    """What is open, in the order in which it was split off.

    `newcomers` is where whoever comes lands, None the main room; `last_in` where whoever left a
    breakout does.  `ears` are shown in the rooms that are heard; `listening` are those of them
    that are open.  `were_together` are the groups of the breakouts that were merged, known until
    `together_until` or, while that is None, for as long as breakouts are open.
    """

    spaces: Mapping[SpaceId, Space] = field(default_factory=dict)
    newcomers: SpaceId | None = None
    last_in: Mapping[Identity, SpaceId] = field(default_factory=dict)
    ears: Ears = field(default_factory=dict)
    listening: Ears = field(default_factory=dict)
    parts: Mapping[ParticipantId, Part] = field(default_factory=dict)
    cues: Mapping[Part, str] = field(default_factory=dict)
    were_together: tuple[frozenset[ParticipantId], ...] = ()
    together_until: float | None = None

    @property
    def split_off(self) -> tuple[Space, ...]:
        """All but side rooms."""
        return tuple(space for space in self.spaces.values() if not space.side)

    def is_side(self, space: SpaceId) -> bool:
        return space in self.spaces and self.spaces[space].side

    def children(self, parent: SpaceId) -> tuple[Space, ...]:
        return tuple(space for space in self.spaces.values() if space.parent == parent)

    def lineage(self, space: SpaceId) -> Iterator[Space]:
        """Walk from a space up to below the main room."""
        while space in self.spaces:
            yield self.spaces[space]
            space = self.spaces[space].parent

    def below(self, space: SpaceId) -> tuple[SpaceId, ...]:
        """Return the space and all that was split off from it, the deepest first."""
        under = (below for child in self.children(space) for below in self.below(child.id))
        return (*under, space)

    def merges_at(self, space: SpaceId) -> float | None:
        """Return when a space merges: with its parent, if not before."""
        times = [each.closes_at for each in self.lineage(space) if each.closes_at is not None]
        return min(times, default=None)

    def landing(self, identity: Identity) -> SpaceId | None:
        """Return where this person lands who comes in; None is the main room."""
        return self.last_in.get(identity, self.newcomers)

    def arrived(self, identity: Identity) -> "Breakouts":
        if identity not in self.last_in:
            return self
        return replace(self, last_in=_without(self.last_in, identity))

    def departed(
        self, participant: ParticipantId, identity: Identity, space: SpaceId | None
    ) -> "Breakouts":
        """Forget someone who gave their place up, but for where they will land; None is nowhere."""
        where = space if space is None else self._way_back(participant, space)
        last_in = _without(self.last_in, identity)
        return replace(
            self.deafened(participant),
            last_in=last_in if where is None else {**last_in, identity: where},
            parts=_without(self.parts, participant),
            were_together=_less(self.were_together, participant),
        )

    def deafened(self, participant: ParticipantId) -> "Breakouts":
        """Take all ears of someone away."""
        if participant not in self.ears:
            return self
        return _with_ears(self, participant, frozenset())

    def _way_back(self, participant: ParticipantId, space: SpaceId) -> SpaceId | None:
        if self.is_side(space):
            space = self.spaces[space].origins.get(participant, space)
        return space if space in self.spaces and not self.spaces[space].side else None


def apply(breakouts: Breakouts, event: BreakoutEvent) -> Breakouts:  # noqa: C901, PLR0911, PLR0912
    """Return the breakouts as they are after `event`."""
    match event:
        case SpaceOpened(space):
            return _with_space(breakouts, space)
        case SpaceRenamed(id_, name):
            return _with_space(breakouts, replace(breakouts.spaces[id_], name=name))
        case ChoiceSwitched(id_, on):
            return _with_space(breakouts, replace(breakouts.spaces[id_], choice=on))
        case CountdownSet(id_, closes_at):
            return _with_space(breakouts, replace(breakouts.spaces[id_], closes_at=closes_at))
        case SpaceClosed(id_):
            return _closed(breakouts, breakouts.spaces[id_])
        case ParticipantMoved(participant, id_):
            return _moved(breakouts, participant, id_)
        case NewcomersDirected(where):
            return replace(breakouts, newcomers=where)
        case EarsShown(participant, spaces):
            return _with_ears(breakouts, participant, spaces)
        case EarsOpened(participant, spaces):
            opened = breakouts.listening.get(participant, frozenset()) | spaces
            return replace(breakouts, listening={**breakouts.listening, participant: opened})
        case PartsGiven(parts, cues):
            return replace(breakouts, parts=parts, cues=cues)
        case GroupsRemembered(groups, until):
            return replace(breakouts, were_together=groups, together_until=until)
        case SpokenInto() | ShownInto():
            return breakouts
        case _:
            assert_never(event)


def _with_space(breakouts: Breakouts, space: Space) -> Breakouts:
    return replace(breakouts, spaces={**breakouts.spaces, space.id: space})


def _closed(breakouts: Breakouts, gone: Space) -> Breakouts:
    """Lead whoever would have come there to its parent; the last one takes the parts with it."""
    left = _without(breakouts.spaces, gone.id)
    after = replace(
        breakouts,
        spaces={id_: _redirected(space, gone) for id_, space in left.items()},
        newcomers=_led_on(breakouts.newcomers, gone, left),
        last_in={
            who: where
            for who, space in breakouts.last_in.items()
            if (where := _led_on(space, gone, left)) is not None
        },
    )
    for listener, ears in breakouts.ears.items():
        if gone.id in ears:
            after = _with_ears(after, listener, ears - {gone.id})
    return after if after.split_off or gone.side else replace(after, parts={}, cues={})


def _redirected(space: Space, gone: Space) -> Space:
    if gone.id not in space.origins.values():
        return space
    origins = {
        who: gone.parent if origin == gone.id else origin for who, origin in space.origins.items()
    }
    return replace(space, origins=origins)


def _led_on(space: SpaceId | None, gone: Space, left: Mapping[SpaceId, Space]) -> SpaceId | None:
    if space != gone.id:
        return space
    return gone.parent if gone.parent in left else None


def _moved(breakouts: Breakouts, participant: ParticipantId, space: SpaceId) -> Breakouts:
    """Nobody has an ear in their own room, and in a side room nobody has one anywhere."""
    ears = breakouts.ears.get(participant, frozenset())
    if breakouts.is_side(space):
        return breakouts.deafened(participant)
    return _with_ears(breakouts, participant, ears - {space}) if space in ears else breakouts


def _with_ears(
    breakouts: Breakouts, participant: ParticipantId, ears: frozenset[SpaceId]
) -> Breakouts:
    """Show these ears and no others; open ones that are shown still stay open."""
    shown = _without(breakouts.ears, participant)
    opened = _without(breakouts.listening, participant)
    heard = breakouts.listening.get(participant, frozenset()) & ears
    return replace(
        breakouts,
        ears={**shown, participant: ears} if ears else shown,
        listening={**opened, participant: heard} if heard else opened,
    )


def _less(
    groups: tuple[frozenset[ParticipantId], ...], participant: ParticipantId
) -> tuple[frozenset[ParticipantId], ...]:
    left = (group - {participant} for group in groups)
    return tuple(group for group in left if len(group) > 1)


def _without(mapping: Mapping[_K, _V], key: _K) -> dict[_K, _V]:
    return {each: value for each, value in mapping.items() if each != key}
