"""The ledger tells the whole story, and each receipt proves its own part of it."""

from consent.receipt import prove
from node.outbound import Receipts
from tests.unit.consent.keys import public
from tests.unit.node.agreeing import (
    facts,
    record,
    three,
    verified,
    withdraw,
)
from tests.unit.node.group import told
from tests.unit.node.world import Hall


async def test_a_receipt_proves_ones_own_yes_without_us(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    assert await ada.consent.receipts() == ()
    await record(hall, lena, ada, birch)

    (data,) = await ada.consent.receipts()

    proof = prove(data, ada.consent.node_key)
    kinds = [type(entry.fact).__name__ for entry in proof.entries]
    assert kinds.count("Yes") == 1
    assert "Moved" in kinds


async def test_everyone_is_told_their_receipt_before_the_session_is_over(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)

    await lena.chair.end_session()

    (mine,) = [each for each in await told(ada, Receipts) if isinstance(each, Receipts)]
    proof = prove(mine.receipts[0], mine.key)
    assert [type(entry.fact).__name__ for entry in proof.entries][-2:] == ["Moved", "Ended"]


async def test_where_nobody_was_asked_there_are_no_receipts(hall: Hall) -> None:
    lena, ada, _ = await three(hall)
    await ada.consent.bind_key(public("Ada"))

    await lena.chair.end_session()

    assert not await told(ada, Receipts)


async def test_the_ledger_tells_the_whole_story_and_verifies(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    await withdraw(birch)

    kinds = [type(fact).__name__ for fact in await facts(hall)]

    assert kinds == [
        "Asked", *["Joined"] * 3, *["Yes"] * 3, "Settled", "Present", "Moved", "Withdrawn", "Ended"
    ]  # fmt: skip
    await verified(hall)
