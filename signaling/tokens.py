"""Tokens: who someone is, in one room, for a while; signed by us or by an embedder.

A JWT (RFC 7519) with exactly the claims of docs/protocol.md.  The issuer picks the key from our
table and the algorithm is fixed: nothing in a token's header chooses anything (RFC 8725, 3.1).
"""

import hmac
import math
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import jwt
import msgspec

from rooms.ids import RoomId
from rooms.role import Role
from signaling.errors import BadToken

OWN_ISSUER: Final = "holdspace"
"""The issuer of tokens that came from a link; no API key may have this id."""

LINK_LIFETIME: Final = 4 * 3600
"""Seconds; a session of two hours with a long break, and every reload in between."""

LEEWAY: Final = 30
"""Seconds an embedder's clock may be off."""

LENGTH_MOST: Final = 4096
ALGORITHM: Final = "HS256"
KEY_BYTES: Final = 32

_ENCODING: Final = jwt.PyJWT()

_SIGNATURE_ALONE: Final[Any] = {
    # Times are compared here, against the caller's clock.
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "require": ["iss", "sub", "room", "role", "exp", "nbf", "jti"],
}


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    iss: str
    sub: str
    room: str
    role: Role
    exp: int | float
    nbf: int | float
    jti: str
    name: str | None = None
    private_name: str | None = None
    admit: bool = False

    def __post_init__(self) -> None:
        if not (self.sub and self.jti):
            raise ValueError("an empty claim")
        if not (math.isfinite(self.exp) and math.isfinite(self.nbf)):
            raise ValueError("a time that is not a number")

    @property
    def by_link(self) -> bool:
        return self.iss == OWN_ISSUER


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token shall say."""

    room: RoomId
    role: Role
    subject: str
    name: str | None = None
    private_name: str | None = None
    admit: bool = False


class Tokens:
    """Signs and verifies: `keys` are the embedders' secrets by API key id, `own` the room's links'.

    Each link has its own, so that one can be spoiled while the others stay.
    """

    def __init__(self, keys: Mapping[str, bytes], *, own: Mapping[Role, bytes]) -> None:
        if OWN_ISSUER in keys:
            raise ValueError(f"no API key may be called {OWN_ISSUER!r}")
        # HMAC itself fills a key up with zeros (RFC 2104, section 2), so this changes no signature;
        # whether a secret is long enough was asked when the settings were read.
        padded = {id_: key.ljust(KEY_BYTES, b"\0") for id_, key in keys.items()}
        self._keys = MappingProxyType(padded)
        self._own = MappingProxyType(dict(own))

    def issue(
        self, grant: Grant, *, issuer: str, token_id: str, now: float, lifetime: float
    ) -> str:
        claims = {
            "iss": issuer,
            "sub": grant.subject,
            "room": grant.room,
            "role": grant.role.value,
            "name": grant.name,
            "private_name": grant.private_name,
            "admit": grant.admit or None,
            "exp": int(now + lifetime),
            "nbf": int(now),
            "jti": token_id,
        }
        said = {claim: value for claim, value in claims.items() if value is not None}
        return _ENCODING.encode(said, self._key(issuer, grant.role), algorithm=ALGORITHM)

    def verify(self, token: str, room: RoomId, *, now: float) -> Claims:
        """Return what `token` says, or raise BadToken.  `now` is wall time in seconds."""
        claims = self._proven(token)
        if claims.room != room:
            raise BadToken("the token is for another room")
        if not now < claims.exp + LEEWAY:
            raise BadToken("the token has expired")
        if not claims.nbf <= now + LEEWAY:
            raise BadToken("the token is not valid yet: is the issuer's clock right?")
        return claims

    def _proven(self, token: str) -> Claims:
        if len(token) > LENGTH_MOST:
            raise BadToken("the token is too long")
        try:
            claimed = _ENCODING.decode(token, options={"verify_signature": False})
            key = self._key(claimed.get("iss"), claimed.get("role"))
            said = _ENCODING.decode(token, key, algorithms=[ALGORITHM], options=_SIGNATURE_ALONE)
            return msgspec.convert(said, Claims)
        except jwt.MissingRequiredClaimError as error:
            raise BadToken(f"the token has no `{error.claim}`") from None
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError):
            # Everything else sounds the same: what exactly failed is of use to forgers only.
            raise BadToken("the token is malformed or its signature is wrong") from None

    def _key(self, issuer: Any, role: Any) -> bytes:
        """Return what signs in this role for `issuer`; whoever lies about either has no key."""
        if issuer == OWN_ISSUER:
            return self._own[Role(role)]
        if not isinstance(issuer, str) or issuer not in self._keys:
            raise BadToken("the token is from an unknown issuer")
        return self._keys[issuer]


def secret_word(key: bytes, *parts: str) -> str:
    """Return a word of 128 bits that only whoever has `key` can tell: HMAC-SHA256, cut in half."""
    message = "\0".join(parts).encode()
    return urlsafe_b64encode(hmac.digest(key, message, "sha256")[:16]).rstrip(b"=").decode()
