"""What a crash cut off gets its end, and holds up nothing else."""

import os
from pathlib import Path

import pytest

from recording.folder import Folder
from recording.library import Library, State
from recording.recovery import recover
from tests.support.cast import Cast
from tests.unit.recording.playing import REC, begun, crashed, play, play_with_a_hole, states, times


def test_a_recovery_gives_everything_an_end(home: Path, library: Library, cast: Cast) -> None:
    crashed(home, library, cast)
    assert library.listed(REC).ended is None
    recover(home, library.keys)
    assert set(states(library.verify(REC)).values()) == {State.READABLE}
    listed, reel = library.listed(REC), library.reel(REC)
    assert listed.ended is not None
    assert listed.ended == max(take.ended for take in reel.takes)
    assert reel.intervals[0].shut.at == listed.ended
    assert reel.intervals[0].shut.head == reel.intervals[0].opened.head
    for take in reel.takes:
        assert 101.0 - (take.began + times(take)[-1]) < 0.25


def test_finished_segments_lose_nothing_in_a_crash(
    home: Path, library: Library, cast: Cast
) -> None:
    crashed(home, library, cast, finished=True)
    recover(home, library.keys)
    assert {len(times(take)) for take in library.reel(REC).takes} == {50, 25}


def test_recovering_twice_changes_nothing(home: Path, library: Library, cast: Cast) -> None:
    crashed(home, library, cast)
    recover(home, library.keys)
    before = {each.name: each.read_bytes() for each in Folder.of(home, REC).path.iterdir()}
    recover(home, library.keys)
    assert {each.name: each.read_bytes() for each in Folder.of(home, REC).path.iterdir()} == before


def test_gaps_are_known_after_a_crash(home: Path, library: Library, cast: Cast) -> None:
    running = begun(home, library, cast)
    play_with_a_hole(running, cast)
    running.abandon()
    recover(home, library.keys)
    for take in library.reel(REC).takes:
        assert take.gaps[0] == pytest.approx((100.4, 100.6), abs=0.05)


def test_a_file_cut_within_what_was_on_the_disk_is_not_recovered(
    home: Path, library: Library, cast: Cast
) -> None:
    running = begun(home, library, cast)
    play(running, cast, 100.0)
    done = running.round()
    done.carry_out()
    running.synced(done)
    running.abandon()
    path = Folder.of(home, REC).segment(0)
    path.write_bytes(path.read_bytes()[:-200])
    recover(home, library.keys)
    found = states(library.verify(REC))
    assert found.pop(0) is State.TAMPERED
    assert set(found.values()) == {State.READABLE}


def test_a_recording_whose_manifest_is_gone_holds_up_no_other(
    home: Path, library: Library, cast: Cast
) -> None:
    crashed(home, library, cast)
    (Folder.of(home, REC).path / "manifest").unlink()
    recover(home, library.keys)
    assert library.listed(REC).ended is not None
    assert states(library.verify(REC)) == {None: State.TAMPERED}


def test_a_recording_of_another_house_holds_up_no_other(
    home: Path, library: Library, cast: Cast
) -> None:
    crashed(home, library, cast)
    other = Library(home, bytes(32))
    recover(home, other.keys)
    assert other.listed(REC).ended is not None
    assert states(other.verify(REC)) == {None: State.TAMPERED}


def test_a_recording_that_the_disk_does_not_give_is_left_for_another_time(
    home: Path, library: Library, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed(home, library, cast)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fdatasync", refuse)
        recover(home, library.keys)
    assert library.listed(REC).ended is None
    recover(home, library.keys)
    assert set(states(library.verify(REC)).values()) == {State.READABLE}
