"""A deal keeps the rules, remembers who met over all sessions of the room, and moves nobody."""

from itertools import combinations

import pytest

from breakout.deal import Deal
from breakout.errors import NoDealFound
from breakout.rules import Lead, Rooms, RoomsOf
from node.dealing import Wishes
from node.errors import Collision, Unread, Unwritten
from node.visit import Visit
from rooms.errors import Absent, NotAllowed, OutOfTurn
from rooms.ids import ParticipantId, SpaceId
from rooms.planned_room import PlannedRoom
from tests.unit.node.group import me, planned, room_of, truth
from tests.unit.node.world import ROOM, Hall

NAMES = ("Ada", "Bo", "Cy", "Dee")


async def gathered(hall: Hall) -> tuple[Visit, list[Visit]]:
    return await hall.lead(), [await hall.come(name) for name in NAMES]


def pairs(deal: Deal) -> set[frozenset[ParticipantId]]:
    return {frozenset(two) for room in deal.rooms for two in combinations(room, 2)}


async def carry_out(lena: Visit, deal: Deal) -> None:
    await lena.board.split([PlannedRoom(participants=room) for room in deal.rooms])


async def test_clients_of_the_main_room_are_dealt_and_nobody_is_moved(hall: Hall) -> None:
    lena, clients = await gathered(hall)

    deal = await lena.dealer.deal(Wishes(Rooms(2)))

    assert sorted(id_ for room in deal.rooms for id_ in room) == sorted(map(me, clients))
    assert (deal.again, deal.least, deal.exact) == ((), 0, True)
    assert {room_of(visit) for visit in (lena, *clients)} == {truth(lena).rooms[0].id}


async def test_three_rounds_and_three_sessions_let_all_meet_before_any_meet_again(
    hall: Hall,
) -> None:
    met: set[frozenset[ParticipantId]] = set()
    names: dict[ParticipantId, str] = {}
    known: set[frozenset[str]] = set()
    for _ in range(3):
        lena, clients = await gathered(hall)
        names |= {me(visit): name for visit, name in zip(clients, NAMES, strict=True)}
        deal = await lena.dealer.deal(Wishes(RoomsOf(2)))
        assert deal.again == ()
        met = pairs(deal)
        known |= {frozenset(names[id_] for id_ in two) for two in met}
        await carry_out(lena, deal)
        await lena.board.merge()
        await lena.chair.end_session()
        for visit in (lena, *clients):
            await visit.close()

    assert len(known) == 6
    lena, clients = await gathered(hall)
    deal = await lena.dealer.deal(Wishes(RoomsOf(2)))
    assert (len(deal.again), deal.least, deal.exact) == (2, 2, True)
    fresh = await lena.dealer.deal(Wishes(RoomsOf(2), avoid_repeats=False))
    assert fresh.again == ()


async def test_a_session_that_ends_in_the_middle_of_breakouts_is_remembered_too(hall: Hall) -> None:
    lena, clients = await gathered(hall)
    await lena.board.split(planned(clients[:2], clients[2:]))
    await lena.chair.end_session()
    for visit in (lena, *clients):
        await visit.close()

    lena, clients = await gathered(hall)
    again = frozenset({me(clients[0]), me(clients[1])})
    assert again not in pairs(await lena.dealer.deal(Wishes(RoomsOf(2))))


async def test_rules_are_kept_and_those_that_collide_are_named(hall: Hall) -> None:
    lena, clients = await gathered(hall)
    ada, bo, cy, dee = map(me, clients)
    kept = Wishes(RoomsOf(2), apart=((ada, bo),), together=(frozenset({cy, ada}),))
    assert frozenset({ada, cy}) in pairs(await lena.dealer.deal(kept))

    collide = Wishes(Rooms(2), apart=((ada, bo),), together=(frozenset({ada, bo}),))
    with pytest.raises(Collision, match="Ada and Bo") as refused:
        await lena.dealer.deal(collide)
    assert {rule.code for rule in refused.value.rules} == {"apart", "together"}
    assert refused.value.code == "rules-collide"
    assert dee not in str(refused.value)


