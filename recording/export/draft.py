"""A draft: an export while it is written, sealed as it comes.

Muxers come back at the end to put sizes into the first kilobytes of a file, and go to and fro in
the index at its end.  So the first chunk and a tail are kept in memory, and each chunk is sealed
once: what is on the disk is never plain, and no nonce is ever used twice.
"""

import io
import os
from pathlib import Path
from typing import Final

from recording.stream import CHUNK, HEAD, MAGIC, TAG, Cipher, Flag

TAIL: Final = 64 * 1024 * 1024
"""Bytes at the end that can still be written again: the index of an MP4, at 1.3 kB a second, is
put together there, and of half a day it has less."""

_STRIDE: Final = HEAD.size + CHUNK + TAG


class Draft(io.RawIOBase):
    """A file to write, of which only the first `CHUNK` bytes and the last `tail` can be changed.

    Without `seal` it is nothing, and cannot be read.
    """

    def __init__(self, path: Path, key: bytes, name: str, *, tail: int = TAIL) -> None:
        super().__init__()
        self._tail = tail
        self._cipher = Cipher(key, name)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        self._descriptor = os.open(path, flags, 0o600)
        self._first = bytearray()
        self._rest = bytearray()
        self._chunks = 1
        """Chunks that are full and sealed, with the first one, which is not on the disk yet."""
        self._end = 0
        """Of what is on the disk."""
        self._at = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = base + offset
        return self._at

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Write into the first chunk, or into the tail and behind it; elsewhere it is sealed."""
        data = bytes(data)
        head = max(0, min(len(data), CHUNK - self._at))
        into_tail = max(self._at, CHUNK) - self._chunks * CHUNK
        sealed = len(data) > head and into_tail < 0
        if self._at > self._size or sealed:
            raise io.UnsupportedOperation("a sealed file is written from its beginning to its end")
        self._first[self._at : self._at + head] = data[:head]
        if len(data) > head:
            self._rest[into_tail : into_tail + len(data) - head] = data[head:]
        while len(self._rest) >= self._tail + CHUNK:
            self._put(bytes(self._rest[:CHUNK]))
            del self._rest[:CHUNK]
        self._at += len(data)
        return len(data)

    def seal(self) -> None:
        """Write the end and the beginning: from now on it can be read."""
        for at in range(0, len(self._rest), CHUNK):
            self._put(bytes(self._rest[at : at + CHUNK]))
        end = self._cipher.seal(self._chunks, Flag.LAST | Flag.NOTE, 0, b"")
        first = self._cipher.seal(0, Flag(0), 0, bytes(self._first))
        self._write(end, max(self._end, len(MAGIC) + len(first)))
        self._write(MAGIC + first, 0)
        os.fdatasync(self._descriptor)

    def close(self) -> None:
        if not self.closed:
            os.close(self._descriptor)
        super().close()

    @property
    def _size(self) -> int:
        return len(self._first) + (self._chunks - 1) * CHUNK + len(self._rest)

    def _put(self, plain: bytes) -> None:
        at = len(MAGIC) + self._chunks * _STRIDE
        sealed = self._cipher.seal(self._chunks, Flag(0), 0, plain)
        self._write(sealed, at)
        self._chunks += 1
        self._end = at + len(sealed)

    def _write(self, data: bytes, at: int) -> None:
        written = 0
        while written < len(data):
            written += os.pwrite(self._descriptor, data[written:], at + written)
