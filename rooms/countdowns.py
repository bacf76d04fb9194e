"""Countdowns: when breakouts merge by themselves.  The server holds them; pages only show them."""

from typing import Final

from rooms.breakout_events import CountdownSet
from rooms.errors import Absent, BadPlan, OutOfTurn
from rooms.events import Event
from rooms.ids import ParticipantId, SpaceId
from rooms.permissions import Action, require
from rooms.session import Session
from rooms.space import Space

SHORTEST: Final = 1.0  # seconds
LONGEST: Final = 86400.0  # seconds; a day, and far longer than any session


def extend(
    session: Session,
    seconds: float,
    space: SpaceId | None,
    *,
    by: ParticipantId | None,
) -> tuple[Event, ...]:
    """Give a breakout more time, or all of them if it is None."""
    require(session, by, Action.SPLIT)
    more = checked(seconds)
    running = [
        CountdownSet(each.id, each.closes_at + more)
        for each in _chosen(session, space)
        if each.closes_at is not None
    ]
    if not running:
        raise OutOfTurn("no countdown runs there")
    return tuple(running)


def set_off(
    session: Session, within: float, space: SpaceId | None, *, now: float
) -> tuple[Event, ...]:
    """Have a breakout merge within so many seconds, or all of them if it is None."""
    closes_at = now + checked(within)
    chosen = session.breakouts.children(session.main) if space is None else _chosen(session, space)
    return tuple(CountdownSet(each.id, closes_at) for each in chosen)


def checked(seconds: float) -> float:
    if not SHORTEST <= seconds <= LONGEST:
        raise BadPlan(f"a countdown has {SHORTEST:.0f} to {LONGEST:.0f} seconds")
    return seconds


def common(session: Session) -> float | None:
    """Return when all that was split off will have merged; None unless all of it will."""
    times = [
        space.closes_at for space in session.breakouts.children(session.main) if not space.side
    ]
    known = [at for at in times if at is not None]
    return max(known) if known and len(known) == len(times) else None


def _chosen(session: Session, space: SpaceId | None) -> tuple[Space, ...]:
    spaces = session.breakouts.spaces
    if space is None:
        return tuple(spaces.values())
    if space not in spaces:
        raise Absent("there is no such breakout")
    return (spaces[space],)
