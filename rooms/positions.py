"""Positions: what happens to people because of breakouts: where they are, speak and show."""

from collections.abc import Mapping
from dataclasses import replace

from rooms.breakout_events import (
    BreakoutEvent,
    ParticipantMoved,
    ShownInto,
    SpaceClosed,
    SpokenInto,
)
from rooms.ids import ParticipantId, SpaceId
from rooms.participant import Participant

People = Mapping[ParticipantId, Participant]

_NOWHERE_ELSE: frozenset[SpaceId] = frozenset()


def apply(people: People, event: BreakoutEvent) -> People:
    """Return the people of a session as they are after `event`."""
    match event:
        case ParticipantMoved(id_, space):
            moved = replace(
                people[id_], space=space, speaks_into=_NOWHERE_ELSE, shows_into=_NOWHERE_ELSE
            )
            return {**people, id_: moved}
        case SpokenInto(id_, spaces):
            return {**people, id_: replace(people[id_], speaks_into=spaces)}
        case ShownInto(id_, spaces):
            return {**people, id_: replace(people[id_], shows_into=spaces)}
        case SpaceClosed(gone):
            return {id_: _withdrawn(person, gone) for id_, person in people.items()}
        case _:
            return people


def _withdrawn(person: Participant, gone: SpaceId) -> Participant:
    """Reach a room no longer that is gone; whoever reached nothing else is back in their own."""
    if gone not in person.speaks_into and gone not in person.shows_into:
        return person
    return replace(
        person,
        speaks_into=_less(person.speaks_into, gone, person.space),
        shows_into=_less(person.shows_into, gone, person.space),
    )


def _less(audience: frozenset[SpaceId], gone: SpaceId, own: SpaceId) -> frozenset[SpaceId]:
    left = audience - {gone}
    return _NOWHERE_ELSE if left == {own} else left
