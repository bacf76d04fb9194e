"""One agrees to the norms once per version, in any session, and has a receipt of it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256

import msgspec
import pytest

from node.errors import AbsentNorms, Unwritten
from node.outbound import Norms as ShownNorms
from node.outbound import Receipt
from node.state import OwnNorms, State
from node.visit import Visit
from store.records import Norms
from tests.unit.node.world import ROOM, Hall, opened

KIND = Norms(3, "We are kind.")


@dataclass
class Reader:
    """What somebody was told last."""

    visit: Visit

    async def receipt(self) -> Receipt:
        while not isinstance(message := await self.visit.next_message(), Receipt):
            assert message is not None
        return message

    @property
    def own(self) -> OwnNorms | None:
        state = self.visit._connection._outbox._told[State]
        assert isinstance(state, State)
        return state.norms


def post(hall: Hall, norms: Norms | None) -> None:
    hall.rooms.records[ROOM] = msgspec.structs.replace(hall.rooms.records[ROOM], norms=norms)


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    async with opened() as hall:
        post(hall, KIND)
        yield hall


async def test_one_reads_agrees_and_is_not_asked_again_in_any_session(hall: Hall) -> None:
    visit = await hall.visit("Ada")
    assert visit.welcome.norms == ShownNorms(3, "We are kind.", agreed=False)
    agreed_at = hall.clock.now()

    await visit.agree_norms(3)

    receipt = Receipt("norms", 3, sha256(b"We are kind.").hexdigest(), agreed_at)
    assert await Reader(visit).receipt() == receipt
    lena = await hall.lead()
    await lena.chair.end_session()
    hall.clock.jump(30.0)
    again = await hall.come("Ada")
    assert again.welcome.norms == ShownNorms(3, "We are kind.", agreed=True)
    assert Reader(again).own == OwnNorms(3, agreed=True)
    await again.agree_norms(3)
    assert await Reader(again).receipt() == receipt, "the same receipt, of the same day"


async def test_after_joining_the_state_says_so_and_to_nobody_else(hall: Hall) -> None:
    lena, ada = await hall.lead(), await hall.come("Ada")
    assert Reader(ada).own == OwnNorms(3, agreed=False)

    await ada.agree_norms(3)

    assert Reader(ada).own == OwnNorms(3, agreed=True)
    assert Reader(lena).own == OwnNorms(3, agreed=False)
    assert not any(b"kind" in e for s in hall.journal.entries.values() for e in s)


@pytest.mark.parametrize("changed", [Norms(4, "We are kind."), Norms(3, "We are not.")])
async def test_other_norms_are_agreed_to_anew(hall: Hall, changed: Norms) -> None:
    await (await hall.visit("Ada")).agree_norms(3)
    post(hall, changed)

    visit = await hall.visit("Ada")

    assert visit.welcome.norms == ShownNorms(changed.version, changed.text, agreed=False)


async def test_whoever_returns_or_changes_device_is_not_asked_again(hall: Hall) -> None:
    await hall.lead()
    ada = await hall.come("Ada")
    await ada.agree_norms(3)

    again = await hall.node.revisit(ROOM, ada.welcome.resume)

    assert Reader(again).own == OwnNorms(3, agreed=True)


@pytest.mark.parametrize("norms", [None, KIND])
async def test_norms_that_are_not_there_cannot_be_agreed_to(
    hall: Hall, norms: Norms | None
) -> None:
    post(hall, norms)
    visit = await hall.visit("Ada")

    with pytest.raises(AbsentNorms):
        await visit.agree_norms(2)


async def test_an_agreement_that_cannot_be_written_is_none(hall: Hall) -> None:
    ada = await hall.come("Ada")
    hall.agreements.broken = True

    with pytest.raises(Unwritten):
        await ada.agree_norms(3)

    assert Reader(ada).own == OwnNorms(3, agreed=False)
