"""The best deal of all, and each of the best equally likely.

Dynamic programming over who is left to be dealt: the party with the lowest number gets its room,
in every way there is, and the rest is the same question with fewer people.  What is paid for in
every deal alike is taken from the costs first (breakout/prices.py), so that the *excess* of most
rooms is beyond what a good deal has.  The best deal is looked for within an allowance of excess,
which grows until there is one.
"""

from random import Random
from typing import Final

from breakout.candidates import candidates
from breakout.effort import Effort
from breakout.prices import pay
from breakout.problem import LONGEST, Problem, Sizes

FIRST_ALLOWANCE: Final = LONGEST**2  # a few pairs that met more often than others
GROWTH: Final = 8  # a search that finds nothing is short, one that allows too much is long
FRONT: Final = 7  # parties by which candidates are sifted before use: at most 2^7 lists to keep

Choice = tuple[int, int, int]
"""A room's excess, its mask, and 1 if it is one of the bigger ones."""


def best(problem: Problem, sizes: Sizes, effort: Effort, rng: Random) -> tuple[int, ...] | None:
    """Return the masks of the rooms of a best deal, in no order; None if no deal keeps the rules.

    Raises `Exhausted`.
    """
    search = _Search(problem, sizes, effort)
    allowance = 0
    while not search.finds(allowance):
        if allowance >= search.most:
            return None
        allowance = max(FIRST_ALLOWANCE, GROWTH * allowance)
    return search.draw(rng)


class _Search:
    """The least excess of each rest, and in how many ways it is had."""

    def __init__(self, problem: Problem, sizes: Sizes, effort: Effort) -> None:
        self._start = (problem.everyone, sizes.rooms, sizes.bigger)
        self._effort = effort
        self._by_lowest = _by_lowest(problem, sizes)
        self._alone = {mask: excess for rooms in self._by_lowest for excess, mask, _ in rooms}
        self._front = problem.everyone & (1 << FRONT) - 1
        self._sifted: dict[int, list[Choice]] = {}
        self._known: dict[tuple[int, int], tuple[int, int]] = {}
        self._beyond: dict[tuple[int, int], int] = {}
        self.most = sum(rooms[-1][0] for rooms in self._by_lowest if rooms)

    def finds(self, allowance: int) -> bool:
        """Return whether there is a deal with no more excess than this."""
        return self._best(*self._start, allowance)[1] > 0

    def draw(self, rng: Random) -> tuple[int, ...]:
        """Draw one of the best deals, each as likely as the other, once they are found."""
        rest, rooms, bigger = self._start
        drawn: list[int] = []
        while rooms > 1:
            least, ways = self._known[rest, bigger]
            turn = rng.randrange(ways)
            for excess, mask, big in self._choices(rest):
                if mask & ~rest or (not bigger if big else bigger == rooms):
                    continue
                turn -= self._best(rest ^ mask, rooms - 1, bigger - big, least - excess)[1]
                if turn < 0:
                    drawn.append(mask)
                    rest, rooms, bigger = rest ^ mask, rooms - 1, bigger - big
                    break
        return (*drawn, rest)

    def _best(self, rest: int, rooms: int, bigger: int, allowance: int) -> tuple[int, int]:
        """Return the least excess and the ways to have it: none if it is above `allowance`."""
        if rooms == 1:
            excess = self._alone.get(rest, allowance + 1)
            return excess, int(excess <= allowance)
        known = self._known.get((rest, bigger))
        if known is not None:
            return known if known[0] <= allowance else (known[0], 0)
        if self._beyond.get((rest, bigger), -1) >= allowance:
            return allowance + 1, 0
        least, ways = self._tried(rest, rooms, bigger, allowance)
        if ways:
            self._known[rest, bigger] = (least, ways)
        else:
            self._beyond[rest, bigger] = allowance
        return least, ways

    def _tried(self, rest: int, rooms: int, bigger: int, allowance: int) -> tuple[int, int]:
        """Give the first of `rest` each room there is for them."""
        least, ways = allowance, 0
        choices = self._choices(rest)
        self._effort.spend(len(choices))
        for excess, mask, big in choices:
            if excess > least:
                break
            if mask & ~rest or (not bigger if big else bigger == rooms):
                continue
            if rooms == 2:  # Most of the time goes here; asking oneself would double it.
                after, more = self._alone.get(rest ^ mask, least + 1), 1
            else:
                after, more = self._best(rest ^ mask, rooms - 1, bigger - big, least - excess)
            if not more or excess + after > least:
                continue
            if excess + after < least:
                least, ways = excess + after, 0
            ways += more
        return least, ways

    def _choices(self, rest: int) -> list[Choice]:
        """Return the rooms for the first of `rest`, without most of those that do not fit in it."""
        first = rest & -rest
        front = rest & self._front
        choices = self._sifted.get(first | front)
        if choices is None:
            gone = self._front & ~front
            rooms = self._by_lowest[first.bit_length() - 1]
            choices = self._sifted[first | front] = [room for room in rooms if not room[1] & gone]
        return choices


def _by_lowest(problem: Problem, sizes: Sizes) -> list[list[Choice]]:
    """Return all candidates by the lowest party in them, the least excess first."""
    rooms = candidates(problem, sizes)
    pay(problem.people, rooms)
    by_lowest: list[list[Choice]] = [[] for _ in problem.people]
    for room in rooms:
        by_lowest[room.parties[0]].append((room.cost, room.mask, int(room.bigger)))
    for choices in by_lowest:
        choices.sort()
    return by_lowest
