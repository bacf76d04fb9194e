"""The open sockets of this node, so that all can be sent away when it shuts down."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from signaling.socket import Socket


class Sockets:
    def __init__(self) -> None:
        self._open: set[Socket] = set()
        self.draining = False

    def __len__(self) -> int:
        return len(self._open)

    @contextmanager
    def holding(self, socket: Socket) -> Iterator[None]:
        self._open.add(socket)
        try:
            yield
        finally:
            self._open.discard(socket)

    async def drain(self) -> None:
        """Send everyone away, all at once: one that does not listen keeps nobody waiting."""
        self.draining = True
        async with asyncio.TaskGroup() as group:
            for socket in tuple(self._open):
                group.create_task(socket.drain())
