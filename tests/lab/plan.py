"""What a network does to packets, told as steps: how it is, and from when on it is otherwise.

A plan knows no clock and no chance: whoever follows it brings both.  As text, for the command line:
`rate=5M delay=20ms; 10 rate=300k loss=10%; 40 blocked` - seconds first, then what is not perfect.
"""

from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

QUEUE: Final = 48_000  # bytes, as in home routers: 77 ms at 5 Mbit/s, 1.3 s at 300 kbit/s

_UNITS: Final = {"k": 1e3, "M": 1e6, "ms": 1e-3, "s": 1.0, "%": 0.01}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How one direction of a network is from `at` on; without words it is perfect."""

    at: float = 0.0
    """Seconds since the plan began."""
    rate: float | None = None
    """Bits a second, IP and UDP included; None: as many as come."""
    queue: int = QUEUE
    """Bytes that wait where there is a rate; what does not fit is dropped at the tail."""
    delay: float = 0.0
    """Seconds on the way, beside those in the queue."""
    jitter: float = 0.0
    """Seconds, at most, that a packet takes longer; above the distance of two it reorders them."""
    loss: float = 0.0
    """Share of packets, each by itself."""
    reorder: float = 0.0
    """Share of packets that are overtaken by what follows within `LATE`."""
    duplicate: float = 0.0
    """Share of packets that come twice."""
    blocked: bool = False
    """Nothing gets through, and nobody is told."""

    def __post_init__(self) -> None:
        if self.rate is not None and self.rate <= 0:
            raise ValueError("a rate is above 0; a link that is dead is blocked")
        if not all(0 <= share <= 1 for share in (self.loss, self.reorder, self.duplicate)):
            raise ValueError("a share is between 0 and 1")
        if min(self.at, self.delay, self.jitter) < 0:
            raise ValueError("no time is below 0")


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in the order of their times; before the first one the network is perfect."""

    steps: tuple[Step, ...] = field(default=(Step(),))

    def __post_init__(self) -> None:
        times = [step.at for step in self.steps]
        if times != sorted(times):
            raise ValueError("steps follow one another")

    @classmethod
    def of(cls, *steps: Step) -> Self:
        return cls(steps)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a plan as text; raises ValueError for what is none."""
        return cls(tuple(_step(part) for part in text.split(";") if part.strip()))

    def at(self, elapsed: float) -> Step:
        """Return how it is so many seconds after the plan began."""
        past = (step for step in reversed(self.steps) if step.at <= elapsed)
        return next(past, Step())

    def next_change(self, elapsed: float) -> float | None:
        """Return when it becomes otherwise; None if it stays as it is."""
        return next((step.at for step in self.steps if step.at > elapsed), None)


def _step(text: str) -> Step:
    step = Step()
    for word in text.split():
        name, equals, value = word.partition("=")
        if not equals and name == "blocked":
            step = replace(step, blocked=True)
        elif not equals:
            step = replace(step, at=_number(name))
        elif name == "queue":
            step = replace(step, queue=round(_number(value)))
        elif name in ("rate", "delay", "jitter", "loss", "reorder", "duplicate"):
            measure: dict[str, Any] = {name: _number(value)}
            step = replace(step, **measure)
        else:
            raise ValueError(f"a network has no {name!r}")
    return step


def _number(text: str) -> float:
    unit = next((one for one in _UNITS if text.endswith(one) and text[: -len(one)]), None)
    if unit is None or (unit == "s" and text.endswith("ms")):
        unit = "ms" if text.endswith("ms") else None
    return float(text) if unit is None else float(text.removesuffix(unit)) * _UNITS[unit]
