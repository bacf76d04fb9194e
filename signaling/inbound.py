"""What a browser says, read ahead of what is done about it.

Requests are carried out one at a time, and one may wait for a slow disk.  Whoever takes their yes
back meanwhile is not to wait with it: the gate shuts when the frame has come, and the request then
takes its turn like every other.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from aiohttp import WSMessage, WSMsgType, web

from consent.flag import Answer
from node.consent_desk import ConsentDesk
from signaling.consent_messages import AnswerConsent, StopRecording, WithdrawConsent
from signaling.errors import BadMessage
from signaling.wire import Wire

AHEAD_MOST: Final = 16
"""Frames: more than a page says while a disk hangs.  Then its connection makes it wait."""

_FRAMES: Final = frozenset({WSMsgType.BINARY, WSMsgType.TEXT})
_OPEN: Final = _FRAMES | {WSMsgType.PING, WSMsgType.PONG}


class Inbound:
    def __init__(self, ws: web.WebSocketResponse, heed: Callable[[bytes | str], None]) -> None:
        self._ws = ws
        self._heed = heed
        self._frames: asyncio.Queue[WSMessage] = asyncio.Queue(AHEAD_MOST)

    async def read(self) -> None:
        """Read until the socket has closed; its end is a frame too."""
        while True:
            frame = await self._ws.receive()
            if frame.type in _FRAMES:
                self._heed(frame.data)
            await self._frames.put(frame)
            if frame.type not in _OPEN:
                return

    async def next(self) -> WSMessage:
        return await self._frames.get()


def heed(frame: bytes | str, wire: Wire, desk: ConsentDesk) -> None:
    """Shut a gate for what is a restriction; whatever else is in the frame has its turn."""
    try:
        message = wire.decode(frame)
    except BadMessage:
        return
    match message:
        case WithdrawConsent(scope=scope) | StopRecording(scope=scope):
            desk.shut_at_once(scope)
        case AnswerConsent(ask=ask, answer=Answer.REFUSED):
            desk.shut_for_a_no(ask)
        case _:
            pass
