"""The timeline: every stretch in its order, a card for every pause, and no moment twice."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from recording.export.timeline import (
    FRAME_RATE,
    SAMPLE_RATE,
    SAMPLES_PER_FRAME,
    Pause,
    Stretch,
    Title,
    timeline,
)
from recording.mark import Mark
from recording.reel import Interval

lengths = st.floats(0.0, 100.0)


@st.composite
def intervals(draw: st.DrawFn) -> list[Interval]:
    at, found = draw(st.floats(1e9, 2e9)), []
    for _ in range(draw(st.integers(1, 6))):
        opened = at = at + draw(lengths)
        shut = at = at + draw(lengths)
        found.append(Interval(Mark(opened, 1, b""), Mark(shut, 2, b"")))
    return found


@given(intervals())
def test_it_is_a_title_then_stretches_with_the_pauses_between_them(found: list[Interval]) -> None:
    title, *parts = timeline(found).parts

    assert title == Title(found[0].opened.at, found[-1].shut.at)
    assert [(each.opened, each.shut) for each in parts[::2] if isinstance(each, Stretch)] == [
        (each.opened.at, each.shut.at) for each in found
    ]
    assert [(each.since, each.until) for each in parts[1::2] if isinstance(each, Pause)] == [
        (before.shut.at, after.opened.at) for before, after in pairwise(found)
    ]


@given(intervals())
def test_frames_cover_each_stretch_and_nothing_beyond_it(found: list[Interval]) -> None:
    for part in timeline(found).parts:
        if isinstance(part, Stretch):
            moments = list(part.moments())
            assert len(moments) == part.frames
            assert moments[0] == part.opened
            assert moments[-1] < part.shut or part.shut - part.opened < 1 / FRAME_RATE
            assert part.shut - moments[-1] < 1.001 / FRAME_RATE


@given(intervals())
def test_parts_follow_each_other_without_a_frame_between(found: list[Interval]) -> None:
    line, at = timeline(found), 0
    for first, part in line.placed():
        assert first == at
        at += part.frames
    assert at == line.frames


def test_a_frame_is_a_whole_number_of_samples() -> None:
    assert SAMPLES_PER_FRAME * FRAME_RATE == SAMPLE_RATE
