"""What a real writer process keeps, whatever becomes of it, of its disk and of its server."""

import asyncio
import os
import resource
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import av
import pytest

import recording.pulse
import recording.recorder
from consent.ids import AskId
from recording.errors import Erased, NoRecording, RecorderUnavailable
from recording.folder import Folder
from recording.library import Library, State
from recording.recorder import ProcessRecorder, open_recorder
from recording.space import Space
from recording.writer_lock import is_held
from tests.support.cast import Cast, mark, sheet

KEY = bytes(range(200, 232))
SHEET = sheet(began=100.0)
REC = SHEET.recording
ROOMY = Space(0, 0)
FOREVER = 1 << 62  # bytes that no disk has


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
async def recorder(home: Path) -> AsyncIterator[ProcessRecorder]:
    async with open_recorder(home, KEY, space=ROOMY) as recorder:
        await recorder.ready()
        yield recorder


class Failures:
    """Which recordings a recorder gave up."""

    def __init__(self, recorder: ProcessRecorder) -> None:
        self._came: asyncio.Queue[AskId] = asyncio.Queue()
        recorder.listen(self._came.put_nowait)

    async def first(self) -> AskId:
        async with asyncio.timeout(20):
            return await self._came.get()

    @property
    def none(self) -> bool:
        return self._came.empty()


def play(recorder: ProcessRecorder, cast: Cast, since: float, seconds: float = 1.0) -> None:
    for sent in cast.play(seconds, since=since):
        recorder.take(REC, sent.owner, sent.source, sent.packet, sent.at)


async def settled(recorder: ProcessRecorder) -> None:
    """Return when the writer has dealt with all it was told so far."""
    await recorder.ready()


def frames(library: Library) -> int:
    """Decode everything; return how many frames there are.

    The very last one of a file may be half: what was cut off in the middle of it is not there.
    """
    count = 0
    for take in library.reel(REC).takes:
        with take.open() as file, av.open(file, mode="r") as container:
            packets = list(container.demux(container.streams[0]))
            last = max(n for n, packet in enumerate(packets) if packet.size)
            for n, packet in enumerate(packets):
                try:
                    count += len(packet.decode())
                except av.error.InvalidDataError:
                    assert n == last, "only what was cut is half"
                    break
    return count


def all_readable(library: Library) -> bool:
    return {each.state for each in library.verify(REC)} == {State.READABLE}


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


async def test_what_is_taken_can_be_read(
    recorder: ProcessRecorder, library: Library, cast: Cast
) -> None:
    failures = Failures(recorder)
    recorder.open(SHEET, cast.portraits, mark(100.0))
    play(recorder, cast, 100.0)
    recorder.shut(REC, mark(101.0, 2))
    play(recorder, cast, 101.0)
    cast.ask_key_frames()
    recorder.open(SHEET, cast.portraits, mark(102.0, 3))
    play(recorder, cast, 102.0)
    recorder.end(REC, mark(103.0, 4))
    await settled(recorder)
    assert all_readable(library)
    assert frames(library) == 2 * 2 * (50 + 25)
    assert [(each.opened.at, each.shut.at) for each in library.reel(REC).intervals] == [
        (100.0, 101.0),
        (102.0, 103.0),
    ]
    assert failures.none
    assert recorder.overflowed == 0


async def test_nothing_is_kept_of_what_never_began(
    recorder: ProcessRecorder, home: Path, library: Library, cast: Cast
) -> None:
    play(recorder, cast, 100.0)
    recorder.shut(REC, mark(101.0))
    recorder.end(REC, mark(101.0))
    await settled(recorder)
    with pytest.raises(NoRecording):
        library.reel(REC)
    assert await asyncio.to_thread(names, home) == ["writer.lock"]


async def test_closing_finishes_what_was_told(home: Path, library: Library, cast: Cast) -> None:
    async with open_recorder(home, KEY, space=ROOMY) as recorder:
        await recorder.ready()
        recorder.open(SHEET, cast.portraits, mark(100.0))
        play(recorder, cast, 100.0)
        recorder.end(REC, mark(101.0))
    await recorder.close()
    assert frames(library) == 2 * (50 + 25)
    assert not is_held(home)


async def test_without_room_for_a_while_nobody_may_be_asked(home: Path) -> None:
    async with open_recorder(home, KEY, space=Space(FOREVER, 0)) as recorder:
        with pytest.raises(RecorderUnavailable, match="no room"):
            await recorder.ready()


async def test_where_room_runs_out_the_recording_ends_and_is_whole(
    home: Path, library: Library, cast: Cast
) -> None:
    async with open_recorder(home, KEY, space=Space(0, FOREVER)) as recorder:
        await recorder.ready()
        failures = Failures(recorder)
        recorder.open(SHEET, cast.portraits, mark(100.0))
        play(recorder, cast, 100.0, 0.3)
        assert await failures.first() == REC
        play(recorder, cast, 101.0)  # Of which nothing is kept.
        recorder.end(REC, mark(102.0))
    assert library.listed(REC).ended is not None
    assert all_readable(library)


