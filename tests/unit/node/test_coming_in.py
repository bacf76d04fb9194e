"""A node lets people in by the door that their role and the room have, and out again."""

import pytest

from node.errors import BadResume, Crowded, NotNow
from node.ice_server import IceServer
from node.node import GUESTS_SPARE
from node.outbound import Ended
from node.passes import Pass
from rooms.errors import BadName, NotAllowed, RoomFull
from rooms.role import Role
from sfu.errors import AnswerRefused
from sfu.events import Lost
from tests.unit.node.page import read, routed, state
from tests.unit.node.world import ROOM, Hall, endpoint_of, identity, opened


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


async def test_too_many_browsers_at_one_door_are_sent_away(hall: Hall) -> None:
    hall.room(capacity=2)
    for number in range(2 + GUESTS_SPARE):
        await hall.visit(f"Ada {number}")

    with pytest.raises(Crowded):
        await hall.visit("Ada")
