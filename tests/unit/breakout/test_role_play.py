"""Everyone gets to every part: by turns over the sessions, and by the bell within one."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from breakout.met import NOBODY_YET, record_parts
from breakout.part import Part
from breakout.role_play import cast, parts, swapped
from rooms.ids import Identity, ParticipantId

A, B, C, D = (ParticipantId(name) for name in "abcd")
WHO = {id_: Identity(id_ * 2) for id_ in (A, B, C, D)}


def test_who_was_a_least_often_is_a() -> None:
    met = record_parts(NOBODY_YET, {A: Part.A, B: Part.B, C: Part.A}, WHO, session=1)
    assert cast([A, B, C], met, WHO, Random(1))[0] == B


def test_of_the_others_who_was_b_least_often_is_b() -> None:
    met = record_parts(NOBODY_YET, {A: Part.A, B: Part.B, C: Part.A}, WHO, session=1)
    met = record_parts(met, {A: Part.B}, WHO, session=2)
    assert cast([A, B, C], met, WHO, Random(1)) == (B, C, A)


def test_of_equals_chance_decides_and_not_who_came_first() -> None:
    first = {cast([A, B], NOBODY_YET, WHO, Random(seed))[0] for seed in range(20)}
    assert first == {A, B}
    assert cast([A, B, C], NOBODY_YET, WHO, Random(5)) == cast(
        [C, A, B], NOBODY_YET, WHO, Random(5)
    )


def test_in_a_pair_nobody_coaches() -> None:
    assert parts((A, B)) == {A: Part.A, B: Part.B}


def test_all_but_two_coach() -> None:
    assert parts((A, B, C, D)) == {A: Part.A, B: Part.B, C: Part.COACH, D: Part.COACH}


def test_alone_one_is_a() -> None:
    assert parts(cast([A], NOBODY_YET, WHO, Random(1))) == {A: Part.A}
    assert cast([], NOBODY_YET, WHO, Random(1)) == ()


@given(st.integers(2, 4))
def test_after_as_many_bells_as_people_everyone_has_had_every_part(people: int) -> None:
    order = (A, B, C, D)[:people]
    seen = set()
    for _ in range(people):
        seen |= set(parts(order).items())
        order = swapped(order)
    assert order == (A, B, C, D)[:people]
    assert seen == {(id_, part) for id_ in order for part in parts(order).values()}


@given(st.integers(0, 99))
def test_over_the_sessions_everyone_is_a_equally_often(seed: int) -> None:
    rng, met = Random(seed), NOBODY_YET
    for session in range(6):
        met = record_parts(met, parts(cast([A, B, C], met, WHO, rng)), WHO, session=session)
    assert {met.times(WHO[id_], Part.A) for id_ in (A, B, C)} == {2}
