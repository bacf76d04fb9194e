"""Pages of other origins that may speak to us: those a room is embedded in."""

from typing import Final

from aiohttp import web

from rooms.ids import RoomId
from signaling.errors import ForeignOrigin
from signaling.house import HOUSE, House
from signaling.origins import Place

ADMITTED: Final = web.RequestKey("admitted", str)
"""The origin of a page which may read the answer."""

PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "content-type",
    "Access-Control-Max-Age": "600",
    "Vary": "Origin",
}


def place_of(request: web.BaseRequest) -> Place:
    return Place(request.scheme, request.host)


async def check_origin(house: House, request: web.Request) -> None:
    """Let a page of ours, of the operator's or of the room's pass, and whatever is no page."""
    origin = request.headers.get("Origin")
    record = await house.store.rooms.get(RoomId(request.match_info["room"]))
    more = record.allowed_origins if record else ()
    if not house.origins.admit(origin, place_of(request), more):
        raise ForeignOrigin
    if origin is not None:
        request[ADMITTED] = origin


async def preflight(request: web.Request) -> web.StreamResponse:
    """Answer a browser that asks before a page of another origin may call us (Fetch, 3.3)."""
    await check_origin(request.app[HOUSE], request)
    return web.Response(status=web.HTTPNoContent.status_code, headers=PREFLIGHT)


async def name_the_admitted(request: web.Request, response: web.StreamResponse) -> None:
    """Let the page that was admitted read the answer, refusals too."""
    if (origin := request.get(ADMITTED)) is not None:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Vary"] = "Origin"
