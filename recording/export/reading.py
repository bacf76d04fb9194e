"""Reading: what is in a take, at the session times at which it was there.

What cannot be decoded, after a loss, is passed over: the next key frame mends it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import av
from av import AudioFrame, VideoFrame

from recording.reel import Take

if TYPE_CHECKING:  # They take parameters in their stubs only.
    from av.packet import Packet
    from av.stream import Stream


def pictures(take: Take) -> Iterator[tuple[float, VideoFrame]]:
    """Yield each picture and when it was there."""
    for at, frame in _frames(take):
        yield at, cast("VideoFrame", frame)


def sounds(take: Take, *, one_in: int = 1) -> Iterator[tuple[float, AudioFrame]]:
    """Yield each piece of sound and when it was there; of so many seconds only one is read."""
    for at, frame in _frames(take, one_in):
        yield at, cast("AudioFrame", frame)


def packets(take: Take) -> "Iterator[Packet[Stream]]":
    """Yield what it holds, undecoded; nothing if a crash cut it off in its first bytes."""
    with take.open() as file:
        try:
            media = av.open(file, "r", format="webm")
        except (av.error.InvalidDataError, av.error.EOFError):
            return
        with media:
            streams = [each for each in media.streams if each.type == take.source.kind]
            for stream in streams[:1]:
                # One thread each: there are as many films as people, and they run side by side.
                stream.codec_context.thread_count = 1
                yield from media.demux(stream)


def _frames(take: Take, one_in: int = 1) -> Iterator[tuple[float, VideoFrame | AudioFrame]]:
    for packet in packets(take):
        if packet.pts is not None and int(packet.pts * packet.time_base) % one_in:
            continue
        for frame in _decoded(packet):
            if frame.time is not None:
                yield take.began + frame.time, frame


def _decoded(packet: "Packet[Stream]") -> list[VideoFrame | AudioFrame]:
    try:
        return cast("list[VideoFrame | AudioFrame]", packet.decode())
    except av.error.InvalidDataError:
        return []
