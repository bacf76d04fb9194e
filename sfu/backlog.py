"""What one TCP connection has still to be sent: voices first, and never much.

TCP neither loses nor forgets, so a slow reader would get everything, later and later.  Whoever
reads too slowly loses pictures first, as on a narrow link by UDP: those come by NACK, by a smaller
layer, or not.  Voices, control and handshakes overtake what waits and have room of their own.
"""

from collections import deque
from typing import Final

from sfu import codecs
from sfu.edge_counts import EdgeCount
from sfu.framing import framed

VIDEO_MOST: Final = 128 * 1024
"""Bytes: the key frames of a whole circle after a move; a second of delay at 1 Mbit/s."""

VOICE_MOST: Final = 64 * 1024
"""Bytes of all that is no picture: a second of eight voices."""

CHUNK: Final = 4096
"""Bytes given to the kernel at once: few calls, and little that nothing can overtake any more."""

_PICTURES: Final = frozenset({codecs.VP8, codecs.RTX})


def is_picture(packet: bytes) -> bool:
    """Return whether `packet` is SRTP of a camera or a screen, by its first two bytes.

    RTCP's types (192 to 223, RFC 5761 section 4) look like payload types 64 to 95: none of ours.
    """
    return len(packet) > 1 and packet[0] & 0xC0 == 0x80 and packet[1] & 0x7F in _PICTURES


class Backlog:
    """Packets in; bytes out, in chunks of whole packets, of which a part may be taken."""

    __slots__ = ("_begun", "_pictures", "_pictures_size", "_voices", "_voices_size")

    def __init__(self) -> None:
        self._begun = b""
        self._voices: deque[bytes] = deque()
        self._pictures: deque[bytes] = deque()
        self._voices_size = 0
        self._pictures_size = 0

    def __len__(self) -> int:
        return len(self._begun) + self._voices_size + self._pictures_size

    def put(self, packet: bytes) -> EdgeCount | None:
        """Take `packet`, or return under what it is counted that there was no room for it."""
        frame = framed(packet)
        if is_picture(packet):
            if self._pictures_size + len(frame) > VIDEO_MOST:
                return EdgeCount.TCP_VIDEO
            self._pictures.append(frame)
            self._pictures_size += len(frame)
            return None
        if self._voices_size + len(frame) > VOICE_MOST:
            return EdgeCount.TCP_VOICE
        self._voices.append(frame)
        self._voices_size += len(frame)
        return None

    def next(self) -> bytes:
        """Return what is to be sent now, empty if there is nothing."""
        if not self._begun:
            self._begun = self._collect()
        return self._begun

    def sent(self, size: int) -> None:
        """Forget the first bytes of what is next: they are on their way."""
        self._begun = self._begun[size:]

    def _collect(self) -> bytes:
        chunk: list[bytes] = []
        size = 0
        while size < CHUNK and (frame := self._first()):
            chunk.append(frame)
            size += len(frame)
        return b"".join(chunk)

    def _first(self) -> bytes:
        if self._voices:
            frame = self._voices.popleft()
            self._voices_size -= len(frame)
        elif self._pictures:
            frame = self._pictures.popleft()
            self._pictures_size -= len(frame)
        else:
            frame = b""
        return frame
