"""Does dealing keep what it promises, week after week?  `python -m benchmarks.dealing`.

Eleven people meet for 24 weeks under rules, in pairs, threes and fours.  Each week's deal is
compared with every deal there is (`partitions.py`).  Then the hardest questions that fourteen
people can put, and more people than can be searched through.  The last line is one JSON object.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from random import Random
from typing import Any, Final

from benchmarks import machine
from benchmarks.partitions import Room, partitions
from breakout import exact
from breakout.collision import RulesCollide
from breakout.deal import Deal, deal
from breakout.effort import Effort
from breakout.met import NOBODY_YET, record
from breakout.pair import Pair
from breakout.problem import pose
from breakout.rules import (
    Apart,
    Lead,
    LeadInEach,
    Meeting,
    Person,
    Placed,
    Rooms,
    RoomsOf,
    Rules,
    Shape,
    Together,
    Wish,
)
from breakout.solution import STEPS
from rooms.ids import Identity, ParticipantId
from rooms.role import Role

WEEKS: Final = 24
NAMES: Final = [ParticipantId(name) for name in "abcdefghijklmnopqrstuvwxy"]
CLIENTS: Final = NAMES[:11]
LEADERS: Final = (Person(ParticipantId("lead-1"), Role.FACILITATOR),)
STEADY: Final = frozenset(CLIENTS[:5])
AGAIN: Final = 5  # how often each deal is timed

APART: Final = (Apart(NAMES[0], NAMES[6]), Apart(NAMES[7], NAMES[8]), Apart(NAMES[9], NAMES[10]))
STEADY_IN_EACH: Final = LeadInEach(Lead.STEADY)

Met = Mapping[Pair[ParticipantId], Meeting]


@dataclass(frozen=True, slots=True)
class Series:
    """What is asked for each week."""

    shape: Shape
    sizes: tuple[int, ...]
    wishes: tuple[Wish, ...]
    memory: int
    """Sessions after which two may meet as if for the first time."""


SERIES: Final = {
    f"{name}, memory {memory}": Series(shape, sizes, wishes, memory)
    for memory in (WEEKS, 5)
    for name, shape, sizes, wishes in (
        ("pairs", RoomsOf(2), (2, 2, 2, 2, 3), APART),
        ("pairs, a steady person in each", RoomsOf(2), (2, 2, 2, 2, 3), (*APART, STEADY_IN_EACH)),
        (
            "threes, two together, a steady person in each",
            RoomsOf(3),
            (3, 3, 3, 2),
            (*APART, STEADY_IN_EACH, Together(frozenset(NAMES[4:6]))),
        ),
        ("three rooms", Rooms(3), (4, 4, 3), (*APART, STEADY_IN_EACH)),
    )
}


def run(series: Series, rng: Random) -> dict[str, Any]:
    """Go through the weeks; count what is promised and what it took."""
    allowed = [
        rooms for rooms in partitions(CLIENTS, series.sizes) if broken(rooms, series.wishes) == 0
    ]
    companies = [pairs(rooms, series.wishes) for rooms in allowed]
    who = {id_: Identity(f"of {id_}") for id_ in CLIENTS}
    met, repeats, least, times, hard = NOBODY_YET, 0, 0, list[float](), 0
    for week in range(WEEKS):
        known = met.among(who, session=week)
        rules = Rules((*clients(CLIENTS), *LEADERS), series.shape, series.wishes, known)
        seed = rng.random()
        times += [timed(deal, rules, Random(seed)) for _ in range(AGAIN)]
        dealt = deal(rules, Random(seed))
        hard += broken(dealt.rooms, series.wishes) + uneven(dealt, series.sizes)
        repeats += len(pairs(dealt.rooms, series.wishes) & set(known))
        least += min(len(company & set(known)) for company in companies)
        met = record(met, dealt.rooms, who, session=week, memory=series.memory)
    return {
        "deals_there_are": len(allowed),
        "broken_hard_rules": hard,
        "repeats": repeats,
        "sum_of_weekly_least": least,
        "counting_bound": counting_bound(companies, series.memory),
        "times": times,
    }


def counting_bound(companies: list[set[Pair[ParticipantId]]], memory: int) -> int:
    """Return how many repeats no series of deals can do without, however far it looks ahead.

    A pair can meet as if for the first time once in `memory` + 1 weeks.
    """
    new = len(set().union(*companies)) * -(-WEEKS // (memory + 1))
    return max(0, WEEKS * min(len(company) for company in companies) - new)


def pairs(rooms: tuple[Room, ...], wishes: tuple[Wish, ...]) -> set[Pair[ParticipantId]]:
    """Return who meets, but for those whom a rule keeps together."""
    met = {both for room in rooms for both in combinations(sorted(room), 2)}
    return {
        both
        for both in met
        if not any(isinstance(w, Together) and set(both) <= w.people for w in wishes)
    }


def broken(rooms: tuple[Room, ...], wishes: tuple[Wish, ...]) -> int:
    """Count rules that a deal breaks."""
    count = 0
    for wish in wishes:
        match wish:
            case Apart(one, other):
                count += any(one in room and other in room for room in rooms)
            case Together(people):
                count += not any(people <= set(room) for room in rooms)
            case LeadInEach():
                count += not all(STEADY & set(room) for room in rooms)
            case Placed():
                pass  # None of the series asks for it.
    return count


def uneven(dealt: Deal, sizes: tuple[int, ...]) -> int:
    """Return 1 if somebody has no room or two, or the rooms have other sizes than they should."""
    people = sorted(id_ for room in dealt.rooms for id_ in room)
    return int(
        people != sorted(CLIENTS) or sorted(len(room) for room in dealt.rooms) != sorted(sizes)
    )


def clients(names: list[ParticipantId]) -> tuple[Person, ...]:
    return tuple(Person(name, Role.CLIENT, steady=name in STEADY) for name in names)


def hardest() -> dict[str, Any]:
    """Fourteen people without rules, with pasts of every density: nothing is cut short."""
    worst: dict[str, Any] = {"max_ms": 0.0}
    times: list[float] = []
    most = 0
    shapes = [(people, rooms) for people in (12, 13, 14) for rooms in range(2, people // 2 + 1)]
    densities = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)
    for (people, rooms), density, seed in product(shapes, densities, range(3)):
        rules = Rules(clients(NAMES[:people]), Rooms(rooms), (), past(people, density, seed))
        times.append(timed(deal, rules, Random(seed)))
        posed = pose(rules.dealt, (rules.shape,), rules.met)
        assert posed is not None
        assert posed.problem.sizes is not None
        effort = Effort(STEPS)
        exact.best(posed.problem, posed.problem.sizes, effort, Random(seed))
        most = max(most, STEPS - effort.left)
        if times[-1] == max(times):
            worst = {"people": people, "rooms": rooms, "met": density, "max_ms": times[-1]}
    return {**spread(times), "worst": worst, "most_steps": most, "steps_allowed": STEPS}


def past(people: int, density: float, seed: int) -> Met:
    rng = Random(seed)
    return {
        both: Meeting(rng.randint(1, 4), rng.randint(1, 12))
        for both in combinations(NAMES[:people], 2)
        if rng.random() < density
    }


def many() -> dict[str, Any]:
    """More people than can be searched through: how good, how surely, how long."""
    times: list[float] = []
    exactly, gaps = 0, list[int]()
    for people, rooms, density, seed in product(
        (16, 20, 25), (3, 5, 8), (0.25, 0.5, 0.9), range(3)
    ):
        rules = Rules(clients(NAMES[:people]), Rooms(rooms), APART, past(people, density, seed))
        times.append(timed(deal, rules, Random(seed)))
        dealt = deal(rules, Random(seed))
        exactly += dealt.exact
        gaps.append(len(dealt.again) - dealt.least)
    return {
        **spread(times),
        "n": len(gaps),
        "exact": exactly,
        "gap_p50": statistics.median(gaps),
        "gap_max": max(gaps),
    }


def refusals() -> dict[str, Any]:
    """Say why there is no deal."""
    apart = tuple(Apart(one, other) for one, other in combinations(NAMES[:5], 2))
    cases = [
        Rules(clients(NAMES[:14]), Rooms(4), (*apart, *APART)),
        Rules(clients(NAMES[:14]), RoomsOf(2), (*APART, STEADY_IN_EACH)),
        Rules(clients(NAMES[:14]), RoomsOf(3), (*APART, Together(frozenset(NAMES[8:13])))),
        Rules(clients(NAMES[:25]), Rooms(4), (*apart, *APART, STEADY_IN_EACH)),
    ]
    return spread([timed(refused, rules) for rules in cases for _ in range(AGAIN)])


def refused(rules: Rules) -> None:
    try:
        deal(rules, Random(1))
    except RulesCollide:
        return
    raise AssertionError("these rules collide")


def timed(task: Callable[..., object], *given: object) -> float:
    """Return milliseconds."""
    began = time.perf_counter()
    task(*given)
    return (time.perf_counter() - began) * 1e3


def spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50_ms": round(statistics.median(ordered), 2),
        "p99_ms": round(ordered[-(-99 * len(ordered) // 100) - 1], 2),
        "max_ms": round(ordered[-1], 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    facts = machine.facts(pump="none")
    rng = Random(arguments.seed)
    series: dict[str, dict[str, Any]] = {}
    times: list[float] = []
    for name, each in SERIES.items():
        figures = run(each, rng)
        took = figures.pop("times")
        times += took
        series[name] = {**figures, **spread(took)}
        print(name, series[name], flush=True)
    counted = ("broken_hard_rules", "repeats", "sum_of_weekly_least", "counting_bound")
    result = {
        **{key: sum(each[key] for each in series.values()) for key in counted},
        **spread(times),
        "weeks": WEEKS,
        "people": len(CLIENTS),
        "series": series,
        "up_to_14_people": hardest(),
        "16_to_25_people": many(),
        "refusals": refusals(),
        **facts,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
