"""Reading: the frames of a take, at the session times at which they were there.

What cannot be decoded, after a loss, is passed over: the next key frame mends it.
"""

from collections.abc import Iterator
from typing import Literal, cast

import av
from av import AudioFrame, VideoFrame
from av.container import InputContainer

from recording.reel import Take

Kind = Literal["audio", "video"]


def pictures(take: Take) -> Iterator[tuple[float, VideoFrame]]:
    """Yield each picture and when it was there."""
    for at, frame in _frames(take, "video"):
        yield at, cast("VideoFrame", frame)


def sounds(take: Take, *, one_in: int = 1) -> Iterator[tuple[float, AudioFrame]]:
    """Yield each piece of sound and when it was there; of so many seconds only one is read."""
    for at, frame in _frames(take, "audio", one_in):
        yield at, cast("AudioFrame", frame)


def _frames(
    take: Take, kind: Kind, one_in: int = 1
) -> Iterator[tuple[float, VideoFrame | AudioFrame]]:
    with take.open() as file, av.open(file, format="webm") as media:
        for frame in _decoded(cast("InputContainer", media), kind, one_in):
            if frame.time is not None:
                yield take.began + frame.time, frame


def _decoded(media: InputContainer, kind: Kind, one_in: int) -> Iterator[VideoFrame | AudioFrame]:
    streams = [stream for stream in media.streams if stream.type == kind]
    if not streams:
        return
    # One thread each: there are as many films as people, and they run side by side.
    streams[0].codec_context.thread_count = 1
    for packet in media.demux(streams[0]):
        if packet.pts is not None and int(packet.pts * packet.time_base) % one_in:
            continue
        try:
            yield from cast("list[VideoFrame | AudioFrame]", packet.decode())
        except av.error.InvalidDataError:
            continue
