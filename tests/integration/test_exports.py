"""What was recorded is in the export, exactly when the gate was open, and nobody else is.

A real recorder is given real VP8 and Opus in RTP; its export is decoded again, and everybody's tone
and color are looked for.
"""

import asyncio
import io
import shutil
import zipfile
from pathlib import Path

import pytest

from recording.errors import Erased
from recording.export.clock import WallClock
from recording.export.composing import Heading
from recording.export.errors import NothingToShow
from recording.export.grid import Place, grid
from recording.export.making import make
from recording.export.scene import CIRCLE
from recording.export.timeline import FRAME_RATE, PAUSE, TITLE
from recording.export.wish import Container, Cut, Wish
from recording.library import Library
from tests.support.cast import mark
from tests.support.recorded import BEGAN, FIRST, PEOPLE, SECOND, SHEET, Person, record
from tests.support.watching import WINDOW, Watched, heard, watch

KEY = bytes(range(32))
HEADING = Heading("Thursday skills group", WallClock())
RECORDING = SHEET.recording

EDGE = 0.15
"""Seconds at either edge of which nothing is asked: a picture, and a codec's settling."""


SEATS: dict[str, Place] = dict(
    zip((person.name for person in PEOPLE), grid(len(PEOPLE), CIRCLE), strict=True)
)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorded")
    asyncio.run(record(folder / "recordings", KEY))
    return folder


@pytest.fixture
def library(recorded: Path, tmp_path: Path) -> Library:
    shutil.copytree(recorded, tmp_path / "copy")
    return Library(tmp_path / "copy" / "recordings", KEY)


def export(library: Library, wish: Wish) -> io.BytesIO:
    file = io.BytesIO()
    make(library.reel(RECORDING), wish, file, HEADING, lambda _: None)
    return file


def in_export(moment: float) -> float:
    """Return where in the export a moment of the recording is: after title and pause."""
    if moment < SECOND[0]:
        return TITLE / FRAME_RATE + moment
    return (TITLE + PAUSE) / FRAME_RATE + FIRST[1] + moment - SECOND[0]


def moments(watched: Watched) -> list[tuple[float, float | None]]:
    """Return times in the export, each with what time of the recording it shows; None for cards."""
    spans = [
        (in_export(since), in_export(since) + until - since, since)
        for since, until in (FIRST, SECOND)
    ]
    found: list[tuple[float, float | None]] = []
    for step in range(int(watched.seconds / WINDOW) - 1):
        at = step * WINDOW
        inside = [since + at - first for first, last, since in spans if first <= at < last]
        found.append((at, inside[0] if inside else None))
    return found


def is_there(person: Person, moment: float | None) -> bool | None:
    """Return whether somebody was recorded then; None where that is a matter of milliseconds."""
    if moment is None:
        return False
    for since, until in person.recorded():
        if since + EDGE <= moment <= until - EDGE - WINDOW:
            return True
        if since - EDGE - WINDOW <= moment <= until + EDGE:
            return None
    return False


@pytest.mark.parametrize("container", Container)
async def test_everybody_is_seen_and_heard_while_the_gate_was_open_and_never_else(
    library: Library, container: Container
) -> None:
    watched = watch(export(library, Wish(container=container)))

    assert len(watched.pictures) == round(watched.seconds * FRAME_RATE)
    for at, moment in moments(watched):
        picture = watched.pictures[round(at * FRAME_RATE)]
        # On a card, the pictures of the stretches beside it are an edge as well.
        on_edge = any(is_there(person, moment) is None for person in PEOPLE)
        near_a_card = moment is None and any(
            abs(at - edge) < EDGE + WINDOW
            for since, until in (FIRST, SECOND)
            for edge in (in_export(since), in_export(since) + until - since)
        )
        if on_edge or near_a_card:
            continue
        for person in PEOPLE:
            there = is_there(person, moment)
            assert picture.shows(SEATS[person.name], person.color) is there, (person.name, at)
            assert watched.hears(person.hertz, at) is there, (person.name, at)


async def test_facilitators_alone_are_in_a_cut_of_facilitators(library: Library) -> None:
    watched = watch(export(library, Wish(facilitators_only=True)))
    lena, *others = PEOPLE

    at = in_export(1.5)
    assert watched.pictures[round(at * FRAME_RATE)].shows(grid(1, CIRCLE)[0], lena.color)
    assert watched.hears(lena.hertz, at)
    assert not any(
        watched.hears(person.hertz, at) for person in others for at, _ in moments(watched)
    )


async def test_the_sound_alone_has_no_picture(library: Library) -> None:
    watched = watch(export(library, Wish(Cut.AUDIO)))

    assert watched.pictures == ()
    assert watched.hears(PEOPLE[1].hertz, in_export(1.0))
    assert not watched.hears(PEOPLE[1].hertz, in_export(3.0) + 0.5)


async def test_tracks_lie_beside_each_other_with_their_holes(library: Library) -> None:
    with zipfile.ZipFile(export(library, Wish(Cut.TRACKS))) as bundled:
        names = bundled.namelist()
        birch = Watched((), heard(io.BytesIO(bundled.read("04 Birch microphone.webm"))))
        wren = Watched((), heard(io.BytesIO(bundled.read("02 Wren microphone.webm"))))

    assert "manifest.json" in names
    assert len(names) == 2 * len(PEOPLE) + 1
    assert wren.hears(PEOPLE[1].hertz, 1.0)
    assert not wren.hears(PEOPLE[1].hertz, 5.0)
    assert wren.hears(PEOPLE[1].hertz, 9.0)
    assert not birch.hears(PEOPLE[3].hertz, 8.2)
    assert birch.hears(PEOPLE[3].hertz, 9.5)


async def test_whoever_is_erased_is_in_no_export_any_more(library: Library) -> None:
    library.erase(RECORDING, PEOPLE[1].id, mark(BEGAN + 20))

    watched = watch(export(library, Wish()))

    assert not any(watched.hears(PEOPLE[1].hertz, at) for at, _ in moments(watched))
    assert watched.hears(PEOPLE[0].hertz, in_export(1.0))
    places = grid(3, CIRCLE)
    for picture in watched.pictures[:: FRAME_RATE // 5]:
        assert not any(picture.shows(place, PEOPLE[1].color) for place in places)


async def test_of_what_is_erased_there_is_no_export(library: Library) -> None:
    for person in PEOPLE:
        library.erase(RECORDING, person.id, mark(BEGAN + 20))
    with pytest.raises(NothingToShow):
        export(library, Wish())

    library.erase(RECORDING, None, mark(BEGAN + 21))
    with pytest.raises(Erased):
        export(library, Wish())
