"""Whether this node lives, takes new people, and how it fares."""

from typing import Final

import prometheus_client
from aiohttp import web
from msgspec import Struct

from signaling.api.call import Call
from signaling.api.route import Access, Route
from signaling.metrics import registry_of
from signaling.problem import ProblemRaised


class Health(Struct, frozen=True):
    status: str


async def healthz(call: Call) -> Health:
    """The process answers; whether it should be sent people, `/readyz` says."""
    del call
    return Health("ok")


async def readyz(call: Call) -> Health:
    if call.house.sockets.draining:
        raise ProblemRaised("draining", "This node is shutting down.")
    await call.house.store.rooms.list(limit=1)
    return Health("ready")


async def metrics(call: Call) -> web.Response:
    body = prometheus_client.generate_latest(registry_of(call.house))
    return web.Response(body=body, headers={"Content-Type": prometheus_client.CONTENT_TYPE_LATEST})


ROUTES: Final = (
    Route("GET", "/healthz", healthz, "Is the process alive?", Access.ANYONE, answer=Health),
    Route(
        "GET",
        "/readyz",
        readyz,
        "Should it be sent people?",
        Access.ANYONE,
        answer=Health,
        refusals=("draining", "store-unavailable"),
    ),
    Route("GET", "/metrics", metrics, "How it fares, for Prometheus", Access.ANYONE),
)
