"""Logs: events with fields, and only fields that are known to say nothing about a person.

The list is of what may pass, not of what may not: a field that nobody thought of is dropped and
its name is told, never its value.  Messages of libraries are free text and may hold anything, so
of them only the place they came from is kept.
"""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, Final

import structlog
from aiohttp import web
from aiohttp.abc import AbstractAccessLogger
from aiohttp.http_exceptions import HttpProcessingError

ALLOWED: Final = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "address",  # our own, that we listen on
        "code",
        "count",
        "duration_ms",
        "error",  # an exception's type
        "fault",  # the same
        "host",
        "logger",
        "media_port",
        "media_tcp_port",
        "method",
        "place",  # a line of code
        "port",
        "pump",
        "reason",
        "route",  # the pattern, not the path
        "session",  # random, and forgotten with the session
        "sessions",
        "sockets",
        "status",
        "version",
        "where",  # lines of code
    }
)

Fields = MutableMapping[str, Any]

log = structlog.get_logger()


def keep_the_harmless(_: object, __: str, fields: Fields) -> Fields:
    """Drop every field that is not on the list, and say which were dropped."""
    withheld = sorted(name for name in fields if name not in ALLOWED)
    kept = {name: value for name, value in fields.items() if name in ALLOWED}
    return {**kept, "withheld": ",".join(withheld)} if withheld else kept


def explain_exceptions(_: object, __: str, fields: Fields) -> Fields:
    """Put an error's kind and place where its text would have been."""
    error = fields.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    return {**fields, **failure(error)} if isinstance(error, BaseException) else fields


def configure(form: str) -> None:
    """Send all logs to stderr, as `text` for people or `json` for machines."""
    renderer: Any = structlog.processors.JSONRenderer()
    if form == "text":
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), sort_keys=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            explain_exceptions,
            keep_the_harmless,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    root = logging.getLogger()
    root.handlers[:] = [LibraryLog()]
    root.setLevel(logging.WARNING)


class LibraryLog(logging.Handler):
    """Tells that a library said something, where and about which kind of error."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):
            return  # Somebody's request that was none: the line about its answer says so.
        log.log(
            record.levelno,
            "a library complained",
            logger=record.name,
            place=place_of(error) if error else f"{record.module}:{record.lineno}",
            error=type(error).__name__ if error else None,
        )


ASKED_BY_MACHINES: Final = frozenset({"/healthz", "/readyz", "/metrics"})


class AccessLog(AbstractAccessLogger):
    """One line a request: no path, query, address or agent; none for probes that found all well."""

    @property
    def enabled(self) -> bool:
        return True

    def log(self, request: web.BaseRequest, response: web.StreamResponse, time: float) -> None:
        if response.status < 400 and route_of(request) in ASKED_BY_MACHINES:
            return
        log.info(
            "request",
            method=request.method,
            route=route_of(request),
            status=response.status,
            duration_ms=round(time * 1000, 1),
        )


ROUTE: Final = web.RequestKey("route", str)
"""On a request that came as far as our own code: what was no HTTP matched nothing."""


def note_route(request: web.Request) -> None:
    """Keep the pattern that `request` matched: it has no ids in it."""
    resource = request.match_info.route.resource
    request[ROUTE] = "none" if resource is None else resource.canonical


def route_of(request: web.BaseRequest) -> str:
    route: str = request.get(ROUTE, "none")
    return route


def failure(error: BaseException) -> Mapping[str, str]:
    """Return what may be logged of an error: its text may quote what people said."""
    while isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    return {"error": type(error).__name__, "place": place_of(error)}


def place_of(error: BaseException) -> str:
    """Return where an error was raised, the innermost place last."""
    frames = []
    step = error.__traceback__
    while step is not None:
        frames.append(f"{step.tb_frame.f_code.co_filename.rpartition('/')[2]}:{step.tb_lineno}")
        step = step.tb_next
    return " > ".join(frames[-4:])
