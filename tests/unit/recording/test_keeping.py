"""Whatever a disk does, the writer tells of it, ends what cannot go on, and keeps what was kept."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recording import syncer
from recording.commands import (
    Done,
    End,
    Erase,
    Failed,
    Missed,
    Open,
    Packet,
    Ready,
    Shut,
    ToRecorder,
    Way,
)
from recording.errors import Erased
from recording.folder import Folder
from recording.keeping import Keeping
from recording.key_file import FILE_NAME
from recording.library import Library, State
from recording.running import Round
from recording.space import Space
from sfu.ids import Source
from tests.support.cast import Cast, mark, sheet
from tests.support.packets import rtp

KEY = bytes(range(32))
SHEET = sheet(began=100.0)
REC = SHEET.recording


class Writer:
    """A writer without a process."""

    def __init__(self, home: Path, space: Space) -> None:
        self.said: list[ToRecorder] = []
        self.cast = Cast(2)
        self.library = Library(home, KEY)
        self.keeping = Keeping(home, KEY, space, self.said.append)
        self.now = 0.0
        ways = [(each.id, source) for each in self.cast.members for source in Source]
        self.numbers = {way: n for n, way in enumerate(ways)}
        for (owner, source), n in self.numbers.items():
            self.keeping.handle(Way(n, REC, owner, source), 0.0)

    def open(self, at: float = 100.0) -> None:
        self.cast.ask_key_frames()
        self.keeping.handle(Open(SHEET, self.cast.portraits, mark(at)), self.now)

    def play(self, since: float, seconds: float = 0.5) -> None:
        for sent in self.cast.play(seconds, since=since):
            number = self.numbers[sent.owner, sent.source]
            self.keeping.handle(Packet(number, sent.at, sent.packet), self.now)

    def tick(self, seconds: float = 1.1) -> None:
        self.now += seconds
        self.keeping.tick(self.now)

    def settle(self) -> None:
        """Wait until the disk has answered; meanwhile the writer's time stands still."""
        while self.keeping._syncer.busy(REC):
            self.tick(0.0)

    @property
    def failures(self) -> list[str]:
        return [each.why for each in self.said if isinstance(each, Failed)]

    @property
    def states(self) -> set[State]:
        return {each.state for each in self.library.verify(REC)}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "data" / "recordings"
    home.mkdir(parents=True)
    return home


@pytest.fixture
def writer(home: Path) -> Iterator[Writer]:
    writer = Writer(home, Space(0, 0))
    yield writer
    writer.keeping.close()


def test_it_says_whether_it_is_ready(writer: Writer, home: Path) -> None:
    writer.keeping.handle(Ready(7), 0.0)
    assert writer.said == [Done(7)]
    (home.parent / FILE_NAME).write_bytes(b"no keyring" * 100)
    writer.keeping.handle(Ready(8), 0.0)
    assert writer.said[1] == Done(8, "the keys of recordings cannot be read or written")


def test_what_is_recorded_is_brought_to_the_disk_every_second(writer: Writer, home: Path) -> None:
    writer.open()
    writer.play(100.0)
    writer.tick()
    writer.settle()
    sizes = {each.number: each.size for each in writer.library.manifest(REC).segments}
    assert sizes == {n: Folder.of(home, REC).segment(n).stat().st_size for n in range(4)}


def test_a_disk_that_fails_to_keep_ends_the_recording(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Round) -> None:
        raise OSError(5, "Input/output error")

    writer.open()
    writer.play(100.0)
    monkeypatch.setattr(Round, "carry_out", fail)
    writer.tick()
    writer.settle()
    assert writer.failures == ["Input/output error"]
    assert writer.states == {State.READABLE}


def test_a_disk_that_is_too_slow_ends_the_recording(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Round, "carry_out", lambda _: None)
    monkeypatch.setattr(syncer.Syncer, "outcomes", lambda _: [])
    writer.open()
    writer.play(100.0)
    writer.tick()
    writer.tick(syncer.SLOW)
    writer.tick()
    assert writer.failures == ["the disk is too slow"]
    assert writer.states == {State.READABLE}


