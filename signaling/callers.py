"""Who calls, as far as limits by address care: a host of the internet, or nobody in particular.

Addresses of this machine, of a private network and of a proxy nobody told us of are nobody in
particular: behind each may sit everyone there is, and a limit would shut out the wrong ones.
"""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from aiohttp import web

IPV6_PREFIX: Final = 56
"""Bits: what one household is given (RFC 6177), which may use every address in it."""

FORWARDED: Final = "X-Forwarded-For"
"""Each proxy adds at the end whom it was called by."""


def caller(request: web.BaseRequest, proxies: Sequence[str]) -> str | None:
    """Return the network that `request` comes from, as a word to count by, or None.

    `proxies`: networks whose word about others is taken.
    """
    address = _address(request.remote or "")
    told = ",".join(request.headers.getall(FORWARDED, ())).split(",")
    while address is not None and told and _is_within(address, proxies):
        address = _address(told.pop().strip())
    if address is None or not address.is_global:
        return None
    if address.version == 4:
        return str(address)
    return str(ip_network((address, IPV6_PREFIX), strict=False))


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip("[]"))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _is_within(address: IPv4Address | IPv6Address, networks: Sequence[str]) -> bool:
    return any(address in ip_network(network) for network in networks)
