"""Over the socket: asked, answered, withdrawn.  Nothing is recorded unless everyone has said yes, and
nobody learns who did not."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from consent.audit import audit
from consent.entry import Ended, Joined, Moved, NoYes, Yes
from consent.erase import Erase
from consent.ids import AskId
from consent.receipt import prove
from rooms.ids import RoomId
from sfu.ids import GateId
from tests.support.consenting import Person
from tests.support.door import BEARER, Door, open_door
from tests.unit.consent.keys import public, signed
from tests.unit.node.recorder import Erased, Opened, RecordingOver, Shut
from tests.unit.node.world import ManualClock


@dataclass
class Group:
    """A session with Lena, who leads, Ada and Birch, each of whose browsers has its key."""

    door: Door
    clock: ManualClock
    room: str
    stack: AsyncExitStack
    people: dict[str, Person]

    @property
    def lena(self) -> Person:
        return self.people["Lena"]

    @property
    def ada(self) -> Person:
        return self.people["Ada"]

    @property
    def birch(self) -> Person:
        return self.people["Birch"]

    async def come(self, name: str, role: str = "client", phase: str = "joined") -> Person:
        caller = await self.stack.enter_async_context(await self.door.enter(self.room, role, name))
        await caller.state(phase=phase)
        self.people[name] = Person(caller, name)
        await self.people[name].bind()
        return self.people[name]

    async def ask(self, **terms: Any) -> dict[str, Any]:
        return await self.lena.caller.ask("ask_to_record", **{"scope": "main", **terms})

    async def record(self) -> None:
        """Ask, and have everyone say yes."""
        assert (await self.ask())["type"] == "done"
        for person in self.people.values():
            assert (await person.yes())["type"] == "done"
        await self.lena.recording("on")

    async def call(self, method: str, path: str, **more: Any) -> tuple[int, Any]:
        url = f"/v1/rooms/{self.room}/session{path}"
        headers = {**BEARER, **more.pop("headers", {})}
        async with self.door.client.request(method, url, headers=headers, **more) as response:
            return response.status, await response.json(content_type=None)

    @property
    def told(self) -> list[type]:
        return [type(each) for each in self.door.recorder.told]


@asynccontextmanager
async def gathered(*, where: str | Path = "memory:") -> AsyncIterator[Group]:
    clock = ManualClock()
    async with open_door(clock=clock, where=where) as door, AsyncExitStack() as stack:
        yield await seated(door, clock, stack)


async def seated(door: Door, clock: ManualClock, stack: AsyncExitStack) -> Group:
    made = await door.make_room()
    group = Group(door, clock, made["id"], stack, {})
    await group.come("Lena", "facilitator")
    await group.come("Ada")
    await group.come("Birch")
    return group


@pytest.fixture
async def group() -> AsyncIterator[Group]:
    async with gathered() as found:
        yield found


async def test_from_the_question_to_a_receipt_that_verifies(group: Group) -> None:
    terms = {"tracks": "teaching", "retention": 3, "viewers": ["participants", "facilitators"]}
    assert (await group.ask(**terms))["type"] == "done"
    told = await group.birch.asked()
    assert told["by"] == group.lena.caller.last["state"]["self"]
    assert (told["tracks"], told["retention"], told["until"]) == ("teaching", 3, None)
    assert told["viewers"] == ["facilitators", "participants"]
    assert told["settles_at"] == group.clock.now() + 60.0
    assert (await group.birch.recording("asking"))["scope"] == "main"

    for person in (group.lena, group.ada):
        assert (await person.yes())["type"] == "done"
    assert group.told == []
    await group.birch.yes()
    for person in group.people.values():
        await person.recording("on")
        assert (await person.asked(outcome="given"))["may_withdraw"]
    assert group.told == [Opened]

    await group.birch.withdraw(Erase.OWN)
    for person in group.people.values():
        await person.recording("ended")
    assert group.told == [Opened, Shut, RecordingOver, Erased]

    for person in group.people.values():
        said = await person.receipts()
        (receipt,) = said["receipts"]
        proof = prove(receipt, said["key"])
        kinds = [type(entry.fact) for entry in proof.entries]
        assert kinds[0] is Joined
        assert {Yes, Moved, Ended} < set(kinds)
        head = person.caller.last["state"]["ledger"]
        assert proof.checkpoint.ledger == head["id"]
        assert proof.checkpoint.size >= head["size"] > 0


async def test_a_no_is_told_at_the_one_moment_and_names_nobody(group: Group) -> None:
    await group.ask()
    await group.ada.yes()
    await group.birch.no()
    await group.lena.yes()
    for person in group.people.values():
        assert (await person.asked())["outcome"] is None
    group.clock.jump(59.0)
    assert (await group.ask())["code"] == "already-asked"
    assert (await group.lena.asked())["outcome"] is None
    group.clock.jump(1.0)
    for person in group.people.values():
        told = await person.asked(outcome="not-agreed")
        assert told["flag"] == {"Birch": "refused"}.get(person.name, "given")
        await person.recording("off")
    assert group.told == []

    state = group.lena.caller.last["state"]
    assert state["ask_again_at"] == {"main": group.clock.now() + 600.0}
    assert "ask_again_at" not in group.ada.caller.last["state"]
    assert (await group.ask())["code"] == "too-soon"
    assert len(group.birch.caller.last["state"]["participants"]) == 3, "a no costs nothing"
    group.clock.jump(600.0)
    assert (await group.ask())["type"] == "done"


async def test_silence_and_deciding_later_come_out_like_a_no(group: Group) -> None:
    await group.ask()
    await group.ada.later()
    told = await group.ada.asked(sheet_open=False)
    assert (told["flag"], told["to_answer"]) == (None, True)
    await group.lena.yes()
    group.clock.jump(60.0)
    for person in group.people.values():
        await person.asked(outcome="not-agreed")
    kept = await group.door.house.store.ledgers.read(RoomId(group.room))
    (receipt,) = (await group.birch.receipts())["receipts"]
    entries = prove(receipt, _key(group.door)).entries
    assert [type(entry.fact) for entry in entries].count(NoYes) == 1
    assert kept.records


async def test_a_newcomer_is_asked_in_the_lobby_and_the_recording_goes_on(group: Group) -> None:
    await group.record()
    await group.lena.caller.ask("lobby", on=True)
    cy = await group.come("Cy", phase="lobby")
    assert (await cy.recording("on"))["scope"] == "main"
    assert (await cy.yes())["type"] == "done"
    assert (await cy.asked(flag="given"))["may_withdraw"]
    id_ = cy.caller.last["state"]["self"]
    await group.lena.caller.ask("admit", participant=id_)
    await cy.caller.state(phase="joined")
    await cy.recording("on")
    assert Shut not in group.told
    assert id_ in group.door.recorder.told[-1].people  # type: ignore[union-attr]


async def test_who_enters_unanswered_pauses_it_and_after_a_minute_it_ends(group: Group) -> None:
    await group.record()
    cy = await group.come("Cy")
    for person in group.people.values():
        await person.recording("paused")
    assert (await cy.asked())["to_answer"]
    group.clock.jump(60.0)
    for person in group.people.values():
        told = await person.asked(outcome="ended")
        assert person is cy or told["flag"] == "given"
        await person.recording("ended")
    assert group.told == [Opened, Shut, RecordingOver]


async def test_a_yes_is_signed_to_this_question_on_these_terms_in_these_words(
    group: Group,
) -> None:
    await group.ask()
    ask = await group.ada.asked()
    id_, digest = AskId(ask["ask"]), ask["digest"]
    good = signed("Ada", id_, digest)
    for wrong, code in (
        ({"digest": digest, "signature": b""}, "bad-signature"),
        ({"digest": digest, "signature": bytes(64)}, "bad-signature"),
        ({"digest": digest, "signature": signed("Birch", id_, digest)}, "bad-signature"),
        ({"digest": bytes(32), "signature": good}, "other-terms"),
        ({}, "other-terms"),
    ):
        assert (await group.ada.answer(ask, "given", **wrong))["code"] == code
    assert (await group.ada.asked())["flag"] is None
    gone = {**ask, "ask": "0" * 32}
    assert (await group.ada.answer(gone, "given", digest=digest, signature=good))["code"] == (
        "ask-over"
    )
    bad = await group.ada.caller.ask("bind_key", key=public("Ada")[:-1])
    assert bad["code"] == "bad-signature"


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"until": 1.0}, "bad-terms"),
        ({"retention": 0}, "bad-terms"),
        ({"retention": 99_999}, "bad-terms"),
        ({"viewers": []}, "bad-terms"),
        ({"until": float("nan")}, "bad-message"),
        ({"until": float("inf")}, "bad-message"),
        ({"viewers": ["everyone"]}, "bad-message"),
        ({"scope": "lobby"}, "bad-message"),
        ({"tracks": "mine"}, "bad-message"),
    ],
)
async def test_what_nobody_can_be_asked_is_refused(
    group: Group, terms: dict[str, Any], code: str
) -> None:
    assert (await group.ask(**terms))["code"] == code


async def test_the_api_asks_stops_and_is_told_what_everyone_is(group: Group) -> None:
    once = {"headers": {"Idempotency-Key": "one"}, "json": {"scope": "main"}}
    status, put = await group.call("POST", "/recording/ask", **once)
    assert (status, set(put)) == (201, {"ask"})
    assert await group.call("POST", "/recording/ask", **once) == (201, put)
    status, problem = await group.call("POST", "/recording/ask", json={"scope": "main"})
    assert (status, problem["code"]) == (409, "already-asked")
    assert (await group.birch.asked())["by"] is None

    await group.ada.yes()
    await group.birch.no()
    _, told = await group.call("GET", "/consent")
    assert told["recording"]["state"] == "asking"
    (asked,) = told["asks"]
    assert asked == {
        "ask": put["ask"],
        "scope": "main",
        "tracks": "everyone",
        "until": None,
        "retention": 14,
        "viewers": ["facilitators"],
        "outcome": None,
        "gate": "shut",
    }
    status, _ = await group.call("POST", "/recording/stop", json={"scope": "main"})
    assert status == 200
    _, told = await group.call("GET", "/consent")
    assert (told["asks"][0]["outcome"], told["recording"]["state"]) == ("called-off", "off")


async def test_the_api_is_told_of_an_open_gate(group: Group) -> None:
    await group.record()
    _, told = await group.call("GET", "/consent")
    assert (told["asks"][0]["gate"], told["recording"]["state"]) == ("open", "on")
    _, live = await group.call("GET", "")
    assert (live["gate"], live["recording"]["state"]) == ("open", "on")
    await group.call("POST", "/recording/stop", json={"scope": "main"})
    _, live = await group.call("GET", "")
    assert (live["gate"], live["recording"]["state"]) == ("shut", "ended")


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/recording/ask", {"scope": "main", "until": 1}, 422, "bad-terms"),
        ("/recording/ask", {"scope": "main", "answer": "given"}, 422, "bad-field"),
        ("/recording/ask", {}, 422, "bad-field"),
        ("/recording/stop", {"scope": "all"}, 422, "bad-field"),
        ("/recording/answer", {}, 404, "absent"),
        ("/consent", {"answer": "given"}, 405, "no-such-method"),
    ],
)
async def test_the_api_answers_for_nobody(
    group: Group, path: str, body: dict[str, Any], status: int, code: str
) -> None:
    said, problem = await group.call("POST", path, json=body)
    assert (said, problem["code"]) == (status, code)


async def test_where_nobody_is_there_is_nothing_to_ask() -> None:
    async with open_door() as door:
        made = await door.make_room()
        for method, path in (("GET", "consent"), ("POST", "recording/ask")):
            url = f"/v1/rooms/{made['id']}/session/{path}"
            async with door.client.request(
                method, url, headers=BEARER, json={"scope": "main"}
            ) as response:
                assert (response.status, (await response.json())["code"]) == (404, "absent")


async def test_nobody_is_asked_where_nothing_could_be_kept(group: Group) -> None:
    group.door.recorder.broken = True
    assert (await group.ask())["code"] == "recorder-unavailable"
    status, problem = await group.call("POST", "/recording/ask", json={"scope": "main"})
    assert (status, problem["code"]) == (503, "recorder-unavailable")
    assert group.lena.caller.last["state"]["consents"] == []


async def test_a_question_of_another_room_is_as_absent_as_none(group: Group) -> None:
    other = await seated(group.door, group.clock, group.stack)
    await other.ask()
    theirs = await other.ada.asked()
    await group.ask()
    none = await group.ada.answer({"ask": "0" * 32}, "refused")
    assert {**await group.ada.answer(theirs, "refused"), "id": none["id"]} == none
    assert none["code"] == "ask-over"


async def test_who_withdraws_and_is_gone_at_once_has_withdrawn(group: Group) -> None:
    await group.record()
    await group.birch.caller.say("withdraw_consent", scope="main")
    await group.birch.caller.ws.close()
    await group.lena.recording("ended")


async def test_a_yes_is_taken_back_though_an_earlier_request_waits_for_the_disk(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    await group.record()
    thawed, shut = asyncio.Event(), asyncio.Event()
    journal, media = group.door.house.store.journal, group.door.media
    append, shut_gate = journal.append, media.shut

    async def appended(*entries: Any) -> None:
        await thawed.wait()
        await append(*entries)

    def shutting(gate: GateId) -> None:
        shut_gate(gate)
        shut.set()

    monkeypatch.setattr(journal, "append", appended)
    monkeypatch.setattr(media, "shut", shutting)
    await group.birch.caller.say("raise_hand", on=True)
    await group.birch.caller.say("raise_hand", on=False)
    await group.birch.caller.say("withdraw_consent", scope="main")
    await shut.wait()
    assert not any(plan.open_gates for plan in media.plans.values())
    thawed.set()
    await group.lena.recording("ended")


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
        assert audit(kept.id, kept.records, kept.checkpoints, _key(door)).sound
        assert (await people[0].caller.ask("ask_to_record", scope="main"))["type"] == "done"
        for person in people:
            await person.yes()
        await people[0].recording("on")


def _key(door: Door) -> bytes:
    return door.house.store.secrets.ledger_key().public_key().public_bytes_raw()


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
