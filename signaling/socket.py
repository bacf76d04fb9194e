"""One browser's WebSocket: carries frames and time, and decides nothing.

Requests are taken one at a time, so a browser that asks for more than we can do is slowed by its
own connection; only what restricts is heeded at once (`signaling.inbound`).  The writer takes the
newest truth whenever the browser has taken the last one, so a browser that reads slowly costs what
its connection buffers and no more.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from time import monotonic_ns
from typing import Final

from aiohttp import WSMessage, WSMsgType, web

from breakout.errors import BreakoutError
from node.errors import NodeError
from node.outbound import Ended
from node.outlet import Parting
from node.visit import Visit
from rooms.errors import RoomsError
from sfu.errors import SfuError
from signaling import closing
from signaling.allowance import Allowances
from signaling.answers import Refused, colliding
from signaling.dialogue import Dialogue, Refusal
from signaling.errors import Draining, HelloTimeout, Lost, SignalingError
from signaling.inbound import Inbound, heed
from signaling.messages import Hello, Message
from signaling.patience import Patience
from signaling.refusals import Refusals
from signaling.requests import carry_out
from signaling.wire import Wire

REFUSALS: Final = (SignalingError, NodeError, BreakoutError, RoomsError, SfuError)
"""What a browser is told; everything else is our mistake."""

PARTINGS: Final[Mapping[Parting, type[SignalingError]]] = {"draining": Draining, "lost": Lost}


class Socket:
    """Owns the visit: when it is over, the visit is closed."""

    def __init__(
        self,
        ws: web.WebSocketResponse,
        wire: Wire,
        greet: Callable[[Hello], Awaitable[Visit]],
        *,
        abort: Callable[[], None],
        patience: Patience,
        allowances: Allowances,
        refusals: Refusals,
    ) -> None:
        self._ws = ws
        self._wire = wire
        self._greet = greet
        self._abort = abort
        self._patience = patience
        self._allowances = allowances
        self._refusals = refusals
        self._dialogue = Dialogue(wire, now=monotonic_ns())
        self._next_frame: Callable[[], Awaitable[WSMessage]] = ws.receive
        self._parting = False
        self._settled = asyncio.Event()
        self._settled.set()

    async def run(self) -> None:
        """Talk until either side is done."""
        hello = await self._hello_in_time()
        visit = None if hello is None else await self._greeted(hello)
        if visit is None:
            return
        try:
            with self._allowances.of(visit.who) as allowance:
                self._dialogue.go_by(allowance)
                await self._talk(visit)
        finally:
            await visit.close()

    async def drain(self) -> None:
        """Send the browser away: it comes back by itself, here or to another node."""
        await self.turn_away(Draining())

    async def turn_away(self, refusal: SignalingError) -> None:
        """Say why, and close; nothing the browser says is read."""
        self._refusals.count(refusal.code)
        await self._send(Refused(code=refusal.code, message=str(refusal)))
        await self._close(closing.CLOSES[refusal.code], refusal.code)

    async def _talk(self, visit: Visit) -> None:
        await self._send(visit.welcome)
        await self._succeed()
        inbound = Inbound(self._ws, lambda frame: heed(frame, self._wire, visit.consent))
        self._next_frame = inbound.next
        async with asyncio.TaskGroup() as group:
            writer = group.create_task(self._write(visit))
            reader = group.create_task(inbound.read())
            await self._read(visit)
            reader.cancel()
            if not self._parting:
                writer.cancel()

    async def _hello_in_time(self) -> Hello | None:
        try:
            async with asyncio.timeout(self._patience.hello):
                return await self._hello()
        except TimeoutError:
            await self.turn_away(HelloTimeout(f"no hello within {self._patience.hello:.0f} s"))
            return None

    async def _hello(self) -> Hello | None:
        while (request := await self._next_request()) is not None:
            if isinstance(request, Hello):
                return request
        return None

    async def _greeted(self, hello: Hello) -> Visit | None:
        try:
            return await self._greet(hello)
        except REFUSALS as refusal:
            await self._refuse(self._dialogue.refuse(refusal.code, str(refusal)))
            return None

    async def _read(self, visit: Visit) -> None:
        while (request := await self._next_request()) is not None:
            self._settled.clear()
            try:
                said = await carry_out(request, visit)
            except REFUSALS as refusal:
                rules = colliding(refusal)
                await self._refuse(self._dialogue.refuse(refusal.code, str(refusal), rules))
            else:
                if said is not None:
                    await self._send(said)
                await self._succeed()
            self._settled.set()

    async def _next_request(self) -> Message | None:
        """Return the browser's next request, answering what is none; None when it is gone."""
        while True:
            frame = await self._next_frame()
            outcome: Message | Refusal | None
            match frame.type:
                case WSMsgType.BINARY | WSMsgType.TEXT:
                    outcome = self._dialogue.receive(frame.data, now=monotonic_ns())
                case WSMsgType.PING | WSMsgType.PONG:
                    outcome = self._dialogue.heard(now=monotonic_ns())
                case WSMsgType.ERROR:
                    # The library has closed already, and said why.
                    self._refusals.count(closing.of_broken(frame.data))
                    return None
                case _:
                    return None
            if isinstance(outcome, Refusal):
                await self._refuse(outcome)
            elif outcome is not None:
                return outcome
            elif frame.type is WSMsgType.PING:
                await self._sent(self._ws.pong(frame.data))

    async def _write(self, visit: Visit) -> None:
        reason = ""
        while (message := await visit.next_message()) is not None:
            if isinstance(message, Ended):
                reason = message.reason
                # Nothing follows it, so whoever asked for it has had their answer before.
                await self._settled.wait()
            if not await self._send(message):
                return
        await self._settled.wait()
        self._parting = True
        if visit.parting is None:
            await self._close(closing.of_ending(reason), reason)
        else:
            await self.turn_away(PARTINGS[visit.parting]())

    async def _succeed(self) -> None:
        if (done := self._dialogue.succeed()) is not None:
            await self._send(done)

    async def _refuse(self, refusal: Refusal) -> None:
        self._refusals.count(refusal.answer.code)
        await self._send(refusal.answer)
        if refusal.close is not None:
            await self._close(refusal.close, refusal.answer.code)

    async def _send(self, message: object) -> bool:
        """Return whether it could be sent; if not, the reader hears of it too, and ends."""
        data = self._wire.encode(message)
        return await self._sent(
            self._ws.send_bytes(data) if self._wire.binary else self._ws.send_str(data.decode())
        )

    async def _sent(self, sending: Awaitable[None]) -> bool:
        try:
            async with asyncio.timeout(self._patience.write):
                await sending
        except TimeoutError:
            # Nothing can be sent any more, not even a close frame.
            self._refusals.count("reads-too-slowly")
            self._abort()
        except ConnectionError:
            pass
        else:
            return True
        return False

    async def _close(self, code: int, reason: str) -> None:
        try:
            async with asyncio.timeout(self._patience.write):
                await self._ws.close(code=code, message=reason.encode())
        except TimeoutError:
            self._abort()
