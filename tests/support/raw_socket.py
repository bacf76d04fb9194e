"""A WebSocket without manners: it sends what it is told, and reads only when asked."""

import asyncio
import os
import socket
import struct
from contextlib import suppress
from typing import Any, Self

import msgspec

from tests.support.door import MSGPACK, Door

CONTINUATION, TEXT, BINARY, CLOSE, PING = 0x0, 0x1, 0x2, 0x8, 0x9
FIN, RSV1 = 0x80, 0x40


class RawSocket:
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
        return cls(reader, writer)

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
