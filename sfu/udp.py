"""The one UDP port: carries datagrams and time between the network and a receiver.

An edge: it decides nothing.  Reading is a drain loop on `add_reader` with a budget, one batch a
turn, so that a flood delays the loop's other work by a bounded amount.  What cannot be sent right
away is dropped and counted: media that waits is worth less than media that is lost.
"""

import asyncio
import socket
import time
from collections import Counter
from collections.abc import Sequence
from typing import Final, Protocol

from sfu.edge_counts import EdgeCount
from sfu.families import is_ipv6, take
from sfu.ids import Datagram

BATCH_MOST: Final = 128
"""Datagrams a turn of the loop: about 2 ms of work for the Python pump."""

BUFFER: Final = 4 * 1024 * 1024
"""Bytes for the kernel to hold while Python is busy; the default 208 KiB lost packets."""

DATAGRAM_MOST: Final = 2048  # bytes; nothing honest is above an Ethernet frame


class Receiver(Protocol):
    def receive(self, datagrams: Sequence[Datagram], now: float) -> None:
        """Take a batch, possibly empty, and do whatever is due at `now`."""

    def datagrams_to_send(self) -> list[Datagram]: ...

    def next_timeout(self) -> float | None: ...


class UdpPort:
    """An open port, a socket for each family, and one timer, in the service of one receiver."""

    def __init__(self, sockets: Sequence[socket.socket]) -> None:
        self.counters: Final[Counter[EdgeCount]] = Counter()
        self._sockets = tuple(sockets)
        self._is_mixed = False
        """Somebody came by the second family: until then nobody is sent anything by it."""
        self._loop = asyncio.get_running_loop()
        self._receiver: Receiver | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._due = 0.0

    @classmethod
    def open(cls, host: str, port: int) -> "UdpPort":
        """Bind to a numeric address; `::` takes both families, port 0 any free port."""
        return cls(take(host, port, socket.SOCK_DGRAM, _enlarge))

    @property
    def number(self) -> int:
        name: tuple[str, int] = self._sockets[0].getsockname()
        return name[1]

    @property
    def ipv6(self) -> bool:
        return any(map(is_ipv6, self._sockets))

    def serve(self, receiver: Receiver) -> None:
        """Begin to read."""
        self._receiver = receiver
        for sock in self._sockets:
            self._loop.add_reader(sock.fileno(), self._read, sock)

    def settle(self) -> None:
        """Send what the receiver has to send and set the timer to its next deadline."""
        assert self._receiver is not None, "serve first"
        self.send(self._receiver.datagrams_to_send())
        self._arm(self._receiver.next_timeout())

    def send(self, datagrams: Sequence[Datagram]) -> None:
        """Send now or never."""
        if not self._is_mixed:
            self._send(self._sockets[0], datagrams)
            return
        families: tuple[list[Datagram], list[Datagram]] = ([], [])
        for datagram in datagrams:
            families[":" in datagram[1][0]].append(datagram)
        for sock, those in zip(self._sockets, families, strict=True):
            self._send(sock, those)

    def close(self) -> None:
        """Stop reading and close the socket.  Closing twice is harmless."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        for sock in self._sockets:
            if sock.fileno() >= 0:
                self._loop.remove_reader(sock.fileno())
                sock.close()

    def _read(self, sock: socket.socket) -> None:
        assert self._receiver is not None, "reading begins with serve"
        batch = self._drain(sock)
        if is_ipv6(sock):
            # Without flow label and scope, which nobody is found by.
            batch = [(data, address[:2]) for data, address in batch]
            self._is_mixed = len(self._sockets) > 1
        self._receiver.receive(batch, time.monotonic())
        self.settle()

    def _drain(self, sock: socket.socket) -> list[Datagram]:
        batch: list[Datagram] = []
        receive = sock.recvfrom
        try:
            while len(batch) < BATCH_MOST:
                batch.append(receive(DATAGRAM_MOST))
        except BlockingIOError:
            pass
        except OSError:
            self.counters[EdgeCount.RECEIVE_FAILED] += 1
        return batch

    def _send(self, sock: socket.socket, datagrams: Sequence[Datagram]) -> None:
        sendto = sock.sendto
        for data, address in datagrams:
            try:
                sendto(data, address)
            except BlockingIOError:
                self.counters[EdgeCount.SEND_WOULD_BLOCK] += 1
            except OSError:
                # No route, or a packet too long for it: the address is the browser's affair.
                self.counters[EdgeCount.SEND_FAILED] += 1

    def _arm(self, due: float | None) -> None:
        if due is None:
            return
        if self._timer is not None:
            # A timer that fires early costs an empty batch; one that is moved, a heap entry.
            if self._due <= due:
                return
            self._timer.cancel()
        self._due = due
        # The receiver's clock is monotonic; the loop's (uvloop's) may be a rounded one.
        self._timer = self._loop.call_later(max(0.0, due - time.monotonic()), self._fire)

    def _fire(self) -> None:
        assert self._receiver is not None, "a timer is set by settle"
        self._timer = None
        self._receiver.receive((), time.monotonic())
        self.settle()


def _enlarge(sock: socket.socket) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
