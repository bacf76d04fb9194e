"""What does it cost to forward a packet?  `python -m benchmarks.forward --pump python`.

Real SRTP over loopback at fixed rates, through the whole media plane: socket, demux, ICE, pump.
The figure is the CPU time of the server's process, user and system, of all its threads, divided by
the packets that really came out.  Beside it, in the same run and turn by turn, a server that does
the least (`bare_server.py`): only the ratio of the two carries over to another machine.  The last
line is one JSON object.
"""

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from typing import Any

from benchmarks import machine
from benchmarks.load import Load
from benchmarks.workloads import COMPARED, WORKLOADS, Workload
from tests.support.endpoint import SimulatedEndpoint
from tests.support.mortal import MORTAL
from tests.support.person import session

KEY = 28  # bytes of key and salt of AES-128-GCM
WARM_UP = 0.5  # seconds
BUFFER = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One server under one load."""

    us_per_packet: float
    forwarded: int
    expected: int
    dropped_by_clients: int
    """In their own kernel buffers, after the server had sent them."""
    dropped_at_server: int
    """In its kernel buffer, because it was not given the processor in time; each cost `fan_out`."""
    forged: int

    @property
    def lost(self) -> int:
        return self.expected - self.forwarded - self.dropped_by_clients


class Server:
    """A server's process, measured alone."""

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(
            [*MORTAL, sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = self._process.pid

    def ask(self, message: dict[str, Any] | None = None) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print("" if message is None else json.dumps(message), file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def cpu(self) -> float:
        """Return the seconds that all its threads have run so far."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)


async def measure(load: Load, server: Server, workload: Workload, seconds: float) -> Run:
    """Send, count, and divide."""
    await asyncio.to_thread(load.run, WARM_UP)
    sent, before, cpu = load.sent(), load.totals(), server.cpu()
    dropped, dropped_at_server = drops(os.getpid()), drops(server.pid)
    await asyncio.to_thread(load.run, seconds)
    cpu = server.cpu() - cpu
    after = load.totals()
    fan_out = [
        len(workload.others(sender))
        for sender in workload.senders()
        for _ in workload.streams(sender)
    ]
    expected = sum(
        (now - then) * out for now, then, out in zip(load.sent(), sent, fan_out, strict=True)
    )
    forwarded = after.media - before.media
    return Run(
        us_per_packet=cpu / forwarded * 1e6,
        forwarded=forwarded,
        expected=expected,
        dropped_by_clients=drops(os.getpid()) - dropped,
        dropped_at_server=drops(server.pid) - dropped_at_server,
        forged=after.forged,
    )


def drops(process: int) -> int:
    """Return how many datagrams the sockets of `process` lost to full buffers."""
    links = (link for link in Path(f"/proc/{process}/fd").iterdir() if link.is_symlink())
    own = {link.readlink().name for link in links}
    rows = Path("/proc/net/udp").read_text().splitlines()[1:]
    return sum(int(row.split()[-1]) for row in rows if f"socket:[{row.split()[9]}]" in own)


@asynccontextmanager
async def bare(workload: Workload) -> AsyncIterator[tuple[Load, Server]]:
    """Yield the bare server, whose keys are told instead of agreed."""
    random = SystemRandom()
    load = Load()
    server = Server("benchmarks.bare_server")
    sockets = [client_socket() for _ in range(workload.clients)]
    keys = [(random.randbytes(KEY), random.randbytes(KEY)) for _ in sockets]
    streams = [(s, each) for s in workload.senders() for each in workload.streams(s)]
    told = {
        "clients": [
            {"address": sock.getsockname(), "receive": up.hex(), "send": down.hex()}
            for sock, (up, down) in zip(sockets, keys, strict=True)
        ],
        "streams": [
            {"client": s, "ssrc": each.ssrc, "to": workload.others(s)} for s, each in streams
        ],
    }
    try:
        port = server.ask(told)["port"]
        sessions = [
            (
                session("AEAD_AES_128_GCM", up, inbound=False),
                session("AEAD_AES_128_GCM", down, inbound=True),
            )
            for up, down in keys
        ]
        for sock, (outbound, inbound) in zip(sockets, sessions, strict=True):
            load.client(sock, port, outbound, inbound)
        for _, each in streams:
            load.stream(each)
        yield load, server
    finally:
        server.close()
        for sock in sockets:
            sock.close()


@asynccontextmanager
async def plane(workload: Workload, pump: str) -> AsyncIterator[tuple[Load, Server]]:
    """Yield the media plane with everybody connected by ICE and DTLS."""
    load = Load()
    server = Server("benchmarks.pump_server")
    async with AsyncExitStack() as stack:
        stack.callback(server.close)
        told = await asyncio.to_thread(server.ask, {"workload": workload.name, "pump": pump})
        people = []
        for n, offer in enumerate(told["offers"]):
            person = await SimulatedEndpoint.open(offer, name=f"p{n}")
            stack.push_async_callback(person.close, politely=False)
            people.append(person)
        ready = asyncio.to_thread(server.ask, {"answers": [each.answer for each in people]})
        async with asyncio.TaskGroup() as group:
            group.create_task(ready)
            for person in people:
                group.create_task(person.connected(60))
        for person in people:
            # From here on the load reads and writes; only the checks still come from Python.
            asyncio.get_running_loop().remove_reader(person._socket.fileno())
            load.client(person._socket, told["port"], person._dtls._tx_srtp, person._dtls._rx_srtp)
        for sender in workload.senders():
            for stream in workload.streams(sender):
                load.stream(stream)
        yield load, server


def client_socket() -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
    sock.settimeout(0)
    sock.bind(("127.0.0.1", 0))
    return sock


async def compare(workload: Workload, pump: str, seconds: float, rounds: int) -> dict[str, Any]:
    """Run both servers turn by turn and say the medians."""
    ours: list[Run] = []
    floor: list[Run] = []
    for _ in range(rounds):
        for servers, runs in ((bare(workload), floor), (plane(workload, pump), ours)):
            async with servers as (load, server):
                runs.append(await measure(load, server, workload, seconds))
    us, bare_us = (statistics.median(run.us_per_packet for run in runs) for runs in (ours, floor))
    ratios = [
        one.us_per_packet / other.us_per_packet for one, other in zip(ours, floor, strict=True)
    ]
    result = {
        "us_per_packet": round(us, 2),
        "lost": sum(run.lost for run in ours),
        "ratio_to_bare": round(statistics.median(ratios), 2),
        "bare_us_per_packet": round(bare_us, 2),
        "forwarded_per_second": round(statistics.median(run.forwarded for run in ours) / seconds),
        "us_of_each_run": [round(run.us_per_packet, 2) for run in ours],
        "bare_us_of_each_run": [round(run.us_per_packet, 2) for run in floor],
        "bare_lost": sum(run.lost for run in floor),
        "dropped_by_clients": sum(run.dropped_by_clients for run in ours),
        "dropped_at_server": sum(run.dropped_at_server for run in ours),
        "forged": sum(run.forged for run in ours),
    }
    print(
        f"{workload.name:5} {us:6.2f} us a packet, bare {bare_us:6.2f}, "
        f"ratio {result['ratio_to_bare']}, lost {result['lost']} "
        f"of {sum(run.expected for run in ours)}",
        flush=True,
    )
    return result


async def meeting(pump: str, seconds: float) -> dict[str, Any]:
    """Ten people, each with voice and camera to all others, for so long."""
    workload = WORKLOADS["W3"]
    async with plane(workload, pump) as (load, server):
        run = await measure(load, server, workload, seconds)
        counters = await asyncio.to_thread(server.ask)
    print(
        f"meeting of {workload.people} for {seconds:g} s: {run.forwarded} forwarded, "
        f"{run.lost} lost in the server, {run.us_per_packet:.2f} us a packet",
        flush=True,
    )
    return {
        "participants": workload.people,
        "seconds": seconds,
        "forwarded": run.forwarded,
        "lost": run.lost,
        "dropped_by_clients": run.dropped_by_clients,
        "dropped_at_server": run.dropped_at_server,
        "us_per_packet": round(run.us_per_packet, 2),
        "counters": {name: number for name, number in counters.items() if number},
    }


async def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.forward", description=__doc__)
    parser.add_argument("--pump", default="python")
    parser.add_argument("--seconds", type=float, default=4.0, help="of each run")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workload", action="append", choices=COMPARED)
    parser.add_argument("--meeting", type=float, default=0.0, metavar="SECONDS")
    told = parser.parse_args()
    workloads = {
        name: await compare(WORKLOADS[name], told.pump, told.seconds, told.rounds)
        for name in told.workload or COMPARED
    }
    chief = workloads.get("W3", next(iter(workloads.values())))
    result = {
        "benchmark": "forward",
        **{key: chief[key] for key in ("us_per_packet", "lost", "ratio_to_bare")},
        "workloads": workloads,
        "seconds": told.seconds,
        "rounds": told.rounds,
        **machine.facts(pump=told.pump),
    }
    if told.meeting:
        result["meeting"] = await meeting(told.pump, told.meeting)
    print(json.dumps(result))


if __name__ == "__main__":
    asyncio.run(main())
