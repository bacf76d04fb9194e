"""Why there is no deal: the rules of which every one is needed for that.

Rules are taken away one after the other; what still has no deal without a rule does not need it.
What remains is irreducible: without any one of it there is a deal.  It depends on the order, so
this is done from both ends, and the shorter answer is given.  If they are as long, the one that
spared the rules about safety: then it is the number of rooms that is asked to give way.
"""

from collections.abc import Sequence
from random import Random
from typing import ClassVar, Final, assert_never

from breakout.effort import Effort, Exhausted
from breakout.errors import BreakoutError
from breakout.problem import pose
from breakout.rules import Apart, LeadInEach, Person, Placed, Rooms, RoomsOf, Rule, Together
from breakout.seating import seat

STEPS: Final = 20_000  # for all rules together; a few hundred are usual, and these take 0.2 s

FIRST_TO_GO: Final = (Apart, Placed, Together, LeadInEach, Rooms, RoomsOf)


class RulesCollide(BreakoutError):
    """These rules cannot all be kept; without any one of them the others could."""

    code: ClassVar[str] = "rules-collide"

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        super().__init__(sentence(rules))
        self.rules = rules


def narrow(people: Sequence[Person], rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return an irreducible part of `rules`, which collide for `people`.

    Should the steps run out, what was not tried is kept.
    """
    effort = Effort(STEPS)
    order = sorted(set(rules), key=_weight)
    return min((_narrowed(people, each, effort) for each in (order, order[::-1])), key=len)


def sentence(rules: Sequence[Rule]) -> str:
    """Say it in English; ids stand in braces, where a page puts names."""
    said = "; ".join(_words(rule) for rule in rules)
    if len(rules) == 1:
        return f"This rule cannot be kept: {said}."
    counted = {2: "These two rules collide", 3: "These three rules collide"}
    return f"{counted.get(len(rules), f'These {len(rules)} rules collide')}: {said}."


def _narrowed(people: Sequence[Person], order: Sequence[Rule], effort: Effort) -> tuple[Rule, ...]:
    kept = list(order)
    for rule in order:
        others = [each for each in kept if each != rule]
        if not _possible(people, others, effort):
            kept = others
    return tuple(sorted(kept, key=_weight))


def _words(rule: Rule) -> str:
    match rule:
        case Apart(one, other):
            return f"{{{one}}} and {{{other}}} are kept apart"
        case Together(people):
            *first, last = sorted(f"{{{id_}}}" for id_ in people)
            return f"{', '.join(first)} and {last} stay together" if first else f"{last} stays"
        case Placed(person, room):
            return f"{{{person}}} is in room {room + 1}"
        case LeadInEach(lead):
            return f"each room has {_LEADS[lead]}"
        case Rooms(count):
            return f"{count} rooms of equal size" if count > 1 else "one room"
        case RoomsOf(size):
            return f"rooms of {size}"
        case _:
            assert_never(rule)


_LEADS: Final = {
    "facilitator": "a facilitator",
    "steady": "a steady person",
    "either": "a facilitator or a steady person",
}


def _possible(people: Sequence[Person], rules: Sequence[Rule], effort: Effort) -> bool:
    """Return whether there is a deal, or it is not known that there is none."""
    posed = pose(people, rules, {})
    chance = Random(0)  # noqa: S311  (which deal it would be does not matter)
    try:
        return posed is not None and seat(posed.problem, effort, chance) is not None
    except Exhausted:
        return True


def _weight(rule: Rule) -> tuple[int, str]:
    return FIRST_TO_GO.index(type(rule)), _words(rule)
