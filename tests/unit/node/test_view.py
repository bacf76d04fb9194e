"""A view says all that one person may know, and nothing else."""

from dataclasses import replace
from typing import Any

import msgspec
from hypothesis import given

from node.live import Live
from node.live_view import live_view
from node.outbound import Ended, Muted, Outbound, Speaking
from node.resumes import ResumeGiven, Resumes
from node.slots import assign
from node.state import State
from node.view import View, speaking
from node.wiring import Wiring
from rooms.ids import Identity, ParticipantId
from rooms.participant import Arrival, Device, Devices
from rooms.role import Role
from rooms.visibility import may_receive
from sfu.ids import Source
from tests.unit.node.people import (
    MAIN,
    SIDE,
    lives,
    member,
    pid,
    session_of,
    wiring_of,
    wirings,
)


def views(live: Live, wiring: Wiring) -> dict[ParticipantId, State]:
    given_ = assign(live.session, wiring)
    known = {**live.session.participants, **live.session.waiting}
    view = View(live, unjournalled=True)
    return {
        viewer: view.state(viewer, line) for viewer, line in given_.lines.items() if viewer in known
    }


@given(lives, wirings())
def test_no_private_name_and_no_identity_in_what_anybody_but_a_facilitator_is_sent(
    live: Live, wiring: Wiring
) -> None:
    secret = ResumeGiven(pid("p0"), "digest-of-a-secret")
    live = replace(live, resumes=Resumes().given(secret))
    for viewer, state in views(live, wiring).items():
        encoded = msgspec.json.encode(state) + msgspec.msgpack.encode(state)
        assert b"identity-of" not in encoded
        assert b"digest-of" not in encoded
        person = live.session.participants.get(viewer)
        if person is None or person.role is not Role.FACILITATOR:
            assert b"private-name-of" not in encoded
            assert b"unjournalled" not in encoded
            assert b"lobby_on" not in encoded
            assert b"link_changed" not in encoded
            assert state.lobby == ()


@given(lives)
def test_no_private_name_and_no_identity_in_what_the_api_shows(live: Live) -> None:
    encoded = msgspec.json.encode(live_view(live))
    assert b"private-name-of" not in encoded
    assert b"identity-of" not in encoded


@given(lives, wirings())
def test_where_somebody_is_only_facilitators_learn(live: Live, wiring: Wiring) -> None:
    session = live.session
    for viewer, state in views(live, wiring).items():
        if state.phase == "lobby":
            continue
        own = session.participants[viewer]
        for person in state.participants:
            true = session.participants[person.id].space
            seen = own.role is Role.FACILITATOR or true == own.space
            assert person.room == (true if seen else "elsewhere")


@given(lives, wirings())
def test_one_is_never_told_of_ones_own_tracks(live: Live, wiring: Wiring) -> None:
    for viewer, state in views(live, wiring).items():
        assert viewer not in {slot.participant for slot in state.slots}


def test_the_circle_has_facilitators_first_and_then_goes_by_seat() -> None:
    people = [member("c", 0), member("b", 2), member("l", 1, Role.FACILITATOR)]
    live = Live(session_of(*people))

    seen = {
        viewer: [p.id for p in views(live, wiring_of(viewer))[pid(viewer)].participants]
        for viewer in ("b", "c", "l")
    }

    assert set(map(tuple, seen.values())) == {("l", "c", "b")}


def test_at_the_door_nobody_sees_or_is_told_of_anybody() -> None:
    knock = Arrival(pid("w"), Identity("identity-of-w"), Role.CLIENT, "W", None, Devices())
    live = Live(session_of(member("lena", 0, Role.FACILITATOR), waiting=(knock,)))

    state = views(live, wiring_of("w"))[pid("w")]

    assert (state.phase, state.self_) == ("lobby", "w")
    assert (state.participants, state.slots, state.rooms, state.lobby) == ((), (), (), ())


def test_facilitators_see_who_waits_and_whether_a_restart_would_forget() -> None:
    knock = Arrival(pid("w"), Identity("identity-of-w"), Role.CLIENT, "W", "Wanda", Devices())
    live = Live(session_of(member("lena", 0, Role.FACILITATOR), waiting=(knock,)))

    state = views(live, wiring_of("lena"))[pid("lena")]

    assert [(k.name, k.private_name) for k in state.lobby] == [("W", "Wanda")]
    assert state.unjournalled is True


def test_hands_are_told_as_places_in_the_queue() -> None:
    raised = [(7, "late"), (3, "early"), (None, "down")]
    people = [replace(member(name, seat), hand=hand) for seat, (hand, name) in enumerate(raised)]
    live = Live(session_of(*people))

    state = views(live, wiring_of("late"))[pid("late")]

    assert {p.id: p.hand for p in state.participants} == {"late": 1, "early": 0, "down": None}


def test_the_wire_has_exactly_the_words_of_the_protocol() -> None:
    live = Live(session_of(member("lena", 0, Role.FACILITATOR), member("ada", 1)))

    def wire(message: Outbound) -> Any:
        return msgspec.json.decode(msgspec.json.encode(message))

    wired = wire(views(live, wiring_of("lena", "ada"))[pid("ada")])

    assert set(wired) == {
        "type", "phase", "self", "participants", "rooms", "lobby", "hold", "locked",
        "chat_mode", "help", "recording", "slots", "norms", "ears", "cues", "were_together",
        "consents", "ledger",
    }  # fmt: skip
    assert set(wired["participants"][0]) == {
        "id", "name", "private_name", "role", "seat", "room", "microphone", "camera", "screen",
        "hand", "away", "connection",
    }  # fmt: skip
    assert wired["recording"] == {"state": "off", "scope": None, "since": None}
    assert wired["rooms"] == [
        {
            "id": MAIN,
            "name": "Main room",
            "parent": None,
            "closes_at": None,
            "side": False,
            "choice": False,
            "people": None,
        }
    ]
    assert {tuple(slot) for slot in wired["slots"]} == {("mid", "participant", "source", "gain")}
    assert wire(Muted(None)) == {"type": "muted", "by": None}
    assert wire(Ended("left")) == {"type": "ended", "reason": "left"}
    assert wire(Speaking((pid("a"),))) == {"type": "speaking", "participants": ["a"]}


@given(lives)
def test_one_is_told_of_speakers_one_can_hear_and_of_oneself(live: Live) -> None:
    everyone = [pid(f"p{number}") for number in range(7)]
    for viewer in live.session.participants:
        told = speaking(live, viewer, everyone).participants
        for person in told:
            assert person == viewer or may_receive(live.session, viewer, person, Device.MICROPHONE)
            assert live.session.participants[person].devices.microphone


def test_a_voice_from_another_room_lights_no_ring() -> None:
    live = Live(session_of(member("a", 0), member("b", 1, space=SIDE), member("c", 2)))

    assert speaking(live, pid("a"), [pid("b"), pid("c")]).participants == ("c",)


def test_a_slot_says_whose_and_what() -> None:
    live = Live(session_of(member("lena", 0, Role.FACILITATOR), member("ada", 1)))

    slots = views(live, wiring_of("lena", "ada"))[pid("ada")].slots

    assert {(slot.participant, slot.source, slot.gain) for slot in slots} == {
        ("lena", Source.MICROPHONE, 1.0),
        ("lena", Source.CAMERA, 1.0),
    }
