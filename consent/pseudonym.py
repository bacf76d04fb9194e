"""Pseudonyms: who is who in a ledger, for whoever has the session's key and nobody else."""

import hmac
from dataclasses import dataclass
from typing import Final

from rooms.ids import ParticipantId, SessionId

PSEUDONYM_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """HMAC-SHA256 under a key of the session (32 random bytes).

    Destroying the key makes all pseudonyms of the session nobody's, and leaves a ledger that still
    verifies.
    """

    key: bytes

    def of(self, participant: ParticipantId) -> bytes:
        return self._mac("participant", participant)

    def of_session(self, session: SessionId) -> bytes:
        return self._mac("session", session)

    def salt(self, place: int) -> bytes:
        """Return what keeps the entry at a place of the ledger from being guessed by its digest."""
        return self._mac("salt", str(place))

    def _mac(self, kind: str, what: str) -> bytes:
        spelled = f"holdspace {kind} {what}".encode()
        return hmac.digest(self.key, spelled, "sha256")[:PSEUDONYM_BYTES]
