"""How long those who were interrupted took to come back, summed up."""

import statistics
from dataclasses import dataclass, field
from typing import Any

from benchmarks.sample import quantile


@dataclass(frozen=True, slots=True)
class Return:
    """Seconds until somebody received again, and until they were received."""

    received: float
    sent: float

    @property
    def both(self) -> float:
        return max(self.received, self.sent)


@dataclass(slots=True)
class Returns:
    """Of one cause, reported apart."""

    browsers: list[Return] = field(default_factory=list)
    simulated: list[Return] = field(default_factory=list)

    @property
    def all(self) -> list[Return]:
        return [*self.browsers, *self.simulated]

    def told(self) -> dict[str, Any]:
        return {
            **figures([one.both for one in self.all]),
            "browsers": directions(self.browsers),
            "simulated": directions(self.simulated),
        }


def figures(seconds: list[float]) -> dict[str, float | int | None]:
    if not seconds:
        return {"p50_s": None, "p95_s": None, "max_s": None, "n": 0}
    return {
        "p50_s": round(quantile(seconds, 0.50), 3),
        "p95_s": round(quantile(seconds, 0.95), 3),
        "max_s": round(max(seconds), 3),
        "n": len(seconds),
    }


def directions(returns: list[Return]) -> dict[str, Any]:
    """Return the figures of both ways together, and the medians of each."""
    if not returns:
        return figures([])
    return {
        **figures([one.both for one in returns]),
        "received_p50_s": round(statistics.median(one.received for one in returns), 3),
        "sent_p50_s": round(statistics.median(one.sent for one in returns), 3),
    }
