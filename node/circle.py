"""The circle: the people of a session, as each of them sees the others.  Pure.

Made for one turn.  Those in one room see the same of everybody, and so does every facilitator: it
is put together once for each room, however many are in it.
"""

from node.state import Person
from rooms import hands
from rooms.ids import ParticipantId, SpaceId
from rooms.participant import Device, Participant
from rooms.session import Session
from rooms.visibility import appears_away, audience, is_confidant, whereabouts

_Views = dict[SpaceId | None, tuple[Person, ...]]


class Circle:
    """What somebody elsewhere does there is not told: what is on, a hand, a part."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._people = session.circle
        self._hands = hands.places(session)
        self._views: _Views = {}
        self._distant: dict[ParticipantId, Person] = {}

    def seen_by(self, viewer: ParticipantId) -> tuple[Person, ...]:
        """Return everyone who holds a place, as `viewer` may see them."""
        confided = is_confidant(self._session, viewer)
        view = None if confided else self._session.participants[viewer].space
        if view not in self._views:
            see = self._in_full if confided else self._seen
            self._views[view] = tuple(see(viewer, person) for person in self._people)
        return self._views[view]

    def without_private_names(self) -> tuple[Person, ...]:
        """Return everyone as an API key's holder may see them."""
        return tuple(self._whole(person, private_name=None) for person in self._people)

    def _in_full(self, _: ParticipantId, person: Participant) -> Person:
        return self._whole(person, private_name=person.private_name)

    def _whole(self, person: Participant, *, private_name: str | None) -> Person:
        return Person(
            id=person.id,
            name=person.name,
            private_name=private_name,
            role=person.role,
            seat=person.seat,
            room=person.space,
            microphone=person.devices.microphone,
            camera=person.devices.camera,
            screen=person.devices.screen,
            hand=self._hands.get(person.id),
            away=person.away,
            connection="here" if person.present else "reconnecting",
            speaks_to=tuple(sorted(person.speaks_into)),
            shows_to=tuple(sorted(person.shows_into)),
            part=self._session.breakouts.parts.get(person.id),
        )

    def _seen(self, viewer: ParticipantId, person: Participant) -> Person:
        here = whereabouts(self._session, viewer, person.id) is not None
        if here or person.speaks_into or person.shows_into:
            return self._near(viewer, person, here=here)
        # To all who are not there it is the same.
        if person.id not in self._distant:
            self._distant[person.id] = self._near(viewer, person, here=False)
        return self._distant[person.id]

    def _near(self, viewer: ParticipantId, person: Participant, *, here: bool) -> Person:
        """Return someone in the viewer's room, or elsewhere with what reaches into it."""
        own, on = self._session.participants[viewer].space, person.devices
        return Person(
            id=person.id,
            name=person.name,
            private_name=None,
            role=person.role,
            seat=person.seat,
            room=own if here else "elsewhere",
            microphone=on.microphone and (here or own in audience(person, Device.MICROPHONE)),
            camera=on.camera and here,
            screen=on.screen and (here or own in audience(person, Device.SCREEN)),
            hand=self._hands.get(person.id) if here else None,
            away=appears_away(self._session, viewer, person.id),
            connection="here" if person.present else "reconnecting",
            speaks_to=(own,) if own in person.speaks_into else (),
            shows_to=(own,) if own in person.shows_into else (),
            part=self._session.breakouts.parts.get(person.id) if here else None,
        )
