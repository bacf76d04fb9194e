"""A voice: every sample where it was said, and silence of the same length where nothing was kept."""

from array import array
from collections.abc import Iterator
from io import BytesIO

import pytest
from av import AudioFrame
from hypothesis import given
from hypothesis import strategies as st

from recording.export import reading
from recording.export.timeline import SAMPLE_RATE
from recording.export.voice import TOLERANCE, Voice
from recording.reel import Take
from rooms.ids import ParticipantId
from sfu.ids import Source

FRAME = 960


def take(began: float, ended: float, *gaps: tuple[float, float]) -> Take:
    return Take(ParticipantId("p"), None, Source.MICROPHONE, 0, 0, began, ended, gaps, BytesIO)


@pytest.fixture(autouse=True)
def every_sample_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame's samples all say in which 20 ms of the session they were said."""

    def sounds(of: Take, *, one_in: int = 1) -> Iterator[tuple[float, AudioFrame]]:
        assert one_in == 1
        for step in range(round((of.ended - of.began) * 50)):
            at = of.began + step / 50
            if any(since <= at < until for since, until in of.gaps):
                continue
            frame = AudioFrame(format="s16", layout="mono", samples=FRAME)
            said = array("h", [1 + round((at - 100) * 50)] * FRAME).tobytes()
            frame.planes[0].update(said.ljust(frame.planes[0].buffer_size, b"\0"))
            frame.sample_rate = SAMPLE_RATE
            yield at, frame

    monkeypatch.setattr(reading, "sounds", sounds)


def said(voice: Voice, seconds: float) -> list[int]:
    """Return what was said in the middle of each of the next 20 ms."""
    return list(array("h", voice.read(round(seconds * SAMPLE_RATE))))[FRAME // 2 :: FRAME]


def test_what_was_said_is_where_it_was_said() -> None:
    voice = Voice([take(100.1, 100.2)], 100.0)

    assert said(voice, 0.4) == [0] * 5 + [6, 7, 8, 9, 10] + [0] * 10


def test_a_gap_is_as_long_as_it_was() -> None:
    voice = Voice([take(100.0, 100.4, (100.1, 100.3))], 100.0)

    assert said(voice, 0.4) == [*range(1, 6), *[0] * 10, *range(16, 21)]


def test_takes_follow_each_other_and_nothing_is_said_twice() -> None:
    voice = Voice([take(100.0, 100.2), take(100.12, 100.3)], 100.0)

    assert said(voice, 0.3) == list(range(1, 16))


def test_a_time_stamp_that_is_off_a_little_leaves_no_hole() -> None:
    off = TOLERANCE / SAMPLE_RATE * 0.9
    voice = Voice([take(100.0, 100.1), take(100.1 + off, 100.2 + off)], 100.0)

    assert 0 not in said(voice, 0.2)


@given(st.lists(st.integers(1, 5000), max_size=10))
def test_it_gives_as_much_as_it_is_asked_for(sizes: list[int]) -> None:
    voice = Voice([], 100.0)

    assert [len(voice.read(size)) for size in sizes] == [2 * size for size in sizes]
