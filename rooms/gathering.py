"""Gathering: leading people out of what closes, and what is owed to breakouts as things are.

It makes no decision; whoever decides, or time itself, asks it for the events.
"""

from collections.abc import Collection
from typing import Final

from rooms.breakout_events import CountdownSet, GroupsRemembered, ParticipantMoved, SpaceClosed
from rooms.breakouts import Breakouts
from rooms.events import Event
from rooms.ids import ParticipantId, SpaceId
from rooms.participant import Participant
from rooms.session import Session, apply_all

NOTHING: Final[tuple[Event, ...]] = ()

HELD_OPEN_FOR: Final = 300.0  # seconds for breakouts without a countdown, once nobody leads

KNOWN_FOR: Final = 600.0  # seconds after the last merge, for looking up who was with whom

MOST_GROUPS: Final = 50


def merged(session: Session, gone: Collection[SpaceId], *, now: float) -> tuple[Event, ...]:
    """Close these, with all below each of them, and remember who was together there."""
    closing = closed(session, gone)
    return (*closing, *remembered(session, gone, apply_all(session, closing), now=now))


def closed(
    session: Session, gone: Collection[SpaceId], *, into: SpaceId | None = None
) -> tuple[Event, ...]:
    """Close these, the deepest first, once everyone in them has moved.

    Everyone goes `into` that space, or else to the nearest that stays: from a side room on the way
    back, from any other one up the tree.
    """
    breakouts = session.breakouts
    moved = [
        ParticipantMoved(person.id, into or _way_out(breakouts, person, gone))
        for person in session.participants.values()
        if person.space in gone
    ]
    # A space is always opened after its parent.
    return (*moved, *(SpaceClosed(id_) for id_ in reversed([*breakouts.spaces]) if id_ in gone))


def remembered(
    before: Session, gone: Collection[SpaceId], after: Session, *, now: float
) -> tuple[Event, ...]:
    """Add the groups of what closed to those of this round, and say for how long they are known."""
    groups = (*before.breakouts.were_together, *_groups(before, gone))
    known = tuple(dict.fromkeys(groups))[-MOST_GROUPS:]
    over = bool(before.breakouts.split_off) and not after.breakouts.split_off
    if not known or not (over or known != before.breakouts.were_together):
        return NOTHING
    return (GroupsRemembered(known, now + KNOWN_FOR if over else None),)


def settled(session: Session, *, now: float) -> tuple[Event, ...]:
    """Return what is owed: an end to breakouts nobody leads, and to a side room with one left."""
    spaces = session.breakouts.spaces.values()
    if not spaces:
        return NOTHING
    alone = [space.id for space in spaces if space.side and _inside(session, space.id) < 2]
    unled = [] if session.hold_since is None else session.breakouts.children(session.main)
    counted = [
        CountdownSet(space.id, now + HELD_OPEN_FOR)
        for space in unled
        if space.closes_at is None and space.id not in alone
    ]
    return (*counted, *closed(session, alone))


def uncounted(session: Session, *, since: float) -> tuple[Event, ...]:
    """Take the countdowns away that were only there because nobody led `since` then."""
    held_until = since + HELD_OPEN_FOR
    return tuple(
        CountdownSet(space.id, None)
        for space in session.breakouts.children(session.main)
        if space.closes_at == held_until
    )


def _way_out(breakouts: Breakouts, person: Participant, gone: Collection[SpaceId]) -> SpaceId:
    space = person.space
    while space in gone:
        here = breakouts.spaces[space]
        space = here.origins.get(person.id, here.parent)
    return space


def _groups(session: Session, gone: Collection[SpaceId]) -> list[frozenset[ParticipantId]]:
    """Return who is together in these, but for side rooms: nobody is to know of those."""
    inside: dict[SpaceId, list[ParticipantId]] = {}
    for person in session.participants.values():
        if person.space in gone and not session.breakouts.is_side(person.space):
            inside.setdefault(person.space, []).append(person.id)
    return [
        frozenset(inside[id_]) for id_ in session.breakouts.spaces if len(inside.get(id_, ())) > 1
    ]


def _inside(session: Session, space: SpaceId) -> int:
    return sum(person.space == space for person in session.participants.values())
