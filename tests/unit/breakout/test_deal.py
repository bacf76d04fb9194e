"""A deal keeps every rule, and as few people as possible meet again: compared with all deals."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout.collision import RulesCollide
from breakout.deal import Deal, deal
from breakout.errors import NoDealFound
from breakout.rules import (
    Lead,
    LeadInEach,
    Meeting,
    Rooms,
    RoomsOf,
    Rules,
)
from rooms.ids import ParticipantId
from rooms.role import Role
from tests.unit.breakout import brute, groups
from tests.unit.breakout.groups import NAMES, apart, both, ids, people, person, placed, together

SEED = Random(7)


def everyone(dealt: Deal) -> list[ParticipantId]:
    return sorted([*dealt.left_out, *(id_ for room in dealt.rooms for id_ in room)])


def familiarity(dealt: Sequence[frozenset[ParticipantId]], rules: Rules) -> tuple[int, int, int]:
    """Return what a deal is judged by: how many meet again, how often they had, how long ago."""
    again = [rules.met[each] for each in brute.repeats(dealt, rules)]
    return len(again), sum(each.times for each in again), -sum(each.ago for each in again)


def test_equal_rooms_for_everyone() -> None:
    dealt = deal(Rules(people(NAMES[:11]), Rooms(3)), SEED)
    assert sorted(len(room) for room in dealt.rooms) == [3, 4, 4]
    assert everyone(dealt) == sorted(ids(NAMES[:11]))
    assert dealt.exact
    assert dealt.again == ()


@pytest.mark.parametrize(
    ("number", "size", "sizes"),
    [
        (11, 2, [2, 2, 2, 2, 3]),
        (10, 2, [2, 2, 2, 2, 2]),
        (11, 3, [2, 3, 3, 3]),
        (11, 4, [3, 4, 4]),
        (4, 3, [4]),
        (1, 2, [1]),
        (3, 5, [3]),
    ],
)
def test_rooms_of_a_size_come_as_near_to_it_as_they_can(
    number: int, size: int, sizes: list[int]
) -> None:
    dealt = deal(Rules(people(NAMES[:number]), RoomsOf(size)), SEED)
    assert sorted(len(room) for room in dealt.rooms) == sizes


@given(groups.rules(most=6), st.integers(0, 99))
@settings(max_examples=100, deadline=None)
def test_a_deal_is_the_best_of_all_that_keep_the_rules(rules: Rules, seed: int) -> None:
    every = (*rules.wishes, rules.shape)
    possible = list(brute.deals(rules.dealt, every))
    try:
        dealt = deal(rules, Random(seed))
    except RulesCollide:
        assert not possible
        return
    rooms = [frozenset(room) for room in dealt.rooms]
    assert tuple(rooms) in possible
    assert everyone(dealt) == sorted(each.id for each in rules.people)
    least = min(familiarity(each, rules) for each in possible)
    assert familiarity(rooms, rules) == least
    assert list(dealt.again) == brute.repeats(rooms, rules)
    assert len(dealt.again) == dealt.least == least[0]
    assert dealt.exact


@given(groups.rules(most=9), st.randoms(use_true_random=False), st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_the_same_seed_deals_the_same_whoever_came_first(
    rules: Rules, chance: Random, seed: int
) -> None:
    later = list(rules.people)
    chance.shuffle(later)
    other = Rules(tuple(later), rules.shape, rules.wishes, rules.met)
    assert _outcome(rules, seed) == _outcome(other, seed)


def _outcome(rules: Rules, seed: int) -> object:
    try:
        return deal(rules, Random(seed))
    except RulesCollide as refusal:
        return refusal.rules


def test_every_best_deal_is_as_likely_as_the_others() -> None:
    rng = Random(3)
    rules = Rules(people("abcde"), RoomsOf(2), (apart("a", "b"),))
    possible = set(brute.deals(rules.dealt, (*rules.wishes, rules.shape)))
    drawn = Counter(tuple(frozenset(room) for room in deal(rules, rng).rooms) for _ in range(1500))
    assert set(drawn) == possible
    expected = 1500 / len(possible)
    assert all(expected / 2 < times < expected * 2 for times in drawn.values())


def test_facilitators_and_observers_stay_in_the_main_room() -> None:
    here = (*people("abcdef", facilitators="ef"), person("o", Role.OBSERVER))
    dealt = deal(Rules(here, Rooms(2)), SEED)
    assert dealt.left_out == tuple(sorted(ids("efo")))


def test_facilitators_are_dealt_where_each_room_shall_have_one() -> None:
    here = (*people("abcdef", facilitators="ef"), person("o", Role.OBSERVER))
    dealt = deal(Rules(here, Rooms(2), (LeadInEach(Lead.FACILITATOR),)), SEED)
    assert dealt.left_out == tuple(ids("o"))
    assert all(len(ids("ef") & set(room)) == 1 for room in dealt.rooms)


def test_a_steady_person_in_each_room_leaves_facilitators_free() -> None:
    here = people("abcdef", facilitators="ef", steady="ab")
    dealt = deal(Rules(here, Rooms(2), (LeadInEach(Lead.STEADY),)), SEED)
    assert dealt.left_out == tuple(sorted(ids("ef")))
    assert all(len(ids("ab") & set(room)) == 1 for room in dealt.rooms)


def test_whom_a_rule_sends_into_a_room_is_dealt() -> None:
    here = people("abcde", facilitators="de")
    dealt = deal(Rules(here, Rooms(2), (placed("e", 1),)), SEED)
    assert dealt.left_out == tuple(ids("d"))
    assert ParticipantId("e") in dealt.rooms[1]


def test_a_facilitator_in_the_main_room_is_apart_from_everyone() -> None:
    here = people("abc", facilitators="c")
    assert deal(Rules(here, Rooms(1), (apart("a", "c"),)), SEED).left_out == tuple(ids("c"))


def test_whom_a_rule_keeps_together_do_not_count_as_meeting_again() -> None:
    met = {both("a", "b"): Meeting(9, 1), both("c", "d"): Meeting(1, 3)}
    dealt = deal(Rules(people("abcd"), Rooms(2), (together("ab"),), met), SEED)
    assert dealt.again == (both("c", "d"),)
    assert dealt.least == 1


def test_more_people_than_can_be_searched_say_how_far_from_the_best_they_may_be() -> None:
    rng = Random(1)
    here = people(NAMES[:25])
    met = {
        both(a, b): Meeting(rng.randint(1, 3), rng.randint(1, 9))
        for a in NAMES[:25]
        for b in NAMES[:25]
        if a < b and rng.random() < 0.95
    }
    rules = Rules(here, Rooms(5), (apart("a", "b"), together("cd"), placed("e", 2)), met)
    dealt = deal(rules, Random(2))
    assert not dealt.exact
    assert 0 < dealt.least < len(dealt.again)
    assert deal(rules, Random(2)) == dealt
    assert all(brute.keeps([frozenset(r) for r in dealt.rooms], here, w) for w in rules.wishes)
    assert [len(room) for room in dealt.rooms] == [5] * 5


def test_more_people_without_a_past_are_dealt_exactly() -> None:
    assert deal(Rules(people(NAMES[:25]), RoomsOf(3)), SEED).exact


def test_pairs_of_more_people_are_exact_where_listing_all_rooms_is_worth_it() -> None:
    names = NAMES[:18]
    met = {both(a, b): Meeting(1, 1) for a in names for b in names if a < b}
    del met[both("a", "b")]
    dealt = deal(Rules(people(names), RoomsOf(2), (), met), SEED)
    assert dealt.exact
    assert len(dealt.again) == 8


@given(groups.rules(most=20, most_wishes=8), st.integers(0, 9))
@settings(max_examples=40, deadline=None)
def test_no_rule_is_ever_broken(rules: Rules, seed: int) -> None:
    try:
        dealt = deal(rules, Random(seed))
    except RulesCollide:
        return
    rooms = [frozenset(room) for room in dealt.rooms]
    assert all(brute.keeps(rooms, rules.dealt, each) for each in (*rules.wishes, rules.shape))
    assert everyone(dealt) == sorted(each.id for each in rules.people)
    assert list(dealt.again) == brute.repeats(rooms, rules)
    assert dealt.least <= len(dealt.again)


def test_who_gives_up_searching_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("breakout.solution.STEPS", 1)
    monkeypatch.setattr("breakout.solution.SEATING", 1)
    for number in (6, 16):
        with pytest.raises(NoDealFound) as refusal:
            deal(Rules(people(NAMES[:number]), Rooms(2)), SEED)
        assert refusal.value.code == "no-deal-found"


def test_rules_of_more_people_collide_as_those_of_few_do() -> None:
    with pytest.raises(RulesCollide) as refusal:
        deal(Rules(people(NAMES[:20]), RoomsOf(3), (together(NAMES[:5]),)), SEED)
    assert set(refusal.value.rules) == {RoomsOf(3), together(NAMES[:5])}


def two_odd_circles() -> Rules:
    """Nine and nine who have met all of the others: everyone has new company, but not all at once."""
    one, other = NAMES[:9], NAMES[9:18]
    met = {both(a, b): Meeting(1, 1) for a in one for b in other}
    return Rules(people(one + other), RoomsOf(2), (), met)


def test_a_second_look_proves_what_the_first_only_found() -> None:
    dealt = deal(two_odd_circles(), SEED)
    assert len(dealt.again) == dealt.least == 1


def test_a_second_look_that_is_given_up_leaves_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("breakout.solution.MORE_STEPS", 1)
    dealt = deal(two_odd_circles(), SEED)
    assert (len(dealt.again), dealt.least, dealt.exact) == (1, 0, False)


def test_everyone_in_one_room_who_all_have_met() -> None:
    names = NAMES[:16]
    met = {both(a, b): Meeting(a == "a" or 2, 1) for a in names for b in names if a < b}
    dealt = deal(Rules(people(names), Rooms(1), (), met), SEED)
    assert dealt.exact
    assert len(dealt.again) == 120
