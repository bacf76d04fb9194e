"""What is kept, as values."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import msgspec

from rooms.ids import RoomId, SessionId

ANSWER_LIFETIME: Final = 24 * 3600.0  # seconds an answer may be asked for again by its key


CURSOR_LONGEST: Final = 18  # digits; more do not fit SQLite's integers


class Norms(msgspec.Struct, frozen=True):
    """What the people of a room agree to; a new version is agreed to anew."""

    version: int
    text: str

    @property
    def text_hash(self) -> str:
        """Return the SHA-256 of the text in UTF-8, in hex: what a receipt is for."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def terms(self) -> str:
        """Return what is agreed to, in a word: this version with this text."""
        return f"{self.version} {self.text_hash}"


class RoomRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A lasting room.  Its secrets and links are computed, not stored: see `store.secrets`.

    Fields gain defaults when they are added, so that older records still read.
    """

    id: RoomId
    name: str
    created_at: float
    """Seconds since 1970, UTC."""
    lobby: bool = False
    capacity: int = 14
    allowed_origins: tuple[str, ...] = ()
    """Where the room may be embedded."""
    link_version: int = 1
    """Raising it makes new links and spoils the old ones."""
    norms: Norms | None = None
    client_link_version: int = 0
    """Raising it does so for the client link alone."""

    def with_new_links(self) -> "RoomRecord":
        return msgspec.structs.replace(self, link_version=self.link_version + 1)

    def with_new_client_link(self) -> "RoomRecord":
        return msgspec.structs.replace(self, client_link_version=self.client_link_version + 1)


@dataclass(frozen=True, slots=True)
class RoomPage:
    """A part of the list of rooms, oldest first; `after` leads to the next one, None to no more."""

    rooms: tuple[RoomRecord, ...]
    after: str | None = None


def place_after(cursor: str | None) -> int | None:
    """Return the place after which a page begins; None for a cursor nobody was ever given."""
    if cursor is None:
        return 0
    given = cursor.isascii() and cursor.isdecimal() and len(cursor) <= CURSOR_LONGEST
    return int(cursor) if given else None


@dataclass(frozen=True, slots=True)
class JournalHead:
    """A session that has a journal."""

    session: SessionId
    room: RoomId


class StoredAnswer(msgspec.Struct, frozen=True):
    """What an API call with an idempotency key was answered.

    `request` tells whether a later call with that key asks the same: a hash of its content.
    """

    request: bytes
    status: int
    body: bytes
