"""A certificate's fingerprint as SDP carries it (RFC 8122): what ties media to signaling."""

import re
from dataclasses import dataclass
from typing import Final

STRONG: Final = {"sha-256": 32, "sha-384": 48, "sha-512": 64}
"""Digests we accept, with their length in bytes.  SHA-1 and MD5 prove nothing any more."""

_PAIRS: Final = re.compile(r"[0-9A-F]{2}(?::[0-9A-F]{2})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    algorithm: str
    value: str
    """Upper-case hexadecimal pairs with colons between them."""

    @classmethod
    def strong(cls, algorithm: str, value: str) -> "Fingerprint | None":
        """Return the fingerprint in its canonical form, or None if it is weak or malformed."""
        algorithm, value = algorithm.lower(), value.upper()
        size = STRONG.get(algorithm)
        if size is None or len(value) != 3 * size - 1 or not _PAIRS.fullmatch(value):
            return None
        return cls(algorithm, value)

    def __str__(self) -> str:
        return f"{self.algorithm} {self.value}"
