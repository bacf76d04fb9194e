"""Who else notices a flood?  `python -m benchmarks.flood`.

Five people in a call over real SRTP, each with a voice and a camera; the server and the flood are
processes of their own.  Beside a quiet time: 20,000 datagrams a second of everything that strangers
can send, and then one of the five at ten times their rate.  `others_loss` is the worse of what the
other people lost of each other; a delay is from sending a voice's packet until it was decrypted,
and what is added is the difference to the quiet time.  The last line is one JSON object.
"""

import argparse
import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from benchmarks import machine
from benchmarks.flooding import flooding, junk, strangers
from benchmarks.forward import Server, drops
from benchmarks.sample import quantile
from benchmarks.workloads import WORKLOADS
from tests.support.endpoint import SimulatedEndpoint

WORKLOAD: Final = WORKLOADS["flooded"]
TICK: Final = 0.02  # seconds between two packets of a voice
LAYER: Final = "h"
DECRYPTED: Final = 50  # one packet in so many, and every voice
SETTLE: Final = 1.0  # seconds
TIMES: Final = 10
MARK: Final = 8  # bytes: who sent it, behind everything
CLOCK: Final = slice(-16, -8)


@dataclass
class Person:
    """One of the five, and when what they heard was said."""

    name: str
    endpoint: SimulatedEndpoint
    delays: list[float] = field(default_factory=list)
    tick: int = 0

    def speak(self) -> None:
        """Send 20 ms of a voice that says when it was sent, and a picture every 40 ms."""
        endpoint = self.endpoint
        clock = time.monotonic_ns().to_bytes(8)
        sound = b"\x78" + bytes(60) + clock + endpoint.name
        stream = endpoint.streams["0", None]
        endpoint.send_rtp([stream.voice(endpoint._next_seq(1), sound=sound)])
        if self.tick % 2 == 0:
            endpoint.send_frames(LAYER)
        self.tick += 1

    def many(self, seconds: float) -> list[bytes]:
        """Return, protected, what this person sends in so many seconds."""
        endpoint = self.endpoint
        voice, camera = endpoint.streams["0", None], endpoint.streams["1", LAYER]
        packets: list[bytes] = []
        for _ in range(int(seconds / TICK / 2)):
            packets += [voice.voice(endpoint._next_seq(1)) for _ in range(2)]
            packets += camera.frame(endpoint._transport_seq, size=6000)
        return [endpoint._dtls._tx_srtp.protect(each) for each in packets]


@dataclass(frozen=True, slots=True)
class Spell:
    """What the others saw for a while."""

    loss: float
    delays: list[float]
    """In milliseconds."""

    def p99(self) -> float:
        return quantile(self.delays, 0.99)


@asynccontextmanager
async def call() -> AsyncIterator[tuple[list[Person], Server, int]]:
    """Bring five people together."""
    server = Server("benchmarks.pump_server")
    async with AsyncExitStack() as stack:
        stack.callback(server.close)
        told = await asyncio.to_thread(server.ask, {"workload": WORKLOAD.name, "pump": "python"})
        people = []
        for n, offer in enumerate(told["offers"]):
            people.append(await _enter(stack, f"p{n}", offer))
        answers = [each.endpoint.answer for each in people]
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.to_thread(server.ask, {"answers": answers}))
            for person in people:
                group.create_task(person.endpoint.connected(60))
        yield people, server, told["port"]


async def _enter(stack: AsyncExitStack, name: str, offer: str) -> Person:
    delays: list[float] = []

    def overhear(sound: bytes) -> None:
        if not sound[-MARK:].startswith(b"p0"):
            sent = int.from_bytes(sound[CLOCK])
            delays.append((time.monotonic_ns() - sent) / 1e6)

    endpoint = await SimulatedEndpoint.open(
        offer, name=name, decrypt_every=DECRYPTED, overhear=overhear
    )
    stack.push_async_callback(endpoint.close, politely=False)
    return Person(name, endpoint, delays)


