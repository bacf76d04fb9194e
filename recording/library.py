"""The library: the recordings there are, to be read, verified, and erased.

Not for the event loop: everything here may wait for the disk.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, cast

from consent.ids import AskId
from recording.errors import Erased, StillRunning, Tampered
from recording.folder import Folder, digest_of
from recording.key_file import FILE_NAME
from recording.keyring import KeyRing, Listed
from recording.manifest import PORTRAIT, Manifest, Opening, Segment, opened, opened_portrait
from recording.mark import Mark
from recording.reel import Interval, Reel, Take
from recording.sealed_reader import SealedReader
from recording.segment import file_key, name_of
from recording.sheet import Portrait
from recording.writer_lock import is_held
from rooms.ids import ParticipantId
from sfu.ids import Source

_BUFFER: Final = 64 * 1024


class State(StrEnum):
    READABLE = "readable"
    ERASED = "erased"
    """Its key was destroyed."""
    TAMPERED = "tampered"
    """It is not what was written; `Finding.where` names the place."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one segment is found to be; without a segment, the manifest."""

    segment: int | None
    owner: ParticipantId | None
    source: Source | None
    state: State
    where: str = ""


class Library:
    """Reads what is under `home`; `key` is what the house wraps recordings' keys with."""

    def __init__(self, home: Path, key: bytes) -> None:
        self._home = home
        self.keys: Final = KeyRing(home.parent / FILE_NAME, key)

    def recordings(self) -> tuple[Listed, ...]:
        """Return all there are, and the tombstones of those there were."""
        return self.keys.recordings()

    def listed(self, recording: AskId) -> Listed:
        """Return one of them, or raise `NoRecording`."""
        return self.keys.listed(recording)

    def folder(self, recording: AskId) -> Folder:
        return Folder.of(self._home, self.listed(recording).recording)

    def manifest(self, recording: AskId) -> Manifest:
        """Return the manifest; raises `NoRecording`, `Erased` or `Tampered`."""
        key = self.keys.manifest_key(recording)
        box = Folder.of(self._home, recording).manifest()
        last = self.keys.last_manifest(recording)
        if last is not None and digest_of(box) != last:
            raise Tampered("manifest", "it is not the last that was written")
        return opened(box, key, recording)

    def reel(self, recording: AskId) -> Reel:
        """Return it as it is read; what was erased of it is listed too, and does not open."""
        manifest = self.manifest(recording)
        portraits = self._portraits(manifest)
        running = self.listed(recording).ended is None
        takes = (
            Take(
                each.owner,
                portraits.get(each.owner),
                each.source,
                each.interval,
                each.number,
                each.began,
                each.ended,
                each.gaps,
                partial(self._open, recording, each, cut=running),
            )
            for each in manifest.segments
        )
        return Reel(manifest.sheet, _intervals(manifest), tuple(takes))

    def verify(self, recording: AskId) -> tuple[Finding, ...]:
        """Open everything, and say of each segment what it is."""
        try:
            manifest = self.manifest(recording)
        except Erased:
            return (Finding(None, None, None, State.ERASED),)
        except Tampered as exc:
            return (Finding(None, None, None, State.TAMPERED, str(exc)),)
        cut = self.listed(recording).ended is None
        return tuple(self._finding(recording, each, cut=cut) for each in manifest.segments)

    def erase(self, recording: AskId, owner: ParticipantId | None, mark: Mark) -> None:
        """Make what was kept of `owner`, or all of it, unreadable, exports included.

        Raises `NoRecording`, and `StillRunning` where a writer is at it.  Twice is harmless.
        """
        if self.listed(recording).ended is None and is_held(self._home):
            raise StillRunning("it is being written: take it back where it is recorded")
        self.destroy(recording, owner, mark)

    def destroy(self, recording: AskId, owner: ParticipantId | None, mark: Mark) -> None:
        """Destroy keys, then remove what they opened.  For its writer, and for `erase`."""
        doomed = self._segments_of(recording, owner)
        self.keys.destroy(recording, owner, mark)
        folder = Folder.of(self._home, recording)
        if owner is None:
            folder.remove()
            return
        for segment in doomed:
            folder.remove_segment(segment.number)

    def expire(self, now: float) -> tuple[AskId, ...]:
        """Erase whatever was to be kept until now, and return what that was."""
        due = [
            each.recording
            for each in self.recordings()
            if each.erased is None and each.ended is not None and each.expires <= now
        ]
        for recording in due:
            self.destroy(recording, None, Mark(now, 0, b""))
        return tuple(due)

    def _segments_of(self, recording: AskId, owner: ParticipantId | None) -> Iterable[Segment]:
        if owner is None:
            return ()
        try:
            manifest = self.manifest(recording)
        except (Erased, Tampered):
            return ()
        return [each for each in manifest.segments if each.owner == owner]

    def _portraits(self, manifest: Manifest) -> dict[ParticipantId, Portrait]:
        found = {}
        for owner, box in manifest.portraits.items():
            try:
                key = self.keys.get(manifest.sheet.recording, owner, PORTRAIT)
            except Erased:
                continue
            found[owner] = opened_portrait(box, key, owner)
        return found

    def _reader(self, recording: AskId, segment: Segment, *, cut: bool) -> SealedReader:
        name = name_of(recording, segment.number)
        key = self.keys.get(recording, segment.owner, str(segment.interval))
        descriptor = Folder.of(self._home, recording).open_segment(segment.number)
        where = f"{segment.number}.seg"
        return SealedReader(descriptor, file_key(key, name), name, where=where, cut=cut)

    def _open(self, recording: AskId, segment: Segment, *, cut: bool) -> BinaryIO:
        reader = self._reader(recording, segment, cut=cut)
        return cast("BinaryIO", io.BufferedReader(reader, _BUFFER))

    def _finding(self, recording: AskId, segment: Segment, *, cut: bool) -> Finding:
        state, where = State.READABLE, ""
        try:
            with self._reader(recording, segment, cut=cut) as reader:
                reader.check()
        except Erased:
            state = State.ERASED
        except Tampered as exc:
            state, where = State.TAMPERED, str(exc)
        return Finding(segment.number, segment.owner, segment.source, state, where)


def _intervals(manifest: Manifest) -> tuple[Interval, ...]:
    return tuple(_interval(n, each, manifest) for n, each in enumerate(manifest.intervals))


def _interval(number: int, opening: Opening, manifest: Manifest) -> Interval:
    if opening.shut is not None:
        return Interval(opening.opened, opening.shut)
    # Cut off: the ledger may not know of its end.
    ends = (each.ended for each in manifest.segments if each.interval == number)
    opened_ = opening.opened
    return Interval(opened_, Mark(max(ends, default=opened_.at), opened_.size, opened_.head))
