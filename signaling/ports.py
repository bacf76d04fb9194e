"""What the front door needs of a node: `node.node.Node`, by what is asked of it here."""

from typing import Protocol

from node.board import Board
from node.chair import Chair
from node.consent_desk import ConsentDesk
from node.consent_view import ConsentView
from node.live_view import Census, LiveView
from node.passes import Pass
from node.visit import Visit
from rooms.ids import RoomId


class Nodelike(Protocol):
    async def visit(self, pass_: Pass) -> Visit: ...
    async def revisit(self, room: RoomId, resume: str) -> Visit: ...
    async def redeem(self, room: RoomId, code: str) -> Visit: ...
    def session(self, room: RoomId) -> LiveView | None: ...
    def census(self) -> Census: ...
    def chair(self, room: RoomId) -> Chair:
        """Return what an API key's holder may do to the live session; raise if there is none."""

    def board(self, room: RoomId) -> Board:
        """Return what an API key's holder may do to its breakouts; raise if there is none."""

    def consent(self, room: RoomId) -> ConsentDesk:
        """Return where an API key's holder may ask and stop; raise if there is no live session."""

    def consent_view(self, room: RoomId) -> ConsentView | None:
        """Return what everyone is told of consent, and nobody's answer."""
