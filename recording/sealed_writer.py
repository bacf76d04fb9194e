"""Writes sealed streams, and gives those an end that a crash cut off."""

import os
from collections.abc import Iterator
from pathlib import Path

from recording.errors import Tampered
from recording.stream import CHUNK, HEAD, MAGIC, TAG, Chunk, Cipher, Flag, chunks_of


class SealedWriter:
    """Writes a sealed stream to an open file.  What cannot be written raises `OSError`.

    After that the file ends with its last whole chunk, and `close` may be tried again.
    """

    def __init__(self, descriptor: int, key: bytes, name: str) -> None:
        self._descriptor = descriptor
        self._cipher = Cipher(key, name)
        self.chunks = 0
        self.size = 0
        """Bytes of the file."""
        self._append(MAGIC)

    def write(self, plain: bytes, stamp: int = 0) -> None:
        for at in range(0, len(plain), CHUNK):
            self._put(Flag(0), stamp, plain[at : at + CHUNK])

    def note(self, plain: bytes, stamp: int = 0) -> None:
        assert len(plain) <= CHUNK
        self._put(Flag.NOTE, stamp, plain)

    def close(self, note: bytes = b"", stamp: int = 0) -> None:
        """Write the last chunk, a note.  The file itself stays open."""
        self._put(Flag.LAST | Flag.NOTE, stamp, note)

    def _put(self, flags: Flag, stamp: int, plain: bytes) -> None:
        self._append(self._cipher.seal(self.chunks, flags, stamp, plain))
        self.chunks += 1

    def _append(self, data: bytes) -> None:
        try:
            written = os.write(self._descriptor, data)
            while written < len(data):
                written += os.write(self._descriptor, data[written:])
        except OSError:
            os.ftruncate(self._descriptor, self.size)
            os.lseek(self._descriptor, self.size, os.SEEK_SET)
            raise
        self.size += len(data)


def mend(path: Path, key: bytes, name: str, *, synced: int = 0) -> int:
    """Give a file that a crash cut off its end, behind its last chunk that opens; return its size.

    A power cut leaves anything behind what was `synced`; before that, every chunk must open.
    Twice is harmless: what the end says depends on nothing but what is there.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        cipher = Cipher(key, name)
        sound = list(_sound(descriptor, cipher, path.name, synced))
        if sound and Flag.LAST in sound[-1].flags:
            return sound[-1].end
        if not sound:
            os.pwrite(descriptor, MAGIC, 0)
        end = sound[-1].end if sound else len(MAGIC)
        if end < synced:
            raise Tampered(path.name, f"its end is missing, after chunk {len(sound)}")
        last = cipher.seal(
            len(sound), Flag.LAST | Flag.NOTE | Flag.CUT, sound[-1].stamp if sound else 0, b""
        )
        os.ftruncate(descriptor, end)
        os.pwrite(descriptor, last, end)
        os.fdatasync(descriptor)
        return end + len(last)
    finally:
        os.close(descriptor)


def _sound(descriptor: int, cipher: Cipher, where: str, synced: int) -> Iterator[Chunk]:
    """Yield the chunks up to the first that does not open."""
    end = len(MAGIC)
    try:
        for chunk in chunks_of(descriptor, where):
            cipher.open(
                chunk, os.pread(descriptor, chunk.size + TAG, chunk.offset + HEAD.size), where
            )
            yield chunk
            end = chunk.end
    except Tampered:
        if end < synced:
            raise
