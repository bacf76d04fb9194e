"""The one way in which what is hashed or signed is spelled: MessagePack, canonically.

Arrays in place of maps, the shortest form of every number, text in UTF-8, no floats: a browser's
encoder spells the same bytes.
"""

from hashlib import sha256
from typing import Any, Final

import msgspec

DIGEST_BYTES: Final = 32

_ENCODER: Final = msgspec.msgpack.Encoder(order="deterministic")


def spelled(value: Any) -> bytes:
    return _ENCODER.encode(value)


def digest(kind: str, *parts: Any) -> bytes:
    """Return the SHA-256 of a thing of this kind; two kinds never have a digest in common."""
    return sha256(spelled([f"holdspace {kind}", *parts])).digest()


def milliseconds(seconds: float) -> int:
    """Return a session time as it is written for ever: whole milliseconds since 1970."""
    return round(seconds * 1000)
