"""A problem's solution: exact wherever that can be searched, else good, with how good it is."""

from dataclasses import dataclass
from math import comb
from random import Random
from typing import Final

from breakout import exact, near
from breakout.effort import Effort, Exhausted
from breakout.errors import NoDealFound
from breakout.problem import AGAIN, Problem, Sizes, cost_of
from breakout.seating import seat

MOST_PARTIES: Final = 14  # always exact: at most 2^14 questions
STEPS: Final = 4_000_000  # for these; the hardest known needs a fifth (docs/benchmarks.md)
MOST_CANDIDATES: Final = 4_000  # possible rooms with which more parties are tried, too
MORE_STEPS: Final = 200_000  # for those, about 20 ms
SEATING: Final = 20_000  # parties seated and unseated before giving up, about 0.2 s
EXCHANGES: Final = (
    20_000  # weighed to improve a deal, about 20 ms; five times as many gain 1 in 150
)


@dataclass(frozen=True, slots=True)
class Solution:
    rooms: tuple[int, ...]
    """Their masks, in no order."""
    least: int
    """No deal has fewer pairs that meet again."""


def solve(problem: Problem, rng: Random) -> Solution | None:
    """Return None if no deal keeps the rules; raise `NoDealFound` if that is not known."""
    assert problem.sizes is not None, "a deal has rooms"
    if len(problem.people) <= MOST_PARTIES:
        return _exactly(problem, problem.sizes, STEPS, rng)
    found = _nearly(problem, rng)
    is_best = found is None or found.least == cost_of(problem, found.rooms) // AGAIN
    if is_best or _count(problem, problem.sizes) > MOST_CANDIDATES:
        return found
    try:
        return _exactly(problem, problem.sizes, MORE_STEPS, rng)
    except NoDealFound:
        return found


def _exactly(problem: Problem, sizes: Sizes, steps: int, rng: Random) -> Solution | None:
    try:
        rooms = exact.best(problem, sizes, Effort(steps), rng)
    except Exhausted:
        raise NoDealFound("too much to search through") from None
    return None if rooms is None else Solution(rooms, cost_of(problem, rooms) // AGAIN)


def _nearly(problem: Problem, rng: Random) -> Solution | None:
    try:
        seats = seat(problem, Effort(SEATING), rng)
    except Exhausted:
        raise NoDealFound("too much to search through") from None
    if seats is None:
        return None
    rooms = near.improve(problem, seats, Effort(EXCHANGES), rng)
    return Solution(rooms, near.bound(problem) // AGAIN)


def _count(problem: Problem, sizes: Sizes) -> int:
    """Return how many rooms there could be at most, were all parties single people."""
    parties = len(problem.people)
    return comb(parties, sizes.size) + (comb(parties, sizes.size + 1) if sizes.bigger else 0)
