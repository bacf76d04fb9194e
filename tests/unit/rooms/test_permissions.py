"""One table says who may do what, every decision asks it, and a held place keeps its rights.

The table is written out here once more, cell by cell: a change of it is a change in two places.
"""

from collections.abc import Callable, Mapping
from itertools import product

import pytest

from rooms import chat, devices, reaction
from rooms.chat_mode import ChatMode
from rooms.errors import Absent, NotAllowed, SessionOver
from rooms.message import To, Whom
from rooms.participant import Devices
from rooms.permissions import PERMISSIONS, Action, allows, require
from rooms.planned_room import PlannedRoom
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person

# facilitator, client, observer
EXPECTED: Mapping[Action, tuple[bool, bool, bool]] = {
    Action.JOIN: (True, True, True),
    Action.LEAVE: (True, True, True),
    Action.LAYOUT: (True, True, True),
    Action.PUBLISH: (True, True, False),
    Action.RAISE_HAND: (True, True, False),
    Action.STEP_AWAY: (True, True, False),
    Action.LOWER_HANDS: (True, False, False),
    Action.REACT: (True, True, False),
    Action.ASK_FOR_HELP: (True, True, True),
    Action.CLAIM_HELP: (True, False, False),
    Action.CHAT: (True, True, True),
    Action.CHAT_WITH_ALL: (True, True, False),
    Action.CHAT_WITH_LOBBY: (True, False, False),
    Action.SWITCH_CHAT: (True, False, False),
    Action.ADMIT: (True, False, False),
    Action.REFUSE: (True, False, False),
    Action.LOCK: (True, False, False),
    Action.SWITCH_LOBBY: (True, False, False),
    Action.REMOVE: (True, False, False),
    Action.BAN: (True, False, False),
    Action.INVITE: (True, False, False),
    Action.MUTE: (True, False, False),
    Action.ASK_TO_UNMUTE: (True, False, False),
    Action.STOP_CAMERA: (True, False, False),
    Action.SPLIT: (True, False, False),
    Action.CHOOSE_ROOM: (True, True, False),
    Action.LISTEN: (True, False, False),
    Action.REACH_OUT: (True, False, False),
    Action.RECORD: (True, False, False),
    Action.END_SESSION: (True, False, False),
}

COLUMN = {Role.FACILITATOR: 0, Role.CLIENT: 1, Role.OBSERVER: 2}

CELLS = list(product(Action, Role))


@pytest.mark.parametrize(("action", "role"), CELLS)
def test_the_table_is_the_whole_truth(action: Action, role: Role) -> None:
    assert allows(role, action) is EXPECTED[action][COLUMN[role]]


def test_every_role_and_every_action_is_in_the_table() -> None:
    assert set(PERMISSIONS) == set(COLUMN) == set(Role)
    assert set(EXPECTED) == set(Action)


def asked_to_unmute(sitting: Sitting, by: str) -> None:
    devices.ask_to_unmute(sitting.session, person("Birch"), by=person(by))


def written(to: To) -> Callable[[Sitting, str], object]:
    return lambda sitting, by: chat.audience(sitting.session, person(by), to)


