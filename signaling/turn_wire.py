"""What is said to a TURN server: STUN messages (RFC 8489) with TURN's attributes (RFC 8656).

Pure, and only what asking takes.  aioice's own knows neither IPv6 allocations nor RFC 6062, which
a server must be asked about to see that it refuses them.
"""

import binascii
import hmac
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from hashlib import md5
from ipaddress import ip_address
from typing import Final

COOKIE: Final = 0x2112A442
HEADER: Final = struct.Struct("!HHI12s")
UDP: Final = 17  # IANA's number of the protocol
TCP: Final = 6

_ATTRIBUTE: Final = struct.Struct("!HH")
_INTEGRITY_SIZE: Final = 24
_FINGERPRINT_SIZE: Final = 8
_FINGERPRINT_XOR: Final = 0x5354554E
_REQUEST, _INDICATION, _SUCCESS, _ERROR = 0x000, 0x010, 0x100, 0x110
_CLASS: Final = 0x110

Address = tuple[str, int]
Attribute = tuple[int, bytes]


class Method(IntEnum):
    BINDING = 0x1
    ALLOCATE = 0x3
    REFRESH = 0x4
    SEND = 0x6
    DATA = 0x7
    CREATE_PERMISSION = 0x8
    CHANNEL_BIND = 0x9
    CONNECT = 0xA
    """A TCP connection to a peer (RFC 6062)."""


class Kind(IntEnum):
    """Attributes."""

    USERNAME = 0x0006
    MESSAGE_INTEGRITY = 0x0008
    ERROR_CODE = 0x0009
    CHANNEL_NUMBER = 0x000C
    LIFETIME = 0x000D
    XOR_PEER_ADDRESS = 0x0012
    DATA = 0x0013
    REALM = 0x0014
    NONCE = 0x0015
    XOR_RELAYED_ADDRESS = 0x0016
    REQUESTED_ADDRESS_FAMILY = 0x0017
    REQUESTED_TRANSPORT = 0x0019
    XOR_MAPPED_ADDRESS = 0x0020
    SOFTWARE = 0x8022
    FINGERPRINT = 0x8028


@dataclass(frozen=True, slots=True)
class Key:
    """What a request is proven with: the long-term credential (RFC 8489, section 9.2)."""

    username: str
    password: str
    realm: bytes
    nonce: bytes

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        return (
            (Kind.USERNAME, self.username.encode()),
            (Kind.REALM, self.realm),
            (Kind.NONCE, self.nonce),
        )

    @property
    def digest(self) -> bytes:
        parts = (self.username.encode(), self.realm, self.password.encode())
        return md5(b":".join(parts), usedforsecurity=False).digest()


@dataclass(frozen=True, slots=True)
class Message:
    """An answer to one of our requests, or a datagram that a peer has sent."""

    transaction: bytes
    attributes: dict[int, bytes]
    is_success: bool
    is_indication: bool

    @property
    def error(self) -> int:
        """The code of an error; 0 if it is none."""
        value = self.attributes.get(Kind.ERROR_CODE, b"")
        return 0 if self.is_success or len(value) < 4 else (value[2] & 7) * 100 + value[3]

    def address(self, kind: Kind) -> Address | None:
        value = self.attributes.get(kind, b"")
        if len(value) not in {8, 20}:
            return None
        port, host = xored(value[2:4], self.transaction), xored(value[4:], self.transaction)
        return str(ip_address(host)), int.from_bytes(port)


def request(
    method: Method, transaction: bytes, attributes: Iterable[Attribute], key: Key | None = None
) -> bytes:
    """Return a request, proven with `key` if there is one, and with a fingerprint."""
    body = b"".join(map(_written, (*attributes, *(key.attributes if key else ()))))
    if key is not None:
        covered = _header(method, transaction, len(body) + _INTEGRITY_SIZE) + body
        mac = hmac.digest(key.digest, covered, "sha1")
        body += _written((Kind.MESSAGE_INTEGRITY, mac))
    covered = _header(method, transaction, len(body) + _FINGERPRINT_SIZE) + body
    check = binascii.crc32(covered) ^ _FINGERPRINT_XOR
    return covered + _written((Kind.FINGERPRINT, check.to_bytes(4)))


def indication(transaction: bytes, attributes: Iterable[Attribute]) -> bytes:
    """Return a Send indication: a datagram for a peer (RFC 8656, section 11)."""
    body = b"".join(map(_written, attributes))
    return _header(Method.SEND | _INDICATION, transaction, len(body)) + body


def parse(data: bytes) -> Message | None:
    """Return the message in `data`, or None if it is none."""
    if len(data) < HEADER.size:
        return None
    kind, length, cookie, transaction = HEADER.unpack_from(data)
    if cookie != COOKIE or length != len(data) - HEADER.size:
        return None
    attributes: dict[int, bytes] = {}
    position = HEADER.size
    while position + _ATTRIBUTE.size <= len(data):
        name, size = _ATTRIBUTE.unpack_from(data, position)
        position += _ATTRIBUTE.size
        attributes.setdefault(name, data[position : position + size])
        position += size + -size % 4
    return Message(
        transaction,
        attributes,
        is_success=kind & _CLASS == _SUCCESS,
        is_indication=kind & _CLASS == _INDICATION,
    )


def peer(address: Address, transaction: bytes) -> Attribute:
    """Return XOR-PEER-ADDRESS; a text of IPv6 that means an IPv4 address stays IPv6."""
    host = ip_address(address[0])
    family = 1 if host.version == 4 else 2
    written = struct.pack("!BB", 0, family) + xored(address[1].to_bytes(2), transaction)
    return Kind.XOR_PEER_ADDRESS, written + xored(host.packed, transaction)


def transport(protocol: int) -> Attribute:
    return Kind.REQUESTED_TRANSPORT, bytes([protocol, 0, 0, 0])


def family(version: int) -> Attribute:
    """Return REQUESTED-ADDRESS-FAMILY of IP's `version`."""
    return Kind.REQUESTED_ADDRESS_FAMILY, bytes([1 if version == 4 else 2, 0, 0, 0])


def xored(data: bytes, transaction: bytes) -> bytes:
    """Return a port or an address as RFC 8489 (section 14.2) hides them from meddlesome NATs."""
    pad = COOKIE.to_bytes(4) + transaction
    return bytes(one ^ other for one, other in zip(data, pad, strict=False))


def _header(kind: int, transaction: bytes, length: int) -> bytes:
    return HEADER.pack(kind, length, COOKIE, transaction)


def _written(attribute: Attribute) -> bytes:
    kind, value = attribute
    return _ATTRIBUTE.pack(kind, len(value)) + value + bytes(-len(value) % 4)
