"""Whether a TURN server does what it is there for, and nothing else: asked of the server itself.

By each of its URLs: does it answer, does it take our credentials, does it relay to our addresses,
and does it refuse everybody else's.
"""

import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_address
from typing import Final

from signaling import turn_wire
from signaling.turn import Turn
from signaling.turn_client import UNPROVEN, TurnClient
from signaling.turn_url import parse
from signaling.turn_wire import Method

SOMEBODY: Final = {4: "198.51.100.1", 6: "2001:db8::1"}
"""Addresses of nobody (RFC 5737, RFC 3849).  Nothing is sent there; it is asked if it might be."""

DISCARD: Final = 9  # a permission is for every port of an address


class Verdict(Enum):
    RELAYS = "relays to us alone"
    SILENT = "cannot be reached"
    UNTRUSTED = "its certificate is not trusted"
    REFUSES_CREDENTIALS = "does not take our credentials"
    REFUSES_US = "does not relay to us"
    OPEN = "relays to anybody"


@dataclass(frozen=True, slots=True)
class Examined:
    url: str
    verdict: Verdict
    detail: str = ""

    @property
    def said(self) -> str:
        return f"{self.verdict.value}: {self.detail}" if self.detail else self.verdict.value


def examine(
    turn: Turn, advertised: Sequence[str], *, trust: ssl.SSLContext | None = None
) -> list[Examined]:
    """Return what is found by each URL.  `advertised` are the addresses that browsers send to."""
    return [_examine(url, turn, advertised, trust) for url in turn.urls]


def _examine(
    url: str, turn: Turn, advertised: Sequence[str], trust: ssl.SSLContext | None
) -> Examined:
    hosts = [host for host in advertised if not ip_address(host).is_loopback]
    reached: list[str] = []
    began = time.monotonic()
    try:
        for version in SOMEBODY:
            mine = [host for host in hosts if ip_address(host).version == version]
            with TurnClient(parse(url), turn.ice_servers()[0], trust=trust) as client:
                client.request(Method.BINDING)
                allocated = client.allocate(turn_wire.family(version))
                if allocated.error == UNPROVEN:
                    return Examined(url, Verdict.REFUSES_CREDENTIALS)
                if not allocated.is_success:  # It has no address of that family.
                    continue
                if _may_reach(client, SOMEBODY[version]):
                    return Examined(url, Verdict.OPEN, SOMEBODY[version])
                reached += [host for host in mine if _may_reach(client, host)]
    except ssl.SSLCertVerificationError as error:
        return Examined(url, Verdict.UNTRUSTED, error.verify_message)
    except OSError as error:
        return Examined(url, Verdict.SILENT, error.strerror or str(error))
    if not reached:
        return Examined(url, Verdict.REFUSES_US, ", ".join(hosts))
    took = (time.monotonic() - began) * 1000
    return Examined(url, Verdict.RELAYS, f"{', '.join(reached)}; {took:.0f} ms")


def _may_reach(client: TurnClient, host: str) -> bool:
    return client.ask_peer(Method.CREATE_PERMISSION, (host, DISCARD)).is_success