# How each action is tried.  Layout and inviting are the node's; joining and leaving are for everyone.
TRIED: Mapping[Action, Callable[[Sitting, str], object]] = {
    Action.JOIN: lambda sitting, by: sitting.enter(by, sitting.of(by).role),
    Action.LEAVE: lambda sitting, by: sitting.leave(by),
    Action.PUBLISH: lambda sitting, by: sitting.switch(by, camera=True),
    Action.RAISE_HAND: lambda sitting, by: sitting.raise_hand(by),
    Action.STEP_AWAY: lambda sitting, by: sitting.step_away(by),
    Action.LOWER_HANDS: lambda sitting, by: sitting.lower_hand("Birch", by=by),
    Action.REACT: lambda sitting, by: reaction.audience(sitting.session, person(by)),
    Action.ASK_FOR_HELP: lambda sitting, by: sitting.ask_for_help(by),
    Action.CLAIM_HELP: lambda sitting, by: sitting.claim_help("Birch", by=by),
    Action.CHAT: written(Whom.FACILITATORS),
    Action.CHAT_WITH_ALL: written(Whom.ROOM),
    Action.CHAT_WITH_LOBBY: written(Whom.LOBBY),
    Action.SWITCH_CHAT: lambda sitting, by: sitting.switch_chat(ChatMode.OFF, by=by),
    Action.ADMIT: lambda sitting, by: sitting.admit("Knock", by=by),
    Action.REFUSE: lambda sitting, by: sitting.refuse("Knock", by=by),
    Action.LOCK: lambda sitting, by: sitting.lock(by=by),
    Action.SWITCH_LOBBY: lambda sitting, by: sitting.switch_lobby(on=False, by=by),
    Action.REMOVE: lambda sitting, by: sitting.remove("Birch", by=by),
    Action.BAN: lambda sitting, by: sitting.ban("Birch", by=by),
    Action.MUTE: lambda sitting, by: sitting.mute("Birch", by=by),
    Action.ASK_TO_UNMUTE: asked_to_unmute,
    Action.STOP_CAMERA: lambda sitting, by: sitting.stop_camera("Birch", by=by),
    Action.SPLIT: lambda sitting, by: sitting.split(("Fern",), by=by),
    Action.CHOOSE_ROOM: lambda sitting, by: sitting.choose(by, "oak"),
    Action.LISTEN: lambda sitting, by: sitting.show_ears(by, "oak"),
    Action.REACH_OUT: lambda sitting, by: sitting.whisper(by, "oak"),
    Action.END_SESSION: lambda sitting, by: sitting.end(by=by),
}

ACTOR = {Role.FACILITATOR: "Max", Role.CLIENT: "Fern", Role.OBSERVER: "Olga"}


@pytest.fixture
def sitting() -> Sitting:
    """A group with one of each who acts, one who is acted upon, and one at the door."""
    sitting = Sitting(lobby=True)
    sitting.facilitator("Lena")
    sitting.facilitator("Max")
    sitting.enter("Birch", devices=Devices(microphone=True, camera=True), expected=True)
    sitting.enter("Fern", expected=True)
    sitting.enter("Olga", Role.OBSERVER, expected=True)
    sitting.raise_hand("Birch")
    sitting.ask_for_help("Birch")
    sitting.switch_chat(ChatMode.EVERYONE, by="Lena")
    sitting.enter("Knock")
    sitting.plan([PlannedRoom(name="oak")], choice=True)
    return sitting


@pytest.mark.parametrize(("action", "role"), list(product(TRIED, Role)))
def test_every_decision_asks_the_table(sitting: Sitting, action: Action, role: Role) -> None:
    if allows(role, action):
        TRIED[action](sitting, ACTOR[role])
    else:
        before = sitting.session
        with pytest.raises(NotAllowed):
            TRIED[action](sitting, ACTOR[role])
        assert sitting.session is before


AT_THE_DOOR = (Action.JOIN, Action.LEAVE, Action.PUBLISH, Action.CHAT)


@pytest.mark.parametrize("action", [action for action in TRIED if action not in AT_THE_DOOR])
def test_whoever_is_only_at_the_door_may_do_nothing_inside(
    sitting: Sitting, action: Action
) -> None:
    with pytest.raises((Absent, NotAllowed)):
        TRIED[action](sitting, "Knock")


def test_every_action_is_tried_that_is_decided_here() -> None:
    assert set(Action) - set(TRIED) == {Action.LAYOUT, Action.INVITE, Action.RECORD}


def test_only_participants_have_rights_and_the_api_has_all() -> None:
    sitting = Sitting()
    sitting.enter("Birch")
    with pytest.raises(Absent):
        require(sitting.session, person("Birch"), Action.LEAVE)
    sitting.facilitator()
    require(sitting.session, person("Birch"), Action.LEAVE)
    require(sitting.session, None, Action.END_SESSION)
    with pytest.raises(NotAllowed):
        require(sitting.session, person("Birch"), Action.END_SESSION)


def test_a_dropped_facilitator_can_still_act() -> None:
    sitting = Sitting()
    sitting.facilitator()
    sitting.drop("Lena")
    require(sitting.session, person("Lena"), Action.END_SESSION)


def test_nobody_may_do_anything_in_a_session_that_has_ended() -> None:
    sitting = Sitting()
    sitting.facilitator()
    sitting.end(by="Lena")
    for by in (person("Lena"), None):
        with pytest.raises(SessionOver):
            require(sitting.session, by, Action.LOCK)
