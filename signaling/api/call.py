"""One call of the HTTP API, with its caller already known and its body already checked."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from aiohttp import web

from rooms.ids import ParticipantId, RoomId
from signaling.house import House
from signaling.problem import ProblemRaised

_Choice = TypeVar("_Choice", bound=StrEnum)


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

    def choice(self, name: str, choices: type[_Choice], default: _Choice) -> _Choice:
        """Return which of `choices` the query names, or raise `ProblemRaised`."""
        try:
            return choices(self.request.query.get(name, default))
        except ValueError:
            said = f"One of: {', '.join(choices)}."
            raise ProblemRaised("bad-field", said, field=name) from None

    def number(self, name: str, default: int, *, most: int) -> int:
        """Return the number that the query gives, from 0 to `most`, or raise `ProblemRaised`."""
        given = self.request.query.get(name, str(default))
        if not (given.isascii() and given.isdecimal() and int(given[:12]) <= most):
            raise ProblemRaised("bad-field", f"A number up to {most}.", field=name)
        return int(given)
