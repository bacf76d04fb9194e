"""DTLS records seen from outside (RFC 6347, section 4): just enough to know whom they are for.

Nothing here is trusted; it only decides which handshake a datagram is shown to, so that one
that is hostile is never shown to another's.
"""

import struct
from typing import Final

_RECORD: Final = struct.Struct("!BHHHIH")  # type, version, epoch, sequence (16 + 32), length
_ALERT: Final = 21
_HANDSHAKE: Final = 22
_CLIENT_HELLO: Final = 1

_HELLO_TYPE: Final = 13
_FRAGMENT_OFFSET: Final = slice(19, 22)
_RANDOM: Final = slice(27, 59)


def hello_random(data: bytes) -> bytes | None:
    """Return the 32 bytes a browser drew for its handshake, if `data` begins a ClientHello.

    They stay the same when the hello is sent again, from wherever.
    """
    if len(data) < _RANDOM.stop:
        return None
    kind, _, epoch, _, _, _ = _RECORD.unpack_from(data)
    if kind != _HANDSHAKE or epoch != 0 or data[_HELLO_TYPE] != _CLIENT_HELLO:
        return None
    if any(data[_FRAGMENT_OFFSET]):
        return None
    return data[_RANDOM]


def holds_plain_alert(data: bytes) -> bool:
    """Return whether `data` has an alert that anyone could have sent.

    Such an alert ends a handshake at once, so it is never believed: an honest browser that gave
    up costs us the handshake's time limit, a forged one costs nobody anything.
    """
    position = 0
    while position + _RECORD.size <= len(data):
        kind, _, epoch, _, _, length = _RECORD.unpack_from(data, position)
        if kind == _ALERT and epoch == 0:
            return True
        position += _RECORD.size + length
    return False
