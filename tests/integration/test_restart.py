"""A node that is killed in the middle of breakouts is back with them, and their time goes on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.support.door import MSGPACK, Caller
from tests.support.program import Serving, environment_of, serving


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@asynccontextmanager
async def dialed(node: Serving, http: ClientSession) -> AsyncIterator[Caller]:
    room = node.links["client"].partition("#")[0].rpartition("/")[2]
    url = f"{node.origin}/v1/rooms/{room}/socket"
    async with http.ws_connect(url, protocols=[MSGPACK]) as ws:
        yield Caller(ws)


async def come(caller: Caller, node: Serving, role: str, name: str) -> None:
    await caller.ask("hello", token=node.exchange(role))
    await caller.ask("join", name=name, microphone=False, camera=False)
    await caller.state(phase="joined")


async def rooms_once(caller: Caller, count: int) -> list[dict[str, object]]:
    """Return the rooms once there are so many."""
    while len((await caller.state(phase="joined"))["rooms"]) != count:
        await caller.hear()
    return list(caller.last["state"]["rooms"])


async def test_breakouts_outlive_a_kill_and_merge_on_time(
    tmp_path: Path, http: ClientSession
) -> None:
    environment = environment_of(tmp_path / "data")
    with serving(environment) as node:
        async with dialed(node, http) as lena, dialed(node, http) as birch:
            await come(lena, node, "facilitator", "Lena")
            await come(birch, node, "client", "Birch")
            pair = {"name": "Pair", "participants": [birch.last["state"]["self"]]}
            await lena.ask("split", rooms=[pair, {"name": "Quiet"}], closes_in=600)
            _, long, short = await rooms_once(lena, 3)
            await lena.ask("merge", **{"room": short["id"], "in": 1})
            resumes = [caller.last["welcome"]["resume"] for caller in (lena, birch)]
            node.process.kill()
            node.process.wait(10)

    with serving(environment) as again:
        async with dialed(again, http) as lena, dialed(again, http) as birch:
            for caller, resume in zip((lena, birch), resumes, strict=True):
                assert (await caller.ask("hello", resume=resume))["type"] == "done"
            _, pair_now = await rooms_once(lena, 2)
            assert (pair_now["id"], pair_now["name"]) == (long["id"], "Pair")
            assert pair_now["closes_at"] == long["closes_at"]
            assert pair_now["closes_at"] > lena.last["welcome"]["now"]
            state = await birch.state(phase="joined")
            here = {person["name"]: person["room"] for person in state["participants"]}
            assert here == {"Lena": "elsewhere", "Birch": long["id"]}

            assert (await lena.ask("merge"))["type"] == "done"
            await rooms_once(birch, 1)
