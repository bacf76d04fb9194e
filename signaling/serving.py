"""Serving: from settings to a node that people can reach, until it is told to stop."""

import asyncio
import gc
import logging
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from typing import Final

import structlog
from aiohttp import web

from recording.privacy import forbid_core_dumps
from rooms.role import Role
from signaling import logs, reception
from signaling.app import create_app
from signaling.doorway import Runner
from signaling.house import HOUSE, House
from signaling.listening import BACKLOG
from signaling.settings import Settings

log = structlog.get_logger()

GRACE: Final = 3.0
"""Seconds for requests that are under way when the node is told to stop."""


async def serve(
    settings: Settings, listener: socket.socket, announce: Callable[[str], None]
) -> None:
    """Serve until SIGINT or SIGTERM; `announce` is told the links once people can come."""
    logs.configure(settings.log_format)
    forbid_core_dumps()
    stopping = _told_to_stop()
    settings = replace(settings, port=listener.getsockname()[1])
    runner = Runner(
        create_app(settings),
        access_log_class=logs.AccessLog,
        access_log=logging.getLogger("signaling.access"),
        shutdown_timeout=GRACE,
    )
    try:
        await runner.setup()
        await web.SockSite(runner, listener, backlog=BACKLOG).start()
        settle()
        house = runner.app[HOUSE]
        log.info("serving", host=settings.host, port=settings.port, pump=house.pump)
        announce(await _invitation(house))
        await stopping.wait()
        log.info("stopping", sockets=len(house.sockets))
    finally:
        await runner.cleanup()
    log.info("stopped")


def settle() -> None:
    """Take what is there by now out of every later garbage collection: it stays until the end.

    Each full one would look through all of it, and packets and turns wait for that.
    """
    gc.collect()
    gc.freeze()


def _told_to_stop() -> asyncio.Event:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    return stopping


async def _invitation(house: House) -> str:
    """Return what whoever started the service wants to see first."""
    record = await reception.first_room(house.store, now=time.time())
    links = reception.links(house.store, record)
    origin = house.link_origin()
    return "\n".join(
        [
            "",
            f"  Holdspace {version('holdspace')} is ready on {origin}",
            "",
            f"  {record.name}",
            f"    facilitator  {links.url(Role.FACILITATOR, origin=origin)}",
            f"    client       {links.url(Role.CLIENT, origin=origin)}",
            "",
            "  Ctrl-C stops it.",
            "",
        ]
    )
