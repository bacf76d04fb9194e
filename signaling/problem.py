"""Problem details: every error of the HTTP API, in one shape (RFC 9457).

`code` is the stable word for programs, the same as on the socket where the socket has it; `type`
leads to its explanation; `detail` is a sentence for people.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import msgspec
from aiohttp import web

CONTENT_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its status, and what it means wherever it happens."""

    status: int
    title: str


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "bad-request": Kind(400, "The request cannot be read"),
        "bad-key": Kind(401, "An API key is needed"),
        "not-allowed": Kind(403, "This is not allowed"),
        "foreign-origin": Kind(403, "Pages from there may not do this"),
        "absent": Kind(404, "There is no such thing here"),
        "bad-link": Kind(404, "This link leads nowhere"),
        "no-such-method": Kind(405, "This method is not known here"),
        "too-slow": Kind(408, "The request did not come in time"),
        "out-of-turn": Kind(409, "Not now"),
        "room-full": Kind(409, "Every place is held"),
        "session-ended": Kind(409, "The session is over"),
        "already-asked": Kind(409, "This has been asked already"),
        "too-soon": Kind(409, "People were asked not long ago"),
        "ledger-broken": Kind(409, "The room's ledger is not what was written"),
        "recording-running": Kind(409, "This recording goes on"),
        "tampered": Kind(409, "This is not what was written"),
        "nothing-to-show": Kind(409, "Nothing of it can be read"),
        "erased": Kind(410, "This was erased"),
        "too-large": Kind(413, "The body is too large"),
        "bad-name": Kind(422, "This name cannot be shown"),
        "bad-terms": Kind(422, "Nobody can be asked to agree to this"),
        "bad-plan": Kind(422, "Breakouts cannot be split off like this"),
        "tracks-only": Kind(422, "Of breakouts there are only tracks"),
        "no-encoder": Kind(422, "This format cannot be made here"),
        "bad-field": Kind(422, "A field is missing, unknown or not what it should be"),
        "key-reused": Kind(422, "This Idempotency-Key belongs to another request"),
        "too-fast": Kind(429, "Too many requests"),
        "too-many-sockets": Kind(429, "Too many sockets are open"),
        "failed": Kind(500, "This is our fault"),
        "export-failed": Kind(500, "This could not be made"),
        "lost": Kind(503, "The session could not go on here"),
        "draining": Kind(503, "This node is shutting down"),
        "node-full": Kind(503, "This node bears no more"),
        "store-unavailable": Kind(503, "Nothing can be read or written just now"),
        "journal-unavailable": Kind(503, "Nothing can be written down just now"),
        "recorder-unavailable": Kind(503, "Nothing can be recorded just now"),
    }
)

REFUSED: Final = Kind(409, "This cannot be done now")
"""For a refusal of a package below that the API has no words of its own for."""

_CODES_BY_STATUS: Final = {
    status: next(code for code, kind in KINDS.items() if kind.status == status)
    for status in {kind.status for kind in KINDS.values()}
}


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    type: str
    title: str
    status: int
    code: str
    detail: str | None = None
    field: str | None = None
    """Where in the body, as a JSONPath, for `bad-field`."""


class ProblemRaised(Exception):
    """A call of the HTTP API is refused."""

    def __init__(self, code: str, detail: str, *, field: str | None = None) -> None:
        super().__init__(detail)
        self.code = code
        self.field = field


def of_code(code: str, detail: str | None = None, *, field: str | None = None) -> Problem:
    kind = KINDS.get(code, REFUSED)
    return Problem(f"/docs#{code}", kind.title, kind.status, code, detail, field)


def of_status(status: int, reason: str) -> Problem:
    """Return the problem for an error that the HTTP library noticed by itself."""
    code = _CODES_BY_STATUS.get(status)
    if code is None:
        return Problem("about:blank", reason, status, "bad-request")
    return of_code(code)


def encoded(problem: Problem) -> bytes:
    return msgspec.json.encode(problem)


def response(problem: Problem, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(
        body=encoded(problem),
        status=problem.status,
        content_type=CONTENT_TYPE,
        headers=headers,
    )
