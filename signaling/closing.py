"""Which refusals end the socket, and with which close code (docs/protocol.md, Refusals)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from aiohttp import WebSocketError, WSCloseCode

OVER: Final = 1000
"""The stay ended as it should: RFC 6455, section 7.4.1."""

CLOSES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "bad-token": 4401,
        "foreign-origin": 4403,
        "hello-timeout": 4408,
        "elsewhere": 4409,
        "too-large": 4413,
        "too-fast": 4429,
        "lost": 4410,
        "draining": 4503,
        "node-full": 4504,
    }
)
"""These close wherever they happen."""

BAD_MESSAGES: Final = 4400
"""After the eighth bad message."""

ABSENT: Final = 4404
"""No such room: only as the answer to `hello`."""


def of_greeting(code: str) -> int:
    """Return the close code when `hello` is refused: there is nobody left to talk to."""
    return ABSENT if code == "absent" else CLOSES.get(code, BAD_MESSAGES)


def of_ending(reason: str) -> int:
    """Return the close code after an `ended` message."""
    return CLOSES.get(reason, OVER)


def of_broken(error: object) -> str:
    """Return how a frame against the rules is counted (RFC 6455, section 7.4.1)."""
    code = error.code if isinstance(error, WebSocketError) else None
    return "too-large" if code == WSCloseCode.MESSAGE_TOO_BIG else "bad-frame"
