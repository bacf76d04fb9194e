"""The ledger outlives its node, says who nobody is, and without it nothing is recorded."""

import sqlite3
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest

from consent.audit import audit
from consent.erase import Erase
from rooms.ids import RoomId
from tests.support.consenting import Person
from tests.support.door import open_door
from tests.support.group_asked import Group, gathered, ledger_key
from tests.unit.consent.keys import public
from tests.unit.node.world import ManualClock


async def test_after_a_restart_it_is_over_and_the_ledger_verifies(tmp_path: Path) -> None:
    async with gathered(where=tmp_path) as group:
        await group.record()
        room = group.room
        resumes = [person.caller.last["welcome"]["resume"] for person in group.people.values()]
    clock = ManualClock(group.clock.time + 5.0)
    async with open_door(clock=clock, where=tmp_path) as door, AsyncExitStack() as stack:
        people = []
        for resume in resumes:
            caller = await stack.enter_async_context(await door.dial(room))
            assert (await caller.ask("hello", resume=resume))["type"] == "done"
            people.append(Person(caller, list(group.people)[len(people)]))
        for person in people:
            await person.recording("ended")
            assert (await person.asked(outcome="ended"))["flag"] == "given"
        assert door.recorder.told == []
        kept = await door.house.store.ledgers.read(RoomId(room))
        assert audit(kept.id, kept.records, kept.checkpoints, ledger_key(door)).sound
        assert (await people[0].caller.ask("ask_to_record", scope="main"))["type"] == "done"
        for person in people:
            await person.yes()
        await people[0].recording("on")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE records SET record = x'00' WHERE place = 1",
        "DELETE FROM records WHERE place = 1",
        "DELETE FROM records WHERE place > 3",
        "DELETE FROM checkpoints WHERE size > 3",
    ],
    ids=["changed", "missing", "cut off", "unsigned"],
)
async def test_into_a_ledger_that_does_not_verify_nothing_is_recorded_and_the_session_goes_on(
    tmp_path: Path, damage: str
) -> None:
    async with gathered(where=tmp_path) as group:
        await group.record()
        room = group.room
    with closing(sqlite3.connect(tmp_path / "holdspace.db", isolation_level=None)) as connection:
        assert connection.execute(damage).rowcount
    clock = ManualClock(group.clock.time + 700.0)
    async with open_door(clock=clock, where=tmp_path) as door, AsyncExitStack() as stack:
        again = Group(door, clock, room, stack, {})
        people = []
        for name, role in (("Lena", "facilitator"), ("Ada", "client")):
            caller = await stack.enter_async_context(await door.enter(room, role, name))
            await caller.state(phase="joined")
            await caller.ask("bind_key", key=public(name))
            people.append(Person(caller, name))
        lena = people[0].caller
        assert (await lena.ask("ask_to_record", scope="main"))["code"] == "ledger-broken"
        status, problem = await again.call("POST", "/recording/ask", json={"scope": "main"})
        assert (status, problem["code"]) == (409, "ledger-broken")
        assert (await lena.ask("mute_all"))["type"] == "done"
        assert lena.last["state"]["recording"]["state"] != "on"
        assert door.recorder.told == []


async def test_nothing_in_the_ledger_says_who_anybody_is(tmp_path: Path) -> None:
    async with gathered(where=tmp_path) as group:
        await group.record()
        await group.birch.withdraw(Erase.ALL)
        kept = await group.door.house.store.ledgers.read(RoomId(group.room))
        ids = [person.caller.last["state"]["self"] for person in group.people.values()]
        host = group.door.house.node.host(group.room)  # type: ignore[attr-defined]
        secrets = [*ids, host.live.session.id, group.room, *group.people]
    everything = b"".join((kept.id, *kept.records, *kept.checkpoints))
    assert len(kept.records) > 10
    for secret in secrets:
        assert secret.encode() not in everything
    for id_ in ids:
        assert bytes.fromhex(id_) not in everything
