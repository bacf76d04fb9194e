"""Nobody is heard through an ear before their page could show it, and no page holds it up for long."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from node.reach import SEEN_WITHIN
from node.tile import Tile
from node.visit import Visit
from rooms.errors import NotAllowed, OutOfTurn
from rooms.ids import SpaceId
from sfu.ids import Source
from tests.unit.node.group import hears, me, planned, room_of, seen, sees, truth
from tests.unit.node.world import Hall, opened


@dataclass
class Pairs:
    """Lena in the main room; Ada and Bo in one pair, Cy and Dee in another."""

    hall: Hall
    lena: Visit
    ada: Visit
    bo: Visit
    cy: Visit
    dee: Visit

    @property
    def one(self) -> SpaceId:
        return room_of(self.ada)

    @property
    def two(self) -> SpaceId:
        return room_of(self.cy)

    def listens(self, *rooms: SpaceId) -> asyncio.Task[None]:
        return asyncio.create_task(self.lena.reach.listen(rooms))

    async def show_ears(self, *visits: Visit) -> None:
        for visit in visits:
            await visit.reach.acknowledge(
                frozenset((ear.participant, ear.room) for ear in truth(visit).ears)
            )

    async def shown(self) -> None:
        """Return when Lena's ear is shown wherever it is to be."""
        await asyncio.sleep(0)  # until the request is made
        await self.hall.settle()
        assert truth(self.lena).ears


@pytest.fixture
async def pairs() -> AsyncIterator[Pairs]:
    async with opened() as hall:
        lena = await hall.lead()
        ada, bo, cy, dee = [await hall.come(name) for name in ("Ada", "Bo", "Cy", "Dee")]
        await lena.board.split(planned([ada, bo], [cy, dee]))
        yield Pairs(hall, lena, ada, bo, cy, dee)


async def test_listening_begins_when_the_last_page_of_the_room_shows_the_ear(pairs: Pairs) -> None:
    listening = pairs.listens(pairs.one)
    await pairs.shown()
    assert [ear.room for ear in truth(pairs.ada).ears] == [pairs.one]
    assert truth(pairs.cy).ears == ()

    await pairs.show_ears(pairs.ada, pairs.cy)
    await pairs.hall.settle()
    assert not hears(pairs.hall, pairs.lena, pairs.ada)
    assert not listening.done()

    await pairs.show_ears(pairs.bo)
    await listening
    assert hears(pairs.hall, pairs.lena, pairs.ada)
    assert hears(pairs.hall, pairs.lena, pairs.bo)
    assert not hears(pairs.hall, pairs.lena, pairs.cy)
    assert not hears(pairs.hall, pairs.ada, pairs.lena)


async def test_it_begins_after_half_a_second_although_a_page_does_not_answer(pairs: Pairs) -> None:
    listening = pairs.listens(pairs.one)
    await pairs.shown()
    await pairs.show_ears(pairs.ada)
    pairs.hall.clock.jump(SEEN_WITHIN / 2)
    await pairs.hall.settle()
    assert not hears(pairs.hall, pairs.lena, pairs.ada)

    pairs.hall.clock.jump(SEEN_WITHIN)
    await listening

    assert hears(pairs.hall, pairs.lena, pairs.ada)


async def test_who_drops_meanwhile_is_not_waited_for(pairs: Pairs) -> None:
    listening = pairs.listens(pairs.one)
    await pairs.shown()
    await pairs.show_ears(pairs.ada)

    await pairs.bo.close()
    await listening

    assert hears(pairs.hall, pairs.lena, pairs.ada)


async def test_an_empty_room_is_not_waited_for(pairs: Pairs) -> None:
    await pairs.lena.board.move(me(pairs.ada), pairs.two)
    await pairs.lena.board.move(me(pairs.bo), pairs.two)
    empty = next(room.id for room in truth(pairs.lena).rooms if room.people == 0)

    await pairs.lena.reach.listen([empty])

    assert [ear.room for ear in truth(pairs.lena).ears] == [empty]


