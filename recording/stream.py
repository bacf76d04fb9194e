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

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag
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
HEAD: Final = Struct("!II")
"""In the clear before each sealed chunk."""

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
        return self.offset + HEAD.size + self.size + TAG


class Cipher:
    """Seals and opens the chunks of one file; `name` is what file that is."""

    __slots__ = ("_aead", "_name")

    def __init__(self, key: bytes, name: str) -> None:
        self._aead = AESGCM(key)
        self._name = MAGIC + name.encode()

    def seal(self, place: int, flags: Flag, stamp: int, plain: bytes) -> bytes:
        head = HEAD.pack(flags << _LENGTH_BITS | len(plain), stamp)
        return head + self._aead.encrypt(_nonce(place, flags), plain, self._name + head)

    def open(self, chunk: Chunk, sealed: bytes, where: str) -> bytes:
        head = HEAD.pack(chunk.flags << _LENGTH_BITS | chunk.size, chunk.stamp)
        try:
            return self._aead.decrypt(_nonce(chunk.place, chunk.flags), sealed, self._name + head)
        except (InvalidTag, ValueError):
            raise Tampered(where, f"chunk {chunk.place} is not what was written") from None


def _nonce(place: int, flags: Flag) -> bytes:
    return place.to_bytes(11, "big") + bytes((flags,))


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
    while at + HEAD.size + TAG <= size:
        word, stamp = HEAD.unpack(os.pread(descriptor, HEAD.size, at))
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
