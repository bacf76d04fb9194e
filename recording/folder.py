"""The folder of a recording: its segments, numbered, and its manifest."""

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from consent.ids import AskId
from recording.errors import Tampered

_FILE: Final = 0o600
_FOLDER: Final = 0o700

SPARE: Final = 512 * 1024
"""Bytes set aside while it is written: when the disk is full, they are given up, so that every
segment gets its end, and the manifest its last form."""


@dataclass(frozen=True, slots=True)
class Folder:
    recording: AskId
    path: Path

    @classmethod
    def of(cls, home: Path, recording: AskId) -> "Folder":
        return cls(recording, home / recording)

    def make(self) -> None:
        """Make it, and set something aside for its end."""
        self.path.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        spare = os.open(self._spare, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, _FILE)
        try:
            os.posix_fallocate(spare, 0, SPARE)
        finally:
            os.close(spare)
        sync(self.path)
        sync(self.path.parent)

    def segment(self, number: int) -> Path:
        return self.path / f"{number}.seg"

    def create_segment(self, number: int) -> int:
        """Return the descriptor of a new and empty segment."""
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        return os.open(self.segment(number), flags, _FILE)

    def open_segment(self, number: int) -> int:
        """Return a descriptor to read by, or raise `Tampered`: there is no such file."""
        try:
            return os.open(self.segment(number), os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            raise Tampered(f"{number}.seg", "it is missing") from None

    def remove_segment(self, number: int) -> None:
        self.segment(number).unlink(missing_ok=True)

    def save_manifest(self, box: bytes, *, durable: bool) -> None:
        """Put a new manifest in place of the old one: at every moment there is a whole one.

        Unless it is `durable` a power cut may bring the old one back; a killed process may not.
        """
        draft = self.path / "manifest.new"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, _FILE)
        try:
            written = 0
            while written < len(box):
                written += os.write(descriptor, box[written:])
            if durable:
                os.fdatasync(descriptor)
        finally:
            os.close(descriptor)
        draft.replace(self._manifest)
        if durable:
            sync(self.path)

    def manifest(self) -> bytes:
        """Return the manifest as it lies there, sealed, or raise `Tampered`: there is none."""
        try:
            return self._manifest.read_bytes()
        except FileNotFoundError:
            raise Tampered("manifest", "it is missing") from None

    def open_manifest(self) -> int:
        """Return a descriptor of the manifest as it is now, for whoever brings it to the disk."""
        return os.open(self._manifest, os.O_RDONLY | os.O_CLOEXEC)

    def free_spare(self) -> None:
        """Give up what was set aside.  Twice is harmless."""
        self._spare.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove all of it, exports too: their keys are gone already."""
        for root, folders, files in os.walk(self.path, topdown=False):
            for name in files:
                with suppress(FileNotFoundError):
                    Path(root, name).unlink()
            for name in folders:
                Path(root, name).rmdir()
        with suppress(FileNotFoundError):
            self.path.rmdir()

    @property
    def _manifest(self) -> Path:
        return self.path / "manifest"

    @property
    def _spare(self) -> Path:
        return self.path / "spare"


def digest_of(box: bytes) -> bytes:
    """Return what tells a manifest from an older one."""
    return sha256(box).digest()


def sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
