"""The addresses of this machine, best first: what is advertised unless settings say otherwise."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address

import ifaddr


def host_addresses(*, ipv6: bool) -> tuple[str, ...]:
    """Return every address a browser may reach us at: loopback last.

    Firefox refuses loopback and Chromium needs it where there is nothing else.  Link-local
    addresses are left out: they mean nothing without the name of an interface.
    """
    found = {each for each in _addresses() if ipv6 or each.version == 4}
    usable = (each for each in found if not each.is_link_local)
    return tuple(
        str(each) for each in sorted(usable, key=lambda at: (at.is_loopback, at.version, at.packed))
    )


def _addresses() -> Iterator[IPv4Address | IPv6Address]:
    for adapter in ifaddr.get_adapters():
        for each in adapter.ips:
            yield ip_address(each.ip if isinstance(each.ip, str) else each.ip[0])
