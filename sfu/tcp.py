"""The TCP port beside the UDP port, for browsers whose network lets no UDP through (RFC 6544).

An edge: it decides nothing.  Who may stay is the door's business, what waits is the connection's;
what comes is shown to the same receiver as datagrams by UDP, under addresses that no datagram has.
Nothing is ever waited for: whoever reads slowly has a full backlog, and nobody else notices.
"""

import asyncio
import socket
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from sfu.address import by_tcp, is_by_tcp
from sfu.connection import Connection, prepare
from sfu.door import WORDS_MOST, Door
from sfu.edge_counts import EdgeCount
from sfu.families import take
from sfu.ids import Address, Datagram

READ_MOST: Final = 8192
"""Bytes of one connection a turn of the loop, so that none keeps the others waiting."""

ACCEPTS_MOST: Final = 32  # a turn of the loop

BACKLOG: Final = 128  # connections the kernel holds for us; against half-open ones it has cookies

SWEPT_EVERY: Final = 1.0  # seconds


class Guests(Protocol):
    def receive(self, datagrams: Sequence[Datagram], now: float) -> None: ...

    def knows(self, address: Address) -> bool:
        """Return whether a valid check came from there, and it is still somebody's path."""


class TcpPort:
    """Listening sockets and their connections, in the service of one receiver."""

    def __init__(self, listeners: Sequence[socket.socket]) -> None:
        self.counters: Final[Counter[EdgeCount]] = Counter()
        self._listeners = tuple(listeners)
        self._loop = asyncio.get_running_loop()
        self._door = Door()
        self._serial = 0
        self._connections: dict[int, Connection] = {}
        self._by_address: dict[Address, Connection] = {}
        self._receiver: Guests | None = None
        self._settle: Callable[[], None] | None = None
        self._sweeper: asyncio.TimerHandle | None = None

    @classmethod
    def open(cls, host: str, port: int) -> "TcpPort":
        """Listen on a numeric address; `::` takes both families, port 0 is any free port."""
        listeners = take(host, port, socket.SOCK_STREAM, prepare)
        try:
            for listener in listeners:
                listener.listen(BACKLOG)
        except OSError:
            for listener in listeners:
                listener.close()
            raise
        return cls(listeners)

    @property
    def number(self) -> int:
        name: tuple[str, int] = self._listeners[0].getsockname()
        return name[1]

    def serve(self, receiver: Guests, settle: Callable[[], None]) -> None:
        """Begin to accept; `settle` is called when the receiver may have something to send."""
        self._receiver, self._settle = receiver, settle
        self._listen()

    def take(self, datagrams: list[Datagram]) -> list[Datagram]:
        """Send what goes by TCP, now, later or never; return the rest."""
        if not self._serial:
            return datagrams
        rest: list[Datagram] = []
        touched: dict[int, Connection] = {}
        for datagram in datagrams:
            data, address = datagram
            if not is_by_tcp(address):
                rest.append(datagram)
            elif connection := self._put(data, address):
                touched[connection.serial] = connection
        for connection in touched.values():
            self._flush(connection)
        return rest

    def close(self) -> None:
        """Stop listening and close every connection.  Closing twice is harmless."""
        if self._sweeper is not None:
            self._sweeper.cancel()
            self._sweeper = None
        for listener in self._listeners:
            if listener.fileno() >= 0:
                self._loop.remove_reader(listener.fileno())
                listener.close()
        for connection in list(self._connections.values()):
            self._end(connection)

    # Who comes.

    def _listen(self) -> None:
        for listener in self._listeners:
            self._loop.add_reader(listener.fileno(), self._accept, listener)

    def _accept(self, listener: socket.socket) -> None:
        try:
            for _ in range(ACCEPTS_MOST):
                self._greet(*listener.accept())
        except BlockingIOError:
            pass
        except OSError:
            # Out of files, mostly.  Whoever waits would wake us at once again: not before a while.
            self.counters[EdgeCount.TCP_ACCEPT_FAILED] += 1
            self._loop.remove_reader(listener.fileno())
        self._sweep_later()

    def _greet(self, sock: socket.socket, name: tuple[str, int]) -> None:
        if self._door.full:
            self.counters[EdgeCount.TCP_FULL] += 1
            sock.close()
            return
        self.counters[EdgeCount.TCP_ACCEPTED] += 1
        self._serial += 1
        host, number = name[:2]
        connection = Connection(self._serial, sock, by_tcp(self._serial, host, number))
        self._connections[connection.serial] = connection
        self._by_address[connection.address] = connection
        pushed_out = self._door.come(connection.serial, host, time.monotonic())
        if pushed_out is not None:
            self._expel(self._connections[pushed_out], EdgeCount.TCP_PUSHED_OUT)
        self._loop.add_reader(connection.file, self._read, connection)

    # What comes.

    def _read(self, connection: Connection) -> None:
        stranger = self._door.is_stranger(connection.serial)
        data = connection.read(WORDS_MOST if stranger else READ_MOST)
        if data is None:
            return
        if not data:
            self._expel(connection, EdgeCount.TCP_HUNG_UP)
            return
        self._show(connection, data)
        # Sending may have found that nobody is there any more.
        if connection.serial in self._connections:
            self._judge(connection, len(data))

    def _show(self, connection: Connection, data: bytes) -> None:
        assert self._receiver is not None, "reading begins with serve"
        assert self._settle is not None, "reading begins with serve"
        packets = connection.unpack(data)
        self._receiver.receive([(each, connection.address) for each in packets], time.monotonic())
        self._settle()

    def _judge(self, connection: Connection, size: int) -> None:
        assert self._receiver is not None, "reading begins with serve"
        stranger = self._door.is_stranger(connection.serial)
        if stranger and self._receiver.knows(connection.address):
            self._door.prove(connection.serial)
            self.counters[EdgeCount.TCP_PROVEN] += 1
        if connection.is_broken:
            self._expel(connection, EdgeCount.TCP_OVERSIZE)
        elif not self._door.hear(connection.serial, size):
            self._expel(connection, EdgeCount.TCP_WORDY)

    # What goes.

    def _put(self, data: bytes, address: Address) -> Connection | None:
        connection = self._by_address.get(address)
        if connection is None:
            self.counters[EdgeCount.TCP_GONE] += 1
            return None
        if dropped := connection.put(data):
            self.counters[dropped] += 1
        return connection

    def _flush(self, connection: Connection) -> None:
        if connection.waits:
            return
        try:
            if not connection.flush():
                self._loop.add_writer(connection.file, self._resume, connection)
        except OSError:
            self._expel(connection, EdgeCount.TCP_HUNG_UP)

    def _resume(self, connection: Connection) -> None:
        connection.waits = False
        self._loop.remove_writer(connection.file)
        self._flush(connection)

    # Who goes.

    def _sweep_later(self) -> None:
        if self._sweeper is None:
            self._sweeper = self._loop.call_later(SWEPT_EVERY, self._sweep)

    def _sweep(self) -> None:
        """Put out who proved nothing in time, and whose path has ended."""
        assert self._receiver is not None, "connections come after serve"
        self._sweeper = None
        for serial in self._door.late(time.monotonic()):
            self._expel(self._connections[serial], EdgeCount.TCP_LATE)
        for connection in list(self._connections.values()):
            proven = not self._door.is_stranger(connection.serial)
            if proven and not self._receiver.knows(connection.address):
                self._expel(connection, EdgeCount.TCP_PATH_ENDED)
        self._listen()  # Unless accepting failed it changes nothing.
        if self._connections:
            self._sweep_later()

    def _expel(self, connection: Connection, why: EdgeCount) -> None:
        self.counters[why] += 1
        if self._door.is_stranger(connection.serial):
            connection.reset()
        self._end(connection)

    def _end(self, connection: Connection) -> None:
        del self._connections[connection.serial]
        del self._by_address[connection.address]
        self._door.leave(connection.serial)
        self._loop.remove_reader(connection.file)
        if connection.waits:
            self._loop.remove_writer(connection.file)
        connection.close()
