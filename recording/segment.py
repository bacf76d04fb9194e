"""A segment as it is written: one source of one person, through one interval.

Packets go in; sealed WebM comes out on the disk, with a note of every gap beside it.
"""

import hmac
import os
from collections.abc import Iterable
from math import inf
from typing import Final

import msgspec

from recording.frames import (
    Assembler,
    Frame,
    Part,
    Pictures,
    Sounds,
    part_of_picture,
    part_of_sound,
)
from recording.manifest import Picture, Segment, merged
from recording.reorder import Ordered, Reorder
from recording.sealed_writer import SealedWriter
from recording.timeline import Timeline
from recording.webm import Webm
from sfu.codecs import CLOCKS
from sfu.header import Packet, ssrc_of
from sfu.ids import Source

SOUND: Final = 20
"""Milliseconds that a sound lasts: what browsers make of Opus."""

GAPS: Final = 500
"""Gaps of a segment in its manifest; where there are more, neighbors are said as one."""

_ENCODER: Final = msgspec.msgpack.Encoder()
_NOTE: Final = msgspec.msgpack.Decoder(tuple[float, float])


def name_of(recording: str, number: int) -> str:
    """Return what a segment's file is sealed as: it opens nowhere else."""
    return f"{recording}/{number}.seg"


def file_key(data_key: bytes, name: str) -> bytes:
    """Return the key of one file of whoever has this data key."""
    return hmac.digest(data_key, b"holdspace file " + name.encode(), "sha256")


def gap_in(note: bytes) -> tuple[float, float]:
    return _NOTE.decode(note)


class Strand:
    """The packets of one SSRC, on their way to frames."""

    __slots__ = ("assembler", "reorder", "ssrc")

    def __init__(self, ssrc: int, *, sound: bool) -> None:
        self.ssrc = ssrc
        self.reorder: Final[Reorder[Part]] = Reorder()
        self.assembler: Final[Assembler] = Sounds() if sound else Pictures()


class SegmentWriter:
    """Owns `descriptor`, and closes it.  What the disk does not take raises `OSError`."""

    def __init__(self, first: Segment, descriptor: int, key: bytes, name: str) -> None:
        self._first = first
        self._began = first.began
        self._sound = first.source.kind == "audio"
        self._descriptor = descriptor
        self._sealed = SealedWriter(descriptor, file_key(key, name), name)
        self._packet = Packet()
        self._strand: Strand | None = None
        self._timeline = Timeline(CLOCKS[first.source.kind], first.began)
        self._webm: Webm | None = None
        self._until = 0
        """How far the frames go, in milliseconds."""
        self._lost = 0
        self._missing = False
        """Something is missing since the last frame."""
        self._gaps: list[tuple[float, float]] = []
        self._apart = 0.0
        """Seconds by which gaps must be apart to be told apart."""
        self._pictures: list[Picture] = []

    @property
    def source(self) -> Source:
        return self._first.source

    @property
    def number(self) -> int:
        return self._first.number

    def take(self, plain: bytes, arrived: float) -> None:
        packet = self._packet
        if not packet.read(plain):
            return
        part = part_of_sound(packet) if self._sound else part_of_picture(packet)
        if part is None:
            # Padding has its turn, and nothing to say.
            part = Part(packet.timestamp, b"", begins=False, ends=False, key=False)
        strand = self._strand
        ssrc = ssrc_of(plain)
        if strand is None or strand.ssrc != ssrc:
            strand = self._begin_strand(ssrc, arrived)
        self._put(strand, strand.reorder.put(packet.sequence, part, arrived))

    def missed(self, begin: float, end: float, count: int) -> None:
        """Note that packets were lost on the way here."""
        self._lost += count
        self._gap(begin, end)

    def due(self, now: float) -> None:
        """Go on without what has not come by now."""
        if self._strand is not None:
            self._put(self._strand, self._strand.reorder.due(now))

    def shut(self, at: float | None) -> None:
        """Finish with what arrived before that moment, or with what there is.

        The file is whole then, and closed.
        """
        try:
            if self._strand is not None:
                self._put(self._strand, self._strand.reorder.flush(inf if at is None else at))
            if self._missing and at is not None:
                self._gap(self._began + self._until / 1000, at)
            if self._webm is not None:
                self._webm.close()
            self._sealed.close(stamp=self._until)
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Let go of the file as it is.  Twice is harmless."""
        self._webm = None
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def duplicate(self) -> int:
        """Return another descriptor of the file, for whoever brings it to the disk."""
        return os.dup(self._descriptor)

    def facts(self) -> Segment:
        first = self._first
        return Segment(
            first.number,
            first.owner,
            first.source,
            first.interval,
            first.began,
            ended=self._began + self._until / 1000,
            size=self._sealed.size,
            lost=self._lost,
            gaps=tuple(self._gaps),
            pictures=tuple(self._pictures),
        )

    def _begin_strand(self, ssrc: int, arrived: float) -> Strand:
        if self._strand is not None:
            # Another layer, or a page that was reloaded: what lies between is not known.
            self._put(self._strand, self._strand.reorder.flush(arrived))
            self._missing = self._missing or not self._sound
        self._strand = Strand(ssrc, sound=self._sound)
        return self._strand

    def _put(self, strand: Strand, parts: Iterable[Ordered[Part]]) -> None:
        for part, arrived, lost in parts:
            self._lost += lost
            frame = strand.assembler.put(part, lost)
            if strand.assembler.broken:
                self._missing = True
                strand.assembler.broken = False
            if frame is not None:
                self._write(strand.ssrc, frame, arrived)

    def _write(self, ssrc: int, frame: Frame, arrived: float) -> None:
        at = self._timeline.place(ssrc, frame.timestamp, arrived)
        if self._missing:
            self._missing = False
            self._gap(self._began + self._until / 1000, self._began + at / 1000)
        self._see(frame, at)
        if self._webm is None:
            self._webm = Webm(self.source.kind, frame.size, self._pour)
        if self._webm.put(frame, at):
            self._until = at + SOUND if self._sound else at
        else:
            self._missing = True

    def _pour(self, data: bytes) -> None:
        self._sealed.write(data, self._until)

    def _see(self, frame: Frame, at: int) -> None:
        if frame.size is None:
            return
        if (
            not self._pictures
            or (self._pictures[-1].width, self._pictures[-1].height) != frame.size
        ):
            self._pictures.append(Picture(self._began + at / 1000, *frame.size))

    def _gap(self, begin: float, end: float) -> None:
        if end > begin:
            self._gaps = list(merged([*self._gaps, (begin, end)], apart=self._apart))
            if len(self._gaps) > GAPS:
                self._apart = max(0.1, 2 * self._apart)
                self._gaps = list(merged(self._gaps, apart=self._apart))
            self._sealed.note(_ENCODER.encode((begin, end)), self._until)
