"""Whoever leads can do what a group needs done, on the server, told plainly to whom it concerns."""

import pytest

from node.errors import AbsentRoom, LinkStands, Unread
from node.outbound import AskedToUnmute, CameraStopped, ClientLink, Ended, Muted
from node.passing import KeyTold
from node.state import State
from node.visit import Visit
from rooms.errors import Banned, Locked, NotAllowed
from rooms.ids import ParticipantId
from rooms.role import Role
from sfu.ids import Source
from tests.unit.node.world import ROOM, Hall


def truth(visit: Visit) -> State:
    state = visit._connection._outbox._told[State]
    assert isinstance(state, State)
    return state


def me(visit: Visit) -> ParticipantId:
    return truth(visit).self_


async def heard(visit: Visit, kind: type) -> object:
    while (message := await visit.next_message()) is not None:
        if isinstance(message, kind):
            return message
    raise AssertionError("the visit is over")


def sources(hall: Hall, of: Visit) -> set[Source]:
    endpoint = of._connection.line().endpoint
    return {r.track.source for r in hall.plan().routes.values() if r.track.endpoint == endpoint}


async def test_a_stopped_camera_is_forwarded_to_nobody_and_its_owner_is_told(hall: Hall) -> None:
    lena, ada = await hall.lead(), await hall.come("Ada")

    await lena.chair.stop_camera(me(ada))

    assert await heard(ada, CameraStopped) == CameraStopped(me(lena))
    assert sources(hall, ada) == {Source.MICROPHONE}


async def test_all_are_muted_but_whoever_leads(hall: Hall) -> None:
    lena, ada = await hall.lead(), await hall.come("Ada")

    await lena.chair.mute_all()

    assert await heard(ada, Muted) == Muted(me(lena))
    assert sources(hall, ada) == {Source.CAMERA}
    assert sources(hall, lena) == {Source.CAMERA, Source.MICROPHONE}


async def test_being_asked_to_unmute_changes_nothing_and_is_written_nowhere(hall: Hall) -> None:
    lena, ada = await hall.lead(), await hall.come("Ada", microphone=False)
    written, live = list(hall.media.effects), hall.node.host(ROOM).live  # type: ignore[union-attr]

    await lena.chair.ask_to_unmute(me(ada))

    assert await heard(ada, AskedToUnmute) == AskedToUnmute(me(lena))
    assert hall.media.effects == written
    assert hall.node.host(ROOM).live == live  # type: ignore[union-attr]


async def test_whoever_is_banned_is_out_for_good_and_the_client_link_is_new(hall: Hall) -> None:
    lena, ada = await hall.lead(), await hall.come("Ada")

    await lena.chair.ban(me(ada))

    assert await heard(ada, Ended) == Ended("banned")
    record = hall.rooms.records[ROOM]
    assert (record.link_version, record.client_link_version) == (1, 1)
    assert truth(lena).lobby_on is True
    with pytest.raises(Banned):
        await hall.come("Ada")
    assert (await hall.come("Birch"), len(truth(lena).lobby))[1] == 1


async def test_whoever_leads_is_told_the_link_that_is_new_after_a_ban(hall: Hall) -> None:
    lena, ada, birch = await hall.lead(), await hall.come("Ada"), await hall.come("Birch")
    assert truth(lena).link_changed is False

    await lena.chair.ban(me(ada))
    await lena.invitation.tell()

    assert truth(lena).link_changed is True
    assert await heard(lena, ClientLink) == ClientLink("key 1")
    with pytest.raises(NotAllowed):
        await birch.invitation.tell()
    assert "key 1" not in repr(KeyTold(me(lena), "key 1"))


async def test_a_link_that_cannot_be_looked_up_may_be_asked_for_again(hall: Hall) -> None:
    lena = await hall.lead()
    hall.rooms.broken = True

    with pytest.raises(Unread):
        await lena.invitation.tell()

    hall.rooms.broken = False
    await lena.invitation.tell()
    assert await heard(lena, ClientLink) == ClientLink("key 0")


async def test_no_link_leads_to_a_room_that_was_deleted(hall: Hall) -> None:
    lena = await hall.lead()
    del hall.rooms.records[ROOM]

    with pytest.raises(AbsentRoom):
        await lena.invitation.tell()


async def test_a_ban_stands_although_the_link_cannot_be_changed(hall: Hall) -> None:
    lena, ada = await hall.lead(), await hall.come("Ada")
    hall.rooms.broken = True

    with pytest.raises(LinkStands):
        await lena.chair.ban(me(ada))

    assert [person.name for person in truth(lena).participants] == ["Lena"]


async def test_behind_a_locked_door_nobody_new_comes_in(hall: Hall) -> None:
    lena = await hall.lead()

    await lena.chair.lock(on=True)

    assert truth(lena).locked
    with pytest.raises(Locked):
        await hall.come("Ada")
    await lena.chair.lock(on=False)
    assert truth(await hall.come("Ada")).phase == "joined"


async def test_the_lobby_is_switched_for_the_session_and_all_are_let_in_at_once(
    hall: Hall,
) -> None:
    lena = await hall.lead()
    await lena.chair.switch_lobby(on=True)
    ada, birch = await hall.come("Ada"), await hall.come("Birch")
    assert {truth(ada).phase, truth(birch).phase} == {"lobby"}

    await lena.chair.admit_all()

    assert {truth(ada).phase, truth(birch).phase} == {"joined"}
    assert hall.rooms.records[ROOM].lobby is False


async def test_hands_keep_their_order_and_are_lowered_one_by_one_or_all(hall: Hall) -> None:
    lena, ada, birch = await hall.lead(), await hall.come("Ada"), await hall.come("Birch")

    def up() -> dict[str, int]:
        return {p.name: p.hand for p in truth(lena).participants if p.hand is not None}

    await birch.gestures.raise_hand(on=True)
    await ada.gestures.raise_hand(on=True)
    assert up() == {"Birch": 0, "Ada": 1}
    await lena.chair.lower_hands(me(birch))
    assert up() == {"Ada": 0}
    await birch.gestures.raise_hand(on=True)
    await ada.gestures.raise_hand(on=False)
    assert up() == {"Birch": 0}
    await lena.chair.lower_hands()
    assert up() == {}


async def test_stepping_away_is_seen_by_all_and_switches_nothing(hall: Hall) -> None:
    lena, ada = await hall.lead(), await hall.come("Ada")

    await ada.gestures.step_away(on=True)

    assert {p.name: p.away for p in truth(lena).participants} == {"Lena": False, "Ada": True}
    assert sources(hall, ada) == {Source.CAMERA, Source.MICROPHONE}


async def test_the_api_sits_in_the_same_chair(hall: Hall) -> None:
    await hall.lead()
    ada = await hall.come("Ada", Role.CLIENT)

    await hall.node.chair(ROOM).stop_camera(me(ada))

    assert await heard(ada, CameraStopped) == CameraStopped(None)
