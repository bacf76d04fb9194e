"""Over HTTP a session is asked to record and stopped, and nobody is answered for."""

from typing import Any

import pytest

from tests.support.door import BEARER, open_door
from tests.support.group_asked import Group, seated


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


async def test_a_question_of_another_room_is_as_absent_as_none(group: Group) -> None:
    other = await seated(group.door, group.clock, group.stack)
    await other.ask()
    theirs = await other.ada.asked()
    await group.ask()
    none = await group.ada.answer({"ask": "0" * 32}, "refused")
    assert {**await group.ada.answer(theirs, "refused"), "id": none["id"]} == none
    assert none["code"] == "ask-over"
