"""A recording as the writer makes it, played by a cast for some seconds, and how it is looked at."""

from pathlib import Path

import av

from recording.folder import Folder
from recording.library import Finding, Library, State
from recording.mark import Mark
from recording.reel import Take
from recording.running import Running
from tests.support.cast import Cast, mark, sheet

KEY = bytes(range(32))
SHEET = sheet(began=100.0)
REC = SHEET.recording
ERASED = Mark(500.0, 9, b"head")


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


def times(take: Take) -> list[float]:
    with take.open() as file, av.open(file, mode="r") as container:
        frames = (
            container.decode(audio=0) if take.source.kind == "audio" else container.decode(video=0)
        )
        return [frame.time or 0.0 for frame in frames]


def states(findings: tuple[Finding, ...]) -> dict[int | None, State]:
    return {each.segment: each.state for each in findings}


def crashed(home: Path, library: Library, cast: Cast, *, finished: bool = False) -> None:
    running = begun(home, library, cast)
    play(running, cast, 100.0)
    if finished:
        running.shut(mark(101.0, 2))
    running.abandon()