async def spell(people: list[Person], seconds: float, *, silent: Person | None = None) -> Spell:
    """Let everyone send for so long, at their own pace; count what the others lost."""
    for person in people:
        person.delays.clear()
    before = _tally(people)
    began = time.monotonic()
    for tick in range(int(seconds / TICK)):
        for person in people:
            if person is not silent:
                person.speak()
        await asyncio.sleep(max(0.0, began + (tick + 1) * TICK - time.monotonic()))
    await asyncio.sleep(SETTLE)
    after = _tally(people)
    lost, came = after[0] - before[0], after[1] - before[1]
    delays = [delay for person in people[1:] for delay in person.delays]
    return Spell(lost / (lost + came), delays)


def _tally(people: list[Person]) -> tuple[int, int]:
    """Return what the others lost and got of each other: of nobody whom the first sends."""
    first = people[0].endpoint.name
    streams = [
        each
        for person in people[1:]
        for each in person.endpoint.received.values()
        if first not in each.senders
    ]
    return sum(each.lost for each in streams), sum(each.packets for each in streams)


@contextmanager
def strangers_at(port: int, per_second: int, seconds: float) -> Iterator[list[int]]:
    """Flood the port meanwhile; what comes back, in bytes, is known at the end."""
    returned: list[int] = []
    with ExitStack() as stack:
        sockets = [stack.enter_context(each) for each in strangers()]
        to = ("127.0.0.1", port)
        flood = flooding(sockets, junk(Random(1)), to, per_second=per_second, seconds=seconds)
        with flood:
            yield returned
        for each in sockets:
            try:
                returned.append(len(each.recv(2048)))
            except BlockingIOError:
                continue


async def measure(seconds: float, per_second: int) -> dict[str, Any]:
    async with call() as (people, server, port):
        await spell(people, 3)  # until every slot has begun
        quiet = await spell(people, seconds)
        before = await asyncio.to_thread(server.ask)
        with strangers_at(port, per_second, 2 * seconds) as returned:
            flooded = await spell(people, seconds)
        between = await asyncio.to_thread(server.ask)
        loud = people[0]
        rate = round(TIMES * (1 / TICK + 6 / (2 * TICK)))
        sent = loud.many(TIMES * (seconds + SETTLE))
        flood = flooding(
            [loud.endpoint._socket], sent, loud.endpoint.server, per_second=rate, seconds=seconds
        )
        with flood:
            hurried = await spell(people, seconds, silent=loud)
        after = await asyncio.to_thread(server.ask)
        dropped = drops(os.getpid()), drops(server.pid)
    return {
        "others_loss": round(max(flooded.loss, hurried.loss), 5),
        "added_delay_p99_ms": round(max(flooded.p99(), hurried.p99()) - quiet.p99(), 2),
        "quiet": _told(quiet),
        "strangers": {
            **_told(flooded),
            "per_second": per_second,
            "returned_bytes": sum(returned),
            "counted": _risen(before, between),
        },
        "participant": {
            **_told(hurried),
            "per_second": rate,
            "counted": _risen(between, after),
            "forwarded": after["forwarded"] - between["forwarded"],
        },
        "dropped_by_clients": dropped[0],
        "dropped_at_server": dropped[1],
    }


def _told(spell: Spell) -> dict[str, float]:
    return {
        "loss": round(spell.loss, 5),
        "delay_p50_ms": round(quantile(spell.delays, 0.5), 2),
        "delay_p99_ms": round(spell.p99(), 2),
        "voices": len(spell.delays),
    }


def _risen(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """Return which drops were counted meanwhile."""
    risen = {name: after[name] - before[name] for name in after if name.startswith("dropped")}
    return {name: number for name, number in risen.items() if number}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="of each spell")
    parser.add_argument("--rate", type=int, default=20_000, help="junk datagrams a second")
    asked = parser.parse_args()
    facts = machine.facts(pump="python")
    result = asyncio.run(measure(asked.seconds, asked.rate))
    print(json.dumps({"benchmark": "flood", **result, **facts}))


if __name__ == "__main__":
    main()
