"""From a request to a call and from its answer to a response: the same way for every route."""

from time import monotonic_ns
from typing import Any, Final

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler

from signaling import authority
from signaling.api.body import read_body
from signaling.api.call import Call
from signaling.api.route import Access, Route
from signaling.embedding import check_origin, place_of
from signaling.house import HOUSE, House
from signaling.problem import ProblemRaised
from signaling.repetitions import Repeatable

BODY_LIMIT: Final = 64 * 1024  # bytes


def endpoint(route: Route) -> Handler:
    """Return the handler that serves `route`."""

    async def serve(request: web.Request) -> web.StreamResponse:
        house = request.app[HOUSE]
        if route.embeddable:
            await check_origin(house, request)
        key = _admit(house, route, request)
        raw = await read_body(house, request) if route.body is not None else b""
        call = Call(house, request, key, _decoded(raw, route.body))
        repetition = request.headers.get("Idempotency-Key")
        if request.method == "POST" and key is not None and repetition is not None:
            again = Repeatable(key, request.path, repetition, raw)

            async def act() -> tuple[int, bytes]:
                return route.status, msgspec.json.encode(await route.handle(call))

            status, body = await house.repetitions.once(again, act)
            return _json(status, body)
        answer = await route.handle(call)
        if isinstance(answer, web.StreamResponse):
            return answer
        return _json(route.status, msgspec.json.encode(answer))

    return serve


def _admit(house: House, route: Route, request: web.Request) -> str | None:
    """Return the id of the API key, or None where none is needed."""
    if route.access is Access.ANYONE:
        return None
    keys = house.settings.keys
    if route.access is Access.KEY_OR_TOKEN and authority.participant_token(
        request.headers.get("Authorization")
    ):
        return None
    key = authority.key_id(request.headers.get("Authorization"), keys)
    if key is None and route.access is Access.KEY_OR_VISITOR and house.settings.visitors_may_create:
        origin = request.headers.get("Origin")
        authority.require_visitor(house.origins, origin, place_of(request))
        if not house.visitors.take(now=monotonic_ns()):
            raise ProblemRaised("too-fast", "Too many rooms are being started: wait a moment.")
        return None
    return authority.require_key(key, keys)


def _decoded(raw: bytes, shape: type | None) -> Any:
    if shape is None:
        return None
    try:
        return msgspec.json.decode(raw, type=shape)
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `")
        raise ProblemRaised("bad-field", f"{said}.", field=place.rstrip("`") or "$") from None
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        raise ProblemRaised("bad-request", "The body is not JSON.") from None


def _json(status: int, body: bytes) -> web.Response:
    if status == web.HTTPNoContent.status_code:
        return web.Response(status=status)
    return web.Response(body=body, status=status, content_type="application/json")
