"""One person's own TCP line to the server, which can be cut without anybody saying goodbye."""

import asyncio
import socket
import struct
from contextlib import suppress
from typing import Final

AT_ONCE: Final = struct.pack("ii", 1, 0)  # SO_LINGER: on, 0 s; closing then resets the connection
CHUNK: Final = 64 * 1024


class Line:
    """A relay on a port of its own.  While the server is down it hangs up on whoever calls."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._calls: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        assert self._server is not None, "the line is not open"
        return int(self._server.sockets[0].getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._call, "127.0.0.1", 0)

    def cut(self) -> None:
        """Reset every connection at both of its ends."""
        for end in list(self._ends):
            _reset(end)

    async def close(self) -> None:
        assert self._server is not None, "the line is not open"
        self._server.close()
        self.cut()
        if self._calls:
            await asyncio.wait(self._calls)

    async def _call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        call = asyncio.current_task()
        assert call is not None
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)
        try:
            there = await asyncio.open_connection("127.0.0.1", self._server_port)
        except OSError:
            _reset(writer)
            return
        ends = {writer, there[1]}
        self._ends |= ends
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_carry(reader, there[1]))
                group.create_task(_carry(there[0], writer))
        finally:
            self._ends -= ends


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):  # The other end is gone, and so is this one.
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    writer.close()


def _reset(end: asyncio.StreamWriter) -> None:
    if end.is_closing():
        return
    end.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    end.transport.abort()
