"""A live session as an API key's holder sees it: no private name, no identity, nobody's flag."""

from typing import Literal

from msgspec import Struct

from node import consent_view
from node.circle import Circle
from node.live import Live
from node.rooms_view import RoomsView
from node.state import Knock, Person, Recording, Space
from rooms.chat_mode import ChatMode
from rooms.ids import SessionId


class LiveView(Struct, frozen=True):
    """`began_at` is in seconds since 1970, None until a facilitator has come."""

    id: SessionId
    began_at: float | None
    participants: tuple[Person, ...]
    rooms: tuple[Space, ...]
    lobby: tuple[Knock, ...]
    hold: bool
    locked: bool
    lobby_on: bool
    chat_mode: ChatMode
    gate: Literal["open", "shut"]
    recording: Recording


class Census(Struct, frozen=True):
    """How many sessions and places there are on a node."""

    sessions: int
    participants: int


def live_view(live: Live) -> LiveView:
    session = live.session
    return LiveView(
        id=session.id,
        began_at=session.began_at,
        participants=Circle(session).without_private_names(),
        rooms=RoomsView(session).everything(),
        lobby=tuple(Knock(w.id, w.name, None, w.role) for w in session.waiting.values()),
        hold=session.hold_since is not None,
        locked=session.locked,
        lobby_on=session.lobby,
        chat_mode=session.chat,
        gate=consent_view.gate(live.consents, session),
        recording=consent_view.recording(live.consents, session),
    )
