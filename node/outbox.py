"""What waits to be sent to one browser: at most one message of each kind.

The newest of a kind says all that the ones before it said, so a browser that reads slowly misses
some in between and never the last, and costs no more than a fast one.
"""

import asyncio

from node.outbound import Ended, Outbound, Speaking, State


class Outbox:
    def __init__(self) -> None:
        self._waiting: dict[type[Outbound], Outbound] = {}
        self._told: dict[type[Outbound], Outbound] = {Speaking: Speaking(())}
        self._wake = asyncio.Event()
        self._closed = False

    def put(self, message: Outbound) -> None:
        """Queue a message; nothing is queued after the end, and no state that says nothing new."""
        if self._closed:
            return
        if isinstance(message, State | Speaking):
            if self._told.get(type(message)) == message:
                return
            self._told[type(message)] = message
        self._waiting[type(message)] = message
        self._wake.set()
        if isinstance(message, Ended):
            self._closed = True

    def close(self) -> None:
        """Let what is queued be read, and then nothing more.  Closing twice is harmless."""
        self._closed = True
        self._wake.set()

    async def next(self) -> Outbound | None:
        """Return the next message once there is one; None when there will be none."""
        while not self._waiting:
            if self._closed:
                return None
            self._wake.clear()
            await self._wake.wait()
        return self._waiting.pop(next(iter(self._waiting)))
