"""At the desk people are asked and answer; a yes counts once written, a no before it is."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from consent import checkpoint, entry
from consent.erase import Erase
from consent.errors import AlreadyAsked
from consent.flag import Answer
from consent.ledger import opened as record_of
from consent.outcome import Ending, Outcome
from consent.receipt import prove
from consent.terms import Scope, Terms, Tracks
from consent.verifier import verify
from node.errors import LedgerBroken, NoRecorder, NotNow, SessionGone, Unjournalled
from node.outbound import Receipts
from node.visit import Visit
from rooms.errors import NotAllowed
from sfu.ids import Source
from tests.unit.consent.keys import public
from tests.unit.node.agreeing import (
    TERMS,
    asked,
    live,
    record,
    say_no,
    say_yes,
    speak,
    the_recorder,
    withdraw,
)
from tests.unit.node.group import me, planned, told, truth
from tests.unit.node.recorder import Erased, Opened, RecordingOver, Shut
from tests.unit.node.world import ROOM, Applied, Hall, Written, opened


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    async with opened() as hall:
        yield hall


async def three(hall: Hall) -> tuple[Visit, Visit, Visit]:
    return await hall.lead(), await hall.come("Ada"), await hall.come("Birch")


async def test_nothing_is_recorded_before_everyone_has_said_yes(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada)
    assert not speak(hall, lena)
    assert truth(ada).recording.state == "asking"

    await say_yes(hall, birch)

    assert all(speak(hall, each) for each in (lena, ada, birch))
    assert truth(ada).recording.state == "on"
    (begun,) = [each for each in the_recorder(hall).told if isinstance(each, Opened)]
    assert {portrait.name for portrait in begun.people.values()} == {"Lena", "Ada", "Birch"}
    assert begun.sheet.recording == asked(hall).id


async def test_the_recorder_is_told_before_the_first_packet_and_marks_go_on(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    speak(hall, ada)
    await withdraw(ada)

    kinds = [type(each) for each in the_recorder(hall).told]
    assert [kind.__name__ for kind in kinds] == ["Opened", "Taken", "Shut", "RecordingOver"]
    first, _, shut, over = the_recorder(hall).told
    assert isinstance(first, Opened)
    assert isinstance(shut, Shut)
    assert isinstance(over, RecordingOver)
    assert 0 < first.mark.size == shut.mark.size < over.mark.size


async def test_who_asks_for_recording_must_lead(hall: Hall) -> None:
    _, ada, _ = await three(hall)
    with pytest.raises(NotAllowed):
        await ada.consent.ask(TERMS)
    with pytest.raises(NotAllowed):
        await ada.consent.stop(Scope.MAIN)


async def test_a_withdrawal_shuts_the_gate_when_it_is_called_and_not_in_its_turn(
    hall: Hall,
) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    hall.journal.free.clear()
    hall.journal.asked.clear()
    busy = asyncio.ensure_future(birch.publish(camera=False))
    await hall.journal.asked.wait()
    assert speak(hall, lena)

    withdrawn = withdraw_now(ada)

    assert not speak(hall, lena)
    hall.journal.free.set()
    await busy
    assert not speak(hall, lena)
    await withdrawn
    assert not speak(hall, lena)
    assert truth(lena).recording.state == "ended"


def withdraw_now(visit: Visit) -> "asyncio.Future[None]":
    return asyncio.ensure_future(visit.consent.withdraw(Scope.MAIN))


async def test_a_gate_that_is_being_opened_stays_shut_for_whoever_withdraws_meanwhile(
    hall: Hall,
) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada)
    await birch.consent.bind_key(public(me(birch)))
    hall.journal.free.clear()
    hall.journal.asked.clear()
    last = asyncio.ensure_future(say_yes(hall, birch))
    await hall.journal.asked.wait()

    withdrawn = withdraw_now(ada)
    hall.journal.free.set()
    await last
    assert not speak(hall, lena)
    await withdrawn

    assert not speak(hall, lena)
    assert not [each for each in the_recorder(hall).told if not isinstance(each, RecordingOver)]


async def test_a_no_after_a_yes_shuts_as_a_withdrawal_does(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)

    no = ada.consent.answer(asked(hall).id, Answer.REFUSED)

    assert not speak(hall, lena)
    await no
    assert asked(hall).ended is not None


async def test_a_stop_shuts_at_once_and_ends_the_recording(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)

    stopped = lena.consent.stop(Scope.MAIN)

    assert not speak(hall, lena)
    await stopped
    assert truth(ada).recording.state == "ended"


async def test_what_shuts_for_nothing_opens_again(hall: Hall) -> None:
    """Somebody at the door has no yes to take back."""
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    await lena.chair.switch_lobby(on=True)
    cleo = await hall.come("Cleo")

    withdrawn = cleo.consent.withdraw(Scope.MAIN)
    assert not speak(hall, ada)
    await withdrawn

    assert speak(hall, ada)
    assert truth(ada).recording.state == "on"


async def test_a_refused_stop_shuts_nothing(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    await withdraw(birch)
    gates = list(hall.media.shut_out_of_turn)

    with pytest.raises(NotAllowed):
        await birch.consent.stop(Scope.MAIN)

    assert hall.media.shut_out_of_turn == gates


async def test_a_request_that_is_read_ahead_holds_the_gate_until_it_is_carried_out(
    hall: Hall,
) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)

    ada.consent.shut_at_once(Scope.MAIN)
    assert not speak(hall, lena)
    await birch.publish(camera=False)
    assert not speak(hall, lena)
    await withdraw(ada)

    assert truth(lena).recording.state == "ended"


async def test_a_request_that_is_never_carried_out_holds_the_gate_while_its_visit_lasts(
    hall: Hall,
) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    birch.consent.shut_at_once(Scope.MAIN)
    assert not speak(hall, lena)

    await birch.close()
    assert not speak(hall, lena), "their place is held"
    await lena.chair.remove(me(birch))

    assert speak(hall, lena)


async def test_reading_ahead_shuts_nothing_for_whoever_has_no_say(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    stranger = await hall.visit("Eve")

    stranger.consent.shut_at_once(Scope.MAIN)
    stranger.consent.shut_at_once(Scope.BREAKOUTS)

    assert speak(hall, lena)


async def test_a_joiner_is_forwarded_only_once_the_gate_has_shut(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    since = len(hall.media.effects)

    await hall.come("Cleo")

    first, ink, *_ = hall.media.effects[since:]
    assert isinstance(ink, Written)
    assert isinstance(first, Applied)
    assert not first.plan.open_gates
    assert not speak(hall, lena)
    assert truth(ada).recording.state == "paused"


async def test_a_joiner_who_agreed_at_the_door_is_recorded_at_once(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    await record(hall, lena, ada, birch)
    await lena.chair.switch_lobby(on=True)
    cleo = await hall.come("Cleo")
    await say_yes(hall, cleo)
    assert speak(hall, lena)
    assert not speak(hall, cleo)

    await lena.chair.admit(me(cleo))

    assert speak(hall, cleo)
    assert speak(hall, lena)


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


async def test_the_end_that_people_agreed_to_does_not_wait_for_the_store(hall: Hall) -> None:
    lena, ada, birch = await three(hall)
    until = hall.clock.now() + 100.0
    await record(hall, lena, ada, birch, terms=Terms(Scope.MAIN, until=until))
    hall.journal.free.clear()
    hall.journal.asked.clear()
    busy = asyncio.ensure_future(birch.publish(camera=False))
    await hall.journal.asked.wait()
    hall.clock.jump(99.0)
    assert speak(hall, lena)

    hall.clock.jump(1.0)

    assert not speak(hall, lena)
    hall.journal.free.set()
    await busy
    assert not speak(hall, lena)
    await hall.settle()
    assert truth(ada).recording.state == "ended"


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


async def facts(hall: Hall, kind: str = "") -> list[object]:
    found = []
    for data in (await hall.journal.ledgers.read(ROOM)).records:
        record = record_of(data)
        assert record is not None
        read = entry.read(record.entry)
        assert read is not None
        found.append(read.fact)
    return [fact for fact in found if not kind or type(fact).__name__ == kind]


async def verified(hall: Hall) -> None:
    kept = await hall.journal.ledgers.read(ROOM)
    signed = [checkpoint.read(data) for data in kept.checkpoints]
    key = hall.world.ledger_key.public_key().public_bytes_raw()
    verdict = verify(kept.id, kept.records, key, [each for each in signed if each is not None])
    assert verdict.sound, verdict.findings