async def test_each_room_may_have_somebody_to_lead_it(hall: Hall) -> None:
    lena, clients = await gathered(hall)
    second = await hall.lead("Max")
    led = await lena.dealer.deal(Wishes(Rooms(2), lead=Lead.FACILITATOR))
    leads = {me(lena), me(second)}
    assert all(len(leads & set(room)) == 1 for room in led.rooms)

    steady = frozenset({me(clients[0]), me(clients[1])})
    deal = await lena.dealer.deal(Wishes(Rooms(2), lead=Lead.STEADY, steady=steady))
    assert all(len(steady & set(room)) == 1 for room in deal.rooms)


async def test_nobody_is_dealt_who_is_not_there(hall: Hall) -> None:
    lena, clients = await gathered(hall)
    gone = me(clients[3])
    await clients[3].close()

    deal = await lena.dealer.deal(Wishes(RoomsOf(2)))

    assert gone not in {id_ for room in deal.rooms for id_ in room}
    for whom in (gone, ParticipantId("nobody")):
        with pytest.raises(Absent):
            await lena.dealer.deal(Wishes(RoomsOf(2), steady=frozenset({whom})))
    with pytest.raises(Absent):
        await lena.dealer.deal(Wishes(RoomsOf(2), room=SpaceId("nowhere")))
    with pytest.raises(NotAllowed):
        await clients[0].dealer.deal(Wishes(RoomsOf(2)))
    with pytest.raises((Collision, NoDealFound)):
        await lena.dealer.deal(Wishes(Rooms(9)))


async def test_those_of_a_breakout_are_dealt_into_its_own(hall: Hall) -> None:
    lena, clients = await gathered(hall)
    await lena.board.split(planned(clients[:2], clients[2:]))

    deal = await lena.dealer.deal(Wishes(Rooms(2), room=room_of(clients[0])))

    assert sorted(deal.rooms) == sorted([(me(clients[0]),), (me(clients[1]),)])


async def test_a_plan_is_there_in_the_next_session_and_gone_when_forgotten(hall: Hall) -> None:
    lena, clients = await gathered(hall)
    await lena.board.split(planned(clients[:2], clients[2:]))
    await lena.plan_shelf.save("Pairs")
    assert [plan.name for plan in truth(lena).plans] == ["Pairs"]
    assert not truth(clients[0]).plans
    await lena.chair.end_session()
    for visit in (lena, *clients):
        await visit.close()

    lena, clients = await gathered(hall)
    (plan,) = truth(lena).plans
    assert [set(room.participants) for room in plan.rooms] == [
        {me(clients[0]), me(clients[1])},
        {me(clients[2]), me(clients[3])},
    ]
    await lena.plan_shelf.forget("Pairs")
    assert truth(lena).plans == ()
    with pytest.raises(OutOfTurn):
        await lena.plan_shelf.save("Pairs")


async def test_a_store_that_is_away_stops_no_session_and_is_caught_up_with(hall: Hall) -> None:
    hall.memory.broken = True
    lena, clients = await gathered(hall)
    with pytest.raises(Unread):
        await lena.dealer.deal(Wishes(RoomsOf(2)))
    await lena.board.split(planned(clients[:2], clients[2:]))
    with pytest.raises(Unread):
        await lena.plan_shelf.save("Pairs")
    await lena.board.merge()
    assert (str(ROOM), "met") not in hall.memory.remembered

    hall.memory.broken = False
    await hall.settle()
    await hall.settle()
    assert (str(ROOM), "met") in hall.memory.remembered
    again = frozenset({me(clients[0]), me(clients[1])})
    assert again not in pairs(await lena.dealer.deal(Wishes(RoomsOf(2))))
    await lena.board.split(planned(clients[:2], clients[2:]))
    hall.memory.broken = True
    with pytest.raises(Unwritten):
        await lena.plan_shelf.save("Pairs")
    assert truth(lena).plans == ()


async def test_what_is_remembered_names_nobody(hall: Hall) -> None:
    lena, clients = await gathered(hall)
    await lena.board.split(planned(clients[:2], clients[2:]))
    await lena.plan_shelf.save("Pairs")
    await lena.board.merge()
    await hall.settle()

    for data in hall.memory.remembered.values():
        assert not any(name.encode() in data.replace(b"identity of", b"") for name in ("Lena",))
        assert not any(me(visit).encode() in data for visit in clients)
