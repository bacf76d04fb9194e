"""The simulated people and everybody's lines, in a thread with an event loop of its own.

Playwright's plain interface wants a thread without one.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import ClientSession

from benchmarks.line import Line
from benchmarks.returner import Media, Returner
from tests.browser.server import Server

T = TypeVar("T")


class Hall:
    def __init__(self, server: Server, room: str) -> None:
        self._server = server
        self._room = room
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="hall")
        self._http: ClientSession | None = None
        self._stays: list[asyncio.Task[None]] = []
        self.people: list[Returner] = []
        self.lines: dict[str, Line] = {}
        """By the person's name."""

    def __enter__(self) -> Self:
        self._thread.start()
        self._http = self.do(_session())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def do(self, what: Coroutine[Any, Any, T]) -> T:
        """Have it done over there and return what came of it."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result()

    def line(self, name: str) -> Line:
        """Lay a line for somebody."""
        line = self.lines[name] = Line(self._server.port)
        self.do(line.open())
        return line

    def seat(self, name: str, media: Media) -> Returner:
        """Let a simulated person in by a line of their own."""
        token = self._server.token(self._room, "client", name)
        address = f"{self.line(name).url}/v1/rooms/{self._room}/socket"
        assert self._http is not None
        person = Returner(self._http, address, token, name, media)
        self.people.append(person)
        self.do(self._begin(person))
        return person

    def raise_hand(self, person: Returner) -> None:
        self.do(person.say(type="raise_hand", on=True))

    def forget_arrivals(self) -> None:
        for each in self.people:
            each.seen.clear()

    def cut(self, name: str) -> None:
        self.do(_cut(self.lines[name]))

    def seen_after(self, participant: str, moment: float) -> float | None:
        """Return when the first packet of that camera reached anybody since."""
        arrivals = [
            next((at for at in list(each.seen[participant]) if at >= moment), None)
            for each in self.people
        ]
        return min((at for at in arrivals if at is not None), default=None)

    async def _begin(self, person: Returner) -> None:
        self._stays.append(asyncio.create_task(person.stay()))

    async def _close(self) -> None:
        for stay in self._stays:
            stay.cancel()
        if self._stays:
            await asyncio.wait(self._stays)
        for stay in self._stays:
            with suppress(asyncio.CancelledError):
                stay.result()
        assert self._http is not None
        await self._http.close()
        for line in self.lines.values():
            await line.close()


async def _session() -> ClientSession:
    return ClientSession()


async def _cut(line: Line) -> None:
    line.cut()


def wait_for(look: Callable[[], T | None], seconds: float) -> T | None:
    """Look again and again; what is looked for has its own time stamp."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > deadline:
            return None
        time.sleep(0.01)
    return found
