"""A node lets people in, out and back in, and takes up after a restart what it had decided."""

import asyncio
from random import Random

import pytest

from node import live as lives
from node import network
from node.errors import AbsentRoom, BadResume, Crowded, Draining, NotNow
from node.ice_server import IceServer
from node.live_view import Census
from node.node import GUESTS_SPARE
from node.outbound import Ended, Network, Outbound, Speaking
from node.passes import Pass
from node.speech import TICK
from node.state import State
from node.tile import Tile
from node.visit import Visit
from rooms.errors import Absent, BadName, NotAllowed, RoomFull
from rooms.events import Ending, SessionEnded
from rooms.ids import ParticipantId, RoomId
from rooms.role import Role
from sfu.errors import AnswerRefused
from sfu.events import Connected, Lost, Resumed, Silent
from sfu.ids import Layer, Source, TrackId
from sfu.pump import TrackFlowed
from tests.unit.node.world import ROOM, Hall, endpoint_of, identity, opened


async def read(visit: Visit) -> list[Outbound]:
    """Return all that is queued, leaving the visit as it is."""
    outbox = visit._connection._outbox
    messages = []
    while outbox._waiting:
        message = await visit.next_message()
        assert message is not None
        messages.append(message)
    return messages


async def state(visit: Visit) -> State:
    states = [message for message in await read(visit) if isinstance(message, State)]
    assert states, "nothing new was said"
    return states[-1]


def routed(hall: Hall, viewer: Visit) -> set[TrackId]:
    endpoint = endpoint_of(viewer)
    return {r.track for s, r in hall.plan().routes.items() if s.endpoint == endpoint}


def tracks(visit: Visit, *sources: Source) -> set[TrackId]:
    return {TrackId(endpoint_of(visit), source) for source in sources}


BOTH = (Source.MICROPHONE, Source.CAMERA)


async def test_a_welcome_says_what_is_known_and_makes_the_only_offer(hall: Hall) -> None:
    visit = await hall.visit("Ada")

    assert visit.welcome.room.name == "Thursday skills group"
    assert visit.welcome.role is Role.CLIENT
    assert visit.welcome.name is None
    assert visit.welcome.capacity == 14
    assert visit.welcome.offer.startswith("offer")
    assert len(visit.welcome.resume) == 32


class Numbered:
    """TURN credentials, each once."""

    def __init__(self) -> None:
        self.given = 0

    def ice_servers(self) -> tuple[IceServer, ...]:
        self.given += 1
        return (IceServer(("turn:turn.example.org",), f"name {self.given}", "password"),)


async def test_each_connection_has_turn_credentials_of_its_own() -> None:
    hall = Hall(relays=Numbered())
    hall.room()
    async with opened(hall):
        lena = await hall.lead()
        again = await hall.node.revisit(ROOM, lena.welcome.resume)
        names = [visit.welcome.ice_servers[0].username for visit in (lena, again, again)]

        assert names == ["name 1", "name 2", "name 2"]


async def test_without_a_turn_server_none_is_named(hall: Hall) -> None:
    assert (await hall.visit("Ada")).welcome.ice_servers == ()