async def test_a_disk_that_takes_no_more_ends_the_recording_and_nothing_else(
    recorder: ProcessRecorder, library: Library, cast: Cast
) -> None:
    failures = Failures(recorder)
    recorder.open(SHEET, cast.portraits, mark(100.0))
    play(recorder, cast, 100.0)
    await settled(recorder)
    assert recorder.writer is not None
    # No file may grow beyond this: as if the disk were full.
    resource.prlimit(recorder.writer, resource.RLIMIT_FSIZE, (60_000, 60_000))
    play(recorder, cast, 101.0, 3.0)
    assert await failures.first() == REC
    resource.prlimit(recorder.writer, resource.RLIMIT_FSIZE, (60_000, 60_000))
    await settled(recorder)
    assert all_readable(library)
    assert frames(library) > 2 * (50 + 25)
    ended = library.listed(REC).ended
    assert ended is not None
    assert 101.0 < ended < 104.0


async def test_a_killed_writer_ends_the_recording_and_the_next_begins_with_another(
    recorder: ProcessRecorder, library: Library, cast: Cast
) -> None:
    failures = Failures(recorder)
    recorder.open(SHEET, cast.portraits, mark(100.0))
    play(recorder, cast, 100.0)
    recorder.shut(REC, mark(101.0))
    cast.ask_key_frames()
    recorder.open(SHEET, cast.portraits, mark(102.0))
    play(recorder, cast, 102.0)
    await settled(recorder)
    first = recorder.writer
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert await failures.first() == REC
    await recorder.ready()
    assert recorder.writer not in {None, first}
    assert all_readable(library)
    lost = 2 * 2 * (50 + 25) - frames(library)
    assert lost <= 2 * (0.25 * 50 + 0.25 * 25)
    finished = [take for take in library.reel(REC).takes if take.interval == 0]
    assert all(take.ended == pytest.approx(101.0, abs=0.06) for take in finished)


async def test_a_writer_that_died_unseen_fails_what_is_opened_then(
    recorder: ProcessRecorder, cast: Cast
) -> None:
    failures = Failures(recorder)
    assert recorder.writer is not None
    os.kill(recorder.writer, signal.SIGKILL)
    recorder.open(SHEET, cast.portraits, mark(100.0))
    play(recorder, cast, 100.0)
    assert await failures.first() == REC


async def test_a_writer_whose_server_is_gone_finishes_and_goes(
    recorder: ProcessRecorder, library: Library, home: Path, cast: Cast
) -> None:
    recorder.open(SHEET, cast.portraits, mark(100.0))
    play(recorder, cast, 100.0)
    await settled(recorder)
    assert recorder._child is not None
    recorder._child.close()  # What the kernel does when a server is killed.
    await asyncio.to_thread(recorder._child.reap)
    assert not is_held(home)
    assert all_readable(library)
    assert library.listed(REC).ended is not None
    assert frames(library) == 2 * (50 + 25)
    recorder._lose()


async def test_a_writer_that_stands_still_costs_gaps_and_never_waiting(
    home: Path, library: Library, cast: Cast
) -> None:
    async with open_recorder(home, KEY, space=ROOMY, most=100_000) as recorder:
        await recorder.ready()
        failures = Failures(recorder)
        recorder.open(SHEET, cast.portraits, mark(100.0))
        play(recorder, cast, 100.0)
        await settled(recorder)
        assert recorder.writer is not None
        os.kill(recorder.writer, signal.SIGSTOP)
        try:
            for second in range(1, 11):
                play(recorder, cast, 100.0 + second)
                await asyncio.sleep(0)
        finally:
            os.kill(recorder.writer, signal.SIGCONT)
        assert recorder.overflowed > 0
        recorder.end(REC, mark(111.0))
        await settled(recorder)
        assert failures.none
    assert all_readable(library)
    for take in library.reel(REC).takes:
        # Whatever is not in the file is in a gap.
        missing = sum(end - begin for begin, end in take.gaps)
        assert missing > 0
        with take.open() as file, av.open(file, mode="r") as container:
            stream = container.streams[0]
            length = 0.02 if take.source.kind == "audio" else 0.04
            played = len(list(container.decode(stream))) * length
        assert played + missing == pytest.approx(11.0, abs=0.3)


async def test_a_writer_that_says_nothing_for_long_is_taken_for_dead(
    recorder: ProcessRecorder, library: Library, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording.pulse, "SILENT", 0.5)
    failures = Failures(recorder)
    recorder.open(SHEET, cast.portraits, mark(100.0))
    play(recorder, cast, 100.0)
    await settled(recorder)
    assert recorder.writer is not None
    os.kill(recorder.writer, signal.SIGSTOP)
    assert await failures.first() == REC
    assert recorder.writer is None
    recorder.open(SHEET, cast.portraits, mark(101.0))
    assert await failures.first() == REC, "there is nobody who could keep it"
    await recorder.ready()
    assert all_readable(library)


