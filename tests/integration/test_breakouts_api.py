"""Breakouts over HTTP: whoever has an API key splits, moves and merges as a facilitator does."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from tests.support.door import BEARER, Caller, Door, open_door


@dataclass
class Group:
    """A session with Lena, Birch and Fern."""

    door: Door
    session: str
    callers: dict[str, Caller]

    async def call(self, method: str, path: str = "", **more: Any) -> tuple[int, Any]:
        more.setdefault("headers", BEARER)
        async with self.door.client.request(method, self.session + path, **more) as response:
            return response.status, await response.json(content_type=None)

    async def split(self, *rooms: object, **more: Any) -> tuple[int, Any]:
        return await self.call("PUT", "/breakouts", json={"rooms": rooms, **more})

    def id(self, name: str) -> str:
        return str(self.callers[name].last["state"]["self"])

    async def names(self) -> dict[str, set[str]]:
        """Return who is in which room."""
        _, live = await self.call("GET")
        return {
            room["name"]: {p["name"] for p in live["participants"] if p["room"] == room["id"]}
            for room in live["rooms"]
        }


@pytest.fixture
async def group() -> AsyncIterator[Group]:
    async with open_door() as door, AsyncExitStack() as stack:
        made = await door.make_room()
        callers = {}
        for name, role in (("Lena", "facilitator"), ("Birch", "client"), ("Fern", "client")):
            caller = await stack.enter_async_context(await door.enter(made["id"], role, name))
            await caller.state(phase="joined")
            callers[name] = caller
        yield Group(door, f"/v1/rooms/{made['id']}/session", callers)


async def test_a_session_is_split_moved_in_and_merged(group: Group) -> None:
    pair = {"name": "Pair", "participants": [group.id("Birch")], "rooms": [{"name": "Corner"}]}
    status, live = await group.split(pair, {}, closes_in=480)

    assert status == 200
    main, first, corner, second = live["rooms"]
    assert [room["name"] for room in live["rooms"]] == ["Main room", "Pair", "Corner", "Room 1"]
    assert (first["parent"], corner["parent"]) == (main["id"], first["id"])
    assert first["closes_at"] == corner["closes_at"] == second["closes_at"] > 0
    assert (main["people"], first["people"]) == (2, 1)
    state = group.callers["Birch"].last["state"]
    while len(state["rooms"]) == 1:
        await group.callers["Birch"].hear()
        state = group.callers["Birch"].last["state"]
    assert state["participants"][0]["room"] == "elsewhere"

    path = f"/participants/{group.id('Fern')}/move"
    assert await group.call("POST", path, json={"room": corner["id"]}) == (200, {})
    assert await group.names() == {
        "Main room": {"Lena"},
        "Pair": {"Birch"},
        "Corner": {"Fern"},
        "Room 1": set(),
    }
    assert (await group.call("POST", path, json={"room": main["id"]}))[0] == 200
    assert (await group.split({"id": second["id"], "name": "Quiet"}))[0] == 200
    assert await group.names() == {"Main room": {"Lena", "Birch", "Fern"}, "Quiet": set()}
    assert await group.call("DELETE", "/breakouts") == (200, {})
    assert await group.names() == {"Main room": {"Lena", "Birch", "Fern"}}
    assert (await group.call("DELETE", "/breakouts"))[0] == 200, "twice is harmless"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "bad-field"),
        ({"rooms": []}, 422, "bad-plan"),
        ({"rooms": [{"participants": ["nobody"]}]}, 404, "absent"),
        ({"rooms": [{"id": "nowhere"}]}, 422, "bad-plan"),
        ({"rooms": [{"name": "x" * 10_000}]}, 422, "bad-name"),
        ({"rooms": [{"name": "\u200b"}]}, 422, "bad-name"),
        ({"rooms": [{}], "closes_in": 0}, 422, "bad-plan"),
        ({"rooms": [{}], "closes_in": -1}, 422, "bad-plan"),
        ({"rooms": [{}], "closes_at": 5}, 422, "bad-field"),
        ({"rooms": [{"rooms": [{"rooms": [{"rooms": [{}]}]}]}]}, 422, "bad-plan"),
        ({"rooms": [{}] * 51}, 422, "bad-plan"),
    ],
)
async def test_a_plan_that_cannot_be_is_refused_and_says_why(
    group: Group, body: dict[str, Any], status: int, code: str
) -> None:
    before = await group.call("GET")

    told = await group.call("PUT", "/breakouts", json=body)

    assert (told[0], told[1]["code"]) == (status, code)
    assert len(told[1]["detail"]) > 10
    assert await group.call("GET") == before


async def test_markup_in_a_name_is_text(group: Group) -> None:
    name = '<img src=x onerror="alert(1)">'
    assert (await group.split({"name": name}))[0] == 200
    assert name in await group.names()


async def test_without_a_session_or_a_key_there_is_nothing_to_split(group: Group) -> None:
    other = await group.door.make_room()
    body = {"json": {"rooms": [{}]}, "headers": BEARER}
    path = f"/v1/rooms/{other['id']}/session/breakouts"
    async with group.door.client.put(path, **body) as response:
        assert response.status == 404
    async with group.door.client.delete(path, headers=BEARER) as response:
        assert response.status == 404
    assert (await group.call("PUT", "/breakouts", json={"rooms": [{}]}, headers={}))[0] == 401
    path = f"/participants/{group.id('Birch')}/move"
    told = await group.call("POST", path, json={"room": "nowhere"})
    assert (told[0], told[1]["code"]) == (404, "absent")
    assert (await group.call("POST", path, json={}))[1]["code"] == "bad-field"


async def test_the_description_has_the_whole_tree(group: Group) -> None:
    async with group.door.client.get("/v1/openapi.json") as response:
        document = await response.json()
    path = document["paths"]["/v1/rooms/{room}/session/breakouts"]
    assert set(path) == {"put", "delete"}
    planned = document["components"]["schemas"]["PlannedRoom"]["properties"]
    assert planned["rooms"]["items"] == {"$ref": "#/components/schemas/PlannedRoom"}
