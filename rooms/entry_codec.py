"""How what a journal holds is written: `[tag, version, fields]` in MessagePack.

Each package names its own events in a table; whoever keeps a journal of several puts the tables
together.
"""

from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

import msgspec

from rooms.errors import UnreadableEvent

_E = TypeVar("_E")

_ENCODER: Final = msgspec.msgpack.Encoder()
_ENVELOPE: Final = msgspec.msgpack.Decoder(tuple[str, int, msgspec.Raw])


class EntryCodec(Generic[_E]):
    """Writes and reads the entries of a table, which says by which tag and version each goes."""

    def __init__(self, *tables: Mapping[Any, tuple[str, int]]) -> None:
        """Each of the tables has types of entries; no two have one tag in common."""
        self._written_as: Final[dict[type[_E], tuple[str, int]]] = {}
        for table in tables:
            self._written_as.update(table)
        self._read_by: Final = {
            tag: msgspec.msgpack.Decoder(type_) for type_, tag in self._written_as.items()
        }

    def encode(self, entry: _E) -> bytes:
        tag, version = self._written_as[type(entry)]
        return _ENCODER.encode((tag, version, entry))

    def decode(self, data: bytes) -> _E:
        """Read an entry, or raise `UnreadableEvent`: also for one that a newer version wrote."""
        try:
            tag, version, fields = _ENVELOPE.decode(data)
            reader = self._read_by.get((tag, version))
            if reader is None:
                raise UnreadableEvent(f"no reader for {tag!r} in version {version}")
            return reader.decode(fields)
        except (msgspec.MsgspecError, UnicodeError) as exc:
            raise UnreadableEvent("not an entry of a journal") from exc
