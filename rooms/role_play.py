"""Role play: parts with cues, and the bell at which they are swapped."""

from collections.abc import Mapping

from rooms import texts
from rooms.breakout_events import PartsGiven
from rooms.consequences import NOTHING
from rooms.errors import Absent, NotAllowed, OutOfTurn
from rooms.events import Event
from rooms.ids import ParticipantId, SpaceId
from rooms.part import Part
from rooms.permissions import Action, allows, require
from rooms.session import Session


def give_parts(
    session: Session,
    parts: Mapping[ParticipantId, Part],
    cues: Mapping[Part, str],
    *,
    by: ParticipantId | None,
) -> tuple[Event, ...]:
    """Give these people these parts, and nobody else any; without parts the role play is over."""
    require(session, by, Action.SPLIT)
    for person in parts:
        if person not in session.participants:
            raise Absent("nobody of that id is here")
        if not allows(session.participants[person].role, Action.PUBLISH):
            raise NotAllowed("an observer plays no part")
    told = {part: texts.clean(cue) for part, cue in cues.items()}
    same = (session.breakouts.parts, session.breakouts.cues) == (parts, told)
    return NOTHING if same else (PartsGiven(dict(parts), told),)


def swap(session: Session, *, by: ParticipantId | None) -> tuple[Event, ...]:
    """Hand the parts on, within each room and in the order of the circle."""
    require(session, by, Action.SPLIT)
    parts, cues = session.breakouts.parts, session.breakouts.cues
    if not parts:
        raise OutOfTurn("nobody plays a part")
    playing: dict[SpaceId, list[ParticipantId]] = {}
    for person in session.circle:
        if person.id in parts:
            playing.setdefault(person.space, []).append(person.id)
    swapped = {
        person: parts[former]
        for group in playing.values()
        for person, former in zip(group, (group[-1], *group[:-1]), strict=True)
    }
    return (PartsGiven(swapped, cues),)
