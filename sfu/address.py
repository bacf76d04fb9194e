"""Addresses by TCP: told apart from those by UDP, and from every connection there was before.

A datagram's way is found by its address alone, in the pump too, so a TCP connection gets one that
no socket ever gives: `("tcp#7/192.0.2.1", 40123)`, numbered through the life of the process.  What
was proven of a connection therefore never holds for a later one that comes from the same port.
"""

from typing import Final

from sfu.ids import Address

_MARK: Final = "tcp#"
"""No numeric address begins like this."""


def by_tcp(serial: int, host: str, port: int) -> Address:
    """Return the address of the connection of that number."""
    return f"{_MARK}{serial}/{host}", port


def is_by_tcp(address: Address) -> bool:
    return address[0].startswith(_MARK)


def as_seen(address: Address) -> Address:
    """Return host and port alone, as whoever is there may be told them."""
    return (address[0].partition("/")[2], address[1]) if is_by_tcp(address) else address
