"""Sealed boxes: AES-256-GCM (NIST SP 800-38D) with the place of the box as associated data.

A box that is changed, or moved to another place, does not open.
"""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from store.errors import Tampered

KEY_BYTES: Final = 32

# Random nonces: a counter would be used twice where a write was undone after it touched the disk.
# At 2**32 boxes per key two would be alike with probability 2**-33; a session has thousands.
_NONCE_BYTES: Final = 12


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


class Sealer:
    """Seals and opens under one key."""

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(key)

    def seal(self, plain: bytes, *place: str | int) -> bytes:
        """Return `plain` sealed for `place`: the kind of thing it is, and where it will lie."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, plain, _spelled(place))

    def open(self, box: bytes, *place: str | int) -> bytes:
        """Return what was sealed for `place`, or raise `Tampered`."""
        try:
            return self._aead.decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], _spelled(place))
        except (InvalidTag, ValueError):
            raise Tampered(f"{place[0]} is not what was written") from None


def _spelled(place: tuple[str | int, ...]) -> bytes:
    parts = [str(part).encode() for part in place]
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
