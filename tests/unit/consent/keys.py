"""Browsers that sign, as WebCrypto does."""

from functools import cache

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from consent.browser_key import statement
from consent.ids import AskId


@cache
def browser(name: str) -> EllipticCurvePrivateKey:
    return derive_private_key(1 + int.from_bytes(name.encode()), SECP256R1())


def public(name: str) -> bytes:
    point = browser(name).public_key()
    return point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


@cache
def signed(name: str, ask: AskId, digest: bytes) -> bytes:
    """A yes of this browser, as raw r and s."""
    der = browser(name).sign(statement(ask, digest), ECDSA(SHA256()))
    r, s = decode_dss_signature(der)
    return r.to_bytes(32) + s.to_bytes(32)
