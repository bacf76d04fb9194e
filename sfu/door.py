"""Who may stay connected by TCP: strangers few and not for long, until a check proves them.

Sans-I/O.  Where strangers are too many the one who has stood there longest has to go: a browser
sends its check with the first packet, so an honest one needs a round trip and a hostile crowd has
to come anew in each.
"""

from collections import Counter
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final

STRANGERS_MOST: Final = 256
"""Connections without a valid check: a file descriptor and some kernel memory each."""

STRANGERS_OF_ONE_HOST: Final = 32
"""A whole group behind one NAT that comes in at the same moment, with two interfaces each."""

PATIENCE: Final = 5.0
"""Seconds for a first check: a round trip, and once the retransmission of a lost packet."""

WORDS_MOST: Final = 4096
"""Bytes of a stranger: some checks of about 100."""

CONNECTIONS_MOST: Final = 2048
"""Of everybody.  Below the 4096 open files that the doctor asks for."""


@dataclass(slots=True)
class _Stranger:
    host: str
    since: float
    said: int = 0


class Door:
    """Connections by their serial number, the time and what they say in; who has to go out."""

    def __init__(self) -> None:
        self._strangers: dict[int, _Stranger] = {}
        """In the order of their coming."""
        self._by_host: Counter[str] = Counter()
        self._proven: set[int] = set()

    @property
    def full(self) -> bool:
        return len(self._strangers) + len(self._proven) >= CONNECTIONS_MOST

    @property
    def proven(self) -> int:
        return len(self._proven)

    def is_stranger(self, serial: int) -> bool:
        return serial in self._strangers

    def come(self, serial: int, host: str, now: float) -> int | None:
        """Let a stranger stand there; return who has to go for them, if anybody."""
        network = _network(host)
        leaves: int | None = None
        if self._by_host[network] >= STRANGERS_OF_ONE_HOST:
            leaves = next(one for one, at in self._strangers.items() if at.host == network)
        elif len(self._strangers) >= STRANGERS_MOST:
            leaves = next(iter(self._strangers))
        if leaves is not None:
            self.leave(leaves)
        self._strangers[serial] = _Stranger(network, now)
        self._by_host[network] += 1
        return leaves

    def hear(self, serial: int, size: int) -> bool:
        """Take the news that a stranger said so many bytes; return whether they may go on.

        Only what proved nothing is to be counted: media may follow a check on its heels.
        """
        stranger = self._strangers.get(serial)
        if stranger is None:
            return True
        stranger.said += size
        return stranger.said < WORDS_MOST

    def prove(self, serial: int) -> None:
        """Take the news that a check of theirs was valid."""
        self.leave(serial)
        self._proven.add(serial)

    def leave(self, serial: int) -> None:
        """Forget a connection.  Twice is harmless."""
        self._proven.discard(serial)
        stranger = self._strangers.pop(serial, None)
        if stranger is not None:
            self._by_host[stranger.host] -= 1
            if not self._by_host[stranger.host]:
                del self._by_host[stranger.host]

    def late(self, now: float) -> list[int]:
        """Return who has proven nothing in time."""
        return [one for one, at in self._strangers.items() if now - at.since >= PATIENCE]


def _network(host: str) -> str:
    """Return what one subscriber has: an IPv4 address, or the 64 bits that an IPv6 link shares."""
    parsed = ip_address(host)
    return host if not isinstance(parsed, IPv6Address) else parsed.packed[:8].hex()
