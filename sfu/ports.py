"""What the media plane is reached by: one UDP port for everybody, and one TCP port if it is wanted.

Which of the two a datagram goes by is said by its address.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from sfu.edge_counts import EdgeCount
from sfu.ids import Datagram
from sfu.tcp import Guests, TcpPort
from sfu.udp import Receiver, UdpPort


class Everyone(Guests, Receiver, Protocol):
    """Whoever is shown what comes, by either."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Open sockets in the service of one receiver, whose timer is the UDP port's."""

    udp: UdpPort
    tcp: TcpPort | None = None

    @classmethod
    def open(cls, host: str, port: int, tcp_port: int | None) -> "Ports":
        """Take both, or neither."""
        datagrams = UdpPort.open(host, port)
        try:
            connections = None if tcp_port is None else TcpPort.open(host, tcp_port)
        except OSError:
            datagrams.close()
            raise
        return cls(datagrams, connections)

    def serve(self, receiver: Everyone) -> None:
        self.udp.serve(receiver)
        if self.tcp is not None:
            self.tcp.serve(receiver, self.udp.settle)

    def send(self, datagram: Datagram) -> None:
        self.udp.send(self.past_tcp([datagram]))

    def past_tcp(self, datagrams: list[Datagram]) -> list[Datagram]:
        """Send what goes by TCP; return what goes by UDP."""
        # Without a TCP port nobody has such an address.
        return datagrams if self.tcp is None else self.tcp.take(datagrams)

    def counters(self) -> Iterator[Mapping[EdgeCount, int]]:
        yield self.udp.counters
        if self.tcp is not None:
            yield self.tcp.counters

    def close(self) -> None:
        """Close both.  Closing twice is harmless."""
        self.udp.close()
        if self.tcp is not None:
            self.tcp.close()
