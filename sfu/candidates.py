"""What somebody who was made our offer reads in it: where to come, and how to prove themselves."""

from dataclasses import dataclass
from typing import Literal

from sfu.ice import Credentials
from sfu.ids import Address


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to us (RFC 8839, section 5.1)."""

    protocol: Literal["udp", "tcp"]
    address: Address


@dataclass(frozen=True, slots=True)
class Invited:
    """Best candidates first."""

    credentials: Credentials
    candidates: tuple[Candidate, ...]


def read(offer: str) -> Invited:
    """Read an offer as `sfu.offer` writes it."""
    lines = offer.split("\r\n")
    found = [line.split() for line in lines if line.startswith("a=candidate:")]
    return Invited(
        Credentials(_value(lines, "a=ice-ufrag:"), _value(lines, "a=ice-pwd:")),
        tuple(
            Candidate("tcp" if words[2] == "tcp" else "udp", (words[4], int(words[5])))
            for words in found
        ),
    )


def _value(lines: list[str], name: str) -> str:
    return next(line.removeprefix(name) for line in lines if line.startswith(name))
