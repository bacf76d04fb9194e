"""Where browsers come in: the upgrade to a WebSocket (docs/protocol.md)."""

from collections.abc import Callable
from typing import Final

from aiohttp import WSCloseCode, web

from node.visit import Visit
from signaling.api.call import Call
from signaling.api.rooms import ROOM
from signaling.api.route import Access, Route
from signaling.callers import caller
from signaling.embedding import check_origin
from signaling.errors import ForeignOrigin
from signaling.messages import ANSWER_LIMIT, Hello
from signaling.problem import ProblemRaised
from signaling.socket import Socket
from signaling.wire import WIRES

HEARTBEAT: Final = 10.0  # seconds; a browser that does not answer within half of it is gone

UPGRADED: Final = web.RequestKey("upgraded", bool)
"""On a request whose connection speaks HTTP no more."""

GOODBYE: Final = 2.0
"""Seconds to wait for a browser's own close frame."""


async def socket(call: Call) -> web.WebSocketResponse:
    """Talk with one browser until it or we are done."""
    house = call.house
    if house.sockets.draining:
        raise ProblemRaised("draining", "This node is shutting down.")
    request = call.request
    whence = caller(request, house.settings.trusted_proxies)
    house.turnstile.come(whence)
    ws = web.WebSocketResponse(
        protocols=WIRES,
        heartbeat=HEARTBEAT,
        timeout=GOODBYE,
        compress=False,
        max_msg_size=ANSWER_LIMIT,
        autoping=False,
    )
    ready = ws.can_prepare(request)
    if not ready.ok or ready.protocol not in WIRES:
        names = ", ".join(WIRES)
        raise ProblemRaised("bad-request", f"Come with a WebSocket that speaks one of: {names}.")
    foreign = await _foreign(call)
    with house.turnstile.holding(whence):
        await ws.prepare(request)
        request[UPGRADED] = True
        await _talk(call, ws, ready.protocol, foreign)
    return ws


async def _talk(
    call: Call, ws: web.WebSocketResponse, protocol: str, foreign: ForeignOrigin | None
) -> None:
    house = call.house
    room = call.room

    async def greet(hello: Hello) -> Visit:
        return await house.greet(room, hello)

    conversation = Socket(
        ws,
        WIRES[protocol],
        greet,
        abort=_abort(call.request),
        patience=house.patience,
        allowances=house.allowances,
        refusals=house.refusals,
    )
    with house.sockets.holding(conversation):
        try:
            if foreign is None:
                await conversation.run()
            else:
                await conversation.turn_away(foreign)
        finally:
            # Only a mistake of ours leaves it open.
            await ws.close(code=WSCloseCode.INTERNAL_ERROR)


async def _foreign(call: Call) -> ForeignOrigin | None:
    """Return what speaks against the page's origin.

    It is told over the socket and not by a status: a browser keeps the status of an upgrade to
    itself, and its page would try again for ever.
    """
    try:
        await check_origin(call.house, call.request)
    except ForeignOrigin as foreign:
        return foreign
    return None


def _abort(request: web.Request) -> Callable[[], None]:
    """Return what cuts the connection at once, whatever still waits to be sent."""
    transport = request.transport

    def abort() -> None:
        if transport is not None:
            transport.abort()

    return abort


ROUTES: Final = (
    Route(
        "GET",
        f"{ROOM}/socket",
        socket,
        "Come in: a WebSocket that speaks docs/protocol.md",
        Access.ANYONE,
        status=101,
        refusals=("bad-request", "draining", "too-fast", "too-many-sockets"),
    ),
)
