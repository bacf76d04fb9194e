"""The order of effects: less flows, then ink, then more flows; and everybody gets an answer."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from node.errors import Draining, NotNow, SessionGone
from node.state import State
from node.visit import Visit
from rooms.errors import NotAllowed, RoomsError
from sfu.ids import SlotId, Source, TrackId
from sfu.plan import Plan
from tests.unit.node.world import Applied, Hall, Written, endpoint_of, opened

Edges = set[tuple[SlotId, TrackId]]
Act = Callable[[list[Visit]], Coroutine[Any, Any, None]]


def edges(plan: Plan) -> Edges:
    return {(slot, route.track) for slot, route in plan.routes.items()}


def before_and_after_ink(hall: Hall, since: int) -> tuple[list[Edges], list[Edges]]:
    """Return the edges of every plan applied before and after the journal was written."""
    effects = hall.media.effects[since:]
    ink = next(
        (place for place, effect in enumerate(effects) if isinstance(effect, Written)),
        len(effects),
    )
    assert sum(isinstance(effect, Written) for effect in effects) <= 1, "one turn, one entry"
    first = [edges(effect.plan) for effect in effects[:ink] if isinstance(effect, Applied)]
    then = [edges(effect.plan) for effect in effects[ink:] if isinstance(effect, Applied)]
    return first, then


ACTS: dict[str, Act] = {
    "mic off": lambda people: people[1].publish(microphone=False),
    "mic on": lambda people: people[1].publish(microphone=True),
    "camera for screen": lambda people: people[2].publish(camera=False, screen=True),
    "screen for camera": lambda people: people[2].publish(camera=True, screen=False),
    "mute": lambda people: people[0].chair.mute(_me(people[1])),
    "socket lost": lambda people: people[2].close(),
    "leave": lambda people: people[1].leave(),
    "remove": lambda people: people[0].chair.remove(_me(people[2])),
    "end": lambda people: people[0].chair.end_session(),
}


def _me(visit: Visit) -> Any:
    owner = visit._host.wiring.whose(visit._connection)
    return owner if owner is not None else "nobody"


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=6))
async def test_before_ink_only_less_flows_and_after_it_only_more(acts: list[str]) -> None:
    async with opened() as hall:
        people = [await hall.lead(), await hall.come("Ada"), await hall.come("Birch")]
        for act in acts:
            old = edges(hall.plan())
            since = len(hall.media.effects)
            try:
                await ACTS[act](people)
            except (RoomsError, NotNow):
                assert hall.media.effects[since:] == [], "a refusal changes nothing"
                continue
            await hall.settle()
            new = edges(hall.plan())
            first, then = before_and_after_ink(hall, since)
            for applied in first:
                assert applied == old & new, "all that is lost is lost before the ink, no more"
            assert (not first) == (old <= new)
            for applied in then:
                assert applied == new
                assert applied > (first or [old])[-1]


async def test_while_the_journal_is_written_the_old_value_stands_but_less_flows() -> None:
    async with opened() as hall:
        lena, ada = await hall.lead(), await hall.come("Ada")
        hall.journal.free.clear()
        hall.journal.asked.clear()
        async with asyncio.TaskGroup() as group:
            group.create_task(ada.publish(microphone=False, screen=True))
            await hall.journal.asked.wait()

            session = hall.node.session(lena.welcome.room.id)
            assert session is not None
            assert session.participants[1].microphone
            assert not session.participants[1].screen
            flowing = {
                r.track for s, r in hall.plan().routes.items() if s.endpoint == endpoint_of(lena)
            }
            assert flowing == {TrackId(endpoint_of(ada), Source.CAMERA)}
            hall.journal.free.set()


async def test_one_turn_at_a_time() -> None:
    async with opened() as hall:
        await hall.lead()
        ada = await hall.come("Ada")
        hall.journal.free.clear()
        hall.journal.asked.clear()
        written = len(hall.media.effects)
        async with asyncio.TaskGroup() as group:
            group.create_task(ada.publish(microphone=False))
            group.create_task(ada.publish(microphone=True))
            await hall.journal.asked.wait()
            await asyncio.sleep(0)
            assert sum(isinstance(e, Written) for e in hall.media.effects[written:]) == 0
            hall.journal.free.set()

        effects = hall.media.effects[written:]
        assert [type(effect) for effect in effects] == [Applied, Written, Written, Applied]


async def test_a_refusal_leaves_everything_as_it_was() -> None:
    async with opened() as hall:
        await hall.lead()
        ada = await hall.come("Ada")
        host = hall.node.host(ada.welcome.room.id)
        assert host is not None
        before = (host.live, host.wiring, len(hall.media.effects))

        with pytest.raises(NotAllowed):
            await ada.chair.end_session()

        assert (host.live, host.wiring, len(hall.media.effects)) == before


async def last_state(visit: Visit) -> State:
    outbox = visit._connection._outbox
    states = []
    while outbox._waiting:
        message = await visit.next_message()
        if isinstance(message, State):
            states.append(message)
    return states[-1]


async def test_without_a_journal_the_session_goes_on_and_facilitators_are_told() -> None:
    async with opened() as hall:
        lena, ada = await hall.lead(), await hall.come("Ada")
        assert (await last_state(lena)).unjournalled is False
        hall.journal.broken = True

        await ada.publish(camera=False)
        birch = await hall.come("Birch")

        assert (await last_state(lena)).unjournalled is True
        assert not isinstance((await last_state(birch)).unjournalled, bool)
        assert TrackId(endpoint_of(birch), Source.CAMERA) in {
            route.track for route in hall.plan().routes.values()
        }

        hall.journal.broken = False
        await ada.publish(camera=True)
        assert (await last_state(lena)).unjournalled is False


async def test_a_session_without_a_journal_ends_as_well() -> None:
    async with opened() as hall:
        lena = await hall.lead()
        hall.journal.broken = True

        await lena.chair.end_session()
        await hall.settle()

        assert hall.node.session(lena.welcome.room.id) is None


async def test_a_journal_that_cannot_be_forgotten_is_forgotten_once_it_can() -> None:
    async with opened() as hall:
        lena = await hall.lead()
        hall.journal.broken = True
        await lena.chair.end_session()
        await lena.close()

        hall.clock.jump(61)
        await hall.settle()
        assert hall.journal.heads
        hall.journal.broken = False
        hall.clock.jump(61)
        await hall.settle()

        assert hall.journal.heads == {}


async def test_whoever_waits_gets_an_answer_when_the_node_closes() -> None:
    async with opened() as hall:
        lena = await hall.lead()
        hall.journal.free.clear()
        hall.journal.asked.clear()
        first = asyncio.ensure_future(lena.publish(microphone=False))
        await hall.journal.asked.wait()
        second = asyncio.ensure_future(lena.publish(microphone=True))
        await asyncio.sleep(0)

        closing = asyncio.ensure_future(hall.node.close())
        await asyncio.sleep(0)
        hall.journal.free.set()
        await closing

        await first
        await second
        with pytest.raises(Draining):
            await lena.publish(microphone=False)


async def test_whoever_waits_gets_an_answer_when_the_session_fails() -> None:
    async with opened() as hall:
        lena = await hall.lead()
        hall.journal.free.clear()
        hall.journal.asked.clear()
        asked = [asyncio.ensure_future(lena.publish(microphone=on)) for on in (False, True)]
        await hall.journal.asked.wait()
        hall.journal.fault = RuntimeError("a mistake of ours")
        hall.journal.free.set()

        outcomes = await asyncio.gather(*asked, return_exceptions=True)

        assert [type(outcome) for outcome in outcomes] == [SessionGone, SessionGone]
        assert lena.parting == "lost"


async def test_a_host_that_hangs_in_its_journal_is_not_waited_for_longer_than_patience(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("node.node.CLOSING_PATIENCE", 0.01)
    async with opened() as hall:
        lena = await hall.lead()
        hall.journal.free.clear()
        hall.journal.asked.clear()
        asked = asyncio.ensure_future(lena.publish(microphone=False))
        await hall.journal.asked.wait()

        await hall.node.close()

        with pytest.raises(Draining):
            await asked


async def test_whoever_asked_and_went_away_spoils_nothing() -> None:
    async with opened() as hall:
        lena = await hall.lead()
        hall.journal.free.clear()
        hall.journal.asked.clear()
        asked = asyncio.ensure_future(lena.publish(microphone=False))
        await hall.journal.asked.wait()
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        hall.journal.free.set()
        await hall.settle()

        assert not (await last_state(lena)).participants[0].microphone


async def test_plans_of_a_scope_are_numbered_upwards() -> None:
    async with opened() as hall:
        lena, ada = await hall.lead(), await hall.come("Ada")
        for on in (False, True, False):
            await ada.publish(camera=on)
        await lena.chair.end_session()
        await hall.settle()

        epochs = [e.plan.epoch for e in hall.media.effects if isinstance(e, Applied)]
        assert epochs == sorted(epochs)
