"""How a session's entries are written.

A tag and a version are for ever.  An event that gains a field with a default keeps its version,
since old entries still read; one that changes its meaning gets a new version, and a reader for
the old one stays here.
"""

from collections.abc import Mapping
from typing import Final

from rooms import breakout_events, events
from rooms.entry_codec import EntryCodec
from rooms.events import Entry

WRITTEN_AS: Final[Mapping[type[Entry], tuple[str, int]]] = {
    events.SessionOpened: ("session-opened", 1),
    events.SessionBegan: ("session-began", 1),
    events.LobbySwitched: ("lobby-switched", 1),
    events.SessionLocked: ("session-locked", 1),
    events.SessionUnlocked: ("session-unlocked", 1),
    events.ArrivalWaited: ("arrival-waited", 1),
    events.ArrivalLeft: ("arrival-left", 1),
    events.ParticipantJoined: ("participant-joined", 1),
    events.ParticipantDropped: ("participant-dropped", 1),
    events.ParticipantReturned: ("participant-returned", 1),
    events.ParticipantLeft: ("participant-left", 1),
    events.ParticipantBanned: ("participant-banned", 1),
    events.DevicesSwitched: ("devices-switched", 1),
    events.MicrophoneMuted: ("microphone-muted", 1),
    events.CameraStopped: ("camera-stopped", 1),
    events.HandRaised: ("hand-raised", 1),
    events.HandLowered: ("hand-lowered", 1),
    events.AwaySwitched: ("away-switched", 1),
    events.ChatModeSwitched: ("chat-mode-switched", 1),
    events.HelpAsked: ("help-asked", 1),
    events.HelpClaimed: ("help-claimed", 1),
    events.HelpEnded: ("help-ended", 1),
    events.HoldBegan: ("hold-began", 1),
    events.HoldEnded: ("hold-ended", 1),
    events.SessionEnded: ("session-ended", 1),
    breakout_events.SpaceOpened: ("space-opened", 1),
    breakout_events.SpaceRenamed: ("space-renamed", 1),
    breakout_events.ChoiceSwitched: ("choice-switched", 1),
    breakout_events.SpaceClosed: ("space-closed", 1),
    breakout_events.ParticipantMoved: ("participant-moved", 1),
    breakout_events.CountdownSet: ("countdown-set", 1),
    breakout_events.NewcomersDirected: ("newcomers-directed", 1),
    breakout_events.EarsShown: ("ears-shown", 1),
    breakout_events.EarsOpened: ("ears-opened", 1),
    breakout_events.SpokenInto: ("spoken-into", 1),
    breakout_events.ShownInto: ("shown-into", 1),
    breakout_events.PartsGiven: ("parts-given", 1),
    breakout_events.GroupsRemembered: ("groups-remembered", 1),
}

_CODEC: Final = EntryCodec[Entry](WRITTEN_AS)

encode = _CODEC.encode
decode = _CODEC.decode
