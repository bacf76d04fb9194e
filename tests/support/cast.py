"""A cast: people whose voices and cameras are recorded, packet by packet, in real time or none.

Each has a tone and a color; a camera sends a real picture in the middle layer's size and rate.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from random import Random
from typing import Final, NamedTuple

from av import CodecContext, VideoFrame
from av.video.codeccontext import VideoCodecContext

from consent.ids import AskId
from consent.terms import Scope, Tracks, Viewer
from recording.mark import Mark
from recording.sheet import Portrait, Sheet
from rooms.ids import ParticipantId, RoomId, SessionId
from rooms.role import Role
from sfu.ids import Source
from tests.support.packets import Stream
from tests.support.tape import tone

WIDTH, HEIGHT, RATE = 480, 270, 25  # pixels, pictures a second
BLOCK: Final = 6  # pixels
BITS: Final = 450_000  # a second
SOUND: Final = 0.02  # seconds
HEAD: Final = bytes(32)


class Sent(NamedTuple):
    """A packet, and when it is due, in seconds since the beginning."""

    at: float
    owner: ParticipantId
    source: Source
    packet: bytes


@cache
def clip(seconds: int = 2) -> tuple[bytes, ...]:
    """Return pictures with something moving in them, the first a key frame."""
    codec = CodecContext.create("libvpx", "w")
    assert isinstance(codec, VideoCodecContext)
    codec.width, codec.height, codec.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    codec.time_base, codec.bit_rate, codec.gop_size = Fraction(1, RATE), BITS, 9999
    codec.options = {"deadline": "realtime", "lag-in-frames": "0", "cpu-used": "8"}
    rng = Random(1)
    rows = [_coarse(rng) for _ in range(HEIGHT // BLOCK + 1)]
    made: list[bytes] = []
    for n in range(seconds * RATE):
        frame = VideoFrame(WIDTH, HEIGHT, "yuv420p")
        light, *colors = frame.planes
        moved = [row[2 * n % WIDTH :] + row[: 2 * n % WIDTH] for row in rows]
        padding = bytes(light.line_size - WIDTH)
        light.update(b"".join(moved[y // BLOCK] + padding for y in range(HEIGHT)))
        for plane in colors:
            plane.update(b"\x80" * plane.buffer_size)
        frame.pts, frame.time_base = n, codec.time_base
        made += [bytes(packet) for packet in codec.encode(frame)]
    return tuple(made)


@cache
def _tone(hertz: int) -> tuple[bytes, ...]:
    return tuple(tone(hertz))


def _coarse(rng: Random) -> bytes:
    """Return a row of a picture with blocks in it."""
    return b"".join(bytes((rng.randrange(256),)) * BLOCK for _ in range(WIDTH // BLOCK))


@dataclass(slots=True)
class _Film:
    """Plays a clip as a tape does, over and over: a key frame begins it anew."""

    clip: tuple[bytes, ...]
    at: int = 0

    def picture(self, *, key: bool) -> bytes:
        self.at = 0 if key else (self.at + 1) % len(self.clip)
        return self.clip[self.at]


@dataclass(slots=True)
class Member:
    id: ParticipantId
    sounds: tuple[bytes, ...]
    voice: Stream
    camera: Stream
    film: _Film = field(default_factory=lambda: _Film(clip()))
    heard: int = 0

    def sound(self) -> bytes:
        self.heard += 1
        return self.voice.voice(0, sound=self.sounds[self.heard % len(self.sounds)])

    def picture(self) -> list[bytes]:
        self.camera.key_due |= self.film.at + 1 >= len(self.film.clip)
        return self.camera.frame(0, size=0, ticks=90_000 // RATE, tape=self.film)  # type: ignore[arg-type]


class Cast:
    """So many people, of whom the first leads."""

    def __init__(self, count: int) -> None:
        self.members = tuple(_member(n) for n in range(count))

    @property
    def portraits(self) -> dict[ParticipantId, Portrait]:
        return {
            each.id: Portrait(
                f"Person {n}",
                Role.CLIENT if n else Role.FACILITATOR,
                n,
                n.to_bytes(16, "big"),
            )
            for n, each in enumerate(self.members)
        }

    def ask_key_frames(self) -> None:
        for each in self.members:
            each.camera.key_due = True

    def play(self, seconds: float = 10**9, *, since: float = 0.0) -> Iterator[Sent]:
        """Yield what everybody sends, as it is due; voices and cameras are not in step."""
        for step in range(int(seconds / SOUND)):
            for n, each in enumerate(self.members):
                at = since + step * SOUND + n * SOUND / len(self.members)
                yield Sent(at, each.id, Source.MICROPHONE, each.sound())
                if step % 2 == n % 2:  # 25 of 50
                    for packet in each.picture():
                        yield Sent(at, each.id, Source.CAMERA, packet)


def _member(number: int) -> Member:
    rng = Random(number)
    sender = f"member {number}"[-8:].rjust(8).encode()
    return Member(
        ParticipantId(f"{number:032x}"),
        _tone(300 + 60 * number),
        Stream("0", 2 * number + 1, rng, sender),
        Stream("1", 2 * number + 2, rng, sender),
    )


def sheet(recording: str = "a", *, began: float = 0.0, retention: int = 14) -> Sheet:
    return Sheet(
        AskId(recording * 32),
        RoomId("b" * 32),
        SessionId("c" * 32),
        Scope.MAIN,
        Tracks.EVERYONE,
        retention,
        frozenset({Viewer.FACILITATORS}),
        began,
    )


def mark(at: float, size: int = 1) -> Mark:
    return Mark(at, size, HEAD)
