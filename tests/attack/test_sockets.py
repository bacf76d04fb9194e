"""Hostile sockets: each is refused with its stable code, costs only its sender, and nobody else
in the house notices.
"""

import asyncio
import os
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Self

import msgspec
import pytest
from aiohttp import WSMsgType

from node.node import Node
from node.passes import Pass
from node.visit import Visit
from signaling.socket import Patience
from tests.support.door import MSGPACK, Caller, Door, open_door

CONTINUATION, TEXT, BINARY, CLOSE, PING = 0x0, 0x1, 0x2, 0x8, 0x9
FIN, RSV1 = 0x80, 0x40


@dataclass
class Neighbours:
    """Two people in a room of their own, while others attack."""

    lena: Caller
    birch: Caller

    async def are_undisturbed(self) -> None:
        """Check that what one asks for is done, and that the other sees it."""
        me = self.lena.last["state"]["self"]
        for on in (False, True):
            assert (await self.lena.ask("publish", camera=on))["type"] == "done"
            while not any(
                person["id"] == me and person["camera"] is on
                for person in self.birch.last["state"]["participants"]
            ):
                await self.birch.hear()
        assert not self.lena.ws.closed
        assert not self.birch.ws.closed


@asynccontextmanager
async def neighbours(door: Door) -> AsyncIterator[Neighbours]:
    room = (await door.make_room())["id"]
    async with (
        await door.enter(room, "facilitator", "Lena") as lena,
        await door.enter(room, "client", "Birch") as birch,
    ):
        await lena.state(phase="joined")
        await birch.state(phase="joined")
        both = Neighbours(lena, birch)
        await both.are_undisturbed()
        yield both
        await both.are_undisturbed()


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with open_door() as opened:
        yield opened


@pytest.fixture
async def room(door: Door) -> AsyncIterator[str]:
    async with neighbours(door):
        yield (await door.make_room())["id"]


