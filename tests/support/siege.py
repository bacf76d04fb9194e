"""A call that goes on while somebody attacks its media port, and strangers who do."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from sfu.events import Connected, Lost
from sfu.python_pump import PythonPump
from tests.support.call import Call, Person, calling

CHUNK = 64  # datagrams between two turns of the loop, which is the server's loop too


@dataclass
class Attacker:
    """A stranger with an address of their own."""

    target: tuple[str, int]
    host: str = "127.0.0.1"
    returned: int = 0
    sock: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sock.settimeout(0)
        self.sock.bind((self.host, 0))

    async def spray(self, datagrams: Iterable[bytes]) -> None:
        for n, data in enumerate(datagrams):
            self.sock.sendto(data, self.target)
            if n % CHUNK == CHUNK - 1:
                await asyncio.sleep(0)

    def listen(self) -> int:
        """Return how many bytes came back so far."""
        try:
            while True:
                self.returned += len(self.sock.recv(4096))
        except BlockingIOError:
            return self.returned


@dataclass
class Live:
    """Two people who speak and are seen, at the pace of real ones."""

    call: Call
    ada: Person
    bo: Person

    def count(self, name: str) -> int:
        return self.call.plane.counters().get(name, 0)

    def attacker(self) -> Attacker:
        attacker = Attacker(("127.0.0.1", self.call.plane.port))
        self.call.stack.callback(attacker.sock.close)
        return attacker

    def connect(self) -> socket.socket:
        """Come in by TCP, as a stranger."""
        assert self.call.plane.tcp_port is not None
        at = ("127.0.0.1", self.call.plane.tcp_port)
        sock = self.call.stack.enter_context(socket.create_connection(at))
        sock.settimeout(0)
        return sock

    async def goes_on(self, packets: int = 15) -> None:
        """Wait for more sound and pictures both ways, and find that nothing was lost."""
        both = (self.ada, self.bo)
        goals = [(one.hears().packets + packets, one.sees().packets + packets) for one in both]
        for person, goal in zip(both, goals, strict=True):
            await _heard_and_seen(person, *goal)
        for person in both:
            assert person.hears().lost == 0
            assert person.sees().lost == 0
            assert person.simulated.counters["unprotect-failed"] == 0
            assert person.events[0] == Connected(person.id)
            assert Lost(person.id) not in person.events

    async def counted(self, name: str, at_least: int = 1) -> None:
        """Wait until the server has worked its way through the attack."""
        async with asyncio.timeout(20):
            while self.count(name) < at_least:
                await self.goes_on(1)


async def _heard_and_seen(person: Person, heard: int, seen: int) -> None:
    await person.simulated.until(lambda: person.hears().packets >= heard)
    await person.simulated.until(lambda: person.sees().packets >= seen)


async def from_participant(person: Person, datagrams: Iterable[bytes]) -> None:
    """Send raw bytes from a participant's own address, with turns of the loop between."""
    for n, data in enumerate(datagrams):
        person.simulated.send(data)
        if n % CHUNK == CHUNK - 1:
            await asyncio.sleep(0)


@asynccontextmanager
async def besieged(
    caplog: pytest.LogCaptureFixture, *, tcp_port: int | None = None
) -> AsyncIterator[Live]:
    """Open a call and find at its end that it went on, and that nothing was logged.

    With a TCP port one of the two comes by it.
    """
    caplog.clear()
    with caplog.at_level(logging.INFO):
        async with calling(PythonPump, tcp_port=tcp_port) as call:
            ada = await call.join("ada", by_tcp=tcp_port is not None)
            bo = await call.join("bo")
            call.route()
            for person in (ada, bo):
                person.simulated.begin_media()
            live = Live(call, ada, bo)
            await live.goes_on()
            yield live
            await live.goes_on()
    assert caplog.records == []
