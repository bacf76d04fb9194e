"""Reads sealed streams: as a file like any other, and nothing of it that does not open."""

import io
import os
from typing import Final

from recording.errors import Tampered
from recording.stream import HEAD, TAG, Chunk, Cipher, Flag, chunks_of


class SealedReader(io.RawIOBase):
    """Reads the stream of a sealed file; seekable.  It owns `descriptor`, and closes it.

    What has no last chunk is `Tampered`, unless `cut` allows it: as long as it is being written,
    or until a recovery has found its end.
    """

    def __init__(
        self, descriptor: int, key: bytes, name: str, *, where: str = "", cut: bool = False
    ) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._where = where or name
        self._cipher = Cipher(key, name)
        try:
            self.chunks: Final = _all_chunks(descriptor, self._where, cut=cut)
            # Opened at once: a chunk that only claims to be a note, or the last, is none.
            self.notes: Final = tuple(
                self._opened(each) for each in self.chunks if each.flags or not each.size
            )
            """What was said beside the stream; the last chunk's comes last."""
        except Tampered:
            os.close(descriptor)
            raise
        self._media: Final = tuple(c for c in self.chunks if Flag.NOTE not in c.flags and c.size)
        self._size: Final = self._media[-1].start + self._media[-1].size if self._media else 0
        self._at = 0
        self._open = -1
        """Which of the media chunks is open,"""
        self._plain = b""
        """and what it says."""

    def check(self) -> None:
        """Open every chunk, or raise `Tampered` with the place of the first that does not."""
        for chunk in self.chunks:
            self._opened(chunk)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._at >= self._size or not buffer:
            return 0
        plain, start = self._around(self._at)
        piece = plain[self._at - start :][: len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            os.close(self._descriptor)
            self._plain = b""
        super().close()

    def _around(self, at: int) -> tuple[bytes, int]:
        """Return the chunk in which position `at` of the stream lies, and where it begins."""
        low, high = 0, len(self._media)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._media[middle].start <= at else (low, middle)
        if low != self._open:
            self._plain = self._opened(self._media[low])
            self._open = low
        return self._plain, self._media[low].start

    def _opened(self, chunk: Chunk) -> bytes:
        sealed = os.pread(self._descriptor, chunk.size + TAG, chunk.offset + HEAD.size)
        return self._cipher.open(chunk, sealed, self._where)


def _all_chunks(descriptor: int, where: str, *, cut: bool) -> tuple[Chunk, ...]:
    chunks = tuple(chunks_of(descriptor, where))
    if not cut and not (chunks and Flag.LAST in chunks[-1].flags):
        raise Tampered(where, f"its end is missing, after chunk {len(chunks)}")
    return chunks
