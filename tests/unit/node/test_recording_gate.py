"""A gate opens once every yes is written, and shuts before a no is."""

import asyncio

import pytest

from consent.flag import Answer
from consent.terms import Scope, Terms
from node.visit import Visit
from rooms.errors import NotAllowed
from tests.unit.consent.keys import public
from tests.unit.node.agreeing import (
    asked,
    record,
    say_yes,
    speak,
    the_recorder,
    three,
    withdraw,
)
from tests.unit.node.group import me, truth
from tests.unit.node.recorder import Opened, RecordingOver, Shut
from tests.unit.node.world import Applied, Hall, Written


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
