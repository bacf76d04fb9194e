"""The shelf: exports are kept sealed for a day, and are gone with whatever was taken back."""

from pathlib import Path

import pytest

from recording.errors import Erased
from recording.export.shelf import LIFETIME, Shelf
from recording.export.wish import Cut, Wish
from recording.library import Library
from rooms.ids import ParticipantId
from tests.support.cast import mark, sheet

NOW = 1_800_000_000.0
RECORDING = sheet().recording
COMPOSED = Wish()
FILM = b"a film " * 20_000
WREN = ParticipantId("1" * 32)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path / "recordings", bytes(32))
    library.keys.begin(sheet(began=NOW))
    library.keys.end(RECORDING, NOW, b"")
    library.folder(RECORDING).path.mkdir(parents=True)
    return library


@pytest.fixture
def shelf(library: Library) -> Shelf:
    return Shelf(library)


def put(shelf: Shelf, wish: Wish = COMPOSED, *, now: float = NOW, film: bytes = FILM) -> None:
    with shelf.drafted(RECORDING, wish, now) as draft:
        draft.write(film)


def files(library: Library) -> list[Path]:
    return list(library.folder(RECORDING).path.rglob("exports/*"))


def test_what_is_put_there_is_found_and_read(shelf: Shelf) -> None:
    put(shelf)

    kept = shelf.find(RECORDING, Wish(), NOW + 1)
    assert kept is not None
    with shelf.open(kept) as file:
        assert file.read() == FILM
    assert shelf.find(RECORDING, Wish(Cut.AUDIO), NOW) is None


def test_the_newest_is_found(shelf: Shelf) -> None:
    put(shelf)
    put(shelf, now=NOW + 5, film=b"newer")

    kept = shelf.find(RECORDING, Wish(), NOW + 6)
    assert kept is not None
    with shelf.open(kept) as file:
        assert file.read() == b"newer"


def test_after_its_time_neither_key_nor_file_is_left(shelf: Shelf, library: Library) -> None:
    put(shelf)
    put(shelf, Wish(Cut.AUDIO), now=NOW + 10)
    kept = shelf.find(RECORDING, Wish(), NOW)
    assert kept is not None

    assert shelf.find(RECORDING, Wish(), NOW + LIFETIME) is None
    with pytest.raises(Erased):
        shelf.open(kept)
    assert len(files(library)) == 1

    shelf.sweep(NOW + LIFETIME + 10)
    assert files(library) == []


@pytest.mark.parametrize("owner", [WREN, None])
def test_it_is_gone_with_anything_that_is_erased(
    shelf: Shelf, library: Library, owner: ParticipantId | None
) -> None:
    put(shelf)
    kept = shelf.find(RECORDING, Wish(), NOW)
    assert kept is not None
    copy = kept.path.read_bytes()

    library.keys.destroy(RECORDING, owner, mark(NOW))

    assert shelf.find(RECORDING, Wish(), NOW) is None
    kept.path.write_bytes(copy)
    with pytest.raises(Erased):
        shelf.open(kept)
    shelf.sweep(NOW)
    assert files(library) == []


def test_what_is_made_while_something_is_erased_is_not_kept(shelf: Shelf, library: Library) -> None:
    making = shelf.drafted(RECORDING, COMPOSED, NOW)
    making.__enter__().write(FILM)
    library.keys.destroy(RECORDING, WREN, mark(NOW))
    with pytest.raises(Erased):
        making.__exit__(None, None, None)

    assert files(library) == []


def test_what_failed_leaves_nothing(shelf: Shelf, library: Library) -> None:
    def fail() -> None:
        with shelf.drafted(RECORDING, COMPOSED, NOW) as draft:
            draft.write(FILM)
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        fail()
    assert files(library) == []
    put(shelf)


def test_what_a_killed_process_left_is_cleared(shelf: Shelf, library: Library) -> None:
    put(shelf)
    (library.folder(RECORDING).path / "exports" / "composed-mp4-everyone.1.draft").touch()

    shelf.clear_drafts()

    assert [path.suffix for path in files(library)] == [".sealed"]
