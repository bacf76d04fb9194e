"""After a restart a node takes up what it had decided, and forgets what had ended."""

from random import Random

import pytest

from node import live as lives
from rooms.events import Ending, SessionEnded
from rooms.ids import RoomId
from tests.unit.node.page import state
from tests.unit.node.world import ROOM, Hall, opened, until_no_host


async def restarted(hall: Hall) -> Hall:
    """Return a hall over the same journal and rooms, as after a crash."""
    dice = Random(hall.dice.random())
    return Hall(clock=hall.clock, journal=hall.journal, rooms=hall.rooms, dice=dice)


async def test_after_a_restart_everyone_has_their_place_back() -> None:
    async with opened() as before:
        lena = await before.lead()
        ada = await before.come("Ada")
        seen = before.node.session(ROOM)
    assert seen is not None
    before.clock.jump(3600)

    async with opened(await restarted(before)) as after:
        found = after.node.session(ROOM)
        assert found is not None
        assert found.id == seen.id
        assert {p.connection for p in found.participants} == {"reconnecting"}

        again = await after.node.revisit(ROOM, lena.welcome.resume)
        ada_again = await after.node.revisit(ROOM, ada.welcome.resume)
        assert (await state(ada_again)).phase == "joined"
        people = (await state(again)).participants
        assert [(p.id, p.seat, p.microphone, p.camera) for p in people] == [
            (p.id, p.seat, p.microphone, p.camera) for p in seen.participants
        ]


async def test_after_a_restart_places_lapse_and_the_session_ends() -> None:
    async with opened() as before:
        await before.lead()
    async with opened(await restarted(before)) as after:
        after.clock.jump(601)
        await after.settle()
        assert after.node.session(ROOM) is not None
        after.clock.jump(601)
        await until_no_host(after)
        assert after.journal.heads == {}


async def test_a_session_of_people_who_only_waited_is_not_taken_up() -> None:
    async with opened() as before:
        await before.come("Ada")
        assert before.journal.heads
    async with opened(await restarted(before)) as after:
        await until_no_host(after)
        assert after.journal.heads == {}


async def test_a_session_that_had_ended_is_forgotten_at_the_next_start() -> None:
    async with opened() as before:
        await before.lead()
    (session,) = before.journal.heads
    ended = lives.encode(SessionEnded(Ending.ENDED, before.clock.now()))
    before.journal.entries[session].append(ended)
    async with opened(await restarted(before)) as after:
        assert after.node.session(ROOM) is None
        assert after.journal.forgotten == [session]


async def test_a_deleted_room_is_forgotten_at_the_next_start() -> None:
    async with opened() as before:
        await before.lead()
    after = await restarted(before)
    after.rooms.records = {RoomId("d2" * 16): before.rooms.records[ROOM]}
    async with opened(after):
        assert after.journal.heads == {}


async def test_what_cannot_be_read_is_left_alone_and_the_room_begins_anew() -> None:
    async with opened() as before:
        await before.lead()
    (session,) = before.journal.heads
    before.journal.entries[session][0] = b"\xc1 not a journal"
    async with opened(await restarted(before)) as after:
        assert session in after.journal.heads
        await after.lead()
        found = after.node.session(ROOM)
        assert found is not None
        assert found.id != session


async def test_a_session_that_fails_is_taken_up_from_its_journal(hall: Hall) -> None:
    lena = await hall.lead()
    other = hall.room(RoomId("d2" * 16))
    mona = await hall.lead("Mona", other)
    seen = hall.node.session(ROOM)
    assert seen is not None
    hall.journal.fault = RuntimeError("a mistake of ours")
    with pytest.raises(Exception, match="cannot go on"):
        await lena.publish(camera=False)
    hall.journal.fault = None

    assert lena.parting == "lost"
    again = await hall.node.revisit(ROOM, lena.welcome.resume)
    assert (await state(again)).self_ == seen.participants[0].id
    await mona.publish(camera=False)
    assert not (await state(mona)).participants[0].camera
