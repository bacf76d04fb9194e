"""Entries survive being written; what cannot be read is said, never guessed."""

from contextlib import suppress

import msgpack
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import breakout_events as breakouts
from rooms import codec, events
from rooms.chat_mode import ChatMode
from rooms.errors import UnreadableEvent
from rooms.ids import Identity, ParticipantId, RoomId, SessionId, SpaceId
from rooms.part import Part
from rooms.participant import Arrival, Devices, Participant
from rooms.role import Role
from rooms.space import Space

WHO = ParticipantId("p")
OAK = SpaceId("oak")
PERSON = Participant(
    WHO,
    Identity("i"),
    Role.CLIENT,
    "Birch",
    "Jo",
    3,
    SpaceId("main"),
    Devices(camera=True),
    2,
    9.5,
    speaks_into=frozenset({SpaceId("oak")}),
)
ENTRIES: list[events.Entry] = [
    events.SessionOpened(SessionId("s"), RoomId("r"), SpaceId("main"), 14, lobby=True),
    events.SessionBegan(1.5),
    events.LobbySwitched(on=True, by=None),
    events.SessionLocked(WHO),
    events.SessionUnlocked(WHO),
    events.ArrivalWaited(
        Arrival(WHO, Identity("i"), Role.OBSERVER, "Ö", None, Devices(screen=True), expected=True)
    ),
    events.ArrivalLeft(WHO, events.Departure.REFUSED),
    events.ParticipantJoined(PERSON),
    events.ParticipantDropped(WHO, 2.5),
    events.ParticipantReturned(WHO),
    events.ParticipantLeft(WHO, events.Departure.LAPSED, 3.5),
    events.ParticipantBanned(WHO, Identity("i"), Role.CLIENT, None),
    events.DevicesSwitched(WHO, Devices(microphone=True)),
    events.MicrophoneMuted(WHO, None),
    events.CameraStopped(WHO, ParticipantId("q")),
    events.HandRaised(WHO, 3),
    events.HandLowered(WHO, WHO),
    events.AwaySwitched(WHO, away=True),
    events.ChatModeSwitched(ChatMode.OFF, WHO),
    events.HelpAsked(WHO, quiet=True, at=4.0),
    events.HelpClaimed(WHO, ParticipantId("q")),
    events.HelpEnded(WHO, WHO),
    events.HoldBegan(4.5),
    events.HoldEnded(),
    events.SessionEnded(events.Ending.ENDED, 5.5),
    breakouts.SpaceOpened(
        Space(OAK, "Oak", SpaceId("main"), 9.5, side=True, choice=True, origins={WHO: OAK})
    ),
    breakouts.SpaceRenamed(OAK, "Elm"),
    breakouts.ChoiceSwitched(OAK, on=True),
    breakouts.SpaceClosed(OAK),
    breakouts.ParticipantMoved(WHO, OAK),
    breakouts.CountdownSet(OAK, None),
    breakouts.NewcomersDirected(OAK),
    breakouts.EarsShown(WHO, frozenset({OAK})),
    breakouts.EarsOpened(WHO, frozenset({OAK})),
    breakouts.SpokenInto(WHO, frozenset({OAK})),
    breakouts.ShownInto(WHO, frozenset()),
    breakouts.PartsGiven({WHO: Part.A}, {Part.A: "Say no"}),
    breakouts.GroupsRemembered((frozenset({WHO}),), 9.5),
]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: type(entry).__name__)
def test_every_entry_reads_as_it_was_written(entry: events.Entry) -> None:
    assert codec.decode(codec.encode(entry)) == entry


def test_no_kind_of_entry_is_forgotten() -> None:
    assert {type(entry) for entry in ENTRIES} == set(events.Entry.__args__)


def test_the_written_form_stays() -> None:
    written = codec.encode(events.ParticipantDropped(WHO, 2.5))
    assert msgpack.unpackb(written) == [
        "participant-dropped",
        1,
        {"participant": "p", "held_until": 2.5},
    ]


def test_a_field_added_later_does_not_spoil_older_entries() -> None:
    older = ["devices-switched", 1, {"participant": "p", "devices": {"microphone": True}}]
    assert codec.decode(msgpack.packb(older)) == events.DevicesSwitched(
        WHO, Devices(microphone=True)
    )


@pytest.mark.parametrize(
    "entry",
    [
        ["session-began", 2, {"at": 1.0}],
        ["something-newer", 1, {}],
        ["session-began", 1, {}],
        ["session-began", 1, {"at": "noon"}],
        ["session-began", 1],
        {"session-began": 1},
    ],
)
def test_what_this_version_cannot_read_is_a_declared_error(entry: object) -> None:
    with pytest.raises(UnreadableEvent):
        codec.decode(msgspec.msgpack.encode(entry))


def test_text_that_is_no_text_is_the_declared_error() -> None:
    written = codec.encode(events.SessionLocked(ParticipantId("abc")))
    with pytest.raises(UnreadableEvent):
        codec.decode(written.replace(b"abc", b"a\x80c"))


@given(st.binary(max_size=64))
def test_any_bytes_are_an_entry_or_the_declared_error(data: bytes) -> None:
    with suppress(UnreadableEvent):
        codec.decode(data)
