"""Secrets that are computed from the master key, and so lie nowhere.

Each purpose has a key of its own: HMAC-SHA256 is a PRF under the master key (RFC 5869, section 3.3
allows leaving out HKDF's extraction for a key that is uniformly random, as ours is).
"""

import hmac
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rooms.ids import Identity, RoomId

MASTER_KEY_BYTES: Final = 32


class Secrets:
    """The master key, by what it may be used for.  Its `repr` says nothing."""

    def __init__(self, master: bytes) -> None:
        if len(master) != MASTER_KEY_BYTES:
            raise ValueError(f"a master key has {MASTER_KEY_BYTES} bytes")
        self._master = master

    @property
    def token_key(self) -> bytes:
        """Signs the tokens of those who come by a link."""
        return self._derived("tokens")

    @property
    def wrapping_key(self) -> bytes:
        """Wraps the keys of sessions."""
        return self._derived("session keys")

    @property
    def record_key(self) -> bytes:
        """Seals what is kept beyond a session: names of rooms, answers."""
        return self._derived("records")

    @property
    def recording_key(self) -> bytes:
        """Wraps the keys of recordings."""
        return self._derived("recordings")

    @property
    def check(self) -> bytes:
        """Tells one master key from another, and nothing else about it."""
        return self._derived("check")[:16]

    def ledger_key(self) -> Ed25519PrivateKey:
        """Return what signs the checkpoints of ledgers; its public half is for everyone."""
        return Ed25519PrivateKey.from_private_bytes(self._derived("ledgers"))

    def room(self, room: RoomId) -> bytes:
        """Return the room's own secret: its links and identities are made of it."""
        return self._derived("room", room)

    def identity(self, room: RoomId, issuer: str, subject: str) -> Identity:
        """Return who `subject` is in this room, whoever vouches for them.

        The same person is somebody else in another room, or with another issuer.
        """
        word = _mac(self.room(room), "identity", issuer, subject)
        return Identity(word[:16].hex())

    def _derived(self, *labels: str) -> bytes:
        return _mac(self._master, "holdspace v1", *labels)


def _mac(key: bytes, *parts: str) -> bytes:
    # Each part is preceded by its length: ("ab", "c") and ("a", "bc") are different messages.
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    message = b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
    return hmac.digest(key, message, "sha256")
