"""Listening in: a facilitator hears other rooms, and every room that is heard sees an ear.

An ear is shown first and opened after, when the room's pages have shown it or have had the time:
nobody is heard by somebody they could not have known of.
"""

from collections.abc import Collection

from rooms.breakout_events import EarsOpened, EarsShown
from rooms.consequences import NOTHING
from rooms.errors import OutOfTurn
from rooms.events import Event
from rooms.ids import ParticipantId, SpaceId
from rooms.open_rooms import check_open
from rooms.permissions import Action, require
from rooms.session import Session
from rooms.visibility import listened_by


def show_ears(
    session: Session, spaces: Collection[SpaceId], *, by: ParticipantId
) -> tuple[Event, ...]:
    """Show one's ear in these rooms and no others; what was heard through others stops at once."""
    require(session, by, Action.LISTEN)
    person = session.participants[by]
    if not person.present:
        raise OutOfTurn("whoever is not connected hears nothing")
    # Whoever is aside is there for one person.
    for space in (person.space, *spaces):
        check_open(session, space)
    if person.space in spaces:
        raise OutOfTurn("you hear the room you are in already")
    ears = frozenset(spaces)
    if session.breakouts.ears.get(by, frozenset()) == ears:
        return NOTHING
    return (EarsShown(by, ears),)


def open_ears(
    session: Session, spaces: Collection[SpaceId], *, by: ParticipantId
) -> tuple[Event, ...]:
    """Hear these rooms from now on, so far as the ear is still shown there."""
    shown = session.breakouts.ears.get(by, frozenset())
    opened = shown.intersection(spaces) - listened_by(session, by)
    return (EarsOpened(by, opened),) if opened else NOTHING
