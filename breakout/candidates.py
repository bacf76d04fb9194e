"""Every room that keeps all rules, and what it would cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from breakout.problem import Problem, Sizes


@dataclass(slots=True)
class Candidate:
    """A room that a deal may have.  `cost` becomes its excess once its parties' prices are paid."""

    mask: int
    parties: tuple[int, ...]
    bigger: bool
    cost: int


def candidates(problem: Problem, sizes: Sizes) -> list[Candidate]:
    filling = _Filling(problem, sizes)
    filling.fill(Candidate(0, (), bigger=False, cost=0), [0] * len(problem.people), 0, 0)
    return filling.rooms


class _Filling:
    """Adds party after party to a room, in rising order, and notes each room that is full."""

    def __init__(self, problem: Problem, sizes: Sizes) -> None:
        self.rooms: list[Candidate] = []
        self._problem = problem
        self._size = sizes.size
        self._most = sizes.size + (sizes.bigger > 0)
        self._from = [sum(problem.people[at:]) for at in range(len(problem.people))]
        named = sum(1 << at for at, room in enumerate(problem.placed) if room is not None)
        # Two who are placed have different rooms, or they would be one party.
        self._foes = [
            foes | (named if named >> at & 1 else 0) for at, foes in enumerate(problem.foes)
        ]

    def fill(self, so_far: Candidate, costs: Sequence[int], foes: int, people: int) -> None:
        """Add each later party in turn; `costs` is what each would add, `foes` who may not come."""
        for party in range(so_far.parties[-1] + 1 if so_far.parties else 0, len(costs)):
            if people + self._from[party] < self._size:
                break  # All that are left would not fill it.
            more = people + self._problem.people[party]
            if more > self._most or foes >> party & 1:
                continue
            room = Candidate(
                so_far.mask | 1 << party,
                (*so_far.parties, party),
                more > self._size,
                so_far.cost + costs[party],
            )
            if more >= self._size and self._is_led(room.mask):
                self.rooms.append(room)
            if more < self._most:
                added = zip(costs, self._problem.costs[party], strict=True)
                self.fill(room, [a + b for a, b in added], foes | self._foes[party], more)

    def _is_led(self, mask: int) -> bool:
        return all(mask & leads for leads in self._problem.leads)
