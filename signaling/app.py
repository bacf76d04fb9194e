"""The application: its routes, and what all of them have in common."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Final

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from node.errors import NodeError
from recording.errors import RecordingError
from rooms.errors import RoomsError
from signaling import embedding, logs, problem, shield
from signaling.api import (
    breakouts,
    consent,
    door,
    exchange,
    exports,
    health,
    policy_reports,
    recordings,
    rooms,
    session,
    tokens,
)
from signaling.api.endpoint import BODY_LIMIT, endpoint
from signaling.api.route import Route
from signaling.authority import CHALLENGE
from signaling.description import Description
from signaling.doorway import attended
from signaling.errors import SignalingError
from signaling.house import HOUSE, House, open_house
from signaling.pages import STATIC, Pages
from signaling.problem import Problem, ProblemRaised
from signaling.settings import Settings
from store.errors import StoreUnavailable

log = structlog.get_logger()

ROUTES: Final[Sequence[Route]] = (
    *rooms.ROUTES,
    *exchange.ROUTES,
    *door.ROUTES,
    *tokens.ROUTES,
    *session.ROUTES,
    *breakouts.ROUTES,
    *consent.ROUTES,
    *recordings.ROUTES,
    *exports.ROUTES,
    *health.ROUTES,
    *policy_reports.ROUTES,
)

NOTHING_ELSE: Final = "default-src 'none'; frame-ancestors 'none'"
"""The policy of whatever is no page."""

HouseOpener = Callable[[Settings], AbstractAsyncContextManager[House]]


def create_app(
    settings: Settings, *, opener: HouseOpener = open_house, static: Path = STATIC
) -> web.Application:
    """Return the application; its house is opened when it starts and closed when it stops."""
    app = web.Application(middlewares=[attended, explained], client_max_size=BODY_LIMIT)
    app.cleanup_ctx.append(_living(settings, opener))
    app.on_shutdown.append(_drained)
    app.on_response_prepare.append(embedding.name_the_admitted)
    app.on_response_prepare.append(_shielded)
    for route in ROUTES:
        if route.method == "GET":
            app.router.add_get(route.path, endpoint(route), allow_head=route.status == 200)
        else:
            app.router.add_route(route.method, route.path, endpoint(route))
        if route.embeddable:
            app.router.add_route("OPTIONS", route.path, embedding.preflight)
    app.add_routes(Description(ROUTES).routes())
    app.add_routes(Pages(static).routes())
    return app


@web.middleware
async def explained(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Say every refusal and every failure as a problem."""
    logs.note_route(request)
    try:
        return await handler(request)
    except ProblemRaised as raised:
        headers = CHALLENGE if raised.code == "bad-key" else None
        said = problem.of_code(raised.code, str(raised), field=raised.field)
        return _refused(request, said, headers)
    except (SignalingError, RoomsError, NodeError, RecordingError) as refusal:
        return _refused(request, problem.of_code(refusal.code, str(refusal)))
    except StoreUnavailable as failure:
        log.warning("store unavailable", **logs.failure(failure))
        return _refused(request, problem.of_code(failure.code))
    except web.HTTPException as refusal:
        if refusal.status < 400:
            raise
        headers = {"Allow": refusal.headers["Allow"]} if "Allow" in refusal.headers else None
        return _refused(request, problem.of_status(refusal.status, refusal.reason), headers)
    except Exception as error:
        log.exception("request failed", route=logs.route_of(request))
        if door.UPGRADED in request:
            raise
        raise web.HTTPInternalServerError(
            text=problem.encoded(problem.of_code("failed")).decode(),
            content_type=problem.CONTENT_TYPE,
        ) from error


def _refused(
    request: web.Request, said: Problem, headers: Mapping[str, str] | None = None
) -> web.Response:
    request.app[HOUSE].refusals.count(said.code)
    return problem.response(said, headers)


def _living(
    settings: Settings, opener: HouseOpener
) -> Callable[[web.Application], AsyncIterator[None]]:
    async def living(app: web.Application) -> AsyncIterator[None]:
        async with opener(settings) as house:
            app[HOUSE] = house
            yield

    return living


async def _drained(app: web.Application) -> None:
    await app[HOUSE].sockets.drain()


async def _shielded(_: web.Request, response: web.StreamResponse) -> None:
    headers = response.headers
    for name, value in shield.ALWAYS.items():
        headers[name] = value
    headers["Server"] = "holdspace"
    headers.setdefault("Content-Security-Policy", NOTHING_ELSE)
    headers.setdefault("Cache-Control", "no-store")
