"""The addresses of this machine, best first: what is advertised unless settings say otherwise."""

from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from itertools import chain, zip_longest
from pathlib import Path
from typing import Final

import ifaddr

IPV6_TABLE: Final = Path("/proc/net/if_inet6")
"""Linux's own, a line each: address, interface, prefix, scope, flags, name."""

_PASSING: Final = 0x01 | 0x08 | 0x20 | 0x40
"""Flags: temporary (RFC 8981), refused as a duplicate, deprecated, not yet tried."""

_Each = IPv4Address | IPv6Address


def host_addresses(*, ipv6: bool) -> tuple[str, ...]:
    """Return every address a browser may reach us at: public ones, private ones, loopback last.

    Among equals the families take turns, IPv6 first: where one of them is broken nobody waits for
    all of it (RFC 8421, section 4).  Firefox refuses loopback and Chromium needs it where there is
    nothing else.  Left out are link-local addresses, which mean nothing without the name of an
    interface, and IPv6 addresses that are about to pass.
    """
    found = {each for each in _addresses() if ipv6 or each.version == 4}
    passing = _passing()
    usable = {each for each in found if not each.is_link_local and each not in passing}
    ranks = [[each for each in usable if _rank(each) == rank] for rank in range(3)]
    return tuple(map(str, chain.from_iterable(map(_in_turns, ranks))))


def _rank(address: _Each) -> int:
    return 2 if address.is_loopback else int(not address.is_global)


def _in_turns(addresses: Iterable[_Each]) -> Iterator[_Each]:
    ordered = sorted(addresses, key=lambda each: each.packed)
    families = ([each for each in ordered if each.version == version] for version in (6, 4))
    for pair in zip_longest(*families):
        yield from (each for each in pair if each is not None)


def _passing() -> set[_Each]:
    try:
        rows = [line.split() for line in IPV6_TABLE.read_text(encoding="ascii").splitlines()]
    except OSError:
        return set()  # Not a Linux, or without IPv6.
    return {IPv6Address(int(row[0], 16)) for row in rows if int(row[4], 16) & _PASSING}


def _addresses() -> Iterator[_Each]:
    for adapter in ifaddr.get_adapters():
        for each in adapter.ips:
            yield ip_address(each.ip if isinstance(each.ip, str) else each.ip[0])
