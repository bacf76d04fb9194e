"""A place is held for whoever is lost, and leads back to the same person."""

import pytest

from node.errors import BadResume
from node.outbound import Ended
from sfu.events import Connected, Lost, Resumed, Silent
from tests.unit.node.page import BOTH, read, routed, state, tracks
from tests.unit.node.world import ROOM, Hall, endpoint_of


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
