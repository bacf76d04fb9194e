"""WebM with one track, written as it comes.  The only file that knows PyAV.

Written so that whatever was flushed can be played, should nothing follow: clusters of a tenth of a
second, no index, no length.  What the muxer writes is handed on in pieces that end with a cluster.
"""

import io
from collections.abc import Callable
from typing import Final

import av

from recording.frames import Frame, Size
from sfu.codecs import AUDIO_CLOCK
from sfu.ids import Kind

CLUSTER: Final = 80
"""Milliseconds after which a cluster ends with the next frame: what a killed writer loses, beside
what waits in the reorder window.  A cluster costs 20 bytes, and 24 more when it is sealed."""

_OPTIONS: Final = {"cluster_time_limit": str(CLUSTER), "flush_packets": "1", "live": "1"}
_UNSEEN: Final[Size] = (640, 360)


class _Spout(io.RawIOBase):
    """Where the muxer writes.  It holds what came: an exception must not pass through a muxer."""

    def __init__(self) -> None:
        super().__init__()
        self.held = b""

    def writable(self) -> bool:
        return True

    def write(self, data: "bytes | memoryview") -> int:  # type: ignore[override]
        self.held += bytes(data)
        return len(data)


class Webm:
    """One voice in Opus, or one camera or screen in VP8.  What it writes goes to `pour`."""

    def __init__(self, kind: Kind, size: Size | None, pour: Callable[[bytes], None]) -> None:
        self._pour = pour
        self._spout = _Spout()
        self._container = av.open(self._spout, "w", format="webm", options=_OPTIONS)
        width, height = size or _UNSEEN
        self._stream: Final[av.stream.Stream] = (
            self._container.add_stream("libopus", rate=AUDIO_CLOCK, layout="stereo")
            if kind == "audio"
            else self._container.add_mux_stream("vp8", width=width, height=height)
        )

    def put(self, frame: Frame, at: int) -> bool:
        """Add a frame that is due `at` milliseconds: later than any before it.

        Returns whether it is one that can be added.
        """
        packet = av.Packet(frame.data)
        packet.stream = self._stream
        # In milliseconds, which are the time base of WebM.  Naming it costs more than all the rest.
        packet.pts = packet.dts = at
        packet.is_keyframe = frame.key
        try:
            self._container.mux_one(packet)
        except av.FFmpegError:
            return False
        self._flush()
        return True

    def close(self) -> None:
        self._container.close()
        self._flush()

    def _flush(self) -> None:
        if self._spout.held:
            held, self._spout.held = self._spout.held, b""
            self._pour(held)
