"""The handshakes of one endpoint: each belongs to where it began, and one of them is verified.

A browser may check from several addresses, and change its mind about them in the middle of a
handshake.  Whoever else gets that far can at worst have a handshake of their own.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from sfu import records
from sfu.dtls import Handshake
from sfu.edge_counts import EdgeCount
from sfu.fingerprint import Fingerprint
from sfu.ids import Address

AT_ONCE: Final = 3
IN_ALL: Final = 8
"""A handshake costs a few milliseconds of signing; an endpoint needs one, rarely two."""


class Associations:
    """Shows each datagram to the handshake it belongs to."""

    def __init__(self, begin: Callable[[Address], Handshake], counters: Counter[EdgeCount]) -> None:
        self._open = begin
        self._counters = counters
        self._opened = 0
        self._fingerprints: Sequence[Fingerprint] = ()
        self._by_random: dict[bytes, Handshake] = {}
        self._by_address: dict[Address, Handshake] = {}
        self._secured: Handshake | None = None

    def receive(self, data: bytes, address: Address) -> None:
        """Take a datagram from an address that passed an authenticated check."""
        if self._secured is None and records.holds_plain_alert(data):
            self._counters[EdgeCount.DTLS_PLAIN_ALERT] += 1
            return
        handshake = self._secured or self._by_address.get(address) or self._find(data, address)
        if handshake is None:
            self._counters[EdgeCount.DTLS_OUT_OF_TURN] += 1
        elif handshake.feed(data, address):
            self._counters[EdgeCount.DTLS_RECEIVED] += 1
        else:
            self._counters[EdgeCount.DTLS_QUEUE_FULL] += 1

    def expect(self, fingerprints: Sequence[Fingerprint]) -> None:
        """Take what the answer says about the browser's certificate, and go ahead."""
        self._fingerprints = fingerprints
        for handshake in self._by_random.values():
            handshake.begin(fingerprints)

    def secure(self, handshake: Handshake) -> None:
        """Keep the verified one and end all others."""
        self._secured = handshake
        for other in set(self._by_random.values()) - {handshake}:
            other.cancel()

    def remove(self, ended: Handshake) -> None:
        self._by_random = {key: each for key, each in self._by_random.items() if each is not ended}
        self._by_address = {at: each for at, each in self._by_address.items() if each is not ended}

    def all(self) -> frozenset[Handshake]:
        return frozenset(self._by_random.values())

    def _find(self, data: bytes, address: Address) -> Handshake | None:
        random = records.hello_random(data)
        handshake: Handshake | None = None
        if random is not None:
            # A hello that was sent again from elsewhere is still the same handshake.
            handshake = self._by_random.get(random) or self._begin(random, address)
        elif len(self._by_random) == 1:
            # The browser has changed its path and goes on with what it began.
            handshake = next(iter(self._by_random.values()))
        if handshake is not None:
            self._by_address[address] = handshake
        return handshake

    def _begin(self, random: bytes, address: Address) -> Handshake | None:
        if len(self._by_random) >= AT_ONCE or self._opened >= IN_ALL:
            return None
        self._opened += 1
        handshake = self._by_random[random] = self._open(address)
        if self._fingerprints:
            handshake.begin(self._fingerprints)
        return handshake
