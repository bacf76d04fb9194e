"""Voices first, then a small picture of everyone, then larger ones by rank; down at once, up slowly."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.allocation import (
    FLOOR,
    HEADROOM,
    PATIENCE,
    SHARE,
    VOICES_LEAST,
    Demand,
    Floor,
    Steps,
    Voice,
    copies_fit,
    cost,
    fit,
    needed,
    room,
    voices_fit,
)
from sfu.ids import Mid

CAMERA = (120e3, 350e3, 1200e3)
A, B, C = Mid("a"), Mid("b"), Mid("c")


def circle(*mids: Mid) -> list[Demand]:
    return [Demand(mid, rank, CAMERA) for rank, mid in enumerate(mids)]


demands = st.lists(
    st.tuples(st.integers(0, 5), st.lists(st.floats(0, 2e6), max_size=3)), max_size=8
).map(lambda many: [Demand(Mid(str(n)), r, tuple(rates)) for n, (r, rates) in enumerate(many)])


def test_copies_of_voices_fit_where_all_of_them_do() -> None:
    enough = 3.01 * VOICES_LEAST / SHARE
    assert copies_fit(enough, 0.0, sent=True)
    assert not copies_fit(enough, 0.0, sent=False), "not on the edge of what fits"
    assert copies_fit(enough * HEADROOM, VOICES_LEAST, sent=False)
    assert not copies_fit(enough, VOICES_LEAST * 1.1, sent=True)
    assert not copies_fit(FLOOR, 0.0, sent=True), "two voices, clean, and nothing else"


def test_voices_are_taken_off_before() -> None:
    assert room(1e6, 2e5) == 1e6 * 0.95 - 2e5
    assert room(1e6, 0.0) == 1e6 * 0.95 - VOICES_LEAST


def test_below_the_floor_there_is_no_video() -> None:
    assert room(FLOOR - 1, 0.0) == 0.0


def speaking(**levels: int) -> list[Voice]:
    return [Voice(Mid(mid), dbov, 40e3) for mid, dbov in levels.items()]


def test_at_the_floor_the_two_loudest_are_heard() -> None:
    voices = speaking(a=-60, b=-25, c=-90, d=-30)
    assert voices_fit(50e3, voices, ()) == {B, Mid("d")}
    assert voices_fit(130e3, voices, ()) == {A, B, Mid("d")}
    assert voices_fit(FLOOR * 2, voices, ()) == {A, B, C, Mid("d")}
    assert voices_fit(0.0, speaking(a=-127), ()) == {A}


def test_who_is_heard_stays_unless_somebody_is_clearly_louder() -> None:
    assert voices_fit(50e3, speaking(a=-30, b=-30, c=-27), {A, B}) == {A, B}
    assert voices_fit(50e3, speaking(a=-30, b=-29, c=-20), {A, B}) == {B, C}


def test_the_floor_is_left_with_a_margin() -> None:
    floor = Floor()
    said = [floor.take(rate * FLOOR) for rate in (1.1, 0.9, 0.8, 1.2, 1.3, 1.1, 0.9)]
    assert said == [False, True, False, False, False, False, True]
    assert floor.is_reached


def test_everyone_is_seen_before_anyone_is_seen_better() -> None:
    assert fit(400e3, circle(A, B, C)) == {A: 1, B: 1, C: 1}


def test_the_first_in_rank_is_the_last_to_go_and_the_first_to_get_better() -> None:
    assert fit(150e3, circle(A, B, C)) == {A: 1, B: 0, C: 0}
    assert fit(600e3, circle(A, B, C)) == {A: 2, B: 1, C: 1}


def test_everyone_has_a_first_picture_and_then_who_sees_least_climbs() -> None:
    many = Demand(A, 0, (48e3, 72e3, 120e3, 210e3), (1, 2, 3, 6))
    few = Demand(B, 1, (120e3, 350e3), (3, 7))
    assert fit(168e3, [many, few]) == {A: 1, B: 1}
    assert fit(240e3, [many, few]) == {A: 3, B: 1}
    assert fit(335e3, [many, few]) == {A: 4, B: 1}
    assert fit(560e3, [many, few]) == {A: 4, B: 2}


def test_a_screen_of_one_layer_is_shown_or_not() -> None:
    screen = [Demand(A, 0, (900e3,))]
    assert fit(800e3, screen) == {A: 0}
    assert fit(900e3, screen) == {A: 1}


@given(st.floats(0, 1e7), demands)
def test_what_is_given_fits(left: float, wanted: list[Demand]) -> None:
    levels = fit(left, wanted)
    assert cost(wanted, levels) <= left * (1 + 1e-9) + 1e-6
    assert all(0 <= levels[each.mid] <= len(each.rates) for each in wanted)


@given(st.lists(st.tuples(st.floats(0, 1e7), demands, st.floats(0, 2)), max_size=6))
def test_steps_fit_at_every_moment(moments: list[tuple[float, list[Demand], float]]) -> None:
    steps, now = Steps(), 0.0
    for left, wanted, passes in moments:
        now += passes
        steps.take(left, wanted, now)
        assert steps.levels.keys() == {each.mid for each in wanted}


def test_steps_down_are_taken_at_once() -> None:
    steps = Steps()
    steps.take(5e6, circle(A, B), 0.0)
    assert steps.levels == {A: 3, B: 3}
    assert steps.take(500e3, circle(A, B), 0.1)
    assert steps.levels == {A: 2, B: 1}


def test_steps_up_wait_and_want_headroom() -> None:
    steps = Steps()
    steps.take(300e3, circle(A), 0.0)
    steps.take(100e3, circle(A), 1.5)
    assert steps.levels == {A: 0}
    steps.take(400e3, circle(A), 1.5 + PATIENCE / 2)
    assert steps.levels == {A: 0}
    steps.take(120e3 * HEADROOM - 1, circle(A), 1.5 + PATIENCE)
    assert steps.levels == {A: 0}
    steps.take(120e3 * HEADROOM + 1, circle(A), 1.6 + PATIENCE)
    assert steps.levels == {A: 1}


def test_a_swing_of_a_tenth_changes_nothing() -> None:
    steps = Steps()
    steps.take(400e3, circle(A), 0.0)
    for n in range(20):
        steps.take(360e3 if n % 2 else 400e3, circle(A), 2.0 * n)
        assert steps.levels == {A: 2}


def test_who_has_everything_wants_nothing() -> None:
    assert not Steps().take(5e6, circle(A, B), 0.0)
    assert Steps().take(5e5, circle(A, B), 0.0)


def test_what_is_needed_has_room_for_everything_and_headroom() -> None:
    everything = sum(each.rates[-1] for each in circle(A, B))
    assert room(needed(circle(A, B), 1e5), 1e5) >= everything * HEADROOM - 1


def test_a_layer_that_begins_is_shown_at_once_where_nothing_is_held_back() -> None:
    steps = Steps()
    for n, rates in enumerate((CAMERA[:1], CAMERA[:2], CAMERA)):
        assert not steps.take(5e6, [Demand(A, 0, rates)], n * 0.1)
        assert steps.levels == {A: n + 1}
