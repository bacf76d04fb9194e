"""How much of the server's memory one joined participant takes, while media flows.

Simulated participants over real sockets, DTLS and SRTP join one room; each sends a voice and three
layers of a camera and receives everybody.  The server is a process of its own; what is read is its
resident memory before the first joins and after everybody has been there for a while, when the
histories for retransmission are full.
"""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

from aiohttp import ClientSession, ClientWebSocketResponse

from benchmarks import machine, stage
from tests.browser.server import Server
from tests.support.endpoint import SimulatedEndpoint

PEOPLE: Final = 12
WHILE: Final = 10  # seconds: a history of 1024 packets is full by then


def resident_kib(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise AssertionError("no such process")


class Socket:
    """One participant's dialogue, in JSON."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    async def ask(self, **message: Any) -> None:
        """Send a request and wait until it is done."""
        number = next(self._numbers)
        await self._socket.send_json({**message, "id": number})
        async with asyncio.timeout(10):
            while (answer := await self.hear()).get("id") != number:
                pass
        if answer["type"] != "done":
            raise RuntimeError(f"{message['type']}: {answer}")

    async def hear(self) -> dict[str, Any]:
        heard: dict[str, Any] = await self._socket.receive_json()
        return heard


@asynccontextmanager
async def participant(
    http: ClientSession, server: Server, room: str, name: str, role: str
) -> AsyncIterator[SimulatedEndpoint]:
    address = f"{server.url}/v1/rooms/{room}/socket"
    async with http.ws_connect(address, protocols=["holdspace.v1.json"]) as connection:
        socket = Socket(connection)
        token = await asyncio.to_thread(server.token, room, role, name)
        await connection.send_json({"type": "hello", "token": token})
        welcome = await socket.hear()
        endpoint = await SimulatedEndpoint.open(welcome["offer"], name=name, decrypt_every=50)
        await socket.ask(type="answer", sdp=endpoint.answer)
        await endpoint.connected()
        await socket.ask(type="join", name=name, microphone=True, camera=True)
        endpoint.begin_media()
        listening = asyncio.create_task(_listen(socket))
        yield endpoint
        listening.cancel()
        await asyncio.wait([listening])
        await endpoint.close()


async def _listen(socket: Socket) -> None:
    while True:
        await socket.hear()


async def measure(server: Server) -> dict[str, Any]:
    room = server.make_room().room
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(ClientSession())
        # The first one of a process pays for code that all others find loaded.
        before_all = resident_kib(server.pid)
        roles = ["facilitator"] + ["client"] * PEOPLE
        first = participant(http, server, room, "first", roles[0])
        people = [await stack.enter_async_context(first)]
        await asyncio.sleep(WHILE)
        before = resident_kib(server.pid)
        for n, role in enumerate(roles[1:]):
            another = participant(http, server, room, f"p{n}", role)
            people.append(await stack.enter_async_context(another))
        await asyncio.sleep(WHILE)
        after = resident_kib(server.pid)
        forwarded = sum(one.packets for each in people for one in each.received.values())
    return {
        "mib_per_participant": round((after - before) / 1024 / PEOPLE, 2),
        "mib_idle": round(before_all / 1024, 1),
        "mib_with_all": round(after / 1024, 1),
        "participants": PEOPLE + 1,
        "packets_forwarded": forwarded,
    }


def main() -> None:
    facts = machine.facts(pump="python")
    with stage.served() as server:
        result = asyncio.run(measure(server))
    print(json.dumps({"benchmark": "memory", **result, **facts}))


if __name__ == "__main__":
    main()
