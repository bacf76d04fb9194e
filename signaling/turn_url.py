"""Where a TURN server is and how it is spoken to (RFC 7065)."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

PORT: Final = 3478
TLS_PORT: Final = 5349  # RFC 8656, section 3.1; firewalls that let only https out want 443

_URL: Final = re.compile(
    r"(?P<scheme>turns?):"
    r"(?:\[(?P<ipv6>[0-9A-Fa-f:.]{2,45})\]|(?P<host>[A-Za-z0-9.-]{1,253}))"
    r"(?::(?P<port>[0-9]{1,5}))?"
    r"(?:\?transport=(?P<transport>udp|tcp))?"
)


class Way(Enum):
    """How a browser reaches the server; the server reaches us by UDP whichever it is."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class TurnUrl:
    text: str
    host: str
    port: int
    way: Way


def parse(text: str) -> TurnUrl:
    """Return what `text` says, or raise ValueError with a sentence about what is wrong with it."""
    found = _URL.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no address of a TURN server.")
    tls = found["scheme"] == "turns"
    port = int(found["port"] or (TLS_PORT if tls else PORT))
    if not 1 <= port <= 65535:
        raise ValueError(f"{text!r}: there is no such port.")
    if tls and found["transport"] == "udp":
        raise ValueError(f"{text!r}: browsers speak TURN in TLS over TCP only.")
    way = Way.TLS if tls else Way(found["transport"] or "udp")
    return TurnUrl(text, found["ipv6"] or found["host"], port, way)
