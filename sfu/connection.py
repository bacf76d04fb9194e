"""One connection by TCP: its socket, what is half read of it, and what it has still to be sent.

An edge.  Neither reading nor sending ever waits: there are bytes or there are none, and what the
kernel does not take stays in the backlog.
"""

import socket
import struct
from contextlib import suppress
from typing import Final

from sfu.backlog import Backlog
from sfu.edge_counts import EdgeCount
from sfu.framing import Deframer
from sfu.ids import Address

SEND_BUFFER: Final = 128 * 1024
UNSENT_MOST: Final = 16 * 1024
"""Bytes that the kernel takes ahead of the network: what it has, no voice can overtake."""

_RESET: Final = struct.pack("ii", 1, 0)
"""SO_LINGER: forget them at once, with what was not read or sent."""


class Connection:
    """Known by a number of its own and by an address that no datagram has."""

    __slots__ = ("_backlog", "_deframer", "_sock", "address", "serial", "waits")

    def __init__(self, serial: int, sock: socket.socket, address: Address) -> None:
        sock.settimeout(0)
        self.serial: Final = serial
        self.address: Final = address
        self.waits = False
        """The kernel takes no more for now."""
        self._sock: Final = sock
        self._deframer: Final = Deframer()
        self._backlog: Final = Backlog()

    @property
    def file(self) -> int:
        """What the loop knows it by."""
        return self._sock.fileno()

    @property
    def is_broken(self) -> bool:
        """Whether nothing that follows can be read."""
        return self._deframer.broken

    def read(self, most: int) -> bytes | None:
        """Return what came, at most so many bytes; empty if they hung up, None if nothing came."""
        try:
            return self._sock.recv(most)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def unpack(self, data: bytes) -> list[bytes]:
        """Return the packets that `data`, which was read, completes."""
        return self._deframer.feed(data)

    def put(self, packet: bytes) -> EdgeCount | None:
        """Take what is to be sent, or return under what it is counted that there was no room."""
        return self._backlog.put(packet)

    def flush(self) -> bool:
        """Send; return whether nothing has to wait.  OSError if nobody is there any more."""
        try:
            while chunk := self._backlog.next():
                self._backlog.sent(self._sock.send(chunk))
        except BlockingIOError:
            self.waits = True
        return not self.waits

    def reset(self) -> None:
        """Let its end be a hard one, without a word and without anything kept."""
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)

    def close(self) -> None:
        self._sock.close()


def prepare(listener: socket.socket) -> None:
    """Set what whoever is accepted will have from the listener."""
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with suppress(AttributeError, OSError):  # Linux and macOS have it.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_MOST)
