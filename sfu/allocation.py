"""Who gets how much of a viewer's link.  Pure.

What voices take is taken off before.  Then everyone gets their smallest picture, in the order of
rank, before anyone gets a larger one; then larger ones in the same order.  So a facilitator's face
is the last to go and the first to get better, and never better while somebody else has none for
whom there would be room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from sfu.copies import DEPTH
from sfu.ids import Mid

FLOOR: Final = 150_000.0
"""Bits a second below which there is no video: two voices, clean, and what control costs."""

VOICES_LEAST: Final = 80_000.0
"""Reserved for voices even in a silence: two people who begin to speak."""

SHARE: Final = 0.95
"""Of the estimate; the rest is for what is resent, and for control."""

HEADROOM: Final = 1.15
"""What must fit before a picture gets larger, so that it does not swing to and fro."""

PATIENCE: Final = 1.0
"""Seconds after a change before a picture gets larger: a key frame has then passed."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a slot would show."""

    mid: Mid
    rank: int
    """Lower goes first."""
    rates: tuple[float, ...]
    """Bits a second of each layer that may be chosen, lowest first."""


Levels = Mapping[Mid, int]
"""How many of the layers of its demand a slot climbs; 0 is paused."""


def room(estimate: float, voices: float) -> float:
    """Return what is left for video."""
    if estimate < FLOOR:
        return 0.0
    return max(0.0, estimate * SHARE - max(voices, VOICES_LEAST))


def copies_fit(estimate: float, voices: float, *, sent: bool) -> bool:
    """Return whether every voice may be sent with copies; `sent`: it is already.

    They go before pictures, but not where the link bears hardly more than two plain ones.
    """
    more = max(voices, VOICES_LEAST) * (1 + DEPTH) * (1.0 if sent else HEADROOM)
    return more <= estimate * SHARE


def needed(demands: Sequence[Demand], voices: float) -> float:
    """Return what a link must bear so that everyone gets the largest of their pictures."""
    video = sum(each.rates[-1] for each in demands if each.rates)
    return (video * HEADROOM + max(voices, VOICES_LEAST)) / SHARE


def cost(demands: Sequence[Demand], levels: Levels) -> float:
    return sum(_rate(each, levels.get(each.mid, 0)) for each in demands)


def fit(left: float, demands: Sequence[Demand]) -> dict[Mid, int]:
    """Return the levels that fit into `left`, bits a second."""
    ordered = sorted(demands, key=lambda each: each.rank)
    levels = {each.mid: 0 for each in demands}
    for level in range(1, max((len(each.rates) for each in demands), default=0) + 1):
        for each in ordered:
            below = levels[each.mid]
            if below != level - 1 or level > len(each.rates):
                continue
            more = _rate(each, level) - _rate(each, below)
            if more <= left:
                left -= more
                levels[each.mid] = level
    return levels


class Steps:
    """Down at once, up slowly."""

    __slots__ = ("_changed", "_holds", "levels")

    def __init__(self) -> None:
        self.levels: dict[Mid, int] = {}
        self._changed = -inf
        self._holds = False
        """Whether somebody had less than they would."""

    def take(self, left: float, demands: Sequence[Demand], now: float) -> bool:
        """Fit the levels into `left`; return whether more is wanted than is borne."""
        fitting = fit(left, demands)
        # Who is new begins with what there is; nobody else gets more by it.
        levels = {mid: min(self.levels.get(mid, level), level) for mid, level in fitting.items()}
        if cost(demands, self.levels) <= left and levels.keys() <= self.levels.keys():
            levels = {each.mid: min(self.levels[each.mid], len(each.rates)) for each in demands}
        raised = fit(left / HEADROOM, demands)
        borne = raised == {each.mid: len(each.rates) for each in demands}
        # Where nothing was held back, a layer that only now begins is shown at once.
        may_rise = now - self._changed >= PATIENCE or (borne and not self._holds)
        if may_rise and cost(demands, raised) > cost(demands, levels):
            levels = raised
        if any(self.levels.get(mid) != level for mid, level in levels.items()):
            self._changed = now
        self.levels = levels
        self._holds = any(levels[each.mid] < len(each.rates) for each in demands)
        return self._holds and not borne


def _rate(demand: Demand, level: int) -> float:
    return demand.rates[min(level, len(demand.rates)) - 1] if level and demand.rates else 0.0