def test_a_disk_that_takes_no_key_lets_nothing_begin(
    writer: Writer, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home.parent / FILE_NAME).write_bytes(b"no keyring" * 100)
    writer.open()
    writer.play(100.0)
    assert writer.failures == ["the keys of recordings cannot be read or written"]
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("what", ["posix_fallocate", "write", "ftruncate", "open"])
def test_whatever_call_fails_the_writer_goes_on(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The disk refuses at any point: sooner or later the recording ends, and another works."""
    real: Callable[..., object] = getattr(os, what)
    left = 25

    def refuse(*words: object, **more: object) -> object:
        nonlocal left
        left -= 1
        if left < 0 or what == "posix_fallocate":
            raise OSError(28, "No space left on device")
        return real(*words, **more)

    with monkeypatch.context() as broken:
        broken.setattr(os, what, refuse)
        writer.open()
        writer.play(100.0)
        writer.keeping.handle(Shut(REC, mark(101.0)), writer.now)
        writer.keeping.handle(End(REC, mark(101.0)), writer.now)
    assert set(writer.failures) <= {"No space left on device"}
    writer.keeping.handle(Ready(9), writer.now)
    assert Done(9) in writer.said


def test_what_was_given_up_is_not_begun_again_and_stays_as_it_was(writer: Writer) -> None:
    writer.open()
    writer.play(100.0)
    writer.keeping._give_up(REC, "for a test")
    before = writer.library.manifest(REC)
    writer.open(103.0)
    writer.play(103.0)
    assert writer.failures == ["for a test", "it has ended, and is not begun again"]
    assert writer.library.manifest(REC) == before
    assert writer.states == {State.READABLE}


def test_what_was_missed_on_the_way_is_a_gap(writer: Writer) -> None:
    owner = writer.cast.members[0].id
    writer.open()
    writer.play(100.0)
    way = writer.numbers[owner, Source.MICROPHONE]
    writer.keeping.handle(Missed(way, 100.6, 100.9, 3), writer.now)
    writer.keeping.handle(End(REC, mark(101.0)), writer.now)
    gaps = {(t.owner, t.source): t.gaps for t in writer.library.reel(REC).takes if t.gaps}
    assert gaps == {(owner, Source.MICROPHONE): ((100.6, 100.9),)}


def test_what_never_began_is_shut_ended_and_erased_without_a_word(writer: Writer) -> None:
    for said in (Shut(REC, mark(1.0)), End(REC, mark(1.0)), Missed(0, 1.0, 2.0, 3)):
        writer.keeping.handle(said, 0.0)
    writer.keeping.handle(Erase(3, REC, None, mark(1.0)), 0.0)
    assert writer.said == [Done(3)]


def test_what_is_erased_while_the_disk_is_at_it_is_erased(writer: Writer) -> None:
    writer.open()
    writer.play(100.0)
    writer.tick()
    writer.keeping.handle(Erase(1, REC, None, mark(101.0)), writer.now)
    writer.settle()
    writer.play(101.0)
    assert writer.failures == []
    assert writer.said == [Done(1)]
    with pytest.raises(Erased):
        writer.library.reel(REC)


def test_closing_gives_what_goes_on_an_end(home: Path) -> None:
    writer = Writer(home, Space(0, 0))
    writer.open()
    writer.play(100.0)
    writer.keeping.close()
    assert writer.library.listed(REC).ended is not None
    assert writer.states == {State.READABLE}


PACKETS = st.builds(
    rtp,
    st.binary(max_size=40),
    payload_type=st.sampled_from([63, 96, 97, 111]),
    ssrc=st.integers(1, 3),
    seq=st.integers(0, 0xFFFF),
    timestamp=st.integers(0, 0xFFFFFFFF),
    marker=st.booleans(),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(PACKETS | st.binary(max_size=30), st.integers(0, 7)), max_size=30))
def test_no_packet_is_too_odd(
    tmp_path_factory: pytest.TempPathFactory, packets: list[tuple[bytes, int]]
) -> None:
    home = tmp_path_factory.mktemp("odd") / "data" / "recordings"
    home.mkdir(parents=True)
    writer = Writer(home, Space(0, 0))
    writer.open()
    for n, (packet, way) in enumerate(packets):
        writer.keeping.handle(Packet(way, 100.0 + n / 50, packet), writer.now)
        writer.tick(0.02)
    writer.keeping.handle(End(REC, mark(101.0)), writer.now)
    writer.keeping.close()
    assert writer.failures == []
    assert writer.states <= {State.READABLE}
