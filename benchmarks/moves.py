"""What a move cost those at a page: how long until they heard and saw the people they were with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks.sample import quantile
from benchmarks.witness import Frame, Sight

NEVER: Final = 5000.0  # milliseconds that count for what did not come


@dataclass(frozen=True, slots=True)
class Arrival:
    """One page's way into one room; milliseconds since the facilitator asked for it."""

    told: float
    """The page had handled the message of the move."""
    sound: float
    """The first sound of somebody who is in the room."""
    first: float
    """One of them could be seen at their place."""
    everyone: float
    """All of them could."""
    stale: tuple[Frame, ...]
    murmur: float
    """How long, after the message, somebody was heard who is not in the room."""


def arrival(sight: Sight, asked: float, present: Sequence[str]) -> Arrival:
    """Read what came of a move that was asked for at `asked` and led to these people."""
    there = tuple(sorted(present))
    told = next((one.at for one in sight.moves if one.at >= asked and one.present == there), None)
    if told is None:
        return Arrival(NEVER, NEVER, NEVER, NEVER, sight.stale, 0)
    painted = {one.owner: one.at - asked for one in sight.frames if one.at >= told}
    seen = [painted.get(name, NEVER) for name in there]
    return Arrival(
        told=told - asked,
        sound=_sound(sight, told, there) - asked,
        first=min(seen),
        everyone=max(seen),
        stale=sight.stale,
        murmur=_murmur(sight, told, there),
    )


def _sound(sight: Sight, told: float, there: Sequence[str]) -> float:
    spans = _spans(sight)
    heard = [max(start, told) for start, end, who in spans if end > told and {*who} & {*there}]
    return min(heard, default=told + NEVER)


def _murmur(sight: Sight, told: float, there: Sequence[str]) -> float:
    spans = _spans(sight)
    ends = [end for _, end, who in spans if end > told and {*who} - {*there}]
    return min(NEVER, max(ends, default=told) - told)


def _spans(sight: Sight) -> list[tuple[float, float, tuple[str, ...]]]:
    """Return from when until when who was heard; what is still heard has no end."""
    ends = [one.at for one in sight.sounds[1:]] + [float("inf")]
    return [(one.at, end, one.heard) for one, end in zip(sight.sounds, ends, strict=True)]


@dataclass(slots=True)
class Moves:
    """Those of one kind."""

    arrivals: list[Arrival] = field(default_factory=list)
    packet_gaps: list[float] = field(default_factory=list)
    """In milliseconds, at the simulated people."""
    silent: int = 0
    """How often no gap could be told, since too little was heard."""

    def told(self) -> dict[str, Any]:
        return {
            **figures([one.told for one in self.arrivals], "message"),
            **figures([one.sound for one in self.arrivals], "audio_gap"),
            **figures([one.first for one in self.arrivals], "first_frame"),
            **figures([one.everyone for one in self.arrivals], "all_painted"),
            **figures([one.murmur for one in self.arrivals], "murmur"),
            "n": len(self.arrivals),
        }

    def told_by_packets(self) -> dict[str, Any]:
        return {
            **figures(self.packet_gaps, "packet_gap", shares=(0.5, 0.95, 0.99)),
            "n": len(self.packet_gaps),
            "silent": self.silent,
        }


def figures(
    samples: Sequence[float], name: str, shares: Sequence[float] = (0.5, 0.95)
) -> dict[str, float | None]:
    return {
        f"{name}_p{round(share * 100)}_ms": round(quantile(samples, share), 1) if samples else None
        for share in shares
    }
