"""How consent's events are written."""

from collections.abc import Mapping
from typing import Final

from consent import events
from consent.events import ConsentEvent
from rooms.entry_codec import EntryCodec

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

_CODEC: Final = EntryCodec[ConsentEvent](WRITTEN_AS)

encode = _CODEC.encode
decode = _CODEC.decode
