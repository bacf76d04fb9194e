"""Whatever time stamps do, frames come one after the other, and about when they arrived."""

from hypothesis import given
from hypothesis import strategies as st

from recording.timeline import AHEAD, BEHIND, Timeline

STAMPS = st.integers(0, 0xFFFFFFFF)
RATE = 90_000


@given(STAMPS, st.lists(st.integers(1, RATE // 2), max_size=50))
def test_time_stamps_say_how_far_frames_are_apart_also_where_they_wrap(
    first: int, steps: list[int]
) -> None:
    timeline, stamp, gone = Timeline(RATE, 100.0), first, 0
    assert timeline.place(1, first, 100.0) == 0
    for step in steps:
        stamp, gone = (stamp + step) & 0xFFFFFFFF, gone + step
        assert (
            abs(timeline.place(1, stamp, 100 + gone / RATE) - gone * 1000 / RATE) < len(steps) + 1
        )


@given(st.lists(st.tuples(st.integers(1, 3), STAMPS, st.floats(0, 500)), max_size=50))
def test_frames_are_always_in_order_and_never_far_from_their_arrival(
    frames: list[tuple[int, int, float]],
) -> None:
    timeline, last, at = Timeline(RATE, 100.0), -1, 100.0
    for ssrc, stamp, step in frames:
        at += step
        due = timeline.place(ssrc, stamp, at)
        assert due > last
        assert due / 1000 - (at - 100) <= AHEAD + (len(frames) + 1) / 1000
        assert at - 100 - due / 1000 <= BEHIND + 0.001
        last = due


def test_jitter_of_arrivals_is_not_kept() -> None:
    timeline = Timeline(RATE, 0.0)
    arrivals = [0.0, 0.11, 0.14, 0.15, 0.3]
    dues = [timeline.place(1, n * 3000, at) for n, at in enumerate(arrivals)]
    assert dues == [0, 33, 67, 100, 133]


def test_a_pause_in_which_time_stamps_stood_still_is_kept() -> None:
    timeline = Timeline(RATE, 0.0)
    assert timeline.place(1, 0, 0.0) == 0
    assert timeline.place(1, 3000, 30.0) == 30_000
    assert timeline.place(1, 6000, 30.03) == 30_033


def test_another_ssrc_begins_when_it_arrives() -> None:
    timeline = Timeline(RATE, 0.0)
    timeline.place(1, 77, 0.0)
    assert timeline.place(2, 4_000_000_000, 2.5) == 2500
