"""The ledger: entries chained by SHA-256, so that none can be changed, lost or moved unnoticed.

    head of nothing  = H("start", the ledger's id)
    head with entry  = H("head", head before, digest of the entry)

It is only ever appended to, and this is the value its end has: who keeps the records is another
matter.  See docs/adr/0013.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from consent.canonical import digest, milliseconds, spelled
from consent.entry import FORMAT, Digest, Entry, Fact, digest_of, written
from consent.pseudonym import Pseudonyms
from rooms.ids import SessionId


class Record(msgspec.Struct, frozen=True, array_like=True):
    """An entry as it is kept, and the head with it."""

    entry: bytes
    head: Digest


@dataclass(frozen=True, slots=True)
class Writer:
    """In whose session is written, with which pseudonyms."""

    session: SessionId
    pseudonyms: Pseudonyms

    @property
    def named(self) -> bytes:
        """Return the pseudonym that the session has in entries."""
        return self.pseudonyms.of_session(self.session)

    def salt(self, place: int) -> bytes:
        return self.pseudonyms.salt(place)


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Who writes of a session that is over: `named` stands in the ledger, its key is no more.

    `key` is 32 random bytes, for the salts of what is written now and for nothing else.
    """

    named: bytes
    key: bytes

    def salt(self, place: int) -> bytes:
        return Pseudonyms(self.key).salt(place)


@dataclass(frozen=True, slots=True)
class Ledger:
    """How far a ledger goes: `size` entries, and the head that stands for all of them."""

    id: bytes
    size: int
    head: bytes

    @classmethod
    def begun(cls, id_: bytes) -> "Ledger":
        return cls(id_, 0, start(id_))

    def appended(
        self, facts: Iterable[Fact], writer: Writer | Afterwards, *, now: float
    ) -> tuple["Ledger", tuple[bytes, ...]]:
        """Return the ledger with these facts, and the records to keep, in their order."""
        ledger, records = self, []
        for fact in facts:
            record = ledger._record(fact, writer, now)
            records.append(spelled(record))
            ledger = Ledger(self.id, ledger.size + 1, record.head)
        return ledger, tuple(records)

    def _record(self, fact: Fact, writer: Writer | Afterwards, now: float) -> Record:
        entry = Entry(
            FORMAT,
            self.size,
            milliseconds(now),
            writer.named,
            writer.salt(self.size),
            fact,
        )
        data = written(entry)
        return Record(data, linked(self.head, digest_of(data)))


_DECODER: Final = msgspec.msgpack.Decoder(Record)


def start(id_: bytes) -> bytes:
    return digest("start", id_)


def linked(head: bytes, entry: bytes) -> bytes:
    """Return the head with one more entry, of which the digest is enough."""
    return digest("head", head, entry)


def opened(record: bytes) -> Record | None:
    """Return what is kept in these bytes; None if they are no record, or not spelled as one."""
    try:
        found = _DECODER.decode(record)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    return found if spelled(found) == record else None
