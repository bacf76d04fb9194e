"""A split is one turn: everyone it moves is told all of it at once, and nobody is reached twice."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from node.outbound import Bell, Message
from node.state import State
from node.visit import Visit
from rooms.errors import Absent, BadName, BadPlan
from rooms.ids import ParticipantId, SpaceId
from rooms.part import Part
from rooms.planned_room import PlannedRoom
from tests.unit.node.group import hears, me, planned, room_of, rooms, seen, sees, told, truth
from tests.unit.node.world import ROOM, Applied, Hall, Written, opened


@dataclass
class Group:
    hall: Hall
    lena: Visit
    ada: Visit
    bo: Visit
    cy: Visit

    @property
    def everyone(self) -> tuple[Visit, ...]:
        return self.lena, self.ada, self.bo, self.cy

    @property
    def live(self) -> object:
        host = self.hall.node.host(ROOM)
        assert host is not None
        return host.live


@pytest.fixture
async def group() -> AsyncIterator[Group]:
    async with opened() as hall:
        lena = await hall.lead()
        yield Group(hall, lena, *[await hall.come(name) for name in ("Ada", "Bo", "Cy")])


async def test_who_is_moved_is_told_of_the_room_its_people_and_the_slots_by_one_message(
    group: Group,
) -> None:
    for visit in group.everyone:
        await told(visit, State)

    await group.lena.board.split(planned([group.ada, group.bo], [group.cy]))

    (state,) = await told(group.ada, State)
    assert isinstance(state, State)
    assert [room.name for room in state.rooms] == ["Main room", "Room 1"]
    assert {slot.participant for slot in state.slots} == {me(group.bo)}
    assert {person.name: person.room for person in state.participants} == {
        "Lena": "elsewhere",
        "Ada": state.rooms[1].id,
        "Bo": state.rooms[1].id,
        "Cy": "elsewhere",
    }


async def test_those_in_one_room_hear_and_see_each_other_and_nobody_else(group: Group) -> None:
    await group.lena.board.split(planned([group.ada, group.bo], [group.cy]))

    assert hears(group.hall, group.ada, group.bo)
    assert sees(group.hall, group.bo, group.ada)
    for viewer in (group.ada, group.bo):
        for other in (group.lena, group.cy):
            assert not hears(group.hall, viewer, other)
            assert not sees(group.hall, other, viewer)


async def test_the_old_room_is_left_before_it_is_written_and_the_new_one_entered_after(
    group: Group,
) -> None:
    await group.lena.board.split(planned([group.ada, group.bo], [group.cy]))
    effects = group.hall.media.effects
    del effects[:]

    await group.lena.board.exchange(me(group.bo), me(group.cy))

    less, written, more = effects
    assert isinstance(less, Applied)
    assert isinstance(written, Written)
    assert isinstance(more, Applied)
    assert not less.plan.routes
    assert len(more.plan.routes) == 4, "a voice and a face, both ways"


async def test_devices_stay_as_they_were_through_a_split_and_a_merge(group: Group) -> None:
    await group.ada.publish(microphone=False)
    before = {person.name: person for person in truth(group.lena).participants}

    await group.lena.board.split(planned([group.ada, group.bo], [group.cy]))
    await group.lena.board.merge()

    after = {person.name: person for person in truth(group.lena).participants}
    assert after == before
    assert [room.name for room in truth(group.ada).rooms] == ["Main room"]
    assert truth(group.ada).were_together == ((*sorted([me(group.ada), me(group.bo)]),),)


async def test_breakouts_merge_by_themselves_when_their_time_is_over(group: Group) -> None:
    await group.lena.board.split(planned([group.ada, group.bo]), closes_in=480)
    closes_at = group.hall.clock.now() + 480
    assert rooms(group.ada)["Room 1"].closes_at == closes_at
    await group.lena.board.extend(60)
    assert rooms(group.ada)["Room 1"].closes_at == closes_at + 60

    group.hall.clock.jump(481)
    await group.hall.settle()
    assert room_of(group.ada) != room_of(group.lena)
    group.hall.clock.jump(60)
    await group.hall.settle()

    assert room_of(group.ada) == room_of(group.lena)
    assert hears(group.hall, group.lena, group.ada)


async def test_they_merge_as_well_when_every_facilitator_is_gone(group: Group) -> None:
    await group.lena.board.split(planned([group.ada, group.bo], [group.cy]))
    await group.lena.close()
    assert rooms(group.ada)["Room 1"].closes_at == group.hall.clock.now() + 300

    group.hall.clock.jump(301)
    await group.hall.settle()

    assert {room_of(visit) for visit in (group.ada, group.bo, group.cy)} == {
        truth(group.ada).rooms[0].id
    }


async def test_people_are_moved_and_exchanged_and_newcomers_land_where_they_are_led(
    group: Group,
) -> None:
    lena = group.lena
    await lena.board.split(planned([group.ada], [group.bo]))
    one, two = rooms(lena)["Room 1"].id, rooms(lena)["Room 2"].id

    await lena.board.exchange(me(group.ada), me(group.bo))
    assert (room_of(group.ada), room_of(group.bo)) == (two, one)
    await lena.board.move(me(group.cy), one)
    assert room_of(group.cy) == one
    await lena.board.direct_newcomers(two)
    assert truth(lena).newcomers == two
    late = await group.hall.come("Dee")
    assert room_of(late) == two
    await lena.board.merge_into(two, one)
    assert {room_of(each) for each in (group.ada, group.bo, group.cy, late)} == {one}
    assert rooms(lena)["Room 1"].people == 4


async def test_a_facilitator_hops_and_a_client_chooses(group: Group) -> None:
    await group.lena.board.split([PlannedRoom(name="Quiet"), PlannedRoom(name="Loud")], choice=True)
    quiet = rooms(group.ada)["Quiet"].id

    await group.ada.steps.choose(quiet)
    await group.lena.steps.hop(quiet)

    assert hears(group.hall, group.lena, group.ada)
    assert rooms(group.bo)["Quiet"].people == 2
    assert rooms(group.bo)["Main room"].people is None


async def test_two_who_step_aside_are_alone_and_come_back_to_where_they_were(group: Group) -> None:
    await group.lena.board.split(planned([group.ada, group.bo]))
    before = room_of(group.ada)

    await group.lena.steps.step_aside(me(group.ada))

    assert hears(group.hall, group.lena, group.ada)
    assert seen(group.bo, group.ada).away
    assert [room.side for room in truth(group.ada).rooms] == [False, True]
    assert [room.side for room in truth(group.bo).rooms] == [False, False]
    await group.lena.board.merge(room_of(group.ada))
    assert room_of(group.ada) == before
    assert not seen(group.bo, group.ada).away


async def test_at_the_bell_parts_are_swapped_for_those_who_play(group: Group) -> None:
    await group.lena.board.split(planned([group.ada, group.bo]))
    parts = {me(group.ada): Part.A, me(group.bo): Part.B}
    await group.lena.board.give_parts(parts, {Part.A: "You ask."})
    for visit in group.everyone:
        await told(visit, State)

    await group.lena.board.swap_parts()

    assert (seen(group.ada, group.ada).part, seen(group.ada, group.bo).part) == (Part.B, Part.A)
    rung = [bool(await told(visit, Bell)) for visit in group.everyone]
    assert rung == [True, True, True, False]
    assert truth(group.cy).cues is None


async def test_a_word_to_all_rooms_or_to_some(group: Group) -> None:
    await group.lena.board.split(planned([group.ada], [group.bo]))
    await group.lena.talk.say("Two minutes.", to="broadcast")
    await group.lena.talk.say("One more.", to="broadcast", rooms=[room_of(group.bo)])

    def heard(messages: object) -> list[tuple[str, object]]:
        return [(message.text, message.rooms) for message in messages]  # type: ignore[attr-defined]

    ada, bo = await told(group.ada, Message), await told(group.bo, Message)
    assert [text for text, _ in heard(ada)] == ["Two minutes."]
    assert [text for text, _ in heard(bo)] == ["Two minutes.", "One more."]
    assert heard(bo)[1][1] == (room_of(group.bo),)


async def test_hands_are_a_queue_in_each_room(group: Group) -> None:
    for visit in (group.cy, group.ada, group.bo):
        await visit.gestures.raise_hand(on=True)
    await group.lena.board.split(planned([group.ada, group.bo]))

    assert (seen(group.ada, group.ada).hand, seen(group.ada, group.bo).hand) == (0, 1)
    assert (seen(group.ada, group.cy).hand, seen(group.lena, group.cy).hand) == (None, 0)


NOBODY = ParticipantId("nobody")
NOWHERE = SpaceId("nowhere")


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        ((), BadPlan),
        ((PlannedRoom(participants=(NOBODY,)),), Absent),
        ((PlannedRoom(id=NOWHERE),), BadPlan),
        ((PlannedRoom(name="x" * 10_000),), BadName),
        ((PlannedRoom(name=" \u200b "),), BadName),
        (tuple(PlannedRoom() for _ in range(51)), BadPlan),
        ((PlannedRoom(rooms=(PlannedRoom(rooms=(PlannedRoom(rooms=(PlannedRoom(),)),)),)),), BadPlan),
    ],
)  # fmt: skip
async def test_a_plan_that_cannot_be_is_refused_with_a_reason_and_changes_nothing(
    group: Group, plan: tuple[PlannedRoom, ...], refusal: type[Exception]
) -> None:
    before, effects = group.live, list(group.hall.media.effects)

    with pytest.raises(refusal, match=r"\w+ \w+"):
        await group.lena.board.split(plan)

    assert group.live == before
    assert group.hall.media.effects == effects


async def test_somebody_is_in_no_two_rooms_and_nobody_is_who_has_left(group: Group) -> None:
    ada, cy = me(group.ada), me(group.cy)
    with pytest.raises(BadPlan):
        await group.lena.board.split(planned([group.ada], [group.ada]))
    await group.cy.leave()

    with pytest.raises(Absent):
        await group.lena.board.split([PlannedRoom(participants=(ada, cy))])

    assert room_of(group.ada) == room_of(group.lena)


async def test_of_two_facilitators_at_one_moment_the_second_decides_on_what_the_first_made(
    group: Group,
) -> None:
    second = await group.hall.lead("Max")
    await group.lena.board.split(planned([group.ada], [group.bo]))
    one = rooms(group.lena)["Room 1"].id

    group.hall.journal.free.clear()
    group.hall.journal.asked.clear()
    merging = asyncio.create_task(group.lena.board.merge(one))
    moving = asyncio.create_task(second.board.move(me(group.cy), one))
    await group.hall.journal.asked.wait()
    group.hall.journal.free.set()

    await merging
    with pytest.raises(Absent):
        await moving
    assert room_of(group.cy) == room_of(group.ada) == room_of(group.lena)


async def test_who_drops_in_the_middle_of_a_move_comes_back_to_where_they_were_moved(
    group: Group,
) -> None:
    resume = group.ada.welcome.resume
    group.hall.journal.free.clear()
    group.hall.journal.asked.clear()
    splitting = asyncio.create_task(group.lena.board.split(planned([group.ada, group.bo])))
    await group.hall.journal.asked.wait()
    dropping = asyncio.create_task(group.ada.close())
    group.hall.journal.free.set()
    await splitting
    await dropping

    assert seen(group.bo, group.bo).room == seen(group.lena, group.ada).room
    back = await group.hall.node.revisit(ROOM, resume)
    assert room_of(back) == room_of(group.bo)
