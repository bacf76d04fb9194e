"""Over the socket: asked, answered, withdrawn.  Nothing is recorded unless everyone has said yes, and
nobody learns who did not."""

import asyncio
from typing import Any

import pytest

from consent.entry import Ended, Joined, Moved, NoYes, Yes
from consent.erase import Erase
from consent.ids import AskId
from consent.receipt import prove
from rooms.ids import RoomId
from sfu.ids import GateId
from tests.support.group_asked import Group, ledger_key
from tests.unit.consent.keys import public, signed
from tests.unit.node.recorder import Erased, Opened, RecordingOver, Shut


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
    entries = prove(receipt, ledger_key(group.door)).entries
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


async def test_nobody_is_asked_where_nothing_could_be_kept(group: Group) -> None:
    group.door.recorder.broken = True
    assert (await group.ask())["code"] == "recorder-unavailable"
    status, problem = await group.call("POST", "/recording/ask", json={"scope": "main"})
    assert (status, problem["code"]) == (503, "recorder-unavailable")
    assert group.lena.caller.last["state"]["consents"] == []


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
