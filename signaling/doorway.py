"""The doorway: where a connection by HTTP waits until it asks, is let go when it takes too long.

aiohttp has no limit of time for a request head, so each of its connections stands behind one of
ours, which hands everything on and keeps the time.  Bytes come and go here; that a whole request
came is told by `attended`, the outermost middleware.
"""

import asyncio
from collections.abc import Callable
from itertools import count
from typing import Any, cast

from aiohttp import web
from aiohttp.typedefs import Handler

from signaling.doorstep import Doorstep, network_of
from signaling.house import HOUSE, House
from signaling.patience import Patience
from signaling.refusals import Refusals


class Doorway:
    """Makes a `Threshold` for each connection; called by the loop."""

    def __init__(self, house: House, behind: Callable[[], asyncio.Protocol]) -> None:
        self.patience: Patience = house.patience
        self.refusals: Refusals = house.refusals
        self._doorstep: Doorstep = house.doorstep
        self._behind = behind
        self._serials = count()
        self._thresholds: dict[int, Threshold] = {}

    def __call__(self) -> "Threshold":
        return Threshold(self, self._behind(), next(self._serials))

    def await_request(self, threshold: "Threshold") -> None:
        """Let it wait; whoever has waited longest may have to go."""
        self._thresholds[threshold.serial] = threshold
        leaves = self._doorstep.come(threshold.serial, threshold.network)
        if leaves is not None:
            self.refusals.count("waiting-too-many")
            self._thresholds.pop(leaves).close()

    def await_no_more(self, threshold: "Threshold") -> None:
        self._doorstep.leave(threshold.serial)
        self._thresholds.pop(threshold.serial, None)


class Threshold(asyncio.Protocol):
    """One connection: it waits, begins a head, is answered, and waits again.

    ```
      made ─▶ HEAD ──a whole request──▶ ANSWERING ──answered──▶ IDLE
                ▲                                                 │
                └──────────────────── a byte ─────────────────────┘
    ```
    """

    def __init__(self, doorway: Doorway, inner: asyncio.Protocol, serial: int) -> None:
        self.serial = serial
        self.network = ""
        self._doorway = doorway
        self._inner = inner
        self._transport: asyncio.Transport | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._stall: asyncio.TimerHandle | None = None
        self._idle = False

    def begin_answer(self) -> None:
        """Wait for nothing while a request is carried out."""
        self._doorway.await_no_more(self)
        self._expect_nothing()

    def hand_over(self) -> None:
        """Give it time to take the answer."""
        self._expect(self._doorway.patience.answer, self._reads_nothing)

    def end_answer(self, _: object) -> None:
        """Wait for another request."""
        self._expect_nothing()
        if self._transport is not None and not self._transport.is_closing():
            self._doorway.await_request(self)
            self._expect(self._doorway.patience.idle, self.close)
            self._idle = True

    def close(self) -> None:
        """Let it go; nothing is being said."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports have the methods, and not the type.
        self._transport = cast("asyncio.Transport", transport)
        self.network = network_of(str((transport.get_extra_info("peername") or ("",))[0]))
        self._inner.connection_made(transport)
        self._doorway.await_request(self)
        self._expect(self._doorway.patience.head, self._too_slow)

    def data_received(self, data: bytes) -> None:
        if self._idle:
            self._idle = False
            self._expect(self._doorway.patience.head, self._too_slow)
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        loop = asyncio.get_running_loop()
        self._stall = loop.call_later(self._doorway.patience.stall, self._reads_nothing)
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._forget_stall()
        self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._doorway.await_no_more(self)
        self._expect_nothing()
        self._forget_stall()
        self._inner.connection_lost(exc)

    def _too_slow(self) -> None:
        self._doorway.refusals.count("head-too-slow")
        self.close()

    def _reads_nothing(self) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._doorway.refusals.count("reads-too-slowly")
            self._transport.abort()

    def _expect(self, within: float, otherwise: Callable[[], None]) -> None:
        self._expect_nothing()
        self._deadline = asyncio.get_running_loop().call_later(within, otherwise)

    def _expect_nothing(self) -> None:
        self._idle = False
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _forget_stall(self) -> None:
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None


class Runner(web.AppRunner):
    """Serves the application behind the doorway of its house."""

    @property
    def server(self) -> Any:
        """Return what makes a protocol for each connection."""
        inner = super().server
        return None if inner is None else Doorway(self.app[HOUSE], inner)


@web.middleware
async def attended(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Tell the connection that a whole request is here, and when it has taken the answer."""
    transport, task = request.transport, asyncio.current_task()
    threshold = None if transport is None else transport.get_protocol()
    if not isinstance(threshold, Threshold) or task is None:
        # Its connection was lost meanwhile.
        return await handler(request)
    threshold.begin_answer()
    # The library sends the answer in the same task.
    task.add_done_callback(threshold.end_answer)
    response = await handler(request)
    threshold.hand_over()
    return response
