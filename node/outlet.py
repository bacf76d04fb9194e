"""An outlet: how a session reaches one browser."""

from typing import Literal, Protocol

from node.outbound import EndReason, Outbound

Parting = Literal["draining", "lost"]
"""Why a browser is sent away although its place is not over: it should come back by `resume`."""


class Outlet(Protocol):
    def tell(self, message: Outbound) -> None:
        """Queue a message; never waits, never fails."""

    def end(self, reason: EndReason) -> None:
        """Say that the place is over, and release all that was held for it."""

    def part(self, why: Parting) -> None:
        """Send the browser away without a word about its place; it is expected back."""
