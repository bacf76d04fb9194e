"""A refusal names rules that collide, and no rule that has nothing to do with it."""

from random import Random

import pytest
from hypothesis import given, settings

from breakout.collision import RulesCollide, narrow, sentence
from breakout.deal import deal
from breakout.rules import Lead, LeadInEach, Rooms, RoomsOf, Rule, Rules, Wish
from tests.unit.breakout import brute, groups
from tests.unit.breakout.groups import apart, people, placed, together


def refused(rules: Rules) -> RulesCollide:
    with pytest.raises(RulesCollide) as refusal:
        deal(rules, Random(1))
    return refusal.value


def possible(rules: Rules, these: list[Rule]) -> bool:
    return next(brute.deals(rules.dealt, these), None) is not None


@given(groups.rules(most=5, most_wishes=5))
@settings(max_examples=60, deadline=None)
def test_what_is_named_collides_and_nothing_less_does(rules: Rules) -> None:
    try:
        deal(rules, Random(1))
    except RulesCollide as refusal:
        named = list(refusal.rules)
        assert set(named) <= {*rules.wishes, rules.shape}
        assert not possible(rules, named)
        for rule in named:
            assert possible(rules, [each for each in named if each != rule])


@pytest.mark.parametrize(
    ("shape", "wishes", "named"),
    [
        (Rooms(2), (apart("a", "b"), together("abc")), {apart("a", "b"), together("abc")}),
        (
            Rooms(2),
            (apart("a", "c"), together("ab"), together("bc"), apart("d", "e")),
            {apart("a", "c"), together("ab"), together("bc")},
        ),
        (RoomsOf(2), (together("abcd"), apart("e", "f")), {RoomsOf(2), together("abcd")}),
        (Rooms(2), (placed("a", 0), placed("a", 1)), {placed("a", 0), placed("a", 1)}),
        (Rooms(2), (placed("a", 2),), {Rooms(2), placed("a", 2)}),
        (Rooms(9), (apart("a", "b"),), {Rooms(9)}),
        (Rooms(3), (LeadInEach(Lead.STEADY),), {Rooms(3), LeadInEach(Lead.STEADY)}),
        (Rooms(1), (LeadInEach(Lead.FACILITATOR),), {LeadInEach(Lead.FACILITATOR)}),
        (
            Rooms(2),
            (apart("a", "b"), apart("b", "c"), apart("a", "c")),
            {Rooms(2), apart("a", "b"), apart("b", "c"), apart("a", "c")},
        ),
    ],
)
def test_what_collides_is_named(shape: Rooms, wishes: tuple[Wish, ...], named: set[Rule]) -> None:
    refusal = refused(Rules(people("abcdef", steady="ef"), shape, wishes))
    assert refusal.code == "rules-collide"
    assert set(refusal.rules) == named


def test_where_there_is_a_choice_the_number_of_rooms_is_named_and_not_who_is_kept_apart() -> None:
    wishes = (apart("e", "f"), LeadInEach(Lead.STEADY))
    refusal = refused(Rules(people("abef", steady="a"), Rooms(2), wishes))
    assert refusal.rules == (LeadInEach(Lead.STEADY), Rooms(2))


def test_the_same_rule_said_twice_is_named_once() -> None:
    wishes = (apart("a", "b"), together("ab"), apart("a", "b"))
    assert len(refused(Rules(people("ab"), Rooms(1), wishes)).rules) == 2


def test_what_could_not_be_tried_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("breakout.collision.STEPS", 0)
    among_three = [apart("a", "b"), apart("b", "c"), apart("a", "c")]
    rules = [Rooms(2), *among_three, apart("d", "e")]
    assert set(narrow(people("abcde"), rules)) == set(rules)


def test_the_sentence_has_ids_for_a_page_to_put_names_in() -> None:
    rules = [apart("a", "b"), together("abc")]
    assert sentence(rules) == (
        "These two rules collide: {a} and {b} are kept apart; {a}, {b} and {c} stay together."
    )


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([Rooms(9)], "This rule cannot be kept: 9 rooms of equal size."),
        ([Rooms(1)], "This rule cannot be kept: one room."),
        ([together("a")], "This rule cannot be kept: {a} stays."),
        (
            [RoomsOf(3), placed("a", 0), LeadInEach(Lead.EITHER)],
            (
                "These three rules collide: rooms of 3; {a} is in room 1; each room has a facilitator or "
                "a steady person."
            ),
        ),
        (
            [Rooms(2), LeadInEach(Lead.STEADY), LeadInEach(Lead.FACILITATOR), placed("b", 1)],
            (
                "These 4 rules collide: 2 rooms of equal size; each room has a steady person; "
                "each room has a facilitator; {b} is in room 2."
            ),
        ),
    ],
)
def test_every_rule_can_be_said(rules: list[Rule], said: str) -> None:
    assert sentence(rules) == said
