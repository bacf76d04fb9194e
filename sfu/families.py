"""One socket for both families of addresses, or for one: how it is made, and how it writes them."""

import socket
from ipaddress import ip_address
from typing import Final

MAPPED: Final = "::ffff:"
"""How a socket for both families writes IPv4 addresses (RFC 4291, section 2.5.5.2)."""


def unbound(host: str, kind: socket.SocketKind) -> socket.socket:
    """Return a socket that may be bound to a numeric address; to `::` for both families."""
    if ip_address(host).version == 4:
        return socket.socket(socket.AF_INET, kind)
    sock = socket.socket(socket.AF_INET6, kind)
    sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    return sock


def plain(host: str) -> str:
    """Return an address as its own family writes it."""
    return host.removeprefix(MAPPED)
