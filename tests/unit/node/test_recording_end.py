"""What cannot be proven, kept or gone on with ends; the session goes on where it can."""

import pytest

from consent.outcome import Ending, Outcome
from node.errors import SessionGone, Unjournalled
from tests.unit.consent.keys import public
from tests.unit.node.agreeing import (
    TERMS,
    asked,
    facts,
    live,
    record,
    say_no,
    say_yes,
    speak,
    the_recorder,
    three,
    verified,
)
from tests.unit.node.group import me, truth
from tests.unit.node.recorder import Opened, RecordingOver, Shut
from tests.unit.node.world import ROOM, Hall, opened


async def test_an_ask_that_cannot_be_written_is_refused_and_never_was(hall: Hall) -> None:
    lena, *_ = await three(hall)
    hall.journal.broken = True
    with pytest.raises(Unjournalled):
        await lena.consent.ask(TERMS)
    assert not live(hall).consents.asks

    hall.journal.broken = False
    await lena.consent.ask(TERMS)
    assert asked(hall).asking


async def test_a_yes_that_cannot_be_written_does_not_count_and_the_question_ends(
    hall: Hall,
) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada)
    await birch.consent.bind_key(public(me(birch)))
    hall.journal.broken = True

    with pytest.raises(Unjournalled):
        await say_yes(hall, birch)

    assert me(birch) not in asked(hall).flags
    assert asked(hall).outcome is Outcome.INTERRUPTED
    assert not speak(hall, lena)
    hall.journal.broken = False
    await birch.publish(camera=False)
    await verified(hall)


async def test_when_the_journal_fails_a_recording_ends_and_the_session_goes_on(
    hall: Hall,
) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    assert speak(hall, lena)
    hall.journal.broken = True

    await birch.publish(camera=False)

    assert not speak(hall, lena)
    assert asked(hall).ended is not None
    assert isinstance(the_recorder(hall).told[-1], RecordingOver)
    hall.journal.broken = False
    await birch.publish(camera=True)
    ended = await facts(hall, "Ended")
    assert ended, "what was owed is in the ledger once that can be written"
    await verified(hall)


async def test_a_no_needs_no_journal(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada)
    hall.journal.broken = True

    await say_no(hall, birch)

    assert asked(hall).outcome is not None


async def test_a_recorder_that_gives_up_ends_its_recording_at_once(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    ask = await record(hall, lena, ada, birch)

    the_recorder(hall).failed(ask)

    assert not speak(hall, lena)
    await hall.settle()
    assert truth(lena).recording.state == "ended"


async def test_a_node_that_closes_ends_what_it_records() -> None:
    async with opened() as hall:
        lena, ada, birch = await three(hall)
        await record(hall, lena, ada, birch)
    kinds = [type(each) for each in the_recorder(hall).told]
    assert kinds == [Opened, Shut, RecordingOver]
    assert await facts(hall, "Ended")
    await verified(hall)


async def test_a_session_that_fails_ends_what_it_records_and_it_is_taken_up_ended(
    hall: Hall,
) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    hall.journal.fault = RuntimeError("a mistake of ours")
    with pytest.raises(SessionGone):
        await birch.publish(camera=False)
    assert not speak(hall, lena)
    assert isinstance(the_recorder(hall).told[-1], RecordingOver)
    hall.journal.fault = None

    await hall.node.revisit(ROOM, ada.welcome.resume)

    assert asked(hall).ended is not None
    await verified(hall)


async def test_a_session_that_ends_ends_its_recording_and_the_ledger_says_so(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)

    await lena.chair.end_session()
    await hall.settle()

    assert [type(each) for each in the_recorder(hall).told] == [Opened, Shut, RecordingOver]
    assert await facts(hall, "Ended")
    await verified(hall)


async def test_a_restart_ends_what_ran_before_any_plan_is_made(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    again = Hall(clock=hall.clock, journal=hall.journal, rooms=hall.rooms)

    async with opened(again):
        assert all(not plan.open_gates for plan in again.media.plans.values())
        assert asked(again).ended is Ending.INTERRUPTED
        assert await facts(again, "Ended")
        await verified(again)