async def test_having_seen_an_ear_that_was_taken_away_says_nothing_about_the_next(
    pairs: Pairs,
) -> None:
    listening = pairs.listens(pairs.one)
    await pairs.shown()
    await pairs.show_ears(pairs.ada, pairs.bo)
    await listening
    await pairs.lena.reach.listen([])
    assert not hears(pairs.hall, pairs.lena, pairs.ada)

    again = pairs.listens(pairs.one)
    await pairs.shown()

    assert not again.done()
    assert not hears(pairs.hall, pairs.lena, pairs.ada)
    await pairs.show_ears(pairs.ada, pairs.bo)
    await again


async def test_an_ear_is_not_opened_that_vanished_while_it_was_waited_for(pairs: Pairs) -> None:
    listening = pairs.listens(pairs.one)
    await pairs.shown()

    await pairs.lena.steps.hop(pairs.one)
    await listening

    assert truth(pairs.ada).ears == ()
    assert hears(pairs.hall, pairs.lena, pairs.ada), "because she is there"


async def test_what_is_heard_through_an_ear_is_soft_and_faces_come_when_they_are_asked_for(
    pairs: Pairs,
) -> None:
    fay = await pairs.hall.come("Fay")
    everyone = (pairs.ada, pairs.bo, fay)
    await pairs.lena.layout([Tile(me(fay), Source.CAMERA, 180)])
    listening = pairs.listens(pairs.one)
    await pairs.shown()
    await pairs.show_ears(pairs.ada, pairs.bo)
    await listening

    gains = {slot.participant: slot.gain for slot in truth(pairs.lena).slots}
    assert gains == {me(fay): 1.0, me(pairs.ada): 0.25, me(pairs.bo): 0.25}
    assert [sees(pairs.hall, pairs.lena, visit) for visit in everyone] == [False, False, True]

    await pairs.lena.layout([Tile(me(visit), Source.CAMERA, 180) for visit in everyone])
    assert [sees(pairs.hall, pairs.lena, visit) for visit in everyone] == [True, True, True]


async def test_a_whisper_is_heard_in_its_room_alone(pairs: Pairs) -> None:
    fay = await pairs.hall.come("Fay")
    await pairs.lena.reach.whisper(pairs.one)

    heard = [hears(pairs.hall, each, pairs.lena) for each in (pairs.ada, pairs.cy, fay)]
    assert heard == [True, False, False]
    assert seen(pairs.ada, pairs.lena).speaks_to == (pairs.one,)
    assert seen(pairs.ada, pairs.lena).room == "elsewhere"
    assert seen(fay, pairs.lena).speaks_to == ()

    await pairs.lena.reach.whisper(None)
    assert hears(pairs.hall, fay, pairs.lena)
    assert not hears(pairs.hall, pairs.ada, pairs.lena)


async def test_a_voice_to_all_rooms_is_heard_in_ones_own_too(pairs: Pairs) -> None:
    fay = await pairs.hall.come("Fay")
    await pairs.lena.reach.speak_to([pairs.one, pairs.two])

    assert all(hears(pairs.hall, each, pairs.lena) for each in (pairs.ada, pairs.cy, fay))
    assert not sees(pairs.hall, pairs.ada, pairs.lena)
    await pairs.lena.reach.speak_to(None)
    assert not hears(pairs.hall, pairs.ada, pairs.lena)


async def test_a_screen_is_shown_in_the_rooms_it_is_for(pairs: Pairs) -> None:
    await pairs.lena.publish(screen=True)
    await pairs.lena.reach.show_to([pairs.one])

    sources = {(slot.participant, slot.source) for slot in truth(pairs.ada).slots}
    assert (me(pairs.lena), Source.SCREEN) in sources
    assert me(pairs.lena) not in {slot.participant for slot in truth(pairs.cy).slots}
    assert seen(pairs.ada, pairs.lena).screen
    assert not seen(pairs.cy, pairs.lena).screen


async def test_only_who_leads_listens_and_never_to_their_own_room(pairs: Pairs) -> None:
    with pytest.raises(NotAllowed):
        await pairs.ada.reach.listen([pairs.two])
    with pytest.raises(OutOfTurn):
        await pairs.lena.reach.listen([room_of(pairs.lena)])
