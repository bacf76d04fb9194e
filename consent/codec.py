"""How consent's events are written: `[tag, version, fields]`, as `rooms.codec` writes its own."""

from collections.abc import Mapping
from typing import Final

import msgspec

from consent import events
from consent.events import ConsentEvent
from rooms.errors import UnreadableEvent

WRITTEN_AS: Final[Mapping[type[ConsentEvent], tuple[str, int]]] = {
    events.KeyBound: ("consent-key-bound", 1),
    events.RecordingAsked: ("recording-asked", 1),
    events.ConsentAnswered: ("consent-answered", 1),
    events.ConsentWithdrawn: ("consent-withdrawn", 1),
    events.AskSettled: ("ask-settled", 1),
    events.HoldoutsChanged: ("holdouts-changed", 1),
    events.GateMoved: ("gate-moved", 1),
    events.RecordingEnded: ("recording-ended", 1),
}

TAGS: Final = frozenset(tag for tag, _ in WRITTEN_AS.values())
"""By these whoever reads a journal of several packages knows whose an entry is."""

_READ_BY: Final[Mapping[tuple[str, int], msgspec.msgpack.Decoder[ConsentEvent]]] = {
    written_as: msgspec.msgpack.Decoder(type_) for type_, written_as in WRITTEN_AS.items()
}

_ENCODER: Final = msgspec.msgpack.Encoder()
_ENVELOPE: Final = msgspec.msgpack.Decoder(tuple[str, int, msgspec.Raw])


def encode(event: ConsentEvent) -> bytes:
    tag, version = WRITTEN_AS[type(event)]
    return _ENCODER.encode((tag, version, event))


def decode(data: bytes) -> ConsentEvent:
    """Read an event, or raise `UnreadableEvent`: also for one that a newer version wrote."""
    try:
        tag, version, fields = _ENVELOPE.decode(data)
        reader = _READ_BY.get((tag, version))
        if reader is None:
            raise UnreadableEvent(f"no reader for {tag!r} in version {version}")
        return reader.decode(fields)
    except (msgspec.MsgspecError, UnicodeError) as exc:
        raise UnreadableEvent("not an entry of a journal") from exc
