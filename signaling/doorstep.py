"""Who waits at the front door: connections with no request under way, few of each address.  Pure.

Where too many wait, the one that has waited longest has to go.  A browser that loses such a
connection opens another when it needs one, and so does a proxy; a hostile crowd pushes itself out.
"""

from collections import Counter
from ipaddress import IPv6Address, ip_address
from typing import Final

WAITING_MOST: Final = 1024
"""A file descriptor and some 20 KiB each; a quarter of the files that the doctor asks for."""

WAITING_OF_ONE: Final = 128
"""Of one address: a whole group behind one NAT, six connections each, or a proxy's pool."""


class Doorstep:
    """Connections by their serial number."""

    def __init__(self) -> None:
        self._waiting: dict[int, str] = {}
        """In the order in which they began to wait."""
        self._by_network: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._waiting)

    def come(self, serial: int, network: str) -> int | None:
        """Let a connection wait; return which has to go for it, if any."""
        leaves: int | None = None
        if self._by_network[network] >= WAITING_OF_ONE:
            leaves = next(one for one, at in self._waiting.items() if at == network)
        elif len(self._waiting) >= WAITING_MOST:
            leaves = next(iter(self._waiting))
        if leaves is not None:
            self.leave(leaves)
        self._waiting[serial] = network
        self._by_network[network] += 1
        return leaves

    def leave(self, serial: int) -> None:
        """It asks for something, or is gone.  Twice is harmless."""
        network = self._waiting.pop(serial, None)
        if network is not None:
            self._by_network[network] -= 1
            if not self._by_network[network]:
                del self._by_network[network]


def network_of(host: str) -> str:
    """Return what one subscriber has: an IPv4 address, or the 64 bits that an IPv6 link shares."""
    try:
        parsed = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    return host if not isinstance(parsed, IPv6Address) else parsed.packed[:8].hex()
