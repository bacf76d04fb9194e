"""One-time codes: what leads a second device to somebody's place, for a minute.

A code is typed by hand or read from a picture.  Only its digest is kept, in memory; it is worth
nothing once it was used, once a newer one was given, and once its minute is over.
"""

import hmac
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, NamedTuple

from node.ports import Dice
from rooms.ids import ParticipantId

LIFETIME: Final = 60.0  # seconds; enough to take a phone out and type

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that looks like another, or like a digit."""

LENGTH: Final = 10
"""50 bits: at a thousand guesses a second, one in eighteen billion codes is found in its minute."""

_MISREAD: Final = str.maketrans("OIL", "011", " -")  # the last two are left out


class Code(NamedTuple):
    digest: bytes
    expires_at: float


@dataclass(frozen=True, slots=True)
class Codes:
    """At most one for each person; it leads to whoever asked for it."""

    codes: Mapping[ParticipantId, Code] = field(default_factory=dict)

    def given(self, participant: ParticipantId, code: str, *, expires_at: float) -> "Codes":
        return Codes({**self.codes, participant: Code(_digest(code), expires_at)})

    def without(self, participant: ParticipantId) -> "Codes":
        return Codes({id_: code for id_, code in self.codes.items() if id_ != participant})

    def kept(self, known: Container[ParticipantId]) -> "Codes":
        """Forget the codes of those who are not here any more."""
        return Codes({id_: code for id_, code in self.codes.items() if id_ in known})

    def owner_of(self, code: str, *, now: float) -> ParticipantId | None:
        """Return whose place `code` leads to; how long it takes tells nothing."""
        given = _digest(code)
        fits = [
            id_
            for id_, known in self.codes.items()
            if hmac.compare_digest(known.digest, given) and now < known.expires_at
        ]
        return fits[0] if fits else None


def new_code(dice: Dice) -> str:
    word = dice.getrandbits(5 * LENGTH)
    return "".join(ALPHABET[word >> 5 * place & 31] for place in range(LENGTH))


def _digest(code: str) -> bytes:
    """Return the digest of a code as it was meant: hands and eyes mistake some signs."""
    return sha256(code.upper().translate(_MISREAD).encode("utf-8", "surrogatepass")).digest()
