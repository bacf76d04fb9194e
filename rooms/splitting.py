"""Splitting: the breakouts become what a plan says, in one decision."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from rooms import countdowns, gathering, names
from rooms.breakout_events import (
    ChoiceSwitched,
    CountdownSet,
    GroupsRemembered,
    ParticipantMoved,
    SpaceOpened,
    SpaceRenamed,
)
from rooms.breakouts import DEEPEST
from rooms.consequences import NOTHING, concluded
from rooms.errors import Absent, BadPlan
from rooms.events import Event
from rooms.ids import ParticipantId, SpaceId
from rooms.permissions import Action, require
from rooms.planned_room import PlannedRoom
from rooms.session import Session, apply_all
from rooms.space import Space

MOST_ROOMS: Final = 50


@dataclass(frozen=True, slots=True)
class _Laid:
    """A space as the plan wants it, and whom it wants there."""

    space: Space
    participants: tuple[ParticipantId, ...]


def split(
    session: Session,
    plan: Sequence[PlannedRoom],
    *,
    by: ParticipantId | None,
    now: float,
    new_space: Callable[[], SpaceId],
    closes_in: float | None = None,
    choice: bool = False,
) -> tuple[Event, ...]:
    """Make the breakouts what `plan` says, all at once; splitting again is planning anew.

    What is open and not in the plan merges into the nearest room that stays.  Whoever is not in
    the plan stays, or goes where their room merges.  Side rooms are no part of it.  Without
    `closes_in` a countdown that runs goes on.  With `choice` people go into them by themselves.
    """
    require(session, by, Action.SPLIT)
    _check_people(session, plan)
    closes_at = None if closes_in is None else now + countdowns.checked(closes_in)
    laid = tuple(_laid_out(session, plan, new_space))
    laid = tuple(replace(each, space=replace(each.space, choice=choice)) for each in laid)
    timed = [_timed(session, each.space, closes_at) for each in laid]
    events = (*_forgotten(session), *_opened(session, timed), *_moved(session, laid))
    after = apply_all(session, events)
    gone = {space.id for space in session.breakouts.split_off} - {each.space.id for each in laid}
    closing = gathering.closed(after, gone)
    after = apply_all(after, closing)
    groups = gathering.remembered(session, gone, after, now=now)
    return concluded(session, *events, *closing, *groups, now=now)


def _check_people(session: Session, plan: Sequence[PlannedRoom]) -> None:
    if not plan:
        raise BadPlan("a plan needs at least one room")
    listed = [person for room, _ in _walked(plan) for person in room.participants]
    if any(person not in session.participants for person in listed):
        raise Absent("the plan has somebody who is not here")
    if len(set(listed)) < len(listed):
        raise BadPlan("the plan has somebody in two places")


def _walked(plan: Sequence[PlannedRoom], depth: int = 1) -> Iterator[tuple[PlannedRoom, int]]:
    """Walk the plan, each room before those below it; refuse one that is too deep."""
    if plan and depth > DEEPEST:
        raise BadPlan(f"rooms are split at most {DEEPEST} deep")
    for room in plan:
        yield room, depth
        yield from _walked(room.rooms, depth + 1)


def _laid_out(
    session: Session, plan: Sequence[PlannedRoom], new_space: Callable[[], SpaceId]
) -> Iterator[_Laid]:
    rooms = [room for room, _ in _walked(plan)]
    _check_rooms(session, rooms)
    spaces = session.breakouts.spaces
    known = {names.clean(room.name) for room in rooms if room.name is not None}
    known |= {spaces[room.id].name for room in rooms if room.id is not None}
    free = (name for number in count(1) if (name := f"Room {number}") not in known)

    def lay(rooms: Sequence[PlannedRoom], parent: SpaceId) -> Iterator[_Laid]:
        for room in rooms:
            if room.id is None:
                name = next(free) if room.name is None else names.clean(room.name)
                space = Space(new_space(), name, parent)
            else:
                space = _kept(spaces[room.id], room.name, parent)
            yield _Laid(space, room.participants)
            yield from lay(room.rooms, space.id)

    yield from lay(plan, session.main)


def _check_rooms(session: Session, rooms: Sequence[PlannedRoom]) -> None:
    if len(rooms) > MOST_ROOMS:
        raise BadPlan(f"a session has at most {MOST_ROOMS} breakouts")
    ids = [room.id for room in rooms if room.id is not None]
    if not set(ids) <= {space.id for space in session.breakouts.split_off}:
        raise BadPlan("the plan has a room that is not open")
    if len(set(ids)) < len(ids):
        raise BadPlan("the plan has a room in two places")


def _kept(space: Space, name: str | None, parent: SpaceId) -> Space:
    if space.parent != parent:
        raise BadPlan("a room stays below the one it was split off from")
    return space if name is None else replace(space, name=names.clean(name))


def _timed(session: Session, space: Space, closes_at: float | None) -> Space:
    """Set the countdown; a breakout's own breakouts merge with it."""
    if space.parent != session.main:
        return space
    if closes_at is not None:
        return replace(space, closes_at=closes_at)
    if space.id in session.breakouts.spaces:
        return space
    return replace(space, closes_at=countdowns.common(session))


def _opened(session: Session, spaces: Sequence[Space]) -> Iterator[Event]:
    """Return how the spaces become these."""
    for space in spaces:
        was = session.breakouts.spaces.get(space.id)
        if was is None:
            yield SpaceOpened(space)
            continue
        if was.name != space.name:
            yield SpaceRenamed(space.id, space.name)
        if was.choice is not space.choice:
            yield ChoiceSwitched(space.id, space.choice)
        if was.closes_at != space.closes_at:
            yield CountdownSet(space.id, space.closes_at)


def _moved(session: Session, laid: Sequence[_Laid]) -> Iterator[Event]:
    for each in laid:
        for id_ in each.participants:
            if session.participants[id_].space != each.space.id:
                yield ParticipantMoved(id_, each.space.id)


def _forgotten(session: Session) -> tuple[Event, ...]:
    """Forget the groups of the round before, when another one begins."""
    breakouts = session.breakouts
    begins = bool(breakouts.were_together) and not breakouts.split_off
    return (GroupsRemembered((), None),) if begins else NOTHING
