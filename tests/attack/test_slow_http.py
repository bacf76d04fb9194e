"""Slow HTTP: who never ends a request, or never takes an answer, is let go in time.

A crowd of them pushes itself out and keeps nobody from coming in.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress

import pytest

from signaling import doorstep
from signaling.patience import Patience
from tests.support.door import BEARER, Door, open_door
from tests.support.neighbors import neighboring

SHORT = 0.3  # seconds
HEAD = b"GET /healthz HTTP/1.1\r\nHost: a\r\n"
WHOLE = HEAD + b"\r\n"

Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Crowd:
    """Connections to one front door."""

    def __init__(self, door: Door, stack: AsyncExitStack) -> None:
        self.door = door
        self._stack = stack

    async def connect(self, say: bytes = b"") -> Line:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.door.client.port)
        self._stack.push_async_callback(gone, writer)
        writer.write(say)
        return reader, writer


@pytest.fixture
async def impatient() -> AsyncIterator[Crowd]:
    """A front door that waits for nothing, with neighbors whom that does not concern."""
    patience = Patience(head=SHORT, idle=SHORT, body=SHORT, answer=SHORT, stall=SHORT)
    async with AsyncExitStack() as stack:
        door = await stack.enter_async_context(open_door(patience=patience))
        both = await stack.enter_async_context(neighboring(door))
        yield Crowd(door, stack)
        await both.are_undisturbed()


@pytest.fixture
async def crowd() -> AsyncIterator[Crowd]:
    async with AsyncExitStack() as stack:
        door = await stack.enter_async_context(open_door())
        both = await stack.enter_async_context(neighboring(door))
        yield Crowd(door, stack)
        await both.are_undisturbed()


async def gone(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def ended(reader: asyncio.StreamReader) -> bytes:
    """Return what came until the connection was closed."""
    said = b""
    async with asyncio.timeout(10):
        with suppress(ConnectionError):
            while piece := await reader.read(65536):
                said += piece
    return said


async def answered(reader: asyncio.StreamReader) -> bytes:
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
    assert head.startswith(b"HTTP/1.1 200")
    return await reader.readexactly(len(b'{"status":"ok"}'))


@pytest.mark.parametrize("said", [b"", b"G", HEAD + b"X-Slow: "], ids=["nothing", "a byte", "most"])
async def test_a_head_that_does_not_end_is_not_waited_for(impatient: Crowd, said: bytes) -> None:
    reader, _ = await impatient.connect(said)

    assert await ended(reader) == b""
    assert impatient.door.refused("head-too-slow") == 1


async def test_a_byte_at_a_time_buys_no_time(impatient: Crowd) -> None:
    reader, writer = await impatient.connect(HEAD + b"X-Slow: ")
    closed = asyncio.create_task(ended(reader))

    while not closed.done():
        writer.write(b"y")
        await asyncio.wait([closed], timeout=SHORT / 10)

    assert await closed == b""
    assert impatient.door.refused("head-too-slow") == 1


async def test_after_an_answer_the_next_head_has_its_own_time(impatient: Crowd) -> None:
    reader, writer = await impatient.connect(WHOLE)
    await answered(reader)
    writer.write(WHOLE)
    await answered(reader)
    writer.write(HEAD)

    assert await ended(reader) == b""
    assert impatient.door.refused("head-too-slow") == 1


async def test_who_asks_nothing_more_is_let_go_and_that_is_no_offense(impatient: Crowd) -> None:
    reader, _ = await impatient.connect(WHOLE)
    await answered(reader)

    assert await ended(reader) == b""
    assert impatient.door.refused("head-too-slow") == 0


async def test_a_body_that_does_not_end_is_not_waited_for(impatient: Crowd) -> None:
    key = BEARER["Authorization"].encode()
    reader, _ = await impatient.connect(
        b"POST /v1/rooms HTTP/1.1\r\nHost: a\r\nAuthorization: " + key + b"\r\n"
        b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    )

    assert (await asyncio.wait_for(reader.readline(), 10)).startswith(b"HTTP/1.1 408 ")
    assert impatient.door.refused("too-slow") == 1


async def test_an_answer_that_is_not_read_is_not_kept(impatient: Crowd) -> None:
    # Pipelined requests whose answers fill every buffer on the way.
    ask = b"GET /v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"
    _, writer = await impatient.connect()
    writer.transport.pause_reading()  # type: ignore[attr-defined]
    async with asyncio.timeout(20):
        while not impatient.door.refused("reads-too-slowly"):
            writer.write(ask)
            await asyncio.sleep(0)

    assert impatient.door.refused("reads-too-slowly") == 1


async def test_requests_that_never_end_keep_nobody_out(crowd: Crowd) -> None:
    door = crowd.door
    lines = [await crowd.connect(HEAD + b"X-Slow: ") for _ in range(3 * doorstep.WAITING_OF_ONE)]
    for _, writer in lines:
        writer.write(b"z")

    room = (await door.make_room())["id"]
    async with await door.enter(room, "facilitator", "Ada") as ada:
        await ada.state(phase="joined")
    assert door.refused("waiting-too-many") >= 2 * doorstep.WAITING_OF_ONE
    assert len(door.house.doorstep) <= doorstep.WAITING_OF_ONE
    assert await ended(lines[0][0]) == b"", "who has waited longest goes first"


async def test_those_who_wait_from_many_places_are_few_all_the_same(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorstep, "WAITING_MOST", 20)
    lines = [await crowd.connect() for _ in range(60)]

    assert await ended(lines[0][0]) == b""
    assert len(crowd.door.house.doorstep) <= 20


async def test_what_it_cost_is_in_the_metrics(impatient: Crowd) -> None:
    reader, _ = await impatient.connect(HEAD)
    await ended(reader)

    async with impatient.door.client.get("/metrics") as response:
        metrics = await response.text()

    assert 'holdspace_refusals_total{code="head-too-slow"} 1.0' in metrics
    assert "holdspace_waiting_connections 0.0" in metrics
