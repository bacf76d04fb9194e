"""What is no HTTP: answered with a 4xx, or nothing, and cut."""

import asyncio
import json
from contextlib import suppress

import pytest
from aiohttp import WSMsgType

from signaling import logs
from tests.support.door import Door, open_door


@pytest.mark.parametrize(
    "request_",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100),
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\nzz\r\n",
        b"POST /v1/rooms HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/rooms HTTP/1.1\r\nHost: []@\r\nOrigin: http://a\r\nContent-Length: 2\r\n\r\n{}",
    ],
    ids=["TLS", "version", "nul", "header", "two lengths", "chunks", "negative", "host"],
)
async def test_what_is_not_http_is_cut(door: Door, room: str, request_: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.client.port)
    writer.write(request_)
    async with asyncio.timeout(10):
        head = await reader.read(12)
    assert head.startswith(b"HTTP/1.")
    assert head[9:10] == b"4"
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()
    async with await door.dial(room) as caller:
        await caller.say("shout")
        frame = await caller.ws.receive(timeout=5)
        assert frame.type is WSMsgType.BINARY


@pytest.mark.usefixtures("restored")
async def test_what_is_not_http_costs_one_line_of_the_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("json")
    async with open_door(access_log=True) as door:
        for request in (b"GET http://[ HTTP/1.1\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", door.client.port)
            writer.write(request)
            async with asyncio.timeout(10):
                await reader.read()
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["event"], line["route"], line["status"]) for line in lines] == [
        ("request", "none", 400)
    ] * 2
