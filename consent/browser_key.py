"""A browser's key: what a person's yes is signed with, made by WebCrypto and never extractable.

ECDSA on P-256 with SHA-256; public keys are points as SEC 1 (2.3.3) spells them uncompressed, which
WebCrypto exports as 'raw'; signatures are r and s, 32 bytes each, which is what it returns.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from consent.canonical import spelled
from consent.errors import BadSignature
from consent.ids import AskId

KEY_BYTES: Final = 65
_HALF: Final = 32  # bytes of r, and of s


@dataclass(frozen=True, slots=True)
class Signed:
    """A browser's signature, and the key it was checked with: a later key changes neither."""

    key: bytes
    signature: bytes


def check_key(key: bytes) -> None:
    if _point(key) is None:
        raise BadSignature("this is no key of a browser")


def fingerprint(key: bytes) -> bytes:
    return sha256(key).digest()


def statement(ask: AskId, digest: bytes) -> bytes:
    """Return what is signed: the one sentence 'yes, to this ask, on these terms in these words'."""
    return spelled(["holdspace yes", ask, digest])


def is_signed(signed: Signed, ask: AskId, digest: bytes) -> bool:
    point, raw = _point(signed.key), signed.signature
    if point is None or len(raw) != 2 * _HALF:
        return False
    r, s = int.from_bytes(raw[:_HALF]), int.from_bytes(raw[_HALF:])
    try:
        point.verify(encode_dss_signature(r, s), statement(ask, digest), ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _point(key: bytes) -> EllipticCurvePublicKey | None:
    if len(key) != KEY_BYTES:  # SEC 1 also has short spellings, and a key is to have one
        return None
    try:
        return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), key)
    except ValueError:
        return None
