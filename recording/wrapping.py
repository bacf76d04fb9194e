"""Keys in boxes: sealed by another key, each for one place, and opened in no other.

A box is a nonce, and what AES-256-GCM makes of the key; the place is authenticated.
"""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from recording.errors import Tampered

_NONCE: Final = 12  # bytes; random, for a handful of keys under each


def wrap(wrapping: AESGCM, key: bytes, *place: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + wrapping.encrypt(nonce, key, _spelled(place))


def unwrap(wrapping: AESGCM, box: bytes, *place: str) -> bytes:
    """Return the key in a box, or raise `Tampered`."""
    try:
        return wrapping.decrypt(box[:_NONCE], box[_NONCE:], _spelled(place))
    except (InvalidTag, ValueError):
        raise Tampered("keys", "a key is not what was written, or of another house") from None


def _spelled(place: tuple[str, ...]) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part.encode() for part in place)
