"""Whether there is any deal at all: parties are seated one by one, the most restricted first.

Rooms that are still empty are all alike, so only one of them is tried.
"""

from random import Random

from breakout.effort import Effort
from breakout.problem import Problem

Seats = tuple[int, ...]
"""The mask of each room, in the order of rooms."""


def seat(problem: Problem, effort: Effort, rng: Random) -> Seats | None:
    """Return a deal that keeps all rules, or None if there is none.

    Raises `Exhausted` if that is not known before `effort` has run out.
    """
    return _Table(problem, effort, rng).seat(0)


class _Table:
    def __init__(self, problem: Problem, effort: Effort, rng: Random) -> None:
        self._problem = problem
        self._effort = effort
        self._order = _order(problem, rng)
        self._rooms = list(range(_count(problem)))
        rng.shuffle(self._rooms)
        self._named = {room for room in problem.placed if room is not None}
        self._seated = [0] * len(self._rooms)
        self._people = [0] * len(self._rooms)

    def seat(self, turn: int) -> Seats | None:
        """Seat whoever comes from `turn` on."""
        self._effort.spend()
        if not self._can_be_led(turn):
            return None
        if turn == len(self._order):
            return tuple(self._seated)
        party = self._order[turn]
        for room in self._choices(party):
            self._seated[room] ^= 1 << party
            self._people[room] += self._problem.people[party]
            seats = self.seat(turn + 1) if self._fits(room) else None
            if seats is not None:
                return seats
            self._seated[room] ^= 1 << party
            self._people[room] -= self._problem.people[party]
        return None

    def _choices(self, party: int) -> list[int]:
        foes = self._problem.foes[party]
        own = self._problem.placed[party]
        rooms = self._rooms if own is None else [own]
        choices = [room for room in rooms if not self._seated[room] & foes]
        blank = [r for r in choices if not self._seated[r] and r not in self._named]
        return [room for room in choices if room not in blank[1:]]

    def _fits(self, room: int) -> bool:
        """Return whether the rooms can still come out equal; those full to the brim are counted.

        No room above its most, and not too many at it: then the sum leaves none below its least.
        """
        sizes = self._problem.sizes
        if sizes is None or self._people[room] <= sizes.size:
            return True
        full = sum(people > sizes.size for people in self._people)
        return self._people[room] == sizes.size + 1 and full <= sizes.bigger

    def _can_be_led(self, turn: int) -> bool:
        """Return whether enough leads are still standing for the rooms that have none."""
        standing = sum(1 << party for party in self._order[turn:])
        open_ = [mask for mask in self._seated if mask or self._problem.sizes is not None]
        return all(
            sum(not mask & leads for mask in open_) <= (standing & leads).bit_count()
            for leads in self._problem.leads
        )


def _count(problem: Problem) -> int:
    """Return how many rooms there may be; without a rule, as many as could ever be of use."""
    if problem.sizes is not None:
        return problem.sizes.rooms
    named = max((room for room in problem.placed if room is not None), default=-1)
    return len(problem.people) + named + 1


def _order(problem: Problem, rng: Random) -> list[int]:
    order = list(range(len(problem.people)))
    rng.shuffle(order)
    return sorted(
        order,
        key=lambda party: (
            problem.placed[party] is None,
            -problem.people[party],
            -sum(leads >> party & 1 for leads in problem.leads),
            -problem.foes[party].bit_count(),
        ),
    )
