"""A route of the HTTP API: enough to serve it and to describe it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from signaling.api.call import Call


class Access(Enum):
    ANYONE = auto()
    KEY = auto()
    """An API key."""
    KEY_OR_VISITOR = auto()
    """An API key, or a visitor of our own page where the operator lets them."""
    KEY_OR_TOKEN = auto()
    """An API key, or a participant's token: then there is no key, and the handler verifies it."""


@dataclass(frozen=True, slots=True)
class Query:
    """A parameter of a list."""

    name: str
    says: str
    kind: str = "string"


@dataclass(frozen=True, slots=True)
class Route:
    """`handle` returns a value of `answer`'s type, or a response that is ready to go."""

    method: str
    path: str
    handle: Callable[[Call], Awaitable[Any]]
    summary: str
    access: Access = Access.KEY
    body: type | None = None
    answer: type | None = None
    status: int = 200
    media: tuple[str, ...] = ()
    """What it answers with if that is no JSON: content types."""
    meanwhile: type | None = None
    """The answer with 202, for what is not there yet."""
    refusals: tuple[str, ...] = field(default=())
    query: tuple[Query, ...] = field(default=())
    embeddable: bool = False
    """Whether pages that embed the room may call it, each from its own origin (CORS)."""

    @property
    def operation(self) -> str:
        """A name for it that stays: the handler's."""
        return self.handle.__name__
