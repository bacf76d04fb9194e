"""At the desk people are asked and answer: who may ask for what, and what they may have erased."""

import pytest

from consent.erase import Erase
from consent.errors import AlreadyAsked
from consent.flag import Answer
from consent.outcome import Outcome
from consent.terms import Scope, Terms, Tracks
from node.errors import LedgerBroken, NoRecorder, NotNow
from rooms.errors import NotAllowed
from sfu.ids import Source
from tests.unit.consent.keys import public
from tests.unit.node.agreeing import (
    TERMS,
    asked,
    facts,
    live,
    record,
    speak,
    the_recorder,
    three,
    withdraw,
)
from tests.unit.node.group import me, planned, truth
from tests.unit.node.recorder import Erased
from tests.unit.node.world import ROOM, Hall, opened


async def test_who_asks_for_recording_must_lead(hall: Hall) -> None:
    _, ada, _ = await three(hall)
    with pytest.raises(NotAllowed):
        await ada.consent.ask(TERMS)
    with pytest.raises(NotAllowed):
        await ada.consent.stop(Scope.MAIN)


async def test_who_does_not_answer_in_time_ends_the_recording_and_all_others_see_is_that(
    hall: Hall,
) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    cleo = await hall.come("Cleo")

    hall.clock.jump(61)
    await hall.settle()

    assert truth(ada).recording.state == "ended"
    assert not speak(hall, lena)
    assert not speak(hall, cleo)


async def test_the_teaching_is_what_facilitators_send(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch, terms=Terms(Scope.MAIN, Tracks.TEACHING))

    assert speak(hall, lena)
    assert speak(hall, lena, Source.SCREEN)
    assert not speak(hall, ada)


async def test_breakouts_are_recorded_each_room_for_itself(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch, terms=Terms(Scope.BREAKOUTS))
    assert not speak(hall, ada)

    await lena.board.split(planned([ada, birch]))

    assert speak(hall, ada)
    assert not speak(hall, lena)


@pytest.mark.parametrize("then", [Erase.OWN, Erase.ALL])
async def test_who_withdraws_may_have_erased_what_was_recorded(hall: Hall, then: Erase) -> None:
    lena, ada, birch = await three(hall)
    ask = await record(hall, lena, ada, birch)
    await withdraw(ada)

    await withdraw(ada, then)

    owner = me(ada) if then is Erase.OWN else None
    assert Erased(ask, owner) in the_recorder(hall).told
    assert await facts(hall, "Erased")


async def test_who_was_not_recorded_erases_nothing(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    cleo = await hall.come("Cleo")

    await withdraw(cleo, Erase.ALL)

    assert not [each for each in the_recorder(hall).told if isinstance(each, Erased)]


async def test_the_api_asks_and_stops_and_never_answers(hall: Hall) -> None:
    await three(hall)
    desk = hall.node.consent(ROOM)
    ask = await desk.ask(TERMS)

    with pytest.raises(NotAllowed):
        await desk.answer(ask, Answer.REFUSED)
    with pytest.raises(NotAllowed):
        await desk.withdraw(Scope.MAIN)
    with pytest.raises(NotAllowed):
        await desk.receipts()
    await desk.stop(Scope.MAIN)

    assert asked(hall).outcome is Outcome.CALLED_OFF


async def test_whoever_has_not_joined_has_no_say(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    ask = await record(hall, lena, ada, birch)
    eve = await hall.visit("Eve")

    for act in (
        lambda: eve.consent.answer(ask, Answer.REFUSED),
        lambda: eve.consent.bind_key(public("eve")),
        lambda: eve.consent.withdraw(Scope.MAIN),
    ):
        with pytest.raises(NotNow):
            await act()
    assert speak(hall, lena)


async def test_nobody_is_asked_where_nothing_can_be_kept(hall: Hall) -> None:
    lena, ada, _ = await three(hall)
    the_recorder(hall).broken = True
    with pytest.raises(NoRecorder):
        await lena.consent.ask(TERMS)
    assert not live(hall).consents.asks
    with pytest.raises(NotAllowed):
        await ada.consent.ask(TERMS)


async def test_without_a_recorder_nobody_is_asked() -> None:
    async with opened(Hall(recorder=None)) as hall:
        lena, *_ = await three(hall)
        with pytest.raises(NoRecorder):
            await lena.consent.ask(TERMS)


async def test_nobody_is_asked_under_a_ledger_that_does_not_verify(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    for each in (lena, ada, birch):
        await each.consent.bind_key(public(me(each)))
    records = hall.journal.ledgers._records[ROOM]
    records[0] = records[0][:-1] + bytes([records[0][-1] ^ 1])

    with pytest.raises(LedgerBroken):
        await lena.consent.ask(TERMS)
    assert not live(hall).consents.asks


async def test_asking_twice_is_refused_by_the_core(hall: Hall) -> None:
    lena, *_ = await three(hall)
    await lena.consent.ask(TERMS)
    with pytest.raises(AlreadyAsked):
        await lena.consent.ask(TERMS)
