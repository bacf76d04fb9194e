"""Beside every attack something goes on that must not notice: a call, or two people in a room."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from tests.support.door import Door, open_door
from tests.support.neighbors import Neighbors, neighboring
from tests.support.raw_socket import RawSocket
from tests.support.siege import Live, besieged

Dial = Callable[..., Awaitable[RawSocket]]


@pytest.fixture
async def live(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Live]:
    async with besieged(caplog) as live:
        yield live


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with open_door() as opened:
        yield opened


@pytest.fixture
async def neighbors(door: Door) -> AsyncIterator[Neighbors]:
    async with neighboring(door) as both:
        yield both


@pytest.fixture
async def room(door: Door, neighbors: Neighbors) -> str:
    """A room to attack; the neighbors are in another."""
    assert neighbors
    return str((await door.make_room())["id"])


@pytest.fixture
async def dial() -> AsyncIterator[Dial]:
    """Dial as one without manners; whoever is left at the end is cut off."""
    dialed: list[RawSocket] = []

    async def dial(door: Door, room: str, *, buffer: int | None = None) -> RawSocket:
        dialed.append(await RawSocket.dial(door, room, buffer=buffer))
        return dialed[-1]

    yield dial
    for raw in dialed:
        await raw.leave()
