"""A sealed stream reads as it was written, whole and in order, or not at all."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recording.errors import Tampered
from recording.sealed_reader import SealedReader
from recording.sealed_writer import SealedWriter, mend
from recording.stream import CHUNK, MAGIC, Flag, chunks_of

KEY = bytes(range(32))
NAME = "recording/7.seg"
PIECES = st.lists(st.binary(max_size=200) | st.just(bytes(CHUNK + 5)), max_size=6)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stream") / "7.seg"


def write(path: Path, pieces: list[bytes], *, close: bool = True, key: bytes = KEY) -> bytes:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    writer = SealedWriter(descriptor, key, NAME)
    for place, piece in enumerate(pieces):
        writer.write(piece, stamp=place * 10)
    if close:
        writer.close()
    os.close(descriptor)
    assert writer.size == path.stat().st_size
    return path.read_bytes()


def read(path: Path, *, cut: bool = False, key: bytes = KEY, name: str = NAME) -> bytes:
    with SealedReader(os.open(path, os.O_RDONLY), key, name, cut=cut) as reader:
        return reader.readall()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PIECES)
def test_what_was_written_is_read(path: Path, pieces: list[bytes]) -> None:
    write(path, pieces)
    assert read(path) == b"".join(pieces)


@given(PIECES, st.lists(st.tuples(st.integers(0, CHUNK * 2), st.integers(0, 300)), max_size=8))
def test_any_part_can_be_read_as_of_any_file(
    path: Path, pieces: list[bytes], parts: list[tuple[int, int]]
) -> None:
    write(path, pieces)
    plain = b"".join(pieces)
    reader = io.BufferedReader(SealedReader(os.open(path, os.O_RDONLY), KEY, NAME))
    with reader:
        assert reader.seek(0, io.SEEK_END) == len(plain)
        for at, size in parts:
            reader.seek(at)
            assert reader.read(size) == plain[at : at + size]


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=4), st.data())
def test_a_flipped_bit_anywhere_is_found(
    path: Path, pieces: list[bytes], data: st.DataObject
) -> None:
    sealed = bytearray(write(path, pieces))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    path.write_bytes(sealed)
    with pytest.raises(Tampered):
        read(path)


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=4), st.data())
def test_a_cut_file_is_refused_and_reads_to_its_last_whole_chunk_where_that_is_allowed(
    path: Path, pieces: list[bytes], data: st.DataObject
) -> None:
    sealed = write(path, pieces)
    path.write_bytes(sealed[: data.draw(st.integers(0, len(sealed) - 1))])
    with pytest.raises(Tampered, match="end is missing"):
        read(path)
    got = read(path, cut=True)
    assert got in [b"".join(pieces[:n]) for n in range(len(pieces) + 1)]


@given(st.permutations(range(4)))
def test_chunks_in_another_order_are_refused(path: Path, order: list[int]) -> None:
    sealed = write(path, [b"one", b"two", b"six"])
    descriptor = os.open(path, os.O_RDONLY)
    chunks = [sealed[each.offset : each.end] for each in chunks_of(descriptor, NAME)]
    os.close(descriptor)
    path.write_bytes(MAGIC + b"".join(chunks[n] for n in order))
    if list(order) == [0, 1, 2, 3]:
        assert read(path) == b"onetwosix"
    else:
        with pytest.raises(Tampered):
            read(path)


def test_a_chunk_of_another_file_is_refused(path: Path) -> None:
    other = write(path, [b"one", b"two"], key=bytes(32))
    mine = write(path, [b"one", b"two"])
    half = len(MAGIC) + 8 + 3 + 16
    path.write_bytes(mine[:half] + other[half:])
    with pytest.raises(Tampered, match="chunk 2"):
        read(path)


def test_a_file_does_not_open_as_another(path: Path) -> None:
    write(path, [b"one"])
    with pytest.raises(Tampered):
        read(path, name="recording/8.seg")
    with pytest.raises(Tampered):
        read(path, key=bytes(32))


def test_what_follows_the_end_is_refused(path: Path) -> None:
    path.write_bytes(write(path, [b"one"]) + b"x")
    with pytest.raises(Tampered, match="follows"):
        read(path)


@given(st.integers(0, 3), st.sampled_from(list(Flag)))
def test_a_chunk_that_claims_to_be_something_else_is_refused(
    path: Path, which: int, flag: Flag
) -> None:
    sealed = bytearray(write(path, [b"one", b"two", b"six"]))
    descriptor = os.open(path, os.O_RDONLY)
    chunk = list(chunks_of(descriptor, NAME))[which]
    os.close(descriptor)
    sealed[chunk.offset] ^= flag << 5
    path.write_bytes(sealed)
    with pytest.raises(Tampered):
        read(path)


def test_notes_are_beside_the_stream(path: Path) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    writer = SealedWriter(descriptor, KEY, NAME)
    writer.write(b"one")
    writer.note(b"a gap")
    writer.write(b"two")
    writer.close(b"the end")
    with SealedReader(descriptor, KEY, NAME) as reader:
        assert reader.notes == (b"a gap", b"the end")
        assert reader.readall() == b"onetwo"
        reader.check()


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=4), st.data())
def test_a_mended_file_is_whole_up_to_where_it_was_cut(
    path: Path, pieces: list[bytes], data: st.DataObject
) -> None:
    sealed = write(path, pieces, close=False)
    path.write_bytes(sealed[: data.draw(st.integers(0, len(sealed)))])
    before = read(path, cut=True)
    size = mend(path, KEY, NAME)
    assert read(path) == before
    assert size == path.stat().st_size
    mended = path.read_bytes()
    assert mend(path, KEY, NAME) == size
    assert path.read_bytes() == mended


@given(st.binary(min_size=1, max_size=60))
def test_what_a_power_cut_left_behind_the_last_sync_is_cut_off(path: Path, rest: bytes) -> None:
    sealed = write(path, [b"one", b"two"], close=False)
    path.write_bytes(sealed + rest)
    mend(path, KEY, NAME, synced=len(sealed))
    assert read(path) == b"onetwo"


def test_a_file_shorter_than_what_was_synced_is_not_mended(path: Path) -> None:
    sealed = write(path, [b"one", b"two"], close=False)
    path.write_bytes(sealed[:-1])
    with pytest.raises(Tampered):
        mend(path, KEY, NAME, synced=len(sealed))
    assert path.read_bytes() == sealed[:-1]


def test_the_end_found_afterwards_is_never_sealed_like_another() -> None:
    """A nonce is used once: the writer may have begun a last chunk of its own at that place."""
    assert Flag.LAST | Flag.NOTE | Flag.CUT != Flag.LAST | Flag.NOTE


@given(st.binary(max_size=200))
def test_no_file_is_read_that_is_none(path: Path, anything: bytes) -> None:
    path.write_bytes(anything)
    with pytest.raises(Tampered):
        read(path)
