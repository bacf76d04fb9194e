"""A checkpoint: the node's signature (Ed25519, RFC 8032) under how far a ledger went."""

from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct

from consent.canonical import milliseconds, spelled
from consent.entry import Digest, Moment, Place
from consent.ledger import Ledger

PUBLIC_KEY_BYTES: Final = 32


class Checkpoint(Struct, frozen=True, array_like=True):
    """`size` entries, in the ledger of this id, have this head."""

    ledger: bytes
    size: Place
    head: Digest
    at: Moment
    signature: bytes

    def signed_by(self, key: bytes) -> bool:
        """Return whether whoever has this public key (32 bytes) made it."""
        statement = _statement(self.ledger, self.size, self.head, self.at)
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(self.signature, statement)
        except (InvalidSignature, ValueError):
            return False
        return True


_DECODER: Final = msgspec.msgpack.Decoder(Checkpoint)


def checkpoint(ledger: Ledger, key: Ed25519PrivateKey, *, now: float) -> Checkpoint:
    at = milliseconds(now)
    signature = key.sign(_statement(ledger.id, ledger.size, ledger.head, at))
    return Checkpoint(ledger.id, ledger.size, ledger.head, at, signature)


def read(data: bytes) -> Checkpoint | None:
    """Return the checkpoint that is spelled by exactly these bytes; None if none is."""
    try:
        found = _DECODER.decode(data)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    return found if spelled(found) == data else None


def _statement(ledger: bytes, size: int, head: bytes, at: int) -> bytes:
    return spelled(["holdspace checkpoint", ledger, size, head, at])
