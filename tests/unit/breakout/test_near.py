"""Where not everything can be searched: rules hold on the way, and the bound is one."""

from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from breakout import exact, near
from breakout.effort import Effort
from breakout.problem import cost_of, pose
from breakout.rules import Rules
from breakout.seating import seat
from tests.unit.breakout import brute, groups

PLENTY = 10**6


@given(groups.rules(most=9), st.integers(0, 99))
@settings(max_examples=150, deadline=None)
def test_it_lies_between_where_it_began_and_the_best(rules: Rules, seed: int) -> None:
    every = (*rules.wishes, rules.shape)
    posed = pose(rules.dealt, every, rules.met)
    assume(posed is not None)
    problem, rng = posed.problem, Random(seed)
    seats = seat(problem, Effort(PLENTY), rng)
    best = exact.best(problem, problem.sizes, Effort(PLENTY), rng)
    assert (seats is None) == (best is None)
    assume(seats is not None)
    improved = near.improve(problem, seats, Effort(500), rng)
    rooms = [frozenset(id_ for party in posed.members(mask) for id_ in party) for mask in improved]
    assert all(brute.keeps(rooms, rules.dealt, rule) for rule in every)
    costs = [cost_of(problem, deal) for deal in (best, improved, seats)]
    assert near.bound(problem) <= costs[0] <= costs[1] <= costs[2]
