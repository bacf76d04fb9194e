"""The one UDP socket: carries datagrams and time between the network and a receiver.

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
from sfu.families import MAPPED, plain, unbound
from sfu.ids import Address, Datagram

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
    """An open socket and one timer, in the service of one receiver."""

    def __init__(self, sock: socket.socket) -> None:
        self.counters: Final[Counter[EdgeCount]] = Counter()
        self._socket = sock
        self._both_families = sock.family == socket.AF_INET6
        self._loop = asyncio.get_running_loop()
        self._receiver: Receiver | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._due = 0.0

    @classmethod
    def open(cls, host: str, port: int) -> "UdpPort":
        """Bind to a numeric address; `::` takes both families, port 0 any free port."""
        sock = unbound(host, socket.SOCK_DGRAM)
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
            sock.settimeout(0)
            sock.bind((host, port))
        except OSError:
            sock.close()
            raise
        return cls(sock)

    @property
    def number(self) -> int:
        name: tuple[str, int] = self._socket.getsockname()
        return name[1]

    @property
    def both_families(self) -> bool:
        return self._both_families

    def serve(self, receiver: Receiver) -> None:
        """Begin to read."""
        self._receiver = receiver
        self._loop.add_reader(self._socket.fileno(), self._read)

    def settle(self) -> None:
        """Send what the receiver has to send and set the timer to its next deadline."""
        assert self._receiver is not None, "serve first"
        self.send(self._receiver.datagrams_to_send())
        self._arm(self._receiver.next_timeout())

    def send(self, datagrams: Sequence[Datagram]) -> None:
        """Send now or never."""
        sendto = self._socket.sendto
        if self._both_families:
            datagrams = [(data, self._outward(address)) for data, address in datagrams]
        for data, address in datagrams:
            try:
                sendto(data, address)
            except BlockingIOError:
                self.counters[EdgeCount.SEND_WOULD_BLOCK] += 1
            except OSError:
                # No route, or a packet too long for it: the address is the browser's affair.
                self.counters[EdgeCount.SEND_FAILED] += 1

    def close(self) -> None:
        """Stop reading and close the socket.  Closing twice is harmless."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._socket.fileno() >= 0:
            self._loop.remove_reader(self._socket.fileno())
            self._socket.close()

    def _read(self) -> None:
        assert self._receiver is not None, "reading begins with serve"
        self._receiver.receive(self._drain(), time.monotonic())
        self.settle()

    def _drain(self) -> list[Datagram]:
        batch: list[Datagram] = []
        receive = self._socket.recvfrom
        inward = self._inward if self._both_families else None
        try:
            while len(batch) < BATCH_MOST:
                datagram = receive(DATAGRAM_MOST)
                batch.append((datagram[0], inward(datagram[1])) if inward else datagram)
        except BlockingIOError:
            pass
        except OSError:
            self.counters[EdgeCount.RECEIVE_FAILED] += 1
        return batch

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

    def _inward(self, name: tuple[str, int] | tuple[str, int, int, int]) -> Address:
        return plain(name[0]), name[1]

    def _outward(self, address: Address) -> Address:
        return address if ":" in address[0] else (MAPPED + address[0], address[1])
