"""Side rooms: a facilitator takes one person aside.

Others see them as away and are never told why.  Merging it, like any breakout, brings both back to
where they came from; and so does either of them leaving it.
"""

from collections.abc import Callable
from typing import Final

from rooms.breakout_events import ParticipantMoved, SpaceOpened
from rooms.errors import Absent, OutOfTurn
from rooms.events import Event
from rooms.ids import ParticipantId, SpaceId
from rooms.open_rooms import check_open
from rooms.permissions import Action, require
from rooms.session import Session
from rooms.space import Space

NAME: Final = "Side room"


def step_aside(
    session: Session,
    participant: ParticipantId,
    *,
    by: ParticipantId,
    new_space: Callable[[], SpaceId],
) -> tuple[Event, ...]:
    """Go to a new side room with someone who is here."""
    require(session, by, Action.SPLIT)
    if participant not in session.participants:
        raise Absent("nobody of that id is here")
    if participant == by:
        raise OutOfTurn("a side room is for two")
    pair = (session.participants[participant], session.participants[by])
    for person in pair:
        check_open(session, person.space)
        if not person.present:
            raise OutOfTurn("whoever is not connected cannot be taken aside")
    origins = {person.id: person.space for person in pair}
    aside = Space(new_space(), NAME, session.main, side=True, origins=origins)
    moved = (ParticipantMoved(person.id, aside.id) for person in pair)
    return (SpaceOpened(aside), *moved)
