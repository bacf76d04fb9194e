"""Sealed streams: what is written piece by piece and can be read only whole and in order.

The STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015) over AES-256-GCM: a file is
chunks, each sealed with its place and with whether it is the last one.  A changed, missing, added,
moved or foreign chunk does not open.  What a crash cut off can be read to the last whole chunk.

A file is `MAGIC`, then for each chunk a head in the clear (authenticated), and the sealed bytes:

    flags (3 bits) and length (29)   4 bytes
    stamp                            4 bytes: how far this goes, in milliseconds; 0 if untimed
    sealed                           length + 16 bytes

The key is of this file alone, so that the nonce may be the place of the chunk and its flags.
"""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag
from pathlib import Path
from struct import Struct
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from recording.errors import Tampered

MAGIC: Final = b"HSSEAL1\n"
KEY_BYTES: Final = 32
TAG: Final = 16  # bytes
CHUNK: Final = 64 * 1024
"""Bytes of plain text in a chunk at most: what a reader must decrypt to show one byte of it."""

_HEAD: Final = Struct("!II")
_LENGTH_BITS: Final = 29


class Flag(IntFlag):
    LAST = 4
    NOTE = 2
    """Said beside the stream, and no part of it."""
    CUT = 1
    """Only with LAST: the writer was killed, and the end was found afterwards.

    A flag of its own gives it a nonce of its own: the writer may have begun another chunk there.
    """


@dataclass(frozen=True, slots=True)
class Chunk:
    """Where a chunk lies, as its head says: true only once it was opened."""

    place: int
    offset: int
    """Of its head in the file."""
    flags: Flag
    size: int
    """Of its plain text."""
    stamp: int  # milliseconds
    start: int
    """Where its plain text begins in the stream."""

    @property
    def end(self) -> int:
        """Where the next one begins in the file."""
        return self.offset + _HEAD.size + self.size + TAG


class Cipher:
    """Seals and opens the chunks of one file; `name` is what file that is."""

    __slots__ = ("_aead", "_name")

    def __init__(self, key: bytes, name: str) -> None:
        self._aead = AESGCM(key)
        self._name = MAGIC + name.encode()

    def seal(self, place: int, flags: Flag, stamp: int, plain: bytes) -> bytes:
        head = _HEAD.pack(flags << _LENGTH_BITS | len(plain), stamp)
        return head + self._aead.encrypt(_nonce(place, flags), plain, self._name + head)

    def open(self, chunk: Chunk, sealed: bytes, where: str) -> bytes:
        head = _HEAD.pack(chunk.flags << _LENGTH_BITS | chunk.size, chunk.stamp)
        try:
            return self._aead.decrypt(_nonce(chunk.place, chunk.flags), sealed, self._name + head)
        except (InvalidTag, ValueError):
            raise Tampered(where, f"chunk {chunk.place} is not what was written") from None


def _nonce(place: int, flags: Flag) -> bytes:
    return place.to_bytes(11, "big") + bytes((flags,))


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


def chunks_of(descriptor: int, where: str) -> Iterator[Chunk]:
    """Yield the chunks as far as they are whole, by their heads alone; a file too short has none.

    Nothing is known to be true yet.  What follows a last chunk is refused.
    """
    size = os.fstat(descriptor).st_size
    if size < len(MAGIC):
        return
    if os.pread(descriptor, len(MAGIC), 0) != MAGIC:
        raise Tampered(where, "it does not begin like a sealed file")
    place, at, start = 0, len(MAGIC), 0
    while at + _HEAD.size + TAG <= size:
        word, stamp = _HEAD.unpack(os.pread(descriptor, _HEAD.size, at))
        flags, length = Flag(word >> _LENGTH_BITS), word & ((1 << _LENGTH_BITS) - 1)
        chunk = Chunk(place, at, flags, length, stamp, start)
        if length > CHUNK:
            raise Tampered(where, f"chunk {place} is longer than any")
        if chunk.end > size:
            return
        yield chunk
        if Flag.LAST in flags:
            if chunk.end != size:
                raise Tampered(where, "something follows its last chunk")
            return
        place, at = place + 1, chunk.end
        start += 0 if Flag.NOTE in flags else length


def _all_chunks(descriptor: int, where: str, *, cut: bool) -> tuple[Chunk, ...]:
    chunks = tuple(chunks_of(descriptor, where))
    if not cut and not (chunks and Flag.LAST in chunks[-1].flags):
        raise Tampered(where, f"its end is missing, after chunk {len(chunks)}")
    return chunks


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
        sealed = os.pread(self._descriptor, chunk.size + TAG, chunk.offset + _HEAD.size)
        return self._cipher.open(chunk, sealed, self._where)


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
                chunk, os.pread(descriptor, chunk.size + TAG, chunk.offset + _HEAD.size), where
            )
            yield chunk
            end = chunk.end
    except Tampered:
        if end < synced:
            raise
