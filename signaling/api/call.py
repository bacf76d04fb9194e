"""One call of the HTTP API, with its caller already known and its body already checked."""

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from rooms.ids import ParticipantId, RoomId
from signaling.house import House


@dataclass(frozen=True, slots=True)
class Call:
    """`key` is the id of the API key it came with, or None; `body` is of the route's type."""

    house: House
    request: web.Request
    key: str | None
    body: Any

    @property
    def room(self) -> RoomId:
        return RoomId(self.request.match_info["room"])

    @property
    def participant(self) -> ParticipantId:
        return ParticipantId(self.request.match_info["participant"])
