"""An invitation: the very offer a browser would be made, by the node that runs or by a new one.

The node that runs is asked at its own door, in a room that is made for it and then deleted.  What
it says may differ from the settings that the doctor was given: it was started with its own.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import SystemRandom
from typing import Final

import aiohttp

from rooms.role import Role
from sfu import candidates, pumps
from sfu.candidates import Invited
from sfu.ids import ScopeId
from sfu.plane import MediaPlane
from signaling import clerk
from signaling.doctor import running
from signaling.settings import Settings

NAME: Final = "Doctor"
PATIENCE: Final = 5.0
"""Seconds for the node's welcome."""


class NotInvited(Exception):
    """The node that runs makes us no offer."""


@asynccontextmanager
async def invited(settings: Settings) -> AsyncIterator[Invited]:
    """Hold an endpoint open; raises NotInvited, OSError where a port is taken, or StoreError."""
    if running.is_running(settings):
        async with _by_the_node(settings) as invitation:
            yield invitation
    else:
        async with _for_a_moment(settings) as invitation:
            yield invitation


@asynccontextmanager
async def _for_a_moment(settings: Settings) -> AsyncIterator[Invited]:
    _, make_pump = pumps.load({})
    async with MediaPlane.open(
        host=settings.media_host,
        port=settings.media_port,
        tcp_port=settings.media_tcp_port or None,
        advertise=settings.advertise,
        pump=make_pump(),
        rng=SystemRandom(),
    ) as plane:
        yield candidates.read(plane.prepare(ScopeId(NAME), 2, lambda _: None).offer)


@asynccontextmanager
async def _by_the_node(settings: Settings) -> AsyncIterator[Invited]:
    async with clerk.borrowed_room(settings, NAME) as room:
        token = await clerk.create_token(settings, room, Role.OBSERVER, NAME)
        address = f"http://{running.authority(settings)}/v1/rooms/{room}/socket"
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as http,
            http.ws_connect(address, protocols=["holdspace.v1.json"]) as socket,
        ):
            await socket.send_str(json.dumps({"type": "hello", "token": token}))
            welcome = json.loads(await socket.receive_str(timeout=PATIENCE))
            if "offer" not in welcome:
                raise NotInvited(welcome.get("message", "It makes no offer."))
            yield candidates.read(welcome["offer"])
