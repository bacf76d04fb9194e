"""Another device takes a place up by a code: same person, same place, and the old one is told."""

import pytest

from node.errors import BadCode, BadResume, NotNow
from node.outbound import DeviceCode, Ended
from node.state import State
from node.visit import Visit
from tests.unit.node.world import ROOM, Hall


def truth(visit: Visit) -> State:
    state = visit._connection._outbox._told[State]
    assert isinstance(state, State)
    return state


async def offered(visit: Visit) -> DeviceCode:
    await visit.handover.offer()
    while not isinstance(message := await visit.next_message(), DeviceCode):
        assert message is not None
    return message


async def test_the_second_device_has_the_place_and_the_first_is_told(hall: Hall) -> None:
    lena, ada = await hall.lead(), await hall.come("Ada")
    await ada.gestures.raise_hand(on=True)
    before = truth(ada)
    code = await offered(ada)
    assert code.expires_at == hall.clock.now() + 60

    phone = await hall.node.redeem(ROOM, code.code)

    assert truth(phone).self_ == before.self_
    assert phone.welcome.name == "Ada"
    assert truth(lena).participants[1].hand == 0
    while not isinstance(message := await ada.next_message(), Ended):
        assert message is not None
    assert message == Ended("elsewhere")


async def test_a_code_is_good_once(hall: Hall) -> None:
    await hall.lead()
    code = (await offered(await hall.come("Ada"))).code
    await hall.node.redeem(ROOM, code)

    with pytest.raises(BadCode):
        await hall.node.redeem(ROOM, code)


async def test_the_first_device_cannot_come_back_by_what_it_had(hall: Hall) -> None:
    await hall.lead()
    ada = await hall.come("Ada")
    phone = await hall.node.redeem(ROOM, (await offered(ada)).code)

    with pytest.raises(BadResume):
        await hall.node.revisit(ROOM, ada.welcome.resume)
    await phone.close()
    again = await hall.node.revisit(ROOM, phone.welcome.resume)
    assert truth(again).self_ == truth(phone).self_


async def test_after_a_minute_it_leads_nowhere(hall: Hall) -> None:
    code = (await offered(await hall.lead())).code
    hall.clock.jump(60)

    with pytest.raises(BadCode):
        await hall.node.redeem(ROOM, code)


async def test_at_the_door_there_is_no_place_to_hand_over(hall: Hall) -> None:
    with pytest.raises(NotNow):
        await (await hall.come("Ada")).handover.offer()
    with pytest.raises(NotNow):
        await (await hall.visit("Birch")).handover.offer()


async def test_a_code_is_in_no_journal(hall: Hall) -> None:
    lena = await hall.lead()
    written = list(hall.media.effects)

    await offered(lena)

    assert hall.media.effects == written


async def test_in_a_room_where_nobody_is_no_code_leads_anywhere(hall: Hall) -> None:
    with pytest.raises(BadCode):
        await hall.node.redeem(ROOM, "K7QXM2P9AB")
