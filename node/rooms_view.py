"""The rooms inside a session, as each person may see them, with the ears that are shown.  Pure."""

from collections import Counter
from typing import Final

from node.state import Ear, Space
from rooms import space as rooms_space
from rooms.ids import ParticipantId
from rooms.part import Part
from rooms.permissions import Action, allows
from rooms.session import Session
from rooms.visibility import ears_in, is_confidant

MAIN_ROOM: Final = "Main room"


class RoomsView:
    """Made for one turn, and asked once for each viewer.

    Facilitators see every room; others their own with those above it, and where they may go.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._inside = Counter(person.space for person in session.participants.values())
        self._all: tuple[Space, ...] | None = None

    def everything(self) -> tuple[Space, ...]:
        """Return the main room and then every breakout, in the order of their opening."""
        if self._all is None:
            spaces = self._session.breakouts.spaces.values()
            self._all = (self._main(counted=True), *(self._shown(each) for each in spaces))
        return self._all

    def seen_by(self, viewer: ParticipantId) -> tuple[Space, ...]:
        if is_confidant(self._session, viewer):
            return self.everything()
        person, breakouts = self._session.participants[viewer], self._session.breakouts
        own = {each.id for each in breakouts.lineage(person.space)}
        chooses = allows(person.role, Action.CHOOSE_ROOM)
        known = (
            self._shown(each, counted=chooses and each.choice)
            for each in breakouts.spaces.values()
            if each.id in own or (chooses and each.choice)
        )
        return (self._main(counted=False), *known)

    def ears_seen_by(self, viewer: ParticipantId) -> tuple[Ear, ...]:
        return tuple(
            Ear(listener, room) for listener, room in sorted(ears_in(self._session, viewer))
        )

    def cues_seen_by(self, viewer: ParticipantId) -> dict[Part, str] | None:
        """Return what each part is told, if one is played in the viewer's room."""
        breakouts, people = self._session.breakouts, self._session.participants
        own = people[viewer].space
        concerned = is_confidant(self._session, viewer) or any(
            people[id_].space == own for id_ in breakouts.parts if id_ in people
        )
        return dict(breakouts.cues) if breakouts.parts and concerned else None

    def groups_seen_by(self, viewer: ParticipantId) -> tuple[tuple[ParticipantId, ...], ...]:
        """Return who was together: facilitators are told of every group, others of their own."""
        confided = is_confidant(self._session, viewer)
        return tuple(
            tuple(sorted(group))
            for group in self._session.breakouts.were_together
            if confided or viewer in group
        )

    def _main(self, *, counted: bool) -> Space:
        main = self._session.main
        people = self._inside[main] if counted else None
        return Space(main, MAIN_ROOM, None, None, side=False, choice=False, people=people)

    def _shown(self, space: rooms_space.Space, *, counted: bool = True) -> Space:
        return Space(
            id=space.id,
            name=space.name,
            parent=space.parent,
            closes_at=self._session.breakouts.merges_at(space.id),
            side=space.side,
            choice=space.choice,
            people=self._inside[space.id] if counted else None,
        )
