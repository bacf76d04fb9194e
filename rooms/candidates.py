"""Candidates: who could reach whom, room by room, so that nobody asks about every pair there is.

It only spares questions: whoever is not named here `may_receive` would refuse.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rooms.ids import ParticipantId, SpaceId
from rooms.session import Session
from rooms.visibility import listened_by


@dataclass(frozen=True, slots=True)
class Candidates:
    """`inside` is who is in each room, in the order of the circle; `reaching` is who speaks or
    shows into it from another one.
    """

    inside: dict[SpaceId, list[ParticipantId]]
    reaching: dict[SpaceId, list[ParticipantId]]

    @classmethod
    def of(cls, session: Session) -> "Candidates":
        inside: dict[SpaceId, list[ParticipantId]] = {}
        reaching: dict[SpaceId, list[ParticipantId]] = {}
        for person in session.circle:
            inside.setdefault(person.space, []).append(person.id)
            for space in (person.speaks_into | person.shows_into) - {person.space}:
                reaching.setdefault(space, []).append(person.id)
        return cls(inside, reaching)

    def for_viewer(self, session: Session, viewer: ParticipantId) -> Iterator[ParticipantId]:
        """Return each once: who is in one's own room, who reaches it, who is listened to."""
        if viewer not in session.participants:
            return iter(())
        own = session.participants[viewer].space
        near = (*self.inside[own], *self.reaching.get(own, ()))
        listened = listened_by(session, viewer)
        far = (
            person
            # In the order in which they were opened: a set has none that would stay.
            for space in (session.main, *session.breakouts.spaces)
            if space in listened
            for person in self.inside.get(space, ())
        )
        return iter(dict.fromkeys((*near, *far) if listened else near))
