"""Figures from samples, rounded to what they are worth."""

import math
from collections.abc import Sequence


def quantile(samples: Sequence[float], share: float) -> float:
    """Return the smallest sample that at least `share` of them do not exceed (nearest rank)."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def p50_and_p95(samples: Sequence[float], *, prefix: str = "") -> dict[str, float | int]:
    return {
        f"{prefix}p50_ms": round(quantile(samples, 0.50), 1),
        f"{prefix}p95_ms": round(quantile(samples, 0.95), 1),
        f"{prefix}n": len(samples),
    }
