"""What one slot may show of a track, from the least to all of it.  Pure.

Of a face first its frame rate gets better, then its size: a new size begins at half the frame rate
and never below.  Of a screen first it gets sharp, then smooth: text that cannot be read is nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sfu.ids import Layer
from sfu.thinning import ALL

_RUNGS: Final = ALL + 1
"""Of each layer on everybody's common ladder."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A layer as it is sent."""

    layer: Layer
    rate: float
    """Bits a second."""
    shares: tuple[float, ...] = (1.0,)
    """Of frames up to each of its temporal layers."""


@dataclass(frozen=True, slots=True)
class Rung:
    """What may be shown."""

    layer: Layer
    frames: int
    """The highest temporal layer; `ALL` if nothing is left out."""
    rate: float
    place: int
    """On everybody's common ladder, so that people are compared by what they see."""


def ladder(offers: Sequence[Offer], *, sharp: bool) -> tuple[Rung, ...]:
    """Return the rungs, lowest first, each with a higher rate than the one below.

    `sharp`: resolution goes before frame rate.
    """
    rungs: list[Rung] = []
    for rung in reversed(
        [rung for n in range(len(offers)) for rung in _rungs(offers, n, sharp=sharp)]
    ):
        if not rungs or rung.rate < rungs[-1].rate:
            rungs.append(rung)
    return tuple(reversed(rungs))


def climbed(rungs: Sequence[Rung], place: int) -> int:
    """Return how many rungs are not above a place."""
    return sum(rung.place <= place for rung in rungs)


def _rungs(offers: Sequence[Offer], n: int, *, sharp: bool) -> Iterator[Rung]:
    offer = offers[n]
    top = len(offer.shares) - 1
    lowest = 0 if n == 0 or sharp else max(0, top - 1)
    highest = 0 if sharp and n < len(offers) - 1 else top
    for frames in range(lowest, highest + 1):
        place = _RUNGS * list(Layer).index(offer.layer) + ALL - (top - frames)
        shown = ALL if frames == top else frames
        yield Rung(offer.layer, shown, offer.rate * offer.shares[frames], place)
