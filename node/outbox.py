"""What waits to be sent to one browser: at most one message of each kind, and what was written.

The newest of a kind says all that the ones before it said, so a browser that reads slowly misses
some in between and never the last, and costs no more than a fast one.  What people write to each
other is not of that kind: each message waits by itself, up to as many as a session remembers.
"""

import asyncio
from collections.abc import Hashable
from typing import Final

from node.outbound import Ended, HelpWord, Message, Network, Outbound, Reaction, Speaking
from node.state import State
from rooms.transcript import MOST_MESSAGES

MOST_WRITTEN: Final = MOST_MESSAGES


class Outbox:
    def __init__(self) -> None:
        self._waiting: dict[Hashable, Outbound] = {}
        self._written = 0
        self._told: dict[type[Outbound], Outbound] = {
            Speaking: Speaking(()),
            Network: Network(()),
        }
        self._wake = asyncio.Event()
        self._closed = False

    def put(self, message: Outbound) -> None:
        """Queue a message; nothing is queued after the end, and no state that says nothing new."""
        if self._closed:
            return
        if isinstance(message, State | Speaking | Network):
            if self._told.get(type(message)) == message:
                return
            self._told[type(message)] = message
        elif isinstance(message, Message):
            self._make_room()
            self._written += 1
        self._waiting[_kind(message)] = message
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
        message = self._waiting.pop(next(iter(self._waiting)))
        if isinstance(message, Message):
            self._written -= 1
        return message

    def _make_room(self) -> None:
        if self._written >= MOST_WRITTEN:
            oldest = next(kind for kind, m in self._waiting.items() if isinstance(m, Message))
            del self._waiting[oldest]
            self._written -= 1


def _kind(message: Outbound) -> Hashable:
    """Return what only the newest message of is of use."""
    match message:
        case Message(id=id_):
            return Message, id_
        case Reaction(participant=participant) | HelpWord(participant=participant):
            return type(message), participant
        case _:
            return type(message)
