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


def classify(data: bytes) -> Traffic:
    """Return what `data` claims to be.  Total: every byte string has an answer."""
    if not data:
        return Traffic.RUNT
    first = data[0]
    if 128 <= first <= 191:
        return Traffic.MEDIA if len(data) >= RTP_LEAST else Traffic.RUNT
    if first <= 3:
        return Traffic.STUN if len(data) >= STUN_LEAST else Traffic.RUNT
    if 20 <= first <= 63:
        return Traffic.DTLS if len(data) >= DTLS_LEAST else Traffic.RUNT
    return Traffic.FOREIGN
