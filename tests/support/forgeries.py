"""Tokens as attackers make them, by the lists that tools for it go through; each must be refused.

For one room, one embedder and one moment: each is wrong in one way.
"""

import base64
import hmac
import json
from dataclasses import dataclass
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from signaling.tokens import LEEWAY, OWN_ISSUER

RSA: Final = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC: Final = ec.generate_private_key(ec.SECP256R1())
PUBLIC_PEM: Final = RSA.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


HEAD: Final = b64(b'{"alg":"HS256"}')


@dataclass(frozen=True)
class Forger:
    """Knows even an embedder's secret, to show that it opens no other door than theirs."""

    room: str
    issuer: str
    key: bytes
    now: float
    other_key: bytes
    other_issuer: str
    other_room: str

    @property
    def claims(self) -> dict[str, Any]:
        """What a good token says."""
        return {
            "iss": self.issuer,
            "sub": "patient-7",
            "room": self.room,
            "role": "client",
            "name": "Birch",
            "exp": self.now + 600,
            "nbf": self.now - 1,
            "jti": "1",
        }

    def signed(self, claims: dict[str, Any], key: bytes | None = None, **header: Any) -> str:
        """Sign by hand, as an attacker's tool would: no library refuses to."""
        head = b64(json.dumps({"alg": "HS256", "typ": "JWT", **header}).encode())
        body = b64(json.dumps(claims).encode())
        secret = self.key if key is None else key
        mac = hmac.digest(secret, f"{head}.{body}".encode(), "sha256")
        return f"{head}.{body}.{b64(mac)}"

    def but(self, **changes: Any) -> str:
        """Sign the claims, some changed."""
        return self.signed({**self.claims, **changes})

    def without(self, name: str) -> str:
        return self.signed({claim: value for claim, value in self.claims.items() if claim != name})

    def unsigned(self, alg: str) -> str:
        head, body, _ = self.signed(self.claims, alg=alg).split(".")
        return f"{head}.{body}."

    def tampered(self, **changes: Any) -> str:
        """Change the claims of a token that is signed already."""
        head, _, mac = self.but().split(".")
        return f"{head}.{b64(json.dumps({**self.claims, **changes}).encode())}.{mac}"

    def forgeries(self) -> dict[str, str]:
        """Return all of them by what is wrong."""
        return {
            **self._no_tokens(),
            **self._wrongly_signed(),
            **self._with_wrong_headers(),
            **self._with_wrong_claims(),
            **self._at_wrong_times(),
        }

    def _no_tokens(self) -> dict[str, str]:
        claims = self.claims
        return {
            "empty": "",
            "one part": "abc",
            "two parts": "a.b",
            "four parts": self.but() + ".d",
            "five parts, as an encrypted token": "a.b.c.d.e",
            "not base64": "!!.!!.!!",
            "not JSON": f"{b64(b'x')}.{b64(b'y')}.{b64(b'z')}",
            "header is a list": f"{b64(b'[]')}.{b64(json.dumps(claims).encode())}.{b64(b'z')}",
            "claims are a list": f"{HEAD}.{b64(b'[]')}.{b64(b'z')}",
            "deeply nested": f"{HEAD}.{b64(b'[' * 2000)}.{b64(b'z')}",
            "too long": self.but(name="x" * 5000),
        }

    def _wrongly_signed(self) -> dict[str, str]:
        claims = self.claims
        return {
            "no algorithm": self.unsigned("none"),
            "no algorithm, shouted": self.unsigned("NONE"),
            "no algorithm, mixed": self.unsigned("nOnE"),
            "empty algorithm": self.unsigned(""),
            "no signature": self.but().rpartition(".")[0] + ".",
            "zero signature": self.but().rpartition(".")[0] + "." + b64(bytes(32)),
            "cut signature": self.but()[:-8],
            "signed with an empty key": self.signed(claims, b""),
            "signed with the key's id": self.signed(claims, self.issuer.encode()),
            "signed with another embedder's key": self.signed(claims, self.other_key),
            "signed with the key, called ours": self.but(iss=OWN_ISSUER),
            "signed with the key, called another's": self.but(iss=self.other_issuer),
            "signed with a public key as the secret": self.signed(claims, PUBLIC_PEM),
            "HS384": jwt.encode(claims, self.key * 2, algorithm="HS384"),
            "HS512": jwt.encode(claims, self.key * 2, algorithm="HS512"),
            "RS256": jwt.encode(claims, RSA, algorithm="RS256"),
            "ES256": jwt.encode(claims, EC, algorithm="ES256"),
            "RS256 in the header of an HS256": self.signed(claims, alg="RS256"),
        }

    def _with_wrong_headers(self) -> dict[str, str]:
        claims = self.claims
        return {
            "its own key in the header": self.signed(
                claims, b"mine", jwk={"kty": "oct", "k": b64(b"mine")}, kid="mine"
            ),
            "a key to fetch": self.signed(claims, b"mine", jku="https://evil.net/keys", kid="mine"),
            "a certificate to fetch": self.signed(claims, b"mine", x5u="https://evil.net/cert"),
            "kid as a path": self.signed(claims, b"", kid="../../dev/null"),
            "kid as SQL": self.signed(claims, b"x", kid="' UNION SELECT 'x"),
            "a critical extension": self.signed(claims, crit=["exp"], exp=1),
            "payload not encoded": self.signed(claims, b64=False, crit=["b64"]),
        }

    def _with_wrong_claims(self) -> dict[str, str]:
        claims = self.claims
        return {
            "unknown issuer": self.but(iss="nobody"),
            "issuer is a list": self.but(iss=[self.issuer]),
            "issuer is null": self.but(iss=None),
            **{f"no {claim}": self.without(claim) for claim in claims if claim != "name"},
            "other room": self.but(room=self.other_room),
            "rooms": self.but(room=[self.room, self.other_room]),
            "any room": self.but(room="*"),
            "unknown role": self.but(role="admin"),
            "role is a number": self.but(role=1),
            "empty subject": self.but(sub=""),
            "subject is a number": self.but(sub=7),
            "empty jti": self.but(jti=""),
            "name is a list": self.but(name=["Birch"]),
            "admit is a word": self.but(admit="yes"),
        }

    def _at_wrong_times(self) -> dict[str, str]:
        return {
            "expired": self.but(exp=self.now - LEEWAY - 1),
            "never expires": self.but(exp=float("inf")),
            "expires beyond any number": self.but(exp=10**400),
            "expires not at any time": self.but(exp=float("nan")),
            "expires in words": self.but(exp="tomorrow"),
            "expires as text": self.but(exp=str(self.now + 600)),
            "not yet valid": self.but(nbf=self.now + LEEWAY + 1),
            "valid from not any time": self.but(nbf=float("nan")),
            "for another audience": self.but(aud="elsewhere"),
            "role raised": self.tampered(role="facilitator"),
            "room changed": self.tampered(room=self.other_room),
            "life prolonged": self.tampered(exp=self.now + 10**6),
        }