class RawSocket:
    """A WebSocket without manners: it sends what it is told, and reads only when asked."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def dial(cls, door: Door, room: str, *, buffer: int | None = None) -> Self:
        sock = socket.socket()
        if buffer is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        sock.settimeout(0)
        port = door.client.port
        await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", port))
        # A small limit, so that the stream reads nothing ahead of us.
        reader, writer = await asyncio.open_connection(sock=sock, limit=1024)
        writer.write(
            f"GET /v1/rooms/{room}/socket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: c2l4dGVlbi1yYW5kb20tYg==\r\nSec-WebSocket-Protocol: {MSGPACK}\r\n"
            "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n".encode()
        )
        head = await reader.readuntil(b"\r\n\r\n")
        assert b" 101 " in head
        assert b"permessage-deflate" not in head, "compression makes bombs"
        raw = cls(reader, writer)
        DIALED.append(raw)
        return raw

    def send(self, first: int, payload: bytes = b"") -> None:
        mask = os.urandom(4)
        size = len(payload)
        if size < 126:
            head = struct.pack("!BB", first, 0x80 | size)
        elif size < 65536:
            head = struct.pack("!BBH", first, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", first, 0x80 | 127, size)
        masked = bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))
        self.writer.write(head + mask + masked)

    def say(self, **message: Any) -> None:
        self.send(FIN | BINARY, msgspec.msgpack.encode(message))

    async def read_frame(self) -> tuple[int, bytes]:
        first, size = await self.reader.readexactly(2)
        if size == 126:
            (size,) = struct.unpack("!H", await self.reader.readexactly(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", await self.reader.readexactly(8))
        return first & 0x0F, await self.reader.readexactly(size)

    async def close_code(self) -> int:
        """Return with which code the server closes."""
        async with asyncio.timeout(10):
            while True:
                opcode, payload = await self.read_frame()
                if opcode == CLOSE:
                    return int(struct.unpack("!H", payload[:2])[0])

    async def is_cut(self) -> None:
        """Return once the connection is gone, with or without a word."""
        async with asyncio.timeout(10):
            try:
                while await self.reader.read(1024):
                    pass
            except ConnectionError:
                pass

    async def leave(self) -> None:
        self.writer.transport.abort()
        with suppress(ConnectionError):
            await self.writer.wait_closed()


DIALED: list[RawSocket] = []


@pytest.fixture(autouse=True)
async def leaving() -> AsyncIterator[None]:
    yield
    while DIALED:
        await DIALED.pop().leave()


async def test_noise_is_refused_eight_times(door: Door, room: str) -> None:
    async with await door.dial(room) as caller:
        for n in range(8):
            await caller.ws.send_bytes(os.urandom(n + 1)[:-1] + b"\xc1")
            assert (await caller.hear())["code"] == "bad-message"
        assert (await caller.closed())[0] == 4400


@pytest.mark.parametrize(
    "frames",
    [
        [b""] * 8,
        [msgspec.msgpack.encode({"type": "state"})] * 8,
        [msgspec.msgpack.encode({"type": "hello", "token": "t", "role": "facilitator"})] * 8,
        [b"\x81\xa4type" + b"\x91" * 50_000] * 8,
        [b"\xdf\xff\xff\xff\xff"] * 8,
        [b"\xdd\xff\xff\xff\xff" + b"\x00" * 100] * 8,
        [b"\xc6\xff\xff\xff\xff"] * 8,
    ],
    ids=["empty", "ours", "foreign field", "deep", "huge map", "huge list", "huge bytes"],
)
async def test_what_is_no_message_is_refused(door: Door, room: str, frames: list[bytes]) -> None:
    async with await door.dial(room) as caller:
        for frame in frames:
            await caller.ws.send_bytes(frame)
        code, last = await caller.closed()
    assert (code, last["code"]) == (4400, "bad-message")


async def test_text_is_not_msgpack(door: Door, room: str) -> None:
    async with await door.dial(room) as caller:
        await caller.ws.send_str('{"type":"hello","token":"t","id":1}')
        assert (await caller.hear())["code"] == "bad-message"


async def test_out_of_turn_changes_nothing(door: Door, room: str) -> None:
    async with await door.dial(room) as caller:
        for type_, fields in [
            ("join", {"name": "x", "microphone": True, "camera": True}),
            ("answer", {"sdp": "v=0"}),
            ("publish", {"microphone": True}),
            ("end_session", {}),
            ("mute", {"participant": "p"}),
        ]:
            assert (await caller.ask(type_, **fields))["code"] == "out-of-turn"
        assert not caller.ws.closed


async def test_a_visitor_before_join_steers_nobody(door: Door) -> None:
    async with neighbours(door) as both:
        made = await door.make_room()
        async with await door.dial(made["id"]) as caller:
            await caller.ask("hello", token=await door.token(made["id"], "facilitator", "Eve"))
            await caller.ask("join", name="Eve", microphone=True, camera=True)
            victim = both.birch.last["state"]["self"]
            for verb in ("mute", "remove", "admit", "refuse"):
                assert (await caller.ask(verb, participant=victim))["code"] == "absent"


async def test_a_large_message_that_is_no_answer_closes(door: Door, room: str) -> None:
    async with await door.dial(room) as caller:
        await caller.ask("hello", token=await door.token(room))
        padding = [{"participant": "p" * 64, "source": "camera", "height": n} for n in range(128)]
        big = msgspec.msgpack.encode({"type": "layout", "tiles": padding})
        # The same message, each height written in nine bytes and each text with a long head.
        await caller.ws.send_bytes(big.replace(b"\xd9\x40", b"\xdb\x00\x00\x00\x40") + b"")
        assert (await caller.hear_until("error"))["code"] in {"out-of-turn", "bad-message"}
        await caller.ws.send_bytes(
            msgspec.msgpack.encode({"type": "publish", "microphone": True, "x": "y" * 70_000})
        )
        assert (await caller.hear_until("error"))["code"] == "bad-message"


async def test_an_answer_over_its_limit_ends_the_socket(door: Door, room: str) -> None:
    raw = await RawSocket.dial(door, room)
    raw.say(type="answer", sdp="x" * (256 * 1024))

    assert await raw.close_code() == 1009


async def test_a_frame_that_never_ends_is_not_waited_for(door: Door, room: str) -> None:
    raw = await RawSocket.dial(door, room)
    raw.send(BINARY, b"x" * 60_000)
    for _ in range(4):
        raw.send(CONTINUATION, b"x" * 60_000)

    assert await raw.close_code() == 1009


async def test_a_frame_that_claims_to_be_huge_is_not_waited_for(door: Door, room: str) -> None:
    raw = await RawSocket.dial(door, room)
    raw.writer.write(struct.pack("!BBQ", FIN | BINARY, 0x80 | 127, 2**40) + b"mask" + b"x" * 100)

    assert await raw.close_code() == 1009


@pytest.mark.parametrize(
    ("first", "payload", "code"),
    [
        (FIN | RSV1 | BINARY, b"x", 1002),
        (FIN | 0x3, b"", 1002),
        (FIN | CONTINUATION, b"x", 1002),
        (PING, b"", 1002),
        (FIN | PING, b"x" * 126, 1002),
        (FIN | TEXT, b"\xff\xfe", 1007),
    ],
    ids=["compressed", "unknown opcode", "stray end", "split ping", "long ping", "not UTF-8"],
)
async def test_frames_against_the_rules_close(
    door: Door, room: str, first: int, payload: bytes, code: int
) -> None:
    raw = await RawSocket.dial(door, room)
    raw.send(first, payload)

    assert await raw.close_code() == code


async def test_a_flood_of_messages_closes(door: Door, room: str) -> None:
    raw = await RawSocket.dial(door, room)
    for _ in range(500):
        raw.say(type="publish", id=1)

    assert await raw.close_code() == 4429


async def test_a_flood_of_pings_closes(door: Door, room: str) -> None:
    raw = await RawSocket.dial(door, room)
    for _ in range(500):
        raw.send(FIN | PING, b"x" * 100)

    assert await raw.close_code() == 4429


async def test_many_floods_at_once_cost_only_their_senders(door: Door) -> None:
    async with neighbours(door) as both:
        room = (await door.make_room())["id"]
        raws = [await RawSocket.dial(door, room) for _ in range(20)]
        for raw in raws:
            for _ in range(200):
                raw.say(type="publish")
        await both.are_undisturbed()

        assert {await raw.close_code() for raw in raws} == {4429}


async def test_who_says_no_hello_is_sent_away() -> None:
    async with open_door(patience=Patience(hello=0.3)) as door, neighbours(door):
        room = (await door.make_room())["id"]
        async with await door.dial(room) as silent, await door.dial(room) as babbling:
            for _ in range(3):
                await babbling.say("shout")

            code, last = await silent.closed()
            assert (code, last["code"]) == (4408, "hello-timeout")
            assert (await babbling.closed())[0] == 4408


async def test_a_crowd_that_says_nothing_keeps_nobody_out(door: Door) -> None:
    async with neighbours(door) as both:
        room = (await door.make_room())["id"]
        for _ in range(100):
            await RawSocket.dial(door, room)

        await both.are_undisturbed()
        async with await door.enter(room, "facilitator", "Ada") as ada:
            await ada.state(phase="joined")


async def test_requests_that_never_end_keep_nobody_out(door: Door) -> None:
    async with neighbours(door) as both:
        room = (await door.make_room())["id"]
        writers = []
        for _ in range(200):
            _, writer = await asyncio.open_connection("127.0.0.1", door.client.port)
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
            writers.append(writer)
        for writer in writers:
            writer.write(b"z")

        await both.are_undisturbed()
        async with await door.enter(room, "facilitator", "Ada") as ada:
            await ada.state(phase="joined")
        for writer in writers:
            writer.transport.abort()


@dataclass
class Talkative:
    """A visit that always has something new to say, and a lot of it."""

    visit: Visit
    taken: int = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.visit, name)

    async def next_message(self) -> object:
        self.taken += 1
        return {"type": "state", "much": "x" * 60_000}


async def test_a_reader_that_stops_reading_costs_no_memory_and_is_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talkative: list[Talkative] = []
    visit = Node.visit

    async def visit_but_eve(node: Node, pass_: Pass) -> Any:
        made = await visit(node, pass_)
        if pass_.name != "Eve":
            return made
        talkative.append(Talkative(made))
        return talkative[-1]

    monkeypatch.setattr(Node, "visit", visit_but_eve)
    async with open_door(patience=Patience(write=0.5)) as door, neighbours(door) as both:
        room = (await door.make_room())["id"]
        async with await door.enter(room, "facilitator", "Ada") as ada:
            slow = await RawSocket.dial(door, room, buffer=2048)
            slow.say(type="hello", token=await door.token(room, "client", "Eve"))
            slow.say(type="join", name="Eve", microphone=True, camera=True)
            await both.are_undisturbed()
            # From here on it reads nothing, while there is ever more to tell it.
            while not any(
                person["name"] == "Eve" and person["connection"] == "reconnecting"
                for person in ada.last.get("state", {"participants": []})["participants"]
            ):
                await ada.hear()

            # What it was sent lies in the kernel's buffers, a few MB at most, and nowhere else.
            assert talkative[0].taken < 300
            assert (await ada.ask("publish", screen=True))["type"] == "done"


async def test_a_socket_that_goes_without_goodbye_is_let_go(door: Door, room: str) -> None:
    raws = [await RawSocket.dial(door, room) for _ in range(10)]
    for raw in raws:
        raw.writer.transport.abort()
    async with await door.dial(room):
        pass

    async with await door.enter(room, "facilitator", "Ada") as ada:
        assert (await ada.ask("publish", camera=True))["type"] == "done"


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
    ],
    ids=["TLS", "version", "nul", "header", "two lengths", "chunks", "negative"],
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
