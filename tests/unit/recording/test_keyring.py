"""Keys are found by whoever has the house's key, until they are destroyed; then by nobody."""

import sqlite3
from pathlib import Path

import pytest

from consent.ids import AskId
from consent.terms import Scope, Tracks
from recording.errors import Erased, NoRecording, RecorderUnavailable, Tampered
from recording.keyring import DAY, EXPORTS, KeyRing
from recording.mark import Mark
from recording.sheet import Sheet
from rooms.ids import ParticipantId, RoomId, SessionId

HOUSE = bytes(range(32))
REC = AskId("a" * 32)
ME, YOU = ParticipantId("me"), ParticipantId("you")
MARK = Mark(50.0, 7, b"head")


def sheet(recording: AskId = REC) -> Sheet:
    return Sheet(
        recording, RoomId("r"), SessionId("s"), Scope.MAIN, Tracks.EVERYONE, 2, frozenset(), 10.0
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.sqlite3"


@pytest.fixture
def ring(path: Path) -> KeyRing:
    ring = KeyRing(path, HOUSE)
    ring.begin(sheet())
    return ring


def wrapped(path: Path) -> list[bytes]:
    with sqlite3.connect(path) as db:
        rows = db.execute("SELECT wrapped FROM keys UNION ALL SELECT wrapped FROM recordings")
        found = [row[0] for row in rows if row[0]]
    db.close()
    return found


def test_a_key_is_found_again_by_another_process(ring: KeyRing, path: Path) -> None:
    key = ring.new(REC, ME, "0")
    assert KeyRing(path, HOUSE).get(REC, ME, "0") == key
    assert ring.new(REC, ME, "1") != key
    assert ring.manifest_key(REC) == KeyRing(path, HOUSE).manifest_key(REC)


def test_no_key_lies_in_the_file_as_it_is(ring: KeyRing, path: Path) -> None:
    key = ring.new(REC, ME, "0")
    data = path.read_bytes()
    assert key not in data
    assert ring.manifest_key(REC) not in data
    assert HOUSE not in data


def test_another_house_opens_nothing(ring: KeyRing, path: Path) -> None:
    ring.new(REC, ME, "0")
    with pytest.raises(Tampered, match="another house"):
        KeyRing(path, bytes(32)).get(REC, ME, "0")


def test_a_wrapped_key_does_not_open_in_anothers_place(ring: KeyRing, path: Path) -> None:
    ring.new_ones(REC, [(ME, "0"), (YOU, "0")])
    with sqlite3.connect(path) as db:
        (mine,) = db.execute("SELECT wrapped FROM keys WHERE owner = 'me'").fetchone()
        db.execute("UPDATE keys SET wrapped = ? WHERE owner = 'you'", (mine,))
    db.close()
    with pytest.raises(Tampered):
        ring.get(REC, YOU, "0")


def test_erasing_one_leaves_the_others_and_takes_every_export(ring: KeyRing) -> None:
    ring.new_ones(REC, [(ME, "0"), (ME, "1"), (ME, "portrait"), (YOU, "0")])
    ring.new_ones(REC, [("", EXPORTS + "whole"), (YOU, EXPORTS + "own")])
    yours = ring.get(REC, YOU, "0")
    ring.destroy(REC, ME, MARK)
    for part in ("0", "1", "portrait"):
        with pytest.raises(Erased):
            ring.get(REC, ME, part)
    with pytest.raises(Erased):
        ring.get(REC, "", EXPORTS + "whole")
    with pytest.raises(Erased):
        ring.get(REC, YOU, EXPORTS + "own")
    assert ring.get(REC, YOU, "0") == yours
    assert ring.erased_owners(REC) == {ME}
    ring.new(REC, "", EXPORTS + "whole")  # Without me, it may be made again.
    assert ring.get(REC, "", EXPORTS + "whole")


def test_no_key_is_made_for_whoever_was_erased(ring: KeyRing) -> None:
    ring.destroy(REC, ME, MARK)
    with pytest.raises(Erased):
        ring.new_ones(REC, [(YOU, "0"), (ME, "0")])
    with pytest.raises(Tampered, match="missing"):
        ring.get(REC, YOU, "0")


def test_erasing_all_leaves_a_tombstone(ring: KeyRing) -> None:
    ring.new(REC, ME, "0")
    ring.destroy(REC, None, MARK)
    ring.destroy(REC, None, Mark(99.0, 8, b"later"))
    for what in (
        lambda: ring.get(REC, ME, "0"),
        lambda: ring.manifest_key(REC),
        lambda: ring.new(REC, ME, "1"),
    ):
        with pytest.raises(Erased):
            what()
    (tombstone,) = ring.recordings()
    assert (tombstone.recording, tombstone.room, tombstone.erased) == (REC, "r", 50.0)
    with pytest.raises(RecorderUnavailable):
        ring.begin(sheet())
    assert ring.listed(REC).erased == 50.0


def test_nothing_of_a_destroyed_key_is_left_in_any_file(ring: KeyRing, path: Path) -> None:
    ring.new_ones(REC, [(ME, str(n)) for n in range(200)])
    gone = wrapped(path)
    assert len(gone) == 201
    ring.destroy(REC, None, MARK)
    left = b"".join(each.read_bytes() for each in path.parent.iterdir())
    assert not [box for box in gone if box in left or box[12:44] in left]


def test_retention_counts_from_the_end(ring: KeyRing) -> None:
    assert ring.listed(REC).expires == 10.0 + 2 * DAY
    ring.end(REC, 100.0, b"digest")
    assert ring.listed(REC).expires == 100.0 + 2 * DAY
    assert ring.last_manifest(REC) == b"digest"


def test_a_recording_that_never_was_is_none(ring: KeyRing) -> None:
    other = AskId("b" * 32)
    for what in (
        lambda: ring.listed(other),
        lambda: ring.get(other, ME, "0"),
        lambda: ring.destroy(other, None, MARK),
    ):
        with pytest.raises(NoRecording):
            what()


def test_what_was_begun_is_not_begun_again(ring: KeyRing) -> None:
    key = ring.manifest_key(REC)
    with pytest.raises(RecorderUnavailable, match="has ended"):
        ring.begin(sheet())
    assert ring.manifest_key(REC) == key


def test_a_file_that_is_no_keyring_is_told_of_without_its_name(path: Path) -> None:
    path.write_bytes(b"not a database, but long enough to look at" * 20)
    with pytest.raises(RecorderUnavailable) as caught:
        KeyRing(path, HOUSE).recordings()
    assert str(path) not in str(caught.value)


def test_it_does_not_print_its_key(ring: KeyRing) -> None:
    assert repr(HOUSE) not in repr(ring)
    assert repr(HOUSE) not in repr(vars(ring))


def test_only_its_owner_may_read_the_file(ring: KeyRing, path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0
