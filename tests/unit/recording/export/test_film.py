"""A film: the picture of the moment, none when there was none, and gaps said as what they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import cast

import pytest

from recording.export import reading
from recording.export.film import HELD, LASTS, MISSING, Film
from recording.reel import Take
from rooms.ids import ParticipantId
from sfu.ids import Source


@dataclass(frozen=True)
class Frame:
    at: float


def take(began: float, ended: float, *gaps: tuple[float, float]) -> Take:
    return Take(ParticipantId("p"), None, Source.CAMERA, 0, 0, began, ended, gaps, BytesIO)


@pytest.fixture(autouse=True)
def ten_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    def pictures(of: Take) -> Iterator[tuple[float, Frame]]:
        for step in range(round((of.ended - of.began) * 10)):
            at = of.began + step / 10
            if not any(since <= at < until for since, until in of.gaps):
                yield at, Frame(round(at, 3))

    monkeypatch.setattr(reading, "pictures", pictures)


def at(film: Film, moment: float) -> float | str | None:
    shown = film.at(moment)
    if shown is MISSING:
        return "missing"
    return None if shown is None else cast("Frame", shown).at


def test_the_newest_picture_that_was_there_is_shown() -> None:
    film = Film([take(10, 12)])

    assert [at(film, moment) for moment in (9.9, 10.0, 10.04, 10.14, 11.0)] == [
        None,
        10.0,
        10.0,
        10.1,
        11.0,
    ]


def test_it_is_the_same_object_for_as_long_as_it_is_shown() -> None:
    film = Film([take(10, 12)])

    assert film.at(10.01) is film.at(10.05)
    assert film.at(10.05) is not film.at(10.15)


def test_after_its_end_there_is_none() -> None:
    film = Film([take(10, 12)])

    assert at(film, 12 + LASTS / 2) == 11.9
    assert at(film, 12 + LASTS * 1.5) is None


def test_another_take_goes_on_where_it_begins() -> None:
    film = Film([take(10, 12), take(20, 21)])

    assert at(film, 11.5) == 11.5
    assert at(film, 15) is None
    assert at(film, 20.05) == 20.0


def test_a_gap_is_said_and_a_moment_is_not() -> None:
    film = Film([take(10, 20, (12.0, 12.3), (15.0, 18.0))])

    assert at(film, 12.1) == 11.9
    assert at(film, 14.0) == 14.0
    assert at(film, 16.0) == "missing"
    assert at(film, 18.0) == 18.0


def test_a_camera_that_was_switched_off_is_not_a_frozen_face(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "pictures", lambda of: iter([(of.began, Frame(of.began))]))
    film = Film([take(10, 20)])

    assert at(film, 10 + HELD * 0.9) == 10
    assert at(film, 10 + HELD * 1.1) is None
