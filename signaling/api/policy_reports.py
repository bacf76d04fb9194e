"""Where browsers report that a page of ours broke its policy: counted, and forgotten."""

from time import monotonic_ns
from typing import Final

from aiohttp import web

from signaling import violations
from signaling.api.body import read_body
from signaling.api.call import Call
from signaling.api.route import Access, Route
from signaling.problem import ProblemRaised
from signaling.shield import REPORTS


async def report_violation(call: Call) -> web.Response:
    """Count which directive it was.  Whoever reports too much is refused before they are read."""
    house, request = call.house, call.request
    if not house.violations.affords(now=monotonic_ns()):
        raise ProblemRaised("too-fast", "So many reports are not needed.")
    if (request.content_length or 0) > violations.SIZE_MOST:
        raise ProblemRaised("too-large", "A report is shorter.")
    body = await read_body(house, request)
    if len(body) > violations.SIZE_MOST:
        raise ProblemRaised("too-large", "A report is shorter.")
    try:
        house.violations.count(violations.read(request.content_type, body))
    except ValueError:
        raise ProblemRaised("bad-request", "This is no report of a violation.") from None
    return web.Response(status=web.HTTPNoContent.status_code)


ROUTES: Final = (
    Route(
        "POST",
        REPORTS,
        report_violation,
        "Say that a page of ours broke its Content-Security-Policy",
        Access.ANYONE,
        status=web.HTTPNoContent.status_code,
        refusals=("too-fast", "too-large", "bad-request"),
    ),
)
