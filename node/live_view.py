"""A live session as an API key's holder sees it: no private name, no identity, nobody's flag."""

from typing import Literal

from msgspec import Struct

from consent.gate import is_open
from node.live import Live
from node.outbound import Knock, Person, Recording, Space
from node.view import MAIN_ROOM, NOT_RECORDED
from rooms.ids import SessionId
from rooms.participant import Participant


class LiveView(Struct, frozen=True):
    """`began_at` is in seconds since 1970, None until a facilitator has come."""

    id: SessionId
    began_at: float | None
    participants: tuple[Person, ...]
    rooms: tuple[Space, ...]
    lobby: tuple[Knock, ...]
    hold: bool
    gate: Literal["open", "shut"]
    recording: Recording


class Census(Struct, frozen=True):
    """How many sessions and places there are on a node."""

    sessions: int
    participants: int


def live_view(live: Live) -> LiveView:
    session = live.session
    in_main = [p for p in session.participants.values() if p.space == session.main]
    return LiveView(
        id=session.id,
        began_at=session.began_at,
        participants=tuple(_person(person) for person in session.circle),
        rooms=(Space(session.main, MAIN_ROOM, None),),
        lobby=tuple(Knock(w.id, w.name, None, w.role) for w in session.waiting.values()),
        hold=session.hold_since is not None,
        gate="open" if is_open(live.consents, in_main) else "shut",
        recording=NOT_RECORDED,
    )


def _person(person: Participant) -> Person:
    return Person(
        id=person.id,
        name=person.name,
        private_name=None,
        role=person.role,
        seat=person.seat,
        room=person.space,
        microphone=person.devices.microphone,
        camera=person.devices.camera,
        screen=person.devices.screen,
        hand=person.hand,
        connection="here" if person.present else "reconnecting",
    )
