"""One port for both families of addresses: a socket for each, so that neither writes the other's.

A single socket could serve both, and would have to translate the address of every packet.
"""

import errno
import socket
from collections.abc import Callable
from ipaddress import ip_address
from typing import Final

ANY_IPV4: Final = "0.0.0.0"  # noqa: S104 - only where `::` was asked for
ANY: Final = "::"

_TRIES: Final = 16
"""For a number that is free in both families, where any will do."""

_NOT_HERE: Final = {errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL}
"""How a machine without IPv6 says so."""

Prepare = Callable[[socket.socket], None]


def take(
    host: str, port: int, kind: socket.SocketKind, prepare: Prepare
) -> tuple[socket.socket, ...]:
    """Return sockets bound to a port of a numeric address, IPv4 first; port 0 is any free one.

    `::` is both families, or the one that the machine has.  `prepare` sees each before it is bound.
    """
    if host != ANY:
        return (_bound(host, port, kind, prepare),)
    tries = 1 if port else _TRIES
    while True:
        tries -= 1
        first = _bound(ANY_IPV4, port, kind, prepare)
        try:
            return first, _bound(ANY, first.getsockname()[1], kind, prepare)
        except OSError as error:
            if error.errno in _NOT_HERE:
                return (first,)
            first.close()
            if not tries or error.errno != errno.EADDRINUSE:
                raise


def is_ipv6(sock: socket.socket) -> bool:
    return sock.family == socket.AF_INET6


def _bound(host: str, port: int, kind: socket.SocketKind, prepare: Prepare) -> socket.socket:
    family = socket.AF_INET6 if ip_address(host).version == 6 else socket.AF_INET
    sock = socket.socket(family, kind)
    try:
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        prepare(sock)
        sock.settimeout(0)
        sock.bind((host, port))
    except OSError:
        sock.close()
        raise
    return sock
