"""What the front door needs of a node: `node.node.Node` and its visits."""

from collections.abc import Sequence
from typing import Protocol

from node.live_view import Census, LiveView
from node.outlet import Parting
from node.passes import Pass
from node.tile import Tile
from rooms.ids import ParticipantId, RoomId


class Visit(Protocol):
    """One browser's stay, from `hello` to the end of its socket."""

    @property
    def welcome(self) -> object:
        """The `welcome` message, ready to be encoded."""

    @property
    def parting(self) -> Parting | None:
        """Why the browser is sent away and should come back; None while there is no reason."""

    async def answer(self, sdp: str) -> None: ...
    async def join(
        self, *, name: str, private_name: str | None, microphone: bool, camera: bool
    ) -> None: ...
    async def publish(
        self,
        *,
        microphone: bool | None = None,
        camera: bool | None = None,
        screen: bool | None = None,
    ) -> None: ...
    async def layout(self, tiles: Sequence[Tile]) -> None: ...
    async def admit(self, participant: ParticipantId) -> None: ...
    async def refuse(self, participant: ParticipantId) -> None: ...
    async def remove(self, participant: ParticipantId) -> None: ...
    async def mute(self, participant: ParticipantId) -> None: ...
    async def end_session(self) -> None: ...
    async def leave(self) -> None: ...

    async def next_message(self) -> object | None:
        """Return what the browser is to know next, or None when the stay is over."""

    async def close(self) -> None:
        """The socket is gone: the place is held.  Closing twice is harmless."""


class Nodelike(Protocol):
    """`node.node.Node`, by what is asked of it here."""

    async def visit(self, pass_: Pass) -> Visit: ...
    async def revisit(self, room: RoomId, resume: str) -> Visit: ...
    def session(self, room: RoomId) -> LiveView | None: ...
    def census(self) -> Census: ...
    async def end_session(self, room: RoomId) -> None: ...
    async def admit(self, room: RoomId, participant: ParticipantId) -> None: ...
    async def remove(self, room: RoomId, participant: ParticipantId) -> None: ...
    async def mute(self, room: RoomId, participant: ParticipantId) -> None: ...
