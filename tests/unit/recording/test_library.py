"""What was recorded is read as it was sent, verified with the place of any fault, and erased."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import av
import pytest

from recording.errors import Erased, NoRecording, StillRunning, Tampered
from recording.folder import Folder
from recording.key_file import FILE_NAME
from recording.keyring import DAY
from recording.library import Finding, Library, State
from recording.mark import Mark
from recording.recovery import recover
from recording.reel import Take
from recording.running import Running
from recording.segment import GAPS
from recording.sheet import Portrait
from recording.writer_lock import held
from rooms.ids import ParticipantId
from rooms.role import Role
from sfu.ids import Source
from tests.support.cast import HEIGHT, WIDTH, Cast, mark, sheet

KEY = bytes(range(32))
SHEET = sheet(began=100.0)
REC = SHEET.recording
ERASED = Mark(500.0, 9, b"head")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "data" / "recordings"


@pytest.fixture
def library(home: Path) -> Library:
    return Library(home, KEY)


@pytest.fixture
def cast() -> Cast:
    return Cast(2)


def begun(home: Path, library: Library, cast: Cast) -> Running:
    running = Running(SHEET, Folder.of(home, REC), library.keys)
    running.open(cast.portraits, mark(100.0))
    return running


def play(running: Running, cast: Cast, since: float, seconds: float = 1.0) -> None:
    for sent in cast.play(seconds, since=since):
        running.take(sent.owner, sent.source, sent.packet, sent.at)


def play_with_a_hole(running: Running, cast: Cast) -> None:
    """A second, of which two tenths are lost; then key frames are asked for, as the pump does."""
    for sent in cast.play(1.0, since=100.0):
        if 100.4 <= sent.at < 100.6:
            cast.ask_key_frames()
        else:
            running.take(sent.owner, sent.source, sent.packet, sent.at)
        running.due(sent.at)


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


def times(take: Take) -> list[float]:
    with take.open() as file, av.open(file, mode="r") as container:
        frames = (
            container.decode(audio=0) if take.source.kind == "audio" else container.decode(video=0)
        )
        return [frame.time or 0.0 for frame in frames]


def states(findings: tuple[Finding, ...]) -> dict[int | None, State]:
    return {each.segment: each.state for each in findings}


# Reading.


def test_a_reel_tells_what_was_recorded_of_whom_and_when(library: Library, recorded: Cast) -> None:
    reel = library.reel(REC)
    assert reel.sheet == SHEET
    assert [(each.opened.at, each.shut.at) for each in reel.intervals] == [
        (100.0, 101.0),
        (102.0, 103.0),
    ]
    assert [(each.opened.size, each.shut.size) for each in reel.intervals] == [(1, 2), (3, 4)]
    assert len(reel.takes) == 2 * 2 * 2
    for take in reel.takes:
        assert take.portrait == recorded.portraits[take.owner]
        assert take.began == pytest.approx([100.0, 102.0][take.interval], abs=0.05)
        assert take.ended == pytest.approx(take.began + 1, abs=0.1)
        assert take.gaps == ()


def test_every_take_plays_from_its_beginning_to_its_end(library: Library, recorded: Cast) -> None:
    for take in library.reel(REC).takes:
        played = times(take)
        assert len(played) == (50 if take.source is Source.MICROPHONE else 25)
        assert played[0] == pytest.approx(0, abs=0.02)
        assert take.began + played[-1] == pytest.approx(take.ended, abs=0.05)


def test_the_manifest_says_how_large_pictures_are(library: Library, recorded: Cast) -> None:
    for segment in library.manifest(REC).segments:
        sizes = [(each.width, each.height) for each in segment.pictures]
        assert sizes == ([] if segment.source is Source.MICROPHONE else [(WIDTH, HEIGHT)])


def test_what_is_missing_is_a_gap(home: Path, library: Library, cast: Cast) -> None:
    running = begun(home, library, cast)
    play_with_a_hole(running, cast)
    running.end(mark(101.0))
    for take in library.reel(REC).takes:
        ((begin, end),) = take.gaps
        assert begin == pytest.approx(100.4, abs=0.05)
        assert end == pytest.approx(100.6, abs=0.05)


def test_a_line_that_loses_all_the_time_is_told_of_in_few_gaps(
    home: Path, library: Library, cast: Cast
) -> None:
    running = begun(home, library, cast)
    owner = cast.members[0].id
    for n in range(4 * GAPS):
        at = 100.0 + n * 0.02
        packet = cast.members[0].sound()
        if n % 2 == 0:
            running.take(owner, Source.MICROPHONE, packet, at)
        running.due(at)
    running.end(mark(100.0 + 4 * GAPS * 0.02))
    (take,) = library.reel(REC).takes
    assert 0 < len(take.gaps) <= GAPS
    covered = sum(end - begin for begin, end in take.gaps)
    assert covered >= 2 * GAPS * 0.02 * 0.9


def test_without_a_key_frame_a_camera_is_a_gap_to_the_end(
    home: Path, library: Library, cast: Cast
) -> None:
    running = begun(home, library, cast)
    for sent in cast.play(1.0, since=100.0):
        if not 100.4 <= sent.at < 100.6:
            running.take(sent.owner, sent.source, sent.packet, sent.at)
    running.end(mark(101.0))
    cameras = [take for take in library.reel(REC).takes if take.source is Source.CAMERA]
    for take in cameras:
        assert take.gaps == (pytest.approx((100.4, 101.0), abs=0.05),)
        assert len(times(take)) == pytest.approx(10, abs=1)


def test_what_was_lost_on_the_way_here_is_a_gap(home: Path, library: Library, cast: Cast) -> None:
    running = begun(home, library, cast)
    play(running, cast, 100.0)
    owner = cast.members[0].id
    running.missed((owner, Source.CAMERA), 101.0, 101.5, 7)
    running.end(mark(102.0))
    gaps = {(take.owner, take.source): take.gaps for take in library.reel(REC).takes}
    assert gaps.pop((owner, Source.CAMERA)) == ((101.0, 101.5),)
    assert set(gaps.values()) == {()}
    (lost,) = (each.lost for each in library.manifest(REC).segments if each.lost)
    assert lost == 7


def test_a_camera_is_a_gap_until_its_first_key_frame(
    home: Path, library: Library, cast: Cast
) -> None:
    running = begun(home, library, cast)
    for member in cast.members:
        member.camera.key_due = False
        member.film.at = 24
    play(running, cast, 100.0)
    running.end(mark(101.0))
    cameras = [take for take in library.reel(REC).takes if take.source is Source.CAMERA]
    for take in cameras:
        ((begin, end),) = take.gaps
        assert begin == take.began
        assert end - begin == pytest.approx(1.0, abs=0.1)


def test_another_layer_goes_on_in_the_same_take(home: Path, library: Library, cast: Cast) -> None:
    running = begun(home, library, cast)
    play(running, cast, 100.0)
    for member in cast.members:
        member.camera.ssrc += 100
        member.camera.seq += 5000
        member.camera.timestamp += 10**6
    cast.ask_key_frames()
    play(running, cast, 101.0)
    running.end(mark(102.0))
    reel = library.reel(REC)
    assert len(reel.takes) == 4
    for take in reel.takes:
        assert len(times(take)) == (100 if take.source is Source.MICROPHONE else 50)
        assert take.ended == pytest.approx(102.0, abs=0.1)


def test_who_is_not_in_the_interval_is_not_kept(home: Path, library: Library, cast: Cast) -> None:
    running = begun(home, library, cast)
    stranger = ParticipantId("d" * 32)
    sent = next(iter(cast.play(0.1)))
    running.take(stranger, sent.source, sent.packet, 100.0)
    running.shut(mark(101.0))
    running.take(sent.owner, sent.source, sent.packet, 101.5)
    running.end(mark(102.0))
    assert running.unwanted == 2
    assert library.reel(REC).takes == ()


def test_what_arrived_at_the_mark_or_later_and_waits_is_dropped(
    home: Path, library: Library, cast: Cast
) -> None:
    running = begun(home, library, cast)
    voice = [each for each in cast.play(1.0, since=100.0) if each.source is Source.MICROPHONE]
    mine = [each for each in voice if each.owner == voice[0].owner]
    hole = len(mine) // 2
    for n, each in enumerate(mine):
        if n != hole:  # Behind it everything waits.
            running.take(each.owner, each.source, each.packet, each.at)
    cut = mine[hole + 3].at
    running.shut(mark(cut))
    running.end(mark(cut))
    (take,) = library.reel(REC).takes
    assert take.ended == pytest.approx(cut, abs=0.005)


# Verifying.


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


# Taking back.


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


# After a crash.


def crashed(home: Path, library: Library, cast: Cast, *, finished: bool = False) -> None:
    running = begun(home, library, cast)
    play(running, cast, 100.0)
    if finished:
        running.shut(mark(101.0, 2))
    running.abandon()


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


# What lies there.


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


def test_portraits_and_sheets_are_as_they_were_given(library: Library, recorded: Cast) -> None:
    portraits = {take.owner: take.portrait for take in library.reel(REC).takes}
    assert portraits[recorded.members[0].id] == Portrait("Person 0", Role.FACILITATOR, 0, bytes(16))


def test_a_take_is_a_file_like_any_other(library: Library, recorded: Cast) -> None:
    with library.reel(REC).takes[0].open() as file:
        whole = file.read()
        file.seek(10)
        assert file.read(20) == whole[10:30]
        assert file.seek(0, io.SEEK_END) == len(whole)
