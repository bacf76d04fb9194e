"""The shelf: exports at rest, each sealed under a key of its own, for a day.

Their keys lie in the keyring, and fall with anything of the recording that is erased: an export of
what somebody took back cannot be read any more, wherever its file is.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from consent.ids import AskId
from recording.errors import Erased
from recording.export.draft import Draft
from recording.export.wish import Wish
from recording.keyring import EXPORTS
from recording.library import Library
from recording.sealed_reader import SealedReader

LIFETIME: Final = 24 * 3600.0
"""Seconds: time enough to come back for it, and made again in minutes."""

_FOLDER: Final = "exports"
_DONE: Final = ".sealed"


@dataclass(frozen=True, slots=True)
class Kept:
    """An export that is whole."""

    recording: AskId
    wish: Wish
    made: int  # milliseconds since 1970
    path: Path

    @property
    def part(self) -> str:
        """Return the name of its key."""
        return _part(self.wish, self.made)

    def expired(self, now: float) -> bool:
        return now >= self.made / 1000 + LIFETIME


class Shelf:
    """Not for the event loop: everything here may wait for the disk."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._keys = library.keys

    def find(self, recording: AskId, wish: Wish, now: float) -> Kept | None:
        """Return the newest that can still be read; whatever cannot is removed."""
        found = None
        for kept in self._all(recording, wish):
            if kept.expired(now):
                self._keys.drop(recording, kept.part)
            if not self._readable(recording, kept.part):
                kept.path.unlink(missing_ok=True)
            elif found is None or kept.made > found.made:
                found = kept
        return found

    def open(self, kept: Kept) -> BinaryIO:
        """Open it in plain, seekable; raises `Erased`, or `Tampered` where it is."""
        key = self._keys.get(kept.recording, "", kept.part)
        try:
            descriptor = os.open(kept.path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            raise Erased("it was removed") from None
        return cast("BinaryIO", SealedReader(descriptor, key, _name(kept.recording, kept.part)))

    @contextmanager
    def drafted(self, recording: AskId, wish: Wish, now: float) -> Iterator[Draft]:
        """Give a file to write an export into; it is kept if the block ends without an error.

        Raises `Erased` if something of the recording was erased meanwhile.
        """
        folder = self._folder(recording)
        folder.mkdir(mode=0o700, exist_ok=True)
        made = int(now * 1000)
        part = _part(wish, made)
        key = self._keys.new(recording, "", part)
        path = folder / f"{wish.word}.{made}.draft"
        try:
            with Draft(path, key, _name(recording, part)) as draft:
                yield draft
                draft.seal()
            self._keys.get(recording, "", part)
            path.replace(path.with_suffix(_DONE))
        except BaseException:
            path.unlink(missing_ok=True)
            with suppress(Erased):
                self._keys.drop(recording, part)
            raise

    def sweep(self, now: float) -> None:
        """Remove what is over, or was erased, of all recordings."""
        for listed in self._library.recordings():
            for path in self._folder(listed.recording).glob(f"*{_DONE}"):
                word, made, _ = path.name.split(".")
                part = f"{EXPORTS}{word}/{made}"
                if now >= int(made) / 1000 + LIFETIME:
                    self._keys.drop(listed.recording, part)
                if not self._readable(listed.recording, part):
                    path.unlink(missing_ok=True)

    def clear_drafts(self) -> None:
        """Remove what killed processes left behind.  Only while nothing is made."""
        for listed in self._library.recordings():
            for path in self._folder(listed.recording).glob("*.draft"):
                path.unlink(missing_ok=True)

    def _all(self, recording: AskId, wish: Wish) -> Iterator[Kept]:
        for path in sorted(self._folder(recording).glob(f"{wish.word}.*{_DONE}")):
            yield Kept(recording, wish, int(path.name.split(".")[1]), path)

    def _readable(self, recording: AskId, part: str) -> bool:
        try:
            self._keys.get(recording, "", part)
        except Erased:
            return False
        return True

    def _folder(self, recording: AskId) -> Path:
        return self._library.folder(recording).path / _FOLDER


def _part(wish: Wish, made: int) -> str:
    return f"{EXPORTS}{wish.word}/{made}"


def _name(recording: AskId, part: str) -> str:
    return f"{recording}/{part}"
