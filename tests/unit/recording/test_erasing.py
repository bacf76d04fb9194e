"""What is taken back cannot be read any more, wherever a copy of it may lie."""

from pathlib import Path

import pytest

from recording.errors import Erased, StillRunning
from recording.folder import Folder
from recording.keyring import DAY
from recording.library import Finding, Library, State
from recording.writer_lock import held
from tests.support.cast import Cast, mark
from tests.unit.recording.playing import ERASED, REC, begun, play, states, times


def test_erasing_ones_own_leaves_the_others(home: Path, library: Library, recorded: Cast) -> None:
    me, you = (each.id for each in recorded.members)
    library.erase(REC, me, ERASED)
    library.erase(REC, me, ERASED)
    reel = library.reel(REC)
    for take in reel.takes:
        if take.owner == you:
            assert times(take)
        else:
            assert take.portrait is None
            with pytest.raises(Erased):
                take.open()
    found = {each.owner: each.state for each in library.verify(REC)}
    assert found == {me: State.ERASED, you: State.READABLE}
    files = [each for each in Folder.of(home, REC).path.iterdir() if each.suffix == ".seg"]
    assert len(files) == 4


def test_a_file_that_comes_back_from_a_backup_stays_unreadable(
    home: Path, library: Library, recorded: Cast
) -> None:
    me = recorded.members[0].id
    folder = Folder.of(home, REC)
    mine = [take.segment for take in library.reel(REC).takes if take.owner == me]
    kept = {n: folder.segment(n).read_bytes() for n in mine}
    library.erase(REC, me, ERASED)
    for n, data in kept.items():
        folder.segment(n).write_bytes(data)
    assert {states(library.verify(REC))[n] for n in mine} == {State.ERASED}


def test_erasing_all_leaves_a_tombstone_and_no_file(
    home: Path, library: Library, recorded: Cast
) -> None:
    exports = Folder.of(home, REC).path / "exports"
    exports.mkdir()
    (exports / "whole").write_bytes(b"sealed")
    library.erase(REC, None, ERASED)
    assert not Folder.of(home, REC).path.exists()
    assert library.verify(REC) == (Finding(None, None, None, State.ERASED),)
    assert library.listed(REC).erased == 500.0
    with pytest.raises(Erased):
        library.reel(REC)


def test_what_goes_on_is_erased_by_its_recorder_alone(
    home: Path, library: Library, cast: Cast
) -> None:
    running = begun(home, library, cast)
    with held(home, patience=0), pytest.raises(StillRunning):
        library.erase(REC, None, ERASED)
    running.abandon()
    library.erase(REC, None, ERASED)  # Its writer is gone.


def test_whoever_was_forgotten_is_not_recorded_again(
    home: Path, library: Library, cast: Cast
) -> None:
    running = begun(home, library, cast)
    play(running, cast, 100.0)
    me, you = (each.id for each in cast.members)
    running.forget(me)
    library.destroy(REC, me, ERASED)
    running.open(cast.portraits, mark(101.0))
    play(running, cast, 101.0)
    running.end(mark(102.0))
    found = {(each.owner, each.state) for each in library.verify(REC)}
    assert found == {(me, State.ERASED), (you, State.READABLE)}


def test_what_was_kept_long_enough_is_erased(library: Library, recorded: Cast) -> None:
    assert library.expire(103.0 + 14 * DAY - 1) == ()
    assert library.expire(103.0 + 14 * DAY) == (REC,)
    assert library.expire(103.0 + 14 * DAY) == ()
    assert library.listed(REC).erased is not None
