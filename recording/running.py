"""A recording as it is written, in the writer's process."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from recording.folder import Folder, digest_of, sync
from recording.keyring import KeyRing
from recording.manifest import (
    PORTRAIT,
    Manifest,
    Opening,
    Segment,
    sealed,
    sealed_portrait,
)
from recording.mark import Mark
from recording.segment import SegmentWriter, name_of
from recording.sheet import Portrait, Sheet
from rooms.ids import ParticipantId
from sfu.ids import Source

Way = tuple[ParticipantId, Source]
"""Whose, and which of theirs."""


class Running:
    """Begun by its first `open`.  What the disk does not take raises `OSError`: then `give_up`."""

    def __init__(self, sheet: Sheet, folder: Folder, keys: KeyRing) -> None:
        self.sheet: Final = sheet
        self._folder = folder
        self._keys = keys
        keys.begin(sheet)
        folder.make()
        self._manifest_key = keys.manifest_key(sheet.recording)
        self._portraits: dict[ParticipantId, bytes] = {}
        self._intervals: list[Opening] = []
        self._done: list[Segment] = []
        self._data_keys: dict[ParticipantId, bytes] = {}
        """Of the interval that is open, for those who are recorded in it."""
        self._writers: dict[Way, SegmentWriter] = {}
        self._forgotten: set[ParticipantId] = set()
        self._ended: Mark | None = None
        self._segments = 0
        self._unsynced: dict[int, int] = {}
        """Descriptors of finished segments that may not all be on the disk, by number."""
        self._synced: dict[int, int] = {}
        """How many bytes of each segment are on the disk for sure."""
        self.unwanted = 0
        """Packets through a gate that is shut here, or of somebody who is not recorded."""

    @property
    def is_open(self) -> bool:
        return bool(self._intervals) and self._intervals[-1].shut is None

    # What happens.

    def open(self, people: Mapping[ParticipantId, Portrait], mark: Mark) -> None:
        if not self.is_open:
            self._intervals.append(Opening(mark))
            self._data_keys.clear()
        newcomers = people.keys() - self._data_keys.keys() - self._forgotten
        interval = str(len(self._intervals) - 1)
        unpainted = newcomers - self._portraits.keys()
        wanted = [(one, interval) for one in newcomers] + [(one, PORTRAIT) for one in unpainted]
        made = self._keys.new_ones(self.sheet.recording, sorted(wanted))
        for owner in newcomers:
            self._data_keys[owner] = made[owner, interval]
        for owner in unpainted:
            box = sealed_portrait(people[owner], made[owner, PORTRAIT], owner)
            self._portraits[owner] = box
        self.save(durable=True)

    def take(self, owner: ParticipantId, source: Source, packet: bytes, arrived: float) -> None:
        writer = self._writers.get((owner, source))
        if writer is None:
            if owner not in self._data_keys or not self.is_open:
                self.unwanted += 1
                return
            writer = self._begin_segment(owner, source, arrived)
        writer.take(packet, arrived)

    def missed(self, way: Way, begin: float, end: float, count: int) -> None:
        """Note that packets were lost before they came here."""
        writer = self._writers.get(way)
        if writer is not None:
            writer.missed(begin, end, count)

    def due(self, now: float) -> None:
        for writer in self._writers.values():
            writer.due(now)

    def shut(self, mark: Mark) -> None:
        """Cut every segment at the mark.  Shutting twice is harmless."""
        if not self.is_open:
            return
        self._intervals[-1] = Opening(self._intervals[-1].opened, mark)
        self._data_keys.clear()
        while self._writers:
            _, writer = self._writers.popitem()
            self._finish(writer, mark.at)
        self.save(durable=False)

    def end(self, mark: Mark) -> None:
        """Shut it for good."""
        self.shut(mark)
        self._ended = mark
        self._folder.free_spare()
        round_ = self.round()
        round_.carry_out()
        self._synced.update(round_.sizes)
        box = self.save(durable=True)
        self._keys.end(self.sheet.recording, mark.at, digest_of(box))

    def forget(self, owner: ParticipantId) -> None:
        """Drop what is being written of somebody, before their keys are destroyed."""
        self._forgotten.add(owner)
        self._data_keys.pop(owner, None)
        for way in [way for way in self._writers if way[0] == owner]:
            writer = self._writers.pop(way)
            writer.abandon()
            self._done.append(writer.facts())
        for segment in self._done:
            if segment.owner == owner:
                self._folder.remove_segment(segment.number)

    def cut(self) -> None:
        """Finish what can be finished, with nobody to say when it was; a recovery does the rest."""
        with suppress(OSError):
            self._folder.free_spare()
        while self._writers:
            _, writer = self._writers.popitem()
            with suppress(OSError):
                self._finish(writer, None)
        with suppress(OSError):
            self.save(durable=False)
        self.abandon()

    def abandon(self) -> None:
        """Let go of everything as it is."""
        for writer in self._writers.values():
            writer.abandon()
        for descriptor in self._unsynced.values():
            os.close(descriptor)
        self._writers.clear()
        self._unsynced.clear()
        self._data_keys.clear()

    # What is on the disk.

    def save(self, *, durable: bool) -> bytes:
        """Write the manifest anew, and return it.  Of each segment it says what is synced."""
        manifest = Manifest(
            self.sheet,
            dict(self._portraits),
            tuple(self._intervals),
            tuple(
                replace(each, size=self._synced.get(each.number, 0))
                for each in sorted(self._segments_so_far(), key=lambda each: each.number)
            ),
            self._ended,
        )
        box = sealed(manifest, self._manifest_key)
        self._folder.save_manifest(box, durable=durable)
        return box

    def round(self) -> "Round":
        """Return what brings all there is so far to the disk; once it has, it is `synced`."""
        finished, self._unsynced = self._unsynced, {}
        going = [writer.duplicate() for writer in self._writers.values()]
        sizes = {each.number: each.size for each in self._segments_so_far()}
        manifest = self._folder.open_manifest()
        return Round(self._folder.path, [*finished.values(), *going, manifest], sizes)

    def synced(self, done: "Round") -> None:
        """Take note of a round that was carried out; the next one brings this note to the disk."""
        self._synced.update(done.sizes)
        self.save(durable=False)

    def _segments_so_far(self) -> list[Segment]:
        return self._done + [writer.facts() for writer in self._writers.values()]

    def _begin_segment(self, owner: ParticipantId, source: Source, arrived: float) -> SegmentWriter:
        number, self._segments = self._segments, self._segments + 1
        interval = len(self._intervals) - 1
        first = Segment(number, owner, source, interval, began=arrived, ended=arrived)
        descriptor = self._folder.create_segment(number)
        name = name_of(self.sheet.recording, number)
        writer = SegmentWriter(first, descriptor, self._data_keys[owner], name)
        self._writers[owner, source] = writer
        self.save(durable=False)
        return writer

    def _finish(self, writer: SegmentWriter, at: float | None) -> None:
        self._unsynced[writer.number] = writer.duplicate()
        try:
            writer.shut(at)
        finally:
            self._done.append(writer.facts())


@dataclass(frozen=True, slots=True)
class Round:
    """What brings a recording to the disk.  It owns the descriptors."""

    folder: Path
    descriptors: list[int]
    sizes: dict[int, int]
    """How long each segment is for sure, once this was carried out."""

    def carry_out(self) -> None:
        """Wait for the disk.  May be done by another thread."""
        try:
            for descriptor in self.descriptors:
                os.fdatasync(descriptor)
            sync(self.folder)
        finally:
            while self.descriptors:
                os.close(self.descriptors.pop())
