"""Credentials for the TURN server, which carries media where nothing but it can be reached.

They are what the server can check without knowing anybody (draft-uberti-behave-turn-rest-00): the
name says until when it is good and is otherwise chance, and the password is an HMAC over the name
under the secret that both share.  So neither the server nor its log learns who somebody is.
"""

import base64
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random, SystemRandom
from typing import Final

from node.ice_server import IceServer
from signaling.settings import Settings

LIFETIME: Final = 600
"""Seconds.  A browser allocates as soon as it has its offer, and asks for new credentials with
every new connection; what it holds by then lives on, because the server looks at the time only
when a browser first proves itself.  So this bounds how long a credential is worth stealing, and how
far apart the two clocks may be."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The operator's TURN server; `clock` is wall time, because the server reads its own."""

    urls: tuple[str, ...]
    secret: bytes = field(repr=False)
    clock: Callable[[], float]
    rng: Random = field(default_factory=SystemRandom)
    """A `SystemRandom` outside tests: who guesses a name could at least spend its quota."""

    def ice_servers(self) -> tuple[IceServer, ...]:
        """Return what one browser needs for one connection."""
        username = f"{int(self.clock()) + LIFETIME}:{self.rng.getrandbits(64):016x}"
        return (IceServer(self.urls, username, password(username, self.secret)),)


def turn_of(settings: Settings) -> Turn | None:
    """Return the operator's TURN server, if there is one."""
    secret = settings.turn_secret.get_secret_value().encode()
    return Turn(settings.turn_urls, secret, time.time) if settings.turn_urls else None


def password(username: str, secret: bytes) -> str:
    # SHA-1 is the draft's; as a key of HMAC it is not known to be weak.
    digest = hmac.digest(secret, username.encode(), "sha1")
    return base64.b64encode(digest).decode()
