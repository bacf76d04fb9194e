"""Merging: breakouts close, and their people are together again."""

from rooms import countdowns, gathering
from rooms.consequences import NOTHING
from rooms.errors import Absent, OutOfTurn
from rooms.events import Event
from rooms.ids import ParticipantId, SpaceId
from rooms.permissions import Action, require
from rooms.session import Session, apply_all


def merge(
    session: Session,
    space: SpaceId | None,
    *,
    by: ParticipantId | None,
    now: float,
    within: float | None = None,
) -> tuple[Event, ...]:
    """Merge a breakout and all below it into its parent, or, None, everything into the main room.

    With `within` it happens so many seconds from now, and can be seen coming.
    """
    require(session, by, Action.SPLIT)
    if within is not None:
        return countdowns.set_off(session, within, space, now=now)
    if space is None:
        return gathering.merged(session, session.breakouts.spaces.keys(), now=now)
    _check(session, space)
    return gathering.merged(session, session.breakouts.below(space), now=now)


def merge_into(
    session: Session, space: SpaceId, into: SpaceId, *, by: ParticipantId | None, now: float
) -> tuple[Event, ...]:
    """Merge a breakout and all below it into another one, which takes everyone in."""
    require(session, by, Action.SPLIT)
    for each in (space, into):
        _check(session, each)
        if session.breakouts.is_side(each):
            raise OutOfTurn("a side room is merged by itself")
    if space == into:
        return NOTHING
    gone = session.breakouts.below(space)
    if into in gone:
        raise OutOfTurn("a room is not merged into one below it")
    closing = gathering.closed(session, gone, into=into)
    after = apply_all(session, closing)
    return (*closing, *gathering.remembered(session, gone, after, now=now))


def _check(session: Session, space: SpaceId) -> None:
    if space not in session.breakouts.spaces:
        raise Absent("there is no such breakout")