async def test_two_people_see_and_hear_each_other(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")

    assert routed(hall, lena) == tracks(ada, *BOTH)
    assert routed(hall, ada) == tracks(lena, *BOTH)
    seen = await state(ada)
    assert [person.name for person in seen.participants] == ["Lena", "Ada"]
    assert {slot.source for slot in seen.slots} == set(BOTH)


async def test_nothing_is_routed_before_the_handshake_is_done(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.visit("Ada")
    await ada.answer("answer")
    await ada.join(name="Ada", private_name=None, microphone=True, camera=True)
    assert routed(hall, ada) == set()

    hall.media.fire(Connected(endpoint_of(ada)))
    await hall.settle()

    assert routed(hall, ada) == tracks(lena, *BOTH)


async def test_clients_wait_for_the_first_facilitator_and_are_then_let_in(hall: Hall) -> None:
    ada = await hall.come("Ada")
    assert (await state(ada)).phase == "lobby"
    assert hall.plan().routes == {}

    await hall.lead()

    assert (await state(ada)).phase == "joined"


async def test_a_lobby_lets_in_whom_a_facilitator_admits(hall: Hall) -> None:
    hall.room(lobby=True)
    lena = await hall.lead()
    ada = await hall.come("Ada")
    (knock,) = (await state(lena)).lobby
    assert knock.name == "Ada"

    await lena.chair.admit(knock.id)

    assert (await state(ada)).phase == "joined"
    assert (await state(lena)).lobby == ()


async def test_whoever_is_refused_is_told_and_gone(hall: Hall) -> None:
    hall.room(lobby=True)
    lena = await hall.lead()
    ada = await hall.come("Ada")
    (knock,) = (await state(lena)).lobby

    await lena.chair.refuse(knock.id)

    assert Ended("refused") in await read(ada)
    assert await ada.next_message() is None
    assert endpoint_of(ada) in hall.media.closed


async def test_clients_may_not_do_what_facilitators_may(hall: Hall) -> None:
    await hall.lead()
    ada = await hall.come("Ada")
    me = (await state(ada)).self_

    for request in (ada.chair.admit, ada.chair.refuse, ada.chair.remove, ada.chair.mute):
        with pytest.raises(NotAllowed):
            await request(me)
    with pytest.raises(NotAllowed):
        await ada.chair.end_session()


async def test_switching_off_stops_the_flow_and_on_resumes_it(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")

    await ada.publish(camera=False)
    assert routed(hall, lena) == tracks(ada, Source.MICROPHONE)
    await ada.publish(microphone=False)
    assert routed(hall, lena) == set()
    await ada.publish(camera=True, microphone=True)
    assert routed(hall, lena) == tracks(ada, *BOTH)


async def test_a_shared_screen_comes_with_its_sound(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")

    await lena.publish(screen=True)

    assert routed(hall, ada) == tracks(lena, *Source)


async def test_a_muted_microphone_is_not_forwarded_and_its_owner_is_told(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    muted = (await state(ada)).self_
    muter = (await state(lena)).self_

    await lena.chair.mute(muted)

    assert routed(hall, lena) == tracks(ada, Source.CAMERA)
    told = {type(m).__name__: m for m in await read(ada)}
    assert told["Muted"].by == muter
    assert not told["State"].participants[1].microphone


async def test_the_layout_decides_what_is_sent_and_at_which_layer(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    shown = (await state(lena)).self_

    for height, layer in ((180, Layer.LOW), (360, Layer.MIDDLE), (361, Layer.HIGH)):
        await ada.layout([Tile(shown, Source.CAMERA, height)])
        (route,) = [
            r for r in hall.plan().routes.values() if r.track in tracks(lena, Source.CAMERA)
        ]
        assert route.layer is layer

    await ada.layout([])
    assert routed(hall, ada) == tracks(lena, Source.MICROPHONE)


async def test_before_joining_nothing_but_joining_is_in_turn(hall: Hall) -> None:
    ada = await hall.visit("Ada")

    with pytest.raises(NotNow):
        await ada.publish(camera=True)
    with pytest.raises(NotNow):
        await ada.layout([])
    with pytest.raises(NotNow):
        await ada.chair.end_session()


async def test_joining_and_answering_happen_once(hall: Hall) -> None:
    lena = await hall.lead()

    with pytest.raises(NotNow):
        await lena.join(name="Lena", private_name=None, microphone=True, camera=True)
    with pytest.raises(NotNow):
        await lena.answer("another")


async def test_a_refused_answer_may_be_given_again(hall: Hall) -> None:
    ada = await hall.visit("Ada")

    with pytest.raises(AnswerRefused):
        await ada.answer("bad")

    await ada.answer("good")
    assert hall.media.accepted[endpoint_of(ada)] == "good"


async def test_a_refused_join_may_be_tried_again(hall: Hall) -> None:
    await hall.lead()
    ada = await hall.visit("Ada")

    with pytest.raises(BadName):
        await ada.join(name="  ", private_name=None, microphone=True, camera=True)

    await ada.join(name="Ada", private_name=None, microphone=True, camera=True)
    assert (await state(ada)).phase == "joined"


async def test_the_name_of_a_token_wins(hall: Hall) -> None:
    lena = await hall.node.visit(
        Pass(ROOM, Role.FACILITATOR, identity("Lena"), name="Lena", private_name="Helena Q.")
    )
    await lena.join(name="Somebody", private_name="Else", microphone=True, camera=True)

    (person,) = (await state(lena)).participants
    assert (person.name, person.private_name) == ("Lena", "Helena Q.")


async def test_a_full_room_takes_nobody_new(hall: Hall) -> None:
    hall.room(capacity=2)
    await hall.lead()
    await hall.come("Ada")

    with pytest.raises(RoomFull):
        await hall.come("Birch")


async def test_leaving_ends_the_place_at_once(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")

    await ada.leave()

    assert (await read(ada))[-1] == Ended("left")
    assert await ada.next_message() is None
    assert [p.name for p in (await state(lena)).participants] == ["Lena"]
    assert routed(hall, lena) == set()
    with pytest.raises(BadResume):
        await hall.node.revisit(ROOM, ada.welcome.resume)


async def test_leaving_the_pre_join_page_is_leaving_too(hall: Hall) -> None:
    ada = await hall.visit("Ada")

    await ada.leave()

    assert await read(ada) == [Ended("left")]


async def test_a_lost_socket_holds_the_place_and_stops_the_media(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")

    await ada.close()

    assert endpoint_of(ada) in hall.media.closed
    assert routed(hall, lena) == set()
    _, held = (await state(lena)).participants
    assert (held.name, held.connection) == ("Ada", "reconnecting")


async def test_a_resume_secret_leads_back_to_the_same_place(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    await hall.come("Birch")
    before = await state(ada)
    await ada.close()

    again = await hall.node.revisit(ROOM, ada.welcome.resume)
    hall.media.fire(Connected(endpoint_of(again)))
    await hall.settle()

    after = await state(again)
    assert after.self_ == before.self_
    assert [p.seat for p in after.participants] == [p.seat for p in before.participants]
    assert again.welcome.name == "Ada"
    assert again.welcome.resume == ada.welcome.resume
    assert routed(hall, again) >= tracks(lena, *BOTH)


async def test_the_same_identity_takes_up_its_place_without_a_lobby(hall: Hall) -> None:
    hall.room(lobby=True)
    lena = await hall.lead()
    ada = await hall.come("Ada")
    await lena.chair.admit((await state(lena)).lobby[0].id)
    before = (await state(ada)).self_
    await ada.close()

    again = await hall.visit("Ada")
    assert again.welcome.name == "Ada"
    await again.join(name="Eve", private_name=None, microphone=False, camera=False)

    after = await state(again)
    assert (after.phase, after.self_) == ("joined", before)
    assert [p.name for p in after.participants] == ["Lena", "Ada"]


async def test_of_two_tabs_the_newer_wins(hall: Hall) -> None:
    lena = await hall.lead()
    old = await hall.come("Ada")
    await read(old)

    new = await hall.come("Ada")

    assert await read(old) == [Ended("elsewhere")]
    assert endpoint_of(old) in hall.media.closed
    assert routed(hall, lena) == tracks(new, *BOTH)
    await old.close()
    assert (await state(new)).participants[1].connection == "here"
    with pytest.raises(BadResume):
        await hall.node.revisit(ROOM, old.welcome.resume)


async def test_a_second_tab_on_the_pre_join_page_takes_nothing_away(hall: Hall) -> None:
    await hall.lead()
    old = await hall.come("Ada")
    await read(old)

    second = await hall.visit("Ada")
    await second.close()

    assert await read(old) == []


async def test_in_another_role_one_comes_as_somebody_else(hall: Hall) -> None:
    await hall.lead("Lena")
    as_client = await hall.come("Mona")
    before = (await state(as_client)).self_

    as_facilitator = await hall.lead("Mona")

    assert Ended("elsewhere") in await read(as_client)
    assert (await state(as_facilitator)).self_ != before


async def test_a_held_place_lapses_after_ten_minutes(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    await ada.close()

    hall.clock.jump(599)
    await hall.settle()
    assert len((await state(lena)).participants) == 2
    hall.clock.jump(2)
    await hall.settle()

    assert len((await state(lena)).participants) == 1
    with pytest.raises(BadResume):
        await hall.node.revisit(ROOM, ada.welcome.resume)


async def test_ten_seconds_of_silence_hold_the_place_until_packets_come_again(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")

    hall.media.fire(Silent(endpoint_of(ada)))
    await hall.settle()
    assert (await state(lena)).participants[1].connection == "reconnecting"
    assert routed(hall, lena) == set()

    hall.media.fire(Resumed(endpoint_of(ada)))
    await hall.settle()
    assert (await state(lena)).participants[1].connection == "here"
    assert routed(hall, lena) == tracks(ada, *BOTH)


async def test_a_lost_media_path_sends_the_browser_away_to_come_back(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    await read(ada)

    hall.media.fire(Lost(endpoint_of(ada)))
    await hall.settle()

    assert await ada.next_message() is None
    assert ada.parting == "lost"
    assert (await state(lena)).participants[1].connection == "reconnecting"
    await hall.node.revisit(ROOM, ada.welcome.resume)
    assert (await state(lena)).participants[1].connection == "here"


async def test_silence_costs_nobody_their_turn_at_the_door(hall: Hall) -> None:
    ada = await hall.come("Ada")

    hall.media.fire(Silent(endpoint_of(ada)))
    await hall.settle()
    await hall.lead()

    assert (await state(ada)).phase == "joined"


async def test_whoever_waits_and_goes_waits_no_longer(hall: Hall) -> None:
    hall.room(lobby=True)
    lena = await hall.lead()
    for how in ("close", "lost"):
        ada = await hall.come("Ada")
        assert len((await state(lena)).lobby) == 1
        if how == "close":
            await ada.close()
        else:
            hall.media.fire(Lost(endpoint_of(ada)))
            await hall.settle()
        assert (await state(lena)).lobby == ()


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


async def test_too_many_browsers_at_one_door_are_sent_away(hall: Hall) -> None:
    hall.room(capacity=2)
    for number in range(2 + GUESTS_SPARE):
        await hall.visit(f"Ada {number}")

    with pytest.raises(Crowded):
        await hall.visit("Ada")


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


async def test_speakers_are_told_loudest_first_and_only_while_they_are_on(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    people = [person.id for person in (await state(ada)).participants]
    (of_lena,), (of_ada,) = tracks(lena, Source.MICROPHONE), tracks(ada, Source.MICROPHONE)

    hall.media.loudness = {of_lena: -38, of_ada: -20}
    for _ in range(10):
        hall.clock.jump(TICK)
    await hall.settle()
    assert await read(ada) == [Speaking((people[1], people[0]))]

    await ada.publish(microphone=False)
    assert Speaking((people[0],)) in await read(lena)


async def test_a_weak_network_is_told_to_whoever_sees_its_owner(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    people = [person.id for person in (await state(lena)).participants]
    hall.media.lost = {endpoint_of(ada): 0.2, endpoint_of(lena): 0.0}
    await read(lena)

    for _ in range(2 * network.TICKS + 1):
        hall.clock.jump(TICK)
    await hall.settle()
    assert await read(lena) == [Network((people[1],))]

    await ada.leave()
    for _ in range(network.TICKS):
        hall.clock.jump(TICK)
    await hall.settle()
    assert Network(()) in await read(lena)


async def until_no_host(hall: Hall) -> None:
    while hall.node.host(ROOM) is not None:  # noqa: ASYNC110 - one step of the loop at a time
        await asyncio.sleep(0)


async def test_a_place_that_lapses_while_its_owner_comes_back_leaves_nothing_open(
    hall: Hall,
) -> None:
    await hall.lead()
    ada = await hall.come("Ada")
    await ada.close()

    hall.clock.jump(601)  # and before the turn that this brings:
    with pytest.raises(BadResume):
        await hall.node.revisit(ROOM, ada.welcome.resume)

    assert len(hall.media.closed) == len(hall.media.scopes) - 1


async def test_a_visit_that_is_over_asks_for_nothing_more(hall: Hall) -> None:
    ada = await hall.visit("Ada")
    await ada.leave()

    with pytest.raises(NotNow):
        await ada.join(name="Ada", private_name=None, microphone=True, camera=True)
    with pytest.raises(NotNow):
        await ada.answer("answer")


async def test_that_a_track_flows_is_nothing_to_be_told(hall: Hall) -> None:
    lena = await hall.lead()
    await read(lena)

    endpoint = endpoint_of(lena)
    hall.media.listeners[endpoint](TrackFlowed(TrackId(endpoint, Source.CAMERA)))
    await hall.settle()

    assert await read(lena) == []


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
