"""A house with nothing in it yet, and one with a recording."""

from pathlib import Path

import pytest

from recording.library import Library
from tests.support.cast import Cast, mark
from tests.unit.recording.playing import KEY, begun, play


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "data" / "recordings"


@pytest.fixture
def library(home: Path) -> Library:
    return Library(home, KEY)


@pytest.fixture
def cast() -> Cast:
    return Cast(2)


@pytest.fixture
def recorded(home: Path, library: Library, cast: Cast) -> Cast:
    """Two intervals of a second, and between them one in which the gate was shut."""
    running = begun(home, library, cast)
    play(running, cast, 100.0)
    running.shut(mark(101.0, 2))
    cast.ask_key_frames()
    running.open(cast.portraits, mark(102.0, 3))
    play(running, cast, 102.0)
    running.end(mark(103.0, 4))
    return cast
