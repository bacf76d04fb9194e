"""Reaching out: a facilitator's voice and screen, in rooms they are not in."""

from collections.abc import Collection

from rooms.breakout_events import ShownInto, SpokenInto
from rooms.consequences import NOTHING
from rooms.events import Event
from rooms.ids import ParticipantId, SpaceId
from rooms.open_rooms import check_open
from rooms.permissions import Action, require
from rooms.session import Session


def whisper(session: Session, space: SpaceId | None, *, by: ParticipantId) -> tuple[Event, ...]:
    """Speak into that room alone, and not in one's own; None is to stop."""
    chosen = () if space is None else (space,)
    own = _own(session, by, chosen)
    return _spoken(session, by, frozenset(chosen) - {own})


def speak_to(
    session: Session, spaces: Collection[SpaceId] | None, *, by: ParticipantId
) -> tuple[Event, ...]:
    """Speak into these rooms and one's own; None is to stop."""
    chosen = spaces or ()
    own = _own(session, by, chosen)
    return _spoken(session, by, _audience(own, chosen))


def show_to(
    session: Session, spaces: Collection[SpaceId] | None, *, by: ParticipantId
) -> tuple[Event, ...]:
    """Show one's screen in these rooms and one's own; None is to stop."""
    chosen = spaces or ()
    own = _own(session, by, chosen)
    audience = _audience(own, chosen)
    same = session.participants[by].shows_into == audience
    return NOTHING if same else (ShownInto(by, audience),)


def _own(session: Session, by: ParticipantId, spaces: Collection[SpaceId]) -> SpaceId:
    """Return in which room they are who may do this."""
    require(session, by, Action.REACH_OUT)
    own = session.participants[by].space
    for space in spaces:
        check_open(session, space)
        # What is said in a side room stays there.
        check_open(session, own)
    return own


def _audience(own: SpaceId, spaces: Collection[SpaceId]) -> frozenset[SpaceId]:
    """Return the whole audience; empty if it is one's own room alone."""
    audience = frozenset({own, *spaces})
    return frozenset() if audience == {own} else audience


def _spoken(session: Session, by: ParticipantId, audience: frozenset[SpaceId]) -> tuple[Event, ...]:
    same = session.participants[by].speaks_into == audience
    return NOTHING if same else (SpokenInto(by, audience),)
