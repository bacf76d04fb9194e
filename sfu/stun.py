"""The door to aioice's STUN: nothing else of ours imports it.

Every function is total: it returns a value or None, whatever the bytes.  `addressee` is what a
stranger's datagram costs, a few comparisons; only a request that names an endpoint of ours is
parsed as a whole and has its HMAC computed.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aioice import stun

from sfu.address import as_seen
from sfu.ids import Address

TRANSACTION_LENGTH: Final = 12  # bytes; RFC 8489, section 5

MOST: Final = 1280
"""No honest check is longer than an IPv6 minimum MTU; browsers send about 100 bytes."""

_HEADER: Final = struct.Struct("!HHI")
_ATTRIBUTE: Final = struct.Struct("!HH")
_BINDING_REQUEST: Final = 0x0001
_USERNAME: Final = 0x0006
_PRIORITY: Final = 1845501695  # of a peer-reflexive candidate; nobody compares it
_USERNAME_MOST: Final = 513  # bytes; RFC 8489, section 14.3


@dataclass(frozen=True, slots=True)
class Check:
    """A connectivity check whose sender has proven to know the password (RFC 8445, section 7)."""

    transaction: bytes
    nominates: bool
    """It carried USE-CANDIDATE."""


def addressee(data: bytes) -> str | None:
    """Return the ufrag of ours that a binding request is addressed to.  Nothing is proven yet."""
    for kind, value in _attributes(data):
        if kind == _USERNAME:
            # Ours comes before the colon, the sender's after it (RFC 8445, section 7.2.2).
            ufrag, colon, _ = value.partition(b":")
            if not colon or len(value) > _USERNAME_MOST or not ufrag.isascii():
                return None
            return ufrag.decode("ascii")
    return None


def authenticate(data: bytes, password: str) -> Check | None:
    """Return the check in `data` if its MESSAGE-INTEGRITY was made with `password`."""
    try:
        message = stun.parse_message(data)
    except (ValueError, struct.error):
        return None
    # FINGERPRINT is a duty of ICE (RFC 8445, section 7.1); parsing has verified it.
    if "FINGERPRINT" not in message.attributes or "USERNAME" not in message.attributes:
        return None
    if not message.check_message_integrity(password.encode("ascii")):
        return None
    return Check(message.transaction_id, "USE-CANDIDATE" in message.attributes)


def response_to(check: Check, address: Address, password: str) -> bytes:
    """Return the success response that tells `address` how it is seen from here."""
    message = stun.Message(
        message_method=stun.Method.BINDING,
        message_class=stun.Class.RESPONSE,
        transaction_id=check.transaction,
        attributes={"XOR-MAPPED-ADDRESS": as_seen(address)},
    )
    message.add_message_integrity(password.encode("ascii"))
    return bytes(message)


def request(transaction: bytes, ufrag: str, password: str) -> bytes:
    """Return a check as a browser sends it, which nominates nothing (RFC 8445, section 7.2.2)."""
    message = stun.Message(
        message_method=stun.Method.BINDING,
        message_class=stun.Class.REQUEST,
        transaction_id=transaction,
        attributes={
            "USERNAME": f"{ufrag}:caller",
            "PRIORITY": _PRIORITY,
            "ICE-CONTROLLING": int.from_bytes(transaction[:8]),
        },
    )
    message.add_message_integrity(password.encode("ascii"))
    return bytes(message)


def answers(data: bytes, transaction: bytes, password: str) -> bool:
    """Return whether `data` is the success response to that check, by somebody with `password`."""
    try:
        message = stun.parse_message(data)
    except (ValueError, struct.error):
        return False
    return (
        message.message_class == stun.Class.RESPONSE
        and message.transaction_id == transaction
        and message.check_message_integrity(password.encode("ascii"))
    )


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the attributes of a well-formed binding request; nothing of anything else."""
    if not stun.HEADER_LENGTH <= len(data) <= MOST:
        return
    kind, length, cookie = _HEADER.unpack_from(data)
    if kind != _BINDING_REQUEST or cookie != stun.COOKIE:
        return
    if length != len(data) - stun.HEADER_LENGTH or length % 4:
        return
    position = stun.HEADER_LENGTH
    while position + _ATTRIBUTE.size <= len(data):
        kind, length = _ATTRIBUTE.unpack_from(data, position)
        position += _ATTRIBUTE.size
        if position + length > len(data):
            return
        yield kind, data[position : position + length]
        position += length + -length % 4
