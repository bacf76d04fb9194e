"""A library lists and verifies what was recorded, and names the place of any fault."""

from collections.abc import Callable
from pathlib import Path

import pytest

from recording.errors import NoRecording, Tampered
from recording.folder import Folder
from recording.key_file import FILE_NAME
from recording.library import Library, State
from tests.support.cast import Cast, mark
from tests.unit.recording.playing import KEY, REC, begun, play, states


def test_what_is_whole_is_readable(library: Library, recorded: Cast) -> None:
    assert states(library.verify(REC)) == dict.fromkeys(range(8), State.READABLE)


def test_a_changed_segment_is_named_with_its_place(
    home: Path, library: Library, recorded: Cast
) -> None:
    path = Folder.of(home, REC).segment(3)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    findings = library.verify(REC)
    assert states(findings) == dict.fromkeys(range(8), State.READABLE) | {3: State.TAMPERED}
    assert findings[3].where.startswith("3.seg: chunk ")
    with pytest.raises(Tampered), library.reel(REC).takes[3].open() as file:
        file.read()


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: folder.segment(3).write_bytes(folder.segment(3).read_bytes()[:-100]),
        lambda folder: folder.segment(3).write_bytes(folder.segment(1).read_bytes()),
        lambda folder: folder.segment(3).unlink(),
        lambda folder: folder.segment(3).write_bytes(b""),
    ],
)
def test_a_cut_swapped_or_missing_segment_is_named(
    home: Path, library: Library, recorded: Cast, damage: Callable[[Folder], object]
) -> None:
    damage(Folder.of(home, REC))
    findings = library.verify(REC)
    assert states(findings) == dict.fromkeys(range(8), State.READABLE) | {3: State.TAMPERED}
    assert "3.seg" in findings[3].where


def test_an_older_manifest_is_refused(home: Path, library: Library, cast: Cast) -> None:
    running = begun(home, library, cast)
    play(running, cast, 100.0)
    running.shut(mark(101.0))
    folder = Folder.of(home, REC)
    older = folder.manifest()
    running.end(mark(101.0))
    folder.save_manifest(older, durable=False)
    (finding,) = library.verify(REC)
    assert (finding.segment, finding.state) == (None, State.TAMPERED)
    assert "not the last" in finding.where


def test_a_recording_that_never_was_is_none(library: Library) -> None:
    for what in (library.listed, library.reel, library.verify, library.folder):
        with pytest.raises(NoRecording):
            what(REC)


def test_nothing_lies_there_as_it_was_sent(home: Path, library: Library, recorded: Cast) -> None:
    data = b"".join(each.read_bytes() for each in home.parent.rglob("*") if each.is_file())
    assert (home.parent / FILE_NAME).exists()
    for member in recorded.members:
        assert not [sound for sound in member.sounds if sound in data]
        assert not [picture for picture in member.film.clip if picture[:200] in data]
    assert b"Person" not in data
    assert KEY not in data
    assert b"webm" not in data


def test_only_its_owner_may_read_it(home: Path, library: Library, recorded: Cast) -> None:
    for each in (home.parent / FILE_NAME, *home.rglob("*")):
        assert each.stat().st_mode & 0o077 == 0 or each.parent == home.parent
