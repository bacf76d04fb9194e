"""A deal: who is with whom, by the rules, with as few meeting again as possible."""

from dataclasses import dataclass
from itertools import combinations
from random import Random

from breakout.collision import RulesCollide, narrow
from breakout.pair import Pair, pair
from breakout.problem import Problem, pose
from breakout.rules import Rules
from breakout.solution import solve
from rooms.ids import ParticipantId

Party = tuple[ParticipantId, ...]


@dataclass(frozen=True, slots=True)
class Deal:
    rooms: tuple[tuple[ParticipantId, ...], ...]
    """By number of the room; in it by id, so that no order of arrival shows."""
    left_out: tuple[ParticipantId, ...]
    """Who stays in the main room."""
    again: tuple[Pair[ParticipantId], ...]
    """Who meets again, and not because a rule keeps them together."""
    least: int
    """It is proven that `again` cannot be shorter than this."""

    @property
    def exact(self) -> bool:
        """Return whether it is proven that nobody could deal with fewer meeting again."""
        return len(self.again) == self.least


def deal(rules: Rules, rng: Random) -> Deal:
    """Deal the people of `rules`.  The same seed deals the same.

    As few pairs as possible meet again; among those deals, the pairs that met least often, then
    longest ago; among those, chance decides.  Raises `RulesCollide`, and where there is more than
    can be searched through, `NoDealFound`.
    """
    people = rules.dealt
    every = (*rules.wishes, rules.shape)
    posed = pose(people, every, rules.met)
    solution = None if posed is None else solve(posed.problem, rng)
    if posed is None or solution is None:
        raise RulesCollide(narrow(people, every))
    rooms = [posed.members(mask) for mask in _numbered(posed.problem, solution.rooms, rng)]
    again = (pair for room in rooms for pair in _across(room) if pair in rules.met)
    return Deal(
        tuple(tuple(sorted(id_ for party in room for id_ in party)) for room in rooms),
        rules.left_out,
        tuple(sorted(again)),
        solution.least,
    )


def _numbered(problem: Problem, masks: tuple[int, ...], rng: Random) -> list[int]:
    """Give those who are placed the room they must have, and shuffle the others."""
    named = {1 << at: room for at, room in enumerate(problem.placed) if room is not None}
    numbered = {room: mask for mask in masks for bit, room in named.items() if mask & bit}
    others = sorted(set(masks) - set(numbered.values()))
    rng.shuffle(others)
    return [numbered[room] if room in numbered else others.pop() for room in range(len(masks))]


def _across(room: tuple[Party, ...]) -> list[Pair[ParticipantId]]:
    """Return the pairs of a room, but for those that a rule keeps together."""
    return [pair(a, b) for one, other in combinations(room, 2) for a in one for b in other]
