"""The ICE-lite agent of one endpoint (RFC 8445): learns where it is from the checks it sends.

Sans-I/O.  It never sends a check, never looks at a candidate, and answers only what proves
knowledge of its password; so it cannot be made to send anything to anyone who did not ask.

```
  first authenticated check ─────────────────────────▶ chosen
  a check that nominates, before the keys are agreed ─▶ chosen
  the handshake was verified from there ─────────────▶ chosen
  a check, then an authenticated packet from there ──▶ chosen    (the network changed)
```

A path that is no longer chosen is kept for 5 s, so that what is under way still arrives.
"""

from collections import deque
from dataclasses import dataclass
from random import Random
from typing import Final

from sfu.events import Lost, Resumed, Silent
from sfu.ids import Address, EndpointId
from sfu.stun import Check

SILENT_AFTER: Final = 10.0  # seconds; Chromium checks every 2.5, Firefox every 4.6
LOST_AFTER: Final = 30.0  # seconds; RFC 7675, section 5.1
OLD_PATH_KEPT: Final = 5.0  # seconds

PATHS_MOST: Final = 8
"""Interfaces of one browser times address families; more are the browser's loss, not ours."""

STRANGERS_MOST: Final = 100
"""Checks a second from addresses not yet known.  Each costs an HMAC."""

REMEMBERED: Final = 256
"""Transactions remembered, so that a check that was overheard is worth nothing elsewhere."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a browser must know to be heard: in the offer, and nowhere else."""

    ufrag: str
    password: str

    @classmethod
    def draw(cls, rng: Random) -> "Credentials":
        """Draw 64 and 192 bits; `rng` must be a `SystemRandom` outside tests."""
        return cls(f"{rng.getrandbits(64):016x}", f"{rng.getrandbits(192):048x}")


@dataclass(frozen=True, slots=True)
class PathOpened:
    """Packets from `address` are to be tried as the endpoint's."""

    endpoint: EndpointId
    address: Address


@dataclass(frozen=True, slots=True)
class PathClosed:
    endpoint: EndpointId
    address: Address


@dataclass(frozen=True, slots=True)
class PathChosen:
    """What goes to the endpoint goes to `address` from now on."""

    endpoint: EndpointId
    address: Address


IceEvent = PathOpened | PathClosed | PathChosen | Silent | Resumed | Lost


@dataclass(slots=True)
class _Path:
    checked_at: float
    heard: bool = False
    leaves_at: float | None = None


class IceAgent:
    """Authenticated checks, packets heard and the time in; paths and liveness out."""

    def __init__(self, endpoint: EndpointId, credentials: Credentials) -> None:
        self.endpoint: Final = endpoint
        self.credentials: Final = credentials
        self.chosen: Address | None = None
        self._paths: dict[Address, _Path] = {}
        self._events: deque[IceEvent] = deque()
        self._answered: dict[bytes, Address] = {}
        self._secured = False
        self._silent = False
        self._alive_at: float | None = None
        self._strangers = 0
        self._strangers_since = 0.0

    def knows(self, address: Address) -> bool:
        return address in self._paths

    def fresh(self, address: Address, now: float) -> bool:
        """Return whether a check came from `address` of late."""
        path = self._paths.get(address)
        return path is not None and now - path.checked_at < SILENT_AFTER

    def affords_stranger(self, now: float) -> bool:
        """Return whether one more check from an unknown address may be verified this second."""
        if now - self._strangers_since >= 1:
            self._strangers, self._strangers_since = 0, now
        self._strangers += 1
        return self._strangers <= STRANGERS_MOST

    def replayed(self, check: Check, address: Address) -> bool:
        """Return whether this very check has come from somewhere else before."""
        return self._answered.get(check.transaction, address) != address

    def watch(self, now: float) -> None:
        """Begin to expect the endpoint: it is lost unless it is secured in time."""
        self._alive_at = now

    def checked(self, check: Check, address: Address, now: float) -> None:
        """Take an authenticated check that was not replayed."""
        self._remember(check, address)
        self._revive(now)
        path = self._paths.get(address)
        if path is None:
            path = self._open(address, now)
        path.checked_at = now
        if address == self.chosen:
            return
        path.leaves_at = None
        if self.chosen is None or (check.nominates and not self._secured):
            self._choose(address, now)
        elif path.heard:
            # Heard before it was left: what counts is a packet from now on.
            path.heard = False
            self._events.append(PathClosed(self.endpoint, address))
            self._events.append(PathOpened(self.endpoint, address))

    def secured(self, address: Address, now: float) -> None:
        """Take the news that the handshake was verified with the browser at `address`."""
        self._secured = True
        self._alive_at = now
        if address in self._paths:
            self._choose(address, now)

    def heard(self, address: Address, now: float) -> None:
        """Take the news of an authenticated packet from an open path."""
        path = self._paths.get(address)
        if path is not None and not path.heard:
            path.heard = True
            self._choose(address, now)

    def leave(self, address: Address) -> None:
        """Give a path up: another endpoint has proven to be there."""
        if self._paths.pop(address, None) is not None:
            self._events.append(PathClosed(self.endpoint, address))
            self.chosen = None if self.chosen == address else self.chosen

    def tick(self, now: float) -> None:
        """Do whatever is due: old paths close, silence is noticed."""
        for address, path in list(self._paths.items()):
            if address != self.chosen and now >= self._ends_at(path):
                self.leave(address)
        if self._alive_at is None:
            return
        if now >= self._alive_at + LOST_AFTER:
            self._alive_at = None
            self._events.append(Lost(self.endpoint))
        elif now >= self._alive_at + SILENT_AFTER and self._secured and not self._silent:
            self._silent = True
            self._events.append(Silent(self.endpoint))

    def next_timeout(self) -> float | None:
        due = [self._ends_at(path) for at, path in self._paths.items() if at != self.chosen]
        if self._alive_at is not None:
            waiting = self._silent or not self._secured
            due.append(self._alive_at + (LOST_AFTER if waiting else SILENT_AFTER))
        return min(due, default=None)

    def next_event(self) -> IceEvent | None:
        return self._events.popleft() if self._events else None

    def close(self) -> None:
        """Close every path.  Closing twice is harmless."""
        self._alive_at = None
        for address in list(self._paths):
            self.leave(address)

    @staticmethod
    def _ends_at(path: _Path) -> float:
        return path.checked_at + LOST_AFTER if path.leaves_at is None else path.leaves_at

    def _open(self, address: Address, now: float) -> _Path:
        if len(self._paths) >= PATHS_MOST:
            spare = (at for at in self._paths if at != self.chosen)
            self.leave(min(spare, key=lambda at: self._paths[at].checked_at))
        path = self._paths[address] = _Path(now)
        self._events.append(PathOpened(self.endpoint, address))
        return path

    def _choose(self, address: Address, now: float) -> None:
        if address == self.chosen:
            return
        if self.chosen is not None:
            self._paths[self.chosen].leaves_at = now + OLD_PATH_KEPT
        self.chosen = address
        self._paths[address].leaves_at = None
        self._events.append(PathChosen(self.endpoint, address))

    def _remember(self, check: Check, address: Address) -> None:
        self._answered[check.transaction] = address
        if len(self._answered) > REMEMBERED:
            del self._answered[next(iter(self._answered))]

    def _revive(self, now: float) -> None:
        # Checks alone do not keep an endpoint that never gets its keys.
        if self._alive_at is not None and self._secured:
            self._alive_at = now
        if self._silent:
            self._silent = False
            self._events.append(Resumed(self.endpoint))
