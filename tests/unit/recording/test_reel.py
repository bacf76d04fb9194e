"""What was recorded is read as it was sent, and what is missing is told of."""

import io
from pathlib import Path

import pytest

from recording.library import Library
from recording.segment import GAPS
from recording.sheet import Portrait
from rooms.ids import ParticipantId
from rooms.role import Role
from sfu.ids import Source
from tests.support.cast import HEIGHT, WIDTH, Cast, mark
from tests.unit.recording.playing import (
    REC,
    SHEET,
    begun,
    play,
    play_with_a_hole,
    times,
)


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


def test_portraits_and_sheets_are_as_they_were_given(library: Library, recorded: Cast) -> None:
    portraits = {take.owner: take.portrait for take in library.reel(REC).takes}
    assert portraits[recorded.members[0].id] == Portrait("Person 0", Role.FACILITATOR, 0, bytes(16))


def test_a_take_is_a_file_like_any_other(library: Library, recorded: Cast) -> None:
    with library.reel(REC).takes[0].open() as file:
        whole = file.read()
        file.seek(10)
        assert file.read(20) == whole[10:30]
        assert file.seek(0, io.SEEK_END) == len(whole)
