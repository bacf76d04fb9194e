"""Candidates: who could reach whom, room by room, so that nobody asks about every pair there is.

It only spares questions: whoever is not named here `may_receive` would refuse.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rooms.ids import ParticipantId, SpaceId
from rooms.session import Session
from rooms.visibility import Vantage


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

    def at(self, session: Session, vantage: Vantage) -> Iterable[ParticipantId]:
        """Return each once: who is in that room, who reaches it, who is listened to from there."""
        near = (*self.inside.get(vantage.space, ()), *self.reaching.get(vantage.space, ()))
        # In the order in which they were opened: a set has none that would stay.
        rooms = (session.main, *session.breakouts.spaces) if vantage.listened else ()
        far = (
            person
            for room in rooms
            if room in vantage.listened
            for person in self.inside.get(room, ())
        )
        return dict.fromkeys((*near, *far))
