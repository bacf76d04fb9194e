"""A good deal for more people than can be searched through, and how far it may be from the best.

From a deal that keeps the rules, two people (or one and an empty chair) change places as long as
that helps, then a few at random, and again.  No rule is ever broken on the way.  What everybody
must pay whatever is dealt, their least familiar company, is the bound.
"""

from random import Random
from typing import Final

from breakout.effort import Effort, Exhausted
from breakout.problem import Problem, Sizes
from breakout.seating import Seats

SHAKE: Final = 4  # exchanges at random: enough to leave a good deal, few enough to stay near it

Exchange = tuple[int, int, int]
"""Who leaves their room, the room they enter, and who comes from there; NOBODY if none does."""
NOBODY: Final = -1


def improve(problem: Problem, seats: Seats, effort: Effort, rng: Random) -> Seats:
    """Return the best deal found from `seats` on before the bound is met or `effort` runs out."""
    floor = bound(problem)
    table = _Table(problem, seats)
    best, least = seats, table.cost
    try:
        while least > floor:
            table.settle(effort, rng)
            if table.cost < least:
                best, least = tuple(table.seats), table.cost
            table.shake(effort, rng)
    except Exhausted:
        pass
    return best


def bound(problem: Problem) -> int:
    """Return what no deal can cost less than: each with the cheapest company, half of it theirs."""
    assert problem.sizes is not None, "a deal has rooms"
    return -(-sum(_company(problem, problem.sizes, at) for at in range(len(problem.people))) // 2)


def _company(problem: Problem, sizes: Sizes, party: int) -> int:
    """Return what `party` pays at least to those it cannot do without, to fill a smaller room."""
    missing = sizes.size - problem.people[party]
    paid = 0
    others = [at for at in range(len(problem.people)) if at != party]
    each = {at: problem.costs[party][at] / problem.people[at] for at in others}
    for at in sorted(others, key=lambda other: each[other]):
        if missing <= 0:
            break
        if not problem.foes[party] >> at & 1:
            paid += int(each[at] * min(missing, problem.people[at]))
            missing -= problem.people[at]
    return paid


class _Table:
    """A deal that changes, with what each party would pay in each room."""

    def __init__(self, problem: Problem, seats: Seats) -> None:
        self.seats = list(seats)
        self._problem = problem
        parties = range(len(problem.people))
        self._free = [at for at in parties if problem.placed[at] is None]
        self._room = [next(r for r, mask in enumerate(seats) if mask >> at & 1) for at in parties]
        self._people = [0] * len(seats)
        self._pays = [[0] * len(seats) for _ in parties]
        for at in parties:
            self._people[self._room[at]] += problem.people[at]
            for other in parties:
                self._pays[other][self._room[at]] += problem.costs[other][at]
        self.cost = sum(self._pays[at][self._room[at]] for at in parties) // 2

    def settle(self, effort: Effort, rng: Random) -> None:
        """Let everyone in turn make the exchange that helps most, until none helps."""
        order = list(self._free)
        rng.shuffle(order)
        turns = len(order)
        while turns:
            party = order.pop(0)
            order.append(party)
            turns = len(order) if self._exchange_well(party, effort) else turns - 1

    def shake(self, effort: Effort, rng: Random) -> None:
        for _ in range(SHAKE):
            effort.spend()
            exchanges = self._exchanges(rng.choice(self._free)) if self._free else []
            if legal := [each for each in exchanges if self._is_legal(*each)]:
                self._make(*rng.choice(legal))

    def _exchange_well(self, party: int, effort: Effort) -> bool:
        exchanges = self._exchanges(party)
        effort.spend(1 + len(exchanges))
        for change, exchange in sorted((self._change(*each), each) for each in exchanges):
            if change >= 0:
                return False
            if self._is_legal(*exchange):
                self._make(*exchange)
                return True
        return False

    def _exchanges(self, party: int) -> list[Exchange]:
        """Return the exchanges after which the rooms are of the same sizes as before."""
        own = self._room[party]
        size = self._problem.people[party]
        found = [
            (party, self._room[other], other)
            for other in self._free
            if self._room[other] != own
            and size - self._problem.people[other]
            in (0, self._people[own] - self._people[self._room[other]])
        ]
        rooms = range(len(self.seats))
        found += [
            (party, room, NOBODY)
            for room in rooms
            if self._people[own] - self._people[room] == size
        ]
        return found

    def _change(self, party: int, room: int, other: int) -> int:
        """Return by how much the exchange makes the deal dearer."""
        own = self._room[party]
        change = self._pays[party][room] - self._pays[party][own]
        if other == NOBODY:
            return change
        back = self._pays[other][own] - self._pays[other][room]
        return change + back - 2 * self._problem.costs[party][other]

    def _is_legal(self, party: int, room: int, other: int) -> bool:
        problem = self._problem
        left, entered = self._after(party, room, other)
        if problem.foes[party] & entered or (other != NOBODY and problem.foes[other] & left):
            return False
        return all(left & leads and entered & leads for leads in problem.leads)

    def _after(self, party: int, room: int, other: int) -> tuple[int, int]:
        moved = 1 << party | (0 if other == NOBODY else 1 << other)
        return self.seats[self._room[party]] ^ moved, self.seats[room] ^ moved

    def _make(self, party: int, room: int, other: int) -> None:
        self.cost += self._change(party, room, other)
        own = self._room[party]
        self.seats[own], self.seats[room] = self._after(party, room, other)
        self._move(party, own, room)
        if other != NOBODY:
            self._move(other, room, own)

    def _move(self, party: int, origin: int, destination: int) -> None:
        self._room[party] = destination
        self._people[origin] -= self._problem.people[party]
        self._people[destination] += self._problem.people[party]
        for pays, costs in zip(self._pays, self._problem.costs, strict=True):
            pays[origin] -= costs[party]
            pays[destination] += costs[party]
