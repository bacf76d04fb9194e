"""A draft: what is written reads the same, the disk never sees it plain, and half of it is nothing."""

import os
from io import SEEK_END, BytesIO, UnsupportedOperation
from pathlib import Path
from random import Random

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recording.errors import Tampered
from recording.export.draft import Draft
from recording.sealed_reader import SealedReader
from recording.stream import CHUNK

KEY = bytes(range(32))

pieces = st.lists(
    st.one_of(st.integers(0, 300), st.integers(CHUNK - 20, CHUNK + 20), st.just(3 * CHUNK)),
    max_size=6,
)


def read(path: Path) -> bytes:
    with SealedReader(os.open(path, os.O_RDONLY), KEY, "film") as reader:
        return reader.read()


@given(pieces, st.integers(0, 200), st.integers(0, 64), st.integers(0, 2 * CHUNK))
def test_what_is_written_is_read_as_its_beginning_and_its_end_were_written_last(
    tmp_path_factory: pytest.TempPathFactory,
    sizes: list[int],
    patched: int,
    length: int,
    tail: int,
) -> None:
    path = tmp_path_factory.mktemp("draft") / "film"
    plain = bytearray()
    with Draft(path, KEY, "film", tail=tail) as draft:
        for number, size in enumerate(sizes):
            piece = Random(number).randbytes(size)
            assert draft.write(piece) == size
            plain += piece
        if patched + length <= len(plain):
            draft.seek(patched)
            draft.write(b"!" * length)
            plain[patched : patched + length] = b"!" * length
            assert draft.seek(0, SEEK_END) == len(plain)
        if tail and plain:
            back = min(tail, len(plain)) // 2
            draft.seek(-back, SEEK_END)
            draft.write(b"?" * (back + 7))
            plain[len(plain) - back :] = b"?" * (back + 7)
        draft.seal()

    assert read(path) == plain


@given(st.integers(1, 3 * CHUNK))
def test_nothing_of_it_is_plain_on_the_disk(
    tmp_path_factory: pytest.TempPathFactory, size: int
) -> None:
    path = tmp_path_factory.mktemp("draft") / "film"
    with Draft(path, KEY, "film", tail=CHUNK // 2) as draft:
        draft.write(b"secret " * (size // 7 + 1))
        assert b"secret" not in path.read_bytes()
        draft.seal()
        assert b"secret" not in path.read_bytes()


def test_without_its_seal_it_cannot_be_read(tmp_path: Path) -> None:
    with Draft(tmp_path / "film", KEY, "film") as draft:
        draft.write(bytes(3 * CHUNK))

    with pytest.raises(Tampered):
        read(tmp_path / "film")


def test_only_its_beginning_and_its_end_can_be_written(tmp_path: Path) -> None:
    with Draft(tmp_path / "film", KEY, "film", tail=0) as draft:
        draft.write(bytes(2 * CHUNK))
        draft.seek(CHUNK + 1)
        with pytest.raises(UnsupportedOperation):
            draft.write(b"x")
        draft.seek(CHUNK - 1)
        with pytest.raises(UnsupportedOperation):
            draft.write(b"xx")
        draft.seek(2 * CHUNK + 1)
        with pytest.raises(UnsupportedOperation):
            draft.write(b"x")


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "film"
    with Draft(path, KEY, "film") as draft:
        draft.write(bytes(CHUNK + 5))
        draft.seal()
    whole = path.read_bytes()
    for at in (20, CHUNK + 40, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(Tampered):
            read(path)


def test_an_mp4_whose_index_is_longer_than_the_muxers_buffer_is_whole(tmp_path: Path) -> None:
    frames = 10_000
    with Draft(tmp_path / "film", KEY, "film") as draft:
        with av.open(draft, "w", format="mp4") as file:
            stream = file.add_stream("aac", rate=48_000, layout="mono")
            for number in range(frames):
                frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
                frame.planes[0].update(bytes(frame.planes[0].buffer_size))
                frame.sample_rate, frame.pts = 48_000, 1024 * number
                file.mux(stream.encode(frame))
            file.mux(stream.encode(None))
        draft.seal()

    with av.open(BytesIO(read(tmp_path / "film"))) as media:
        assert sum(packet.size > 0 for packet in media.demux()) >= frames