async def test_a_recorder_that_is_closed_keeps_nothing(home: Path) -> None:
    async with open_recorder(home, KEY, space=ROOMY) as recorder:
        pass
    with pytest.raises(RecorderUnavailable, match="closed"):
        await recorder.ready()
    with pytest.raises(RecorderUnavailable):
        await recorder.erase(REC, None, mark(1.0))


async def test_a_second_writer_waits_for_its_turn_and_says_so(
    recorder: ProcessRecorder, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording.recorder, "ANSWER", 0.5)
    async with open_recorder(home, KEY, space=ROOMY) as second:
        with pytest.raises(RecorderUnavailable, match="does not answer"):
            await second.ready()
        await recorder.close()
        monkeypatch.undo()
        await second.ready()


async def test_taking_back_ones_own_while_it_goes_on(
    recorder: ProcessRecorder, library: Library, cast: Cast
) -> None:
    me, you = (each.id for each in cast.members)
    recorder.open(SHEET, cast.portraits, mark(100.0))
    play(recorder, cast, 100.0)
    await recorder.erase(REC, me, mark(101.0))
    await recorder.erase(REC, me, mark(101.0))
    play(recorder, cast, 101.0)
    recorder.end(REC, mark(102.0))
    await settled(recorder)
    found = {(each.owner, each.state) for each in library.verify(REC)}
    assert found == {(me, State.ERASED), (you, State.READABLE)}


async def test_taking_all_of_it_back_while_it_goes_on(
    recorder: ProcessRecorder, home: Path, library: Library, cast: Cast
) -> None:
    recorder.open(SHEET, cast.portraits, mark(100.0))
    play(recorder, cast, 100.0)
    await recorder.erase(REC, None, mark(101.0))
    with pytest.raises(Erased):
        library.reel(REC)
    play(recorder, cast, 101.0)
    recorder.end(REC, mark(102.0))
    await settled(recorder)
    assert not Folder.of(home, REC).path.exists()
    assert library.listed(REC).erased == 101.0


async def test_taking_back_what_has_ended_and_what_never_was(
    recorder: ProcessRecorder, library: Library, cast: Cast
) -> None:
    recorder.open(SHEET, cast.portraits, mark(100.0))
    play(recorder, cast, 100.0, 0.2)
    recorder.end(REC, mark(101.0))
    await recorder.erase(REC, None, mark(200.0))
    assert library.listed(REC).erased == 200.0
    await recorder.erase(AskId("e" * 32), None, mark(200.0))


async def test_somebody_may_be_recorded_from_later_on(
    recorder: ProcessRecorder, library: Library, cast: Cast
) -> None:
    first, second = cast.members
    recorder.open(SHEET, {first.id: cast.portraits[first.id]}, mark(100.0))
    play(recorder, cast, 100.0)
    recorder.open(SHEET, cast.portraits, mark(101.0, 2))
    cast.ask_key_frames()
    play(recorder, cast, 101.0)
    recorder.end(REC, mark(102.0, 3))
    await settled(recorder)
    reel = library.reel(REC)
    assert len(reel.intervals) == 1
    began = {take.owner: take.began for take in reel.takes}
    assert began[first.id] == pytest.approx(100.0, abs=0.05)
    assert began[second.id] == pytest.approx(101.0, abs=0.05)


async def test_no_two_writers_write_in_one_place(recorder: ProcessRecorder, home: Path) -> None:
    assert is_held(home)


async def test_the_key_is_in_no_argument_and_no_environment_and_memory_is_not_dumped(
    recorder: ProcessRecorder,
) -> None:
    await asyncio.to_thread(look_at, Path(f"/proc/{recorder.writer}"))


def look_at(process: Path) -> None:
    for shown in (process / "cmdline", process / "environ"):
        data = shown.read_bytes()
        assert KEY not in data
        assert KEY.hex().encode() not in data
    (core,) = (x for x in (process / "limits").read_text().splitlines() if "core file" in x)
    assert core.split()[4:6] == ["0", "0"]
    # A process that can be dumped belongs to its user; any other one to root alone.
    assert (process / "mem").stat().st_uid == 0


def everything_that_prints() -> list[Callable[[Path], object]]:
    return [
        lambda home: Library(home, KEY),
        lambda home: vars(Library(home, KEY)),
        lambda home: vars(Library(home, KEY).keys),
    ]


@pytest.mark.parametrize("what", everything_that_prints())
def test_nothing_prints_the_key(home: Path, what: Callable[[Path], object]) -> None:
    assert repr(KEY)[2:-1] not in repr(what(home))
    assert KEY.hex() not in repr(what(home))
