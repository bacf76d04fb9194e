"""Promise: the socket's edge carries batches and time, on either event loop, and nothing stops it."""

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import pytest

from sfu import udp
from sfu.ids import Datagram
from sfu.udp import UdpPort

LOOPS: dict[str, Callable[[], asyncio.AbstractEventLoop]] = {"asyncio": asyncio.new_event_loop}
with suppress(ImportError):
    import uvloop

    LOOPS["uvloop"] = uvloop.new_event_loop


class Echo:
    """Sends back what it gets; asks for one deadline if told to."""

    def __init__(self) -> None:
        self.batches: list[list[Datagram]] = []
        self.due: float | None = None
        self.woken = asyncio.Event()
        self._outbox: list[Datagram] = []

    def receive(self, datagrams: Sequence[Datagram], now: float) -> None:
        self.batches.append(list(datagrams))
        self._outbox += datagrams
        if not datagrams:
            assert self.due is not None
            assert now >= self.due - 0.002, "not long before its time"
            self.due = None
        self.woken.set()

    def datagrams_to_send(self) -> list[Datagram]:
        outbox, self._outbox = self._outbox, []
        return outbox

    def next_timeout(self) -> float | None:
        return self.due

    async def next_batch(self) -> list[Datagram]:
        await self.woken.wait()
        self.woken.clear()
        return self.batches[-1]


@pytest.fixture(params=LOOPS)
def run(request: pytest.FixtureRequest) -> Callable[[Awaitable[None]], None]:
    def runner(main: Awaitable[None]) -> None:
        async def within() -> None:
            async with asyncio.timeout(20):
                await main

        with asyncio.Runner(loop_factory=LOOPS[request.param]) as loop:
            loop.run(within())

    return runner


Run = Callable[[Awaitable[None]], None]


def client(family: socket.AddressFamily = socket.AF_INET) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1" if family == socket.AF_INET else "::1", 0))
    sock.settimeout(5)
    return sock


def test_what_comes_is_handed_on_and_what_is_due_is_sent(run: Run) -> None:
    async def main() -> None:
        port, echo = UdpPort.open("127.0.0.1", 0), Echo()
        port.serve(echo)
        with client() as sock:
            sock.sendto(b"hello", ("127.0.0.1", port.number))
            assert await echo.next_batch() == [(b"hello", sock.getsockname())]
            assert await asyncio.to_thread(sock.recv, 100) == b"hello"
        port.close()
        port.close()

    run(main())


def test_a_flood_is_taken_in_bounded_batches_and_in_order(run: Run) -> None:
    async def main() -> None:
        port, echo = UdpPort.open("127.0.0.1", 0), Echo()
        with client() as sock:
            for n in range(3 * udp.BATCH_MOST):
                sock.sendto(n.to_bytes(2), ("127.0.0.1", port.number))
            port.serve(echo)
            while sum(map(len, echo.batches)) < 3 * udp.BATCH_MOST:
                await echo.next_batch()
        port.close()
        assert max(map(len, echo.batches)) <= udp.BATCH_MOST
        numbers = [int.from_bytes(data) for batch in echo.batches for data, _ in batch]
        assert numbers == list(range(3 * udp.BATCH_MOST))

    run(main())


def test_both_families_come_through_one_port_under_their_own_names(run: Run) -> None:
    async def main() -> None:
        port, echo = UdpPort.open("::", 0), Echo()
        port.serve(echo)
        for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
            with client(family) as sock:
                sock.sendto(b"who", (host, port.number))
                [(_, address)] = await echo.next_batch()
                assert address == sock.getsockname()[:2]
                assert await asyncio.to_thread(sock.recv, 100) == b"who"
        port.close()

    run(main())


def test_a_deadline_is_kept_and_an_earlier_one_comes_first(run: Run) -> None:
    async def main() -> None:
        port, echo = UdpPort.open("127.0.0.1", 0), Echo()
        port.serve(echo)
        echo.due = time.monotonic() + 60
        port.settle()
        echo.due = time.monotonic() + 0.01
        port.settle()
        assert await echo.next_batch() == []
        port.close()

    run(main())


@pytest.mark.parametrize("address", [("2001:db8::1", 9), ("127.0.0.1", 0), ("255.255.255.255", 9)])
def test_what_cannot_be_sent_is_counted_and_harms_nothing(
    run: Run, address: tuple[str, int]
) -> None:
    async def main() -> None:
        port, echo = UdpPort.open("127.0.0.1", 0), Echo()
        port.serve(echo)
        with client() as sock:
            port.send([(b"lost", address), (b"kept", sock.getsockname())])
            assert await asyncio.to_thread(sock.recv, 100) == b"kept"
        port.close()
        assert port.counters["dropped-send-failed"] == 1

    run(main())


def test_a_full_send_buffer_loses_packets_and_counts_them(run: Run) -> None:
    class Full(socket.socket):
        def sendto(self, *_: object) -> int:  # type: ignore[override]
            raise BlockingIOError

    async def main() -> None:
        with Full(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            port = UdpPort([sock])
            port.send([(b"x", ("127.0.0.1", 9))] * 3)
            port.close()
        assert port.counters == {"dropped-send-would-block": 3}

    run(main())


def test_a_port_in_use_is_the_worlds_refusal() -> None:
    async def main() -> None:
        first = UdpPort.open("127.0.0.1", 0)
        with pytest.raises(OSError, match="in use"):
            UdpPort.open("127.0.0.1", first.number)
        first.close()

    asyncio.run(main())
