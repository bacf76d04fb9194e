"""The keyring: the keys of all recordings, in a file of their own, so that they can be destroyed.

A data key is of one recording, one owner and one part; it is wrapped by the recording's key, and
that by a key of the house.  Whoever has media and this file still needs the master key; whoever
has media and the master key can read nothing whose keys were destroyed here.  Keep it out of
backups of media: what is restored from there would be readable again.
"""

import hmac
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from consent.ids import AskId
from recording.errors import Erased, NoRecording, RecorderUnavailable, Tampered
from recording.key_file import KeyFile
from recording.mark import Mark
from recording.sheet import Sheet
from recording.stream import KEY_BYTES
from recording.wrapping import unwrap, wrap
from rooms.ids import ParticipantId, RoomId, SessionId

EXPORTS: Final = "export/"
"""Parts whose names begin so fall with anything that is erased: others may be seen in them."""

DAY: Final = 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Listed:
    """A recording as it is listed, or the tombstone of one."""

    recording: AskId
    room: RoomId
    session: SessionId
    began: float
    ended: float | None
    """None while it goes on, or until a recovery has found its end."""
    expires: float
    erased: float | None
    """When all of it was."""


class KeyRing:
    """Not for the event loop: everything here may wait for the disk.  Its `repr` says nothing."""

    def __init__(self, path: Path, house: bytes) -> None:
        self._file = KeyFile(path)
        self._house = AESGCM(house)

    # What there is.

    def recordings(self) -> tuple[Listed, ...]:
        with self._file.reading() as db:
            return tuple(map(_listed, db.execute(f"{_SELECT} ORDER BY began")))

    def listed(self, recording: AskId) -> Listed:
        with self._file.reading() as db:
            row = db.execute(f"{_SELECT} WHERE id = ?", (recording,)).fetchone()
        if row is None:
            raise NoRecording("there is no such recording")
        return _listed(row)

    def erased_owners(self, recording: AskId) -> frozenset[ParticipantId]:
        with self._file.reading() as db:
            rows = db.execute("SELECT owner FROM erasures WHERE recording = ?", (recording,))
            return frozenset(ParticipantId(owner) for (owner,) in rows if owner)

    # Making and finding keys.

    def begin(self, sheet: Sheet) -> None:
        """Make the key of a recording, or raise `RecorderUnavailable`: there was one before."""
        wrapped = wrap(self._house, os.urandom(KEY_BYTES), sheet.recording)
        row = (
            sheet.recording,
            sheet.room,
            sheet.session,
            sheet.began,
            sheet.retention,
            wrapped,
        )
        with self._file.writing() as db:
            made = db.execute(
                "INSERT INTO recordings (id, room, session, began, retention, wrapped)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                row,
            )
            if not made.rowcount:
                raise RecorderUnavailable("it has ended, and is not begun again")

    def new(self, recording: AskId, owner: str, part: str) -> bytes:
        return self.new_ones(recording, [(owner, part)])[owner, part]

    def new_ones(
        self, recording: AskId, wanted: Iterable[tuple[str, str]]
    ) -> dict[tuple[str, str], bytes]:
        """Make several keys and write them at once; nothing is sealed by a key that may be lost."""
        made = {each: os.urandom(KEY_BYTES) for each in wanted}
        with self._file.writing() as db:
            wrapping = AESGCM(self._recording_key(db, recording))
            gone = _erased(db, recording)
            if any(owner in gone for owner, _ in made if owner):
                raise Erased("what was kept of them was erased")
            db.executemany(
                "INSERT INTO keys VALUES (?, ?, ?, ?)",
                [
                    (recording, owner, part, wrap(wrapping, key, recording, owner, part))
                    for (owner, part), key in made.items()
                ],
            )
        return made

    def get(self, recording: AskId, owner: str, part: str) -> bytes:
        """Return a key, or raise `Erased` where it was destroyed, `Tampered` where it is lost."""
        with self._file.reading() as db:
            wrapping = AESGCM(self._recording_key(db, recording))
            row = db.execute(
                "SELECT wrapped FROM keys WHERE recording = ? AND owner = ? AND part = ?",
                (recording, owner, part),
            ).fetchone()
            gone = owner in _erased(db, recording) or part.startswith(EXPORTS)
        if row is None and gone:
            raise Erased("its key was destroyed")
        if row is None:
            raise Tampered("keys", f"the key of {part} is missing")
        return unwrap(wrapping, row[0], recording, owner, part)

    def manifest_key(self, recording: AskId) -> bytes:
        """Return what seals the manifest: it falls with the recording's own key."""
        with self._file.reading() as db:
            key = self._recording_key(db, recording)
        return hmac.digest(key, b"holdspace manifest", "sha256")

    # The end of a recording.

    def end(self, recording: AskId, at: float, manifest: bytes) -> None:
        """Note when it ended, and the digest of the manifest that is its last."""
        with self._file.writing() as db:
            db.execute(
                "UPDATE recordings SET ended = ?, manifest = ? WHERE id = ? AND erased IS NULL",
                (at, manifest, recording),
            )

    def last_manifest(self, recording: AskId) -> bytes | None:
        """Return the digest of its last manifest, or None while there may come another one."""
        with self._file.reading() as db:
            row = db.execute("SELECT manifest FROM recordings WHERE id = ?", (recording,))
            found: bytes | None = (row.fetchone() or (None,))[0]
            return found

    # Destroying.

    def destroy(self, recording: AskId, owner: ParticipantId | None, mark: Mark) -> None:
        """Destroy the keys of `owner`, or all; those of every export in either case.

        What was in their place is overwritten, and the file written anew without them.
        """
        with self._file.writing() as db:
            if db.execute("SELECT 1 FROM recordings WHERE id = ?", (recording,)).fetchone() is None:
                raise NoRecording("there is no such recording")
            db.execute(
                "INSERT INTO erasures VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (recording, owner or "", mark.at, mark.size, mark.head),
            )
            if owner is None:
                db.execute("DELETE FROM keys WHERE recording = ?", (recording,))
                db.execute(
                    "UPDATE recordings SET wrapped = NULL, manifest = NULL,"
                    " erased = coalesce(erased, ?), ended = coalesce(ended, ?) WHERE id = ?",
                    (mark.at, mark.at, recording),
                )
            else:
                db.execute(
                    "DELETE FROM keys WHERE recording = ? AND (owner = ? OR part GLOB ?)",
                    (recording, owner, EXPORTS + "*"),
                )
        with self._file.reading() as db:
            db.execute("VACUUM")

    def drop(self, recording: AskId, part: str) -> None:
        """Destroy the key of one export, whose time is over.  Twice is harmless."""
        assert part.startswith(EXPORTS)
        with self._file.writing() as db:
            db.execute("DELETE FROM keys WHERE recording = ? AND part = ?", (recording, part))

    def _recording_key(self, db: sqlite3.Connection, recording: AskId) -> bytes:
        row = db.execute(
            "SELECT wrapped, erased FROM recordings WHERE id = ?", (recording,)
        ).fetchone()
        if row is None:
            raise NoRecording("there is no such recording")
        if row[0] is None:
            raise Erased("it was erased")
        return unwrap(self._house, row[0], recording)


_SELECT: Final = "SELECT id, room, session, began, ended, retention, erased FROM recordings"


def _listed(row: tuple[str, str, str, float, float | None, int, float | None]) -> Listed:
    id_, room, session, began, ended, retention, erased = row
    expires = (began if ended is None else ended) + retention * DAY
    return Listed(AskId(id_), RoomId(room), SessionId(session), began, ended, expires, erased)


def _erased(db: sqlite3.Connection, recording: AskId) -> set[str]:
    rows = db.execute("SELECT owner FROM erasures WHERE recording = ?", (recording,))
    return {owner for (owner,) in rows}
