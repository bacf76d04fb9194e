"""Does a node bear fourteen people with their cameras on?  `python -m benchmarks.cameras`.

Simulated people over real sockets, DTLS and SRTP, each with a voice and three layers of a camera,
for five real minutes.  The server is a process of its own; figures are of what comes after a
warm-up.  The last line is one JSON object.
"""

import argparse
import asyncio
import json
import os
import statistics
import time
import urllib.request
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import ClientSession

from benchmarks import machine, stage
from benchmarks.forward import drops
from benchmarks.memory import Socket, resident_kib
from tests.browser.server import Server
from tests.support.endpoint import SimulatedEndpoint

PEOPLE: Final = 14
HEIGHT: Final = 360
"""Device pixels of every tile: fourteen faces on a page of a finely grained display."""

WARM_UP: Final = 60.0
"""Seconds.  The history of a layer with 25 packets a second takes 41 to fill."""

SAMPLED_EVERY: Final = 5.0  # seconds
TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Sample:
    """How the server was at one moment, and what had come of it so far."""

    at: float
    """Monotonic, in seconds."""
    processor: float
    """Seconds, of all the server's threads."""
    mib: float
    share: float
    lag: float
    seconds_over: float
    counters: Mapping[str, int]
    received: int
    holes: int
    """In the numbers of what people received."""
    dropped_by_clients: int
    dropped_at_server: int


@asynccontextmanager
async def guest(
    http: ClientSession, server: Server, room: str, name: str, role: str
) -> AsyncIterator[SimulatedEndpoint]:
    """Bring in somebody who looks at everybody, speaks and films."""
    address = f"{server.url}/v1/rooms/{room}/socket"
    async with http.ws_connect(address, protocols=["holdspace.v1.json"]) as connection:
        socket = Socket(connection)
        token = await asyncio.to_thread(server.token, room, role, name)
        await connection.send_json({"type": "hello", "token": token})
        welcome = await socket.hear()
        offer = welcome["offer"]
        endpoint = await SimulatedEndpoint.open(offer, name=name, decrypt_every=50, tells=True)
        await socket.ask(type="answer", sdp=endpoint.answer)
        await endpoint.connected()
        await socket.ask(type="join", name=name, microphone=True, camera=True)
        endpoint.begin_media()
        looking = asyncio.create_task(_look(socket))
        try:
            yield endpoint
            assert not looking.done(), "nobody is sent away"
        finally:
            looking.cancel()
            await asyncio.wait([looking])
            await endpoint.close()


async def _look(socket: Socket) -> None:
    """Show everybody who is there, and say so."""
    shown: set[str] = set()
    while True:
        heard = await socket.hear()
        if heard["type"] != "state":
            continue
        others = {each["id"] for each in heard["participants"]} - {heard["self"]}
        if others != shown:
            shown = others
            tiles = [{"participant": o, "source": "camera", "height": HEIGHT} for o in others]
            await socket._socket.send_json({"type": "layout", "tiles": tiles, "id": 9000})


async def sit(server: Server, seconds: float) -> list[Sample]:
    """Fill a room and watch it."""
    room = server.make_room().room
    samples = []
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(ClientSession())
        people = []
        for n in range(PEOPLE):
            role = "client" if n else "facilitator"
            person = guest(http, server, room, f"p{n}", role)
            people.append(await stack.enter_async_context(person))
        await asyncio.sleep(WARM_UP)
        until = time.monotonic() + seconds
        while True:
            samples.append(await asyncio.to_thread(_sample, server, people))
            if time.monotonic() >= until:
                return samples
            await asyncio.sleep(SAMPLED_EVERY)


def _sample(server: Server, people: list[SimulatedEndpoint]) -> Sample:
    metrics = _metrics(server)
    name = "holdspace_packet_path_total"
    return Sample(
        at=time.monotonic(),
        processor=_processor(server.pid),
        mib=resident_kib(server.pid) / 1024,
        share=metrics["holdspace_core_share"],
        lag=metrics["holdspace_lag_seconds"],
        seconds_over=metrics["holdspace_over_budget_seconds_total"],
        counters={
            key.split('"')[1]: int(value) for key, value in metrics.items() if key.startswith(name)
        },
        received=sum(one.packets for each in people for one in list(each.received.values())),
        holes=sum(each.lost() for each in people),
        dropped_by_clients=drops(os.getpid()),
        dropped_at_server=drops(server.pid),
    )


def _metrics(server: Server) -> dict[str, float]:
    with urllib.request.urlopen(f"{server.url}/metrics", timeout=10) as answer:
        lines = answer.read().decode().splitlines()
    words = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in words}


def _processor(pid: int) -> float:
    """Return the seconds that all threads of a process, gone ones too, have run."""
    with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def figures(samples: list[Sample]) -> dict[str, Any]:
    first, last = samples[0], samples[-1]
    seconds = last.at - first.at
    slope = statistics.linear_regression([s.at / 60 for s in samples], [s.mib for s in samples])
    holes = last.holes - first.holes
    at_clients = last.dropped_by_clients - first.dropped_by_clients
    at_server = last.dropped_at_server - first.dropped_at_server
    risen = {name: last.counters[name] - first.counters[name] for name in last.counters}
    return {
        "lost_in_server": at_server + max(0, holes - at_clients),
        "cpu_share": round((last.processor - first.processor) / seconds, 3),
        "core_share_max": round(max(s.share for s in samples), 3),
        "lag_p50_ms": round(statistics.median(s.lag for s in samples) * 1000, 1),
        "lag_max_ms": round(max(s.lag for s in samples) * 1000, 1),
        "over_budget_s": round(last.seconds_over - first.seconds_over, 1),
        "mib_per_minute": round(slope.slope, 3),
        "mib": [round(each.mib, 1) for each in samples[::6]],
        "received_per_second": round((last.received - first.received) / seconds),
        "sent_per_second": round(risen["received"] / seconds),
        "forwarded": risen["forwarded"],
        "holes": holes,
        "dropped_by_clients": at_clients,
        "dropped_at_server": at_server,
        "counters": {name: number for name, number in risen.items() if number},
        "people": PEOPLE,
        "seconds": round(seconds),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    told = parser.parse_args()
    facts = machine.facts(pump="python")
    with stage.served() as server:
        samples = asyncio.run(sit(server, told.minutes * 60))
    print(json.dumps({"benchmark": "cameras", **figures(samples), **facts}))


if __name__ == "__main__":
    main()
