"""Who gets how much of a viewer's link.  Pure.

What voices take is taken off before.  Then everyone gets their least picture, in the order of
rank, before anyone gets a better one (`sfu.ladder`); then better ones in the same order.  So a
facilitator's face is the last to go and the first to get better, and never better while somebody
else has none for whom there would be room.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from sfu.copies import DEPTH
from sfu.ids import Mid

FLOOR: Final = 150_000.0
"""Bits a second below which there is no video: two voices, clean, and what control costs."""

ABOVE_FLOOR: Final = 1.25
"""Times the floor, before there is video again: the least picture takes the difference."""

VOICES_LEAST: Final = 80_000.0
"""Reserved for voices even in a silence: two people who begin to speak."""

VOICES_FEWEST: Final = 2
"""That are sent whatever a link bears: who speaks, and who answers."""

LOUDER: Final = 6
"""dB that somebody must be louder to be heard instead of somebody else: twice the pressure."""

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
    """Bits a second of each rung that may be chosen, lowest first."""
    places: tuple[int, ...] = ()
    """Where each stands on everybody's common ladder; if none are said, as they come."""

    def place(self, level: int) -> int:
        """Return that of the rung that is climbed last at `level`."""
        return self.places[level - 1] if self.places else level


Levels = Mapping[Mid, int]
"""How many of the rungs of its demand a slot climbs; 0 is paused."""


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


@dataclass(frozen=True, slots=True)
class Voice:
    """What a slot would let be heard."""

    mid: Mid
    dbov: int
    """How loud it was of late, from 0 down to -127."""
    rate: float
    """Bits a second, once."""


def voices_fit(estimate: float, voices: Sequence[Voice], heard: Collection[Mid]) -> set[Mid]:
    """Return whose voices are sent: the loudest, as many as the link bears and two at least.

    `heard`: who is now, and stays unless somebody else is clearly louder.
    """
    ordered = sorted(voices, key=lambda each: each.dbov + LOUDER * (each.mid in heard))
    left, fitting = estimate * SHARE, set[Mid]()
    for voice in reversed(ordered):
        left -= voice.rate
        if left < 0 and len(fitting) >= VOICES_FEWEST:
            break
        fitting.add(voice.mid)
    return fitting


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
    # Everyone's first rung, then the lowest that anybody stands before, again and again.
    climbs = [
        (level > 1, each.place(level), n, level, each)
        for n, each in enumerate(ordered)
        for level in range(1, len(each.rates) + 1)
    ]
    for _, _, _, level, each in sorted(climbs, key=lambda climb: climb[:4]):
        more = _rate(each, level) - _rate(each, level - 1)
        if levels[each.mid] == level - 1 and more <= left:
            left -= more
            levels[each.mid] = level
    return levels


class Floor:
    """Whether a link bears voices only: known at once, and believed to be over with a margin."""

    __slots__ = ("is_reached",)

    def __init__(self) -> None:
        self.is_reached = False

    def take(self, estimate: float) -> bool:
        """Heed an estimate, bits a second; return whether the floor is reached only now."""
        before, least = self.is_reached, FLOOR * (ABOVE_FLOOR if self.is_reached else 1.0)
        self.is_reached = estimate < least
        return self.is_reached and not before


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
