"""Tells the protocols that share the one UDP port apart (RFC 7983, section 7).

It is the first thing that sees a datagram, and whatever it calls a `RUNT` or `FOREIGN` goes no
further: no library is ever shown a datagram too short to be what its first byte claims.
"""

from enum import Enum, auto
from typing import Final

STUN_LEAST: Final = 20
"""A STUN header (RFC 8489, section 5)."""

DTLS_LEAST: Final = 13
"""A DTLS record header (RFC 6347, section 4.1)."""

RTP_LEAST: Final = 12
"""An RTP header (RFC 3550, section 5.1).  An SRTCP packet is longer still: header, index, tag."""


class Traffic(Enum):
    MEDIA = auto()
    """SRTP or SRTCP; the pump tells them apart."""

    STUN = auto()
    DTLS = auto()

    RUNT = auto()
    """Shorter than the header its first byte announces, or empty."""

    FOREIGN = auto()
    """A first byte that belongs to nothing we speak: ZRTP, TURN channels, noise."""


_RUNT: Final = Traffic.RUNT


def _claim(first: int) -> tuple[Traffic, int]:
    """Return what a first byte announces, and how long that is at least."""
    if 128 <= first <= 191:
        return Traffic.MEDIA, RTP_LEAST
    if first <= 3:
        return Traffic.STUN, STUN_LEAST
    if 20 <= first <= 63:
        return Traffic.DTLS, DTLS_LEAST
    return Traffic.FOREIGN, 1


_CLAIMS: Final = tuple(_claim(first) for first in range(256))


def classify(data: bytes) -> Traffic:
    """Return what `data` claims to be.  Total: every byte string has an answer."""
    if not data:
        return _RUNT
    claim, least = _CLAIMS[data[0]]
    return claim if len(data) >= least else _RUNT
