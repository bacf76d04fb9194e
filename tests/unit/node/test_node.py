"""A node has a session for each room that somebody is in, and ends it for everyone."""

import pytest

from node.errors import AbsentRoom, BadResume, Draining, NotNow
from node.live_view import Census
from node.outbound import Ended
from rooms.errors import Absent
from rooms.ids import ParticipantId, RoomId
from rooms.role import Role
from sfu.ids import Source
from tests.unit.node.page import read, routed, state, tracks
from tests.unit.node.world import ROOM, Hall, endpoint_of, until_no_host


async def test_ending_the_session_tells_everyone_and_forgets_it(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    session = hall.node.session(ROOM)
    assert session is not None

    await lena.chair.end_session()
    await hall.settle()

    assert Ended("session-ended") in await read(ada)
    assert Ended("session-ended") in await read(lena)
    assert hall.node.session(ROOM) is None
    assert hall.journal.forgotten == [session.id]
    assert hall.journal.entries == {}


async def test_whoever_is_on_the_pre_join_page_can_begin_the_next_session(hall: Hall) -> None:
    lena = await hall.lead()
    mona = await hall.visit("Mona", Role.FACILITATOR)
    first = hall.node.session(ROOM)
    await lena.chair.end_session()

    await mona.join(name="Mona", private_name=None, microphone=True, camera=True)

    second = hall.node.session(ROOM)
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert [p.name for p in (await state(mona)).participants] == ["Mona"]


async def test_a_room_that_nobody_visits_has_no_host(hall: Hall) -> None:
    ada = await hall.visit("Ada")
    assert hall.node.host(ROOM) is not None

    await ada.close()
    await ada.close()

    await until_no_host(hall)
    assert hall.journal.heads == {}


async def test_a_room_that_does_not_exist_is_absent(hall: Hall) -> None:
    with pytest.raises(AbsentRoom):
        await hall.visit("Ada", room=RoomId("f" * 32))
    with pytest.raises(AbsentRoom):
        await hall.node.chair(ROOM).end_session()


async def test_two_rooms_never_mix(hall: Hall) -> None:
    other = hall.room(RoomId("d2" * 16))
    lena, mona = await hall.lead(), await hall.lead("Mona", other)
    ada, birch = await hall.come("Ada"), await hall.come("Birch", room=other)

    with pytest.raises(BadResume):
        await hall.node.revisit(other, ada.welcome.resume)
    with pytest.raises(Absent):
        await mona.chair.remove((await state(ada)).self_)
    for room, people in ((ROOM, (lena, ada)), (other, (mona, birch))):
        endpoints = {endpoint_of(visit) for visit in people}
        for slot, route in hall.plan(room).routes.items():
            assert {slot.endpoint, route.track.endpoint} <= endpoints


async def test_a_visit_that_is_over_asks_for_nothing_more(hall: Hall) -> None:
    ada = await hall.visit("Ada")
    await ada.leave()

    with pytest.raises(NotNow):
        await ada.join(name="Ada", private_name=None, microphone=True, camera=True)
    with pytest.raises(NotNow):
        await ada.answer("answer")


async def test_a_census_counts_sessions_and_places(hall: Hall) -> None:
    assert hall.node.census() == Census(sessions=0, participants=0)
    await hall.lead()
    ada = await hall.come("Ada")
    await hall.visit("Birch")
    await ada.close()
    await hall.lead("Mona", hall.room(RoomId("d2" * 16)))

    assert hall.node.census() == Census(sessions=2, participants=3)


async def test_the_api_sees_and_acts_on_the_live_session(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    seen = hall.node.session(ROOM)
    assert seen is not None
    assert [p.name for p in seen.participants] == ["Lena", "Ada"]
    assert (seen.gate, seen.recording.state) == ("shut", "off")

    await hall.node.chair(ROOM).mute(seen.participants[1].id)
    assert routed(hall, lena) == tracks(ada, Source.CAMERA)
    await hall.node.chair(ROOM).remove(seen.participants[1].id)
    assert Ended("removed") in await read(ada)
    with pytest.raises(Absent):
        await hall.node.chair(ROOM).remove(ParticipantId("nobody"))
    await hall.node.chair(ROOM).end_session()
    assert Ended("session-ended") in await read(lena)


async def test_a_node_that_closes_sends_every_browser_away(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.visit("Ada")
    await read(lena)

    await hall.node.close()
    await hall.node.close()

    for visit in (lena, ada):
        assert await visit.next_message() is None
        assert visit.parting == "draining"
        await visit.close()
    with pytest.raises(Draining):
        await hall.visit("Birch")
