"""A UDP proxy between browsers and the server's media port: each direction follows a plan of its own.

A page is led through it by `script`, which writes the proxy's port into the offer before the browser
reads it: so one person's network is bad and everybody else's is not.  Each browser socket has an
address of its own at the server, as behind a NAT; `move` gives it another one.

    with Proxy.to(server.media_port, down=Plan.of(Step(loss=0.3)), seed=1) as proxy:
        tab = ChromiumTab(browser, LENA, scripts=(proxy.script,))
        proxy.follow(down=Plan.of(Step(rate=300_000)))
        proxy.move()
"""

import selectors
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from random import Random
from typing import Final, Self

from tests.lab.path import Fate, Path
from tests.lab.plan import Plan

HEADERS: Final = 28  # bytes of IP and UDP
DATAGRAM_MOST: Final = 2048
BATCH: Final = 64
BUFFER: Final = 1 << 22
Address = tuple[str, int]

SCRIPT: Final = """
{
  const set = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function ({type, sdp}) {
    const led = sdp.replace(/^(a=candidate:\\S+ 1 udp \\d+ \\S+) \\d+/gm, '$1 PORT');
    return set.call(this, {type, sdp: led.replace(/^a=candidate:\\S+ 1 tcp .*\\r\\n/gm, '')});
  };
}
"""


@dataclass(slots=True)
class _Client:
    """A socket of a browser, and the one that stands for it before the server."""

    address: Address
    outer: socket.socket


class Proxy:
    """Carried by a thread of its own, which alone touches the sockets and the paths."""

    def __init__(self, server: Address, *, up: Plan, down: Plan, seed: int) -> None:
        self._server = server
        self._inner = _bound("0.0.0.0")
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._inner, selectors.EVENT_READ, None)
        self._clients: dict[Address, _Client] = {}
        now = time.monotonic()
        self._up: Path[Callable[[], None]] = Path(up, Random(f"{seed} up"), began=now)
        self._down: Path[Callable[[], None]] = Path(down, Random(f"{seed} down"), began=now)
        self._orders: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._bell, self._ringer = socket.socketpair()
        self._selector.register(self._bell, selectors.EVENT_READ, None)
        self._going = True
        self._host = 1
        self.moves = 0
        self.port: Final[int] = self._inner.getsockname()[1]
        self._thread = threading.Thread(target=self._run, name="proxy")

    @classmethod
    @contextmanager
    def to(
        cls, port: int, *, up: Plan | None = None, down: Plan | None = None, seed: int = 1
    ) -> Iterator[Self]:
        """Stand before the media port of a server of this machine."""
        proxy = cls(("127.0.0.1", port), up=up or Plan(), down=down or Plan(), seed=seed)
        proxy._thread.start()
        try:
            yield proxy
        finally:
            proxy._order(proxy._stop)
            proxy._thread.join()

    @property
    def script(self) -> str:
        """What must run in a page before its own scripts to lead its media through here."""
        return SCRIPT.replace("PORT", str(self.port))

    @property
    def tally(self) -> tuple[Counter[Fate], Counter[Fate]]:
        """What became of all that went up, and of all that went down."""
        return Counter(self._up.tally), Counter(self._down.tally)

    @property
    def sent_down(self) -> int:
        """Bytes that the server has sent down so far, IP and UDP included, whatever became of them."""
        return self._down.bytes

    def follow(self, *, up: Plan | None = None, down: Plan | None = None) -> None:
        """Follow these plans from now on; a direction that is not named stays as it is."""
        for path, plan in ((self._up, up), (self._down, down)):
            if plan is not None:
                self._order(partial(self._follow, path, plan))

    def move(self) -> None:
        """From now on whatever browsers send comes from another address, and the last one is dead."""
        self._order(self._move)

    def _order(self, do: Callable[[], None]) -> None:
        self._orders.put(do)
        self._ringer.send(b"!")

    def _follow(self, path: Path[Callable[[], None]], plan: Plan) -> None:
        path.follow(plan, time.monotonic())

    def _move(self) -> None:
        self._host += 1
        self.moves += 1
        for client in self._clients.values():
            self._hang_up(client)
            client.outer = self._dialed(client.address)

    def _stop(self) -> None:
        self._going = False

    def _run(self) -> None:
        while self._going:
            for key, _ in self._selector.select(self._patience()):
                if key.fileobj is self._bell:
                    self._obey()
                elif key.fileobj is self._inner:
                    self._read_inner()
                else:
                    self._read_outer(key.data)
            now = time.monotonic()
            for deliver in (*self._up.take(now), *self._down.take(now)):
                deliver()
        self._close()

    def _patience(self) -> float | None:
        due = [at for at in (self._up.next_timeout(), self._down.next_timeout()) if at is not None]
        return max(0.0, min(due) - time.monotonic()) if due else None

    def _obey(self) -> None:
        self._bell.recv(1)
        self._orders.get()()

    def _read_inner(self) -> None:
        for data, address in _drained(self._inner):
            client = self._clients.get(address)
            if client is None:
                client = _Client(address, self._dialed(address))
                self._clients[address] = client
            self._up.put(
                partial(self._to_server, client, data), len(data) + HEADERS, time.monotonic()
            )

    def _read_outer(self, address: Address) -> None:
        for data, _ in _drained(self._clients[address].outer):
            send = partial(_send, self._inner, data, address)
            self._down.put(send, len(data) + HEADERS, time.monotonic())

    def _to_server(self, client: _Client, data: bytes) -> None:
        # By whichever address it has when it gets there: what a NAT does not know any more is lost
        # on the way back only.
        _send(client.outer, data, self._server)

    def _dialed(self, address: Address) -> socket.socket:
        outer = _bound(f"127.0.0.{self._host}")
        self._selector.register(outer, selectors.EVENT_READ, address)
        return outer

    def _hang_up(self, client: _Client) -> None:
        self._selector.unregister(client.outer)
        client.outer.close()

    def _close(self) -> None:
        for client in self._clients.values():
            self._hang_up(client)
        self._selector.close()
        for each in (self._inner, self._bell, self._ringer):
            each.close()


def _bound(host: str) -> socket.socket:
    sock = socket.socket(type=socket.SOCK_DGRAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
    sock.bind((host, 0))
    sock.settimeout(0)
    return sock


def _drained(sock: socket.socket) -> Iterator[tuple[bytes, Address]]:
    with suppress(BlockingIOError):
        for _ in range(BATCH):
            yield sock.recvfrom(DATAGRAM_MOST)


def _send(sock: socket.socket, data: bytes, to: Address) -> None:
    with suppress(BlockingIOError):  # A full buffer loses it, as a network does.
        sock.sendto(data, to)
