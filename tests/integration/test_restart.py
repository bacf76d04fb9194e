"""A node that is killed is back with what it had: breakouts and their time, and a ledger that verifies;
but what it recorded is over."""

import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.support.consenting import Person
from tests.support.door import MSGPACK, Caller
from tests.support.program import PROGRAM, Serving, environment_of, serving


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


async def test_a_recording_is_over_after_a_kill_and_its_ledger_verifies(
    tmp_path: Path, http: ClientSession
) -> None:
    environment = environment_of(tmp_path / "data")
    with serving(environment) as node:
        async with dialed(node, http) as lena, dialed(node, http) as birch:
            await come(lena, node, "facilitator", "Lena")
            await come(birch, node, "client", "Birch")
            people = [Person(lena, "Lena"), Person(birch, "Birch")]
            for person in people:
                await person.bind()
            assert (await lena.ask("ask_to_record", scope="main"))["type"] == "done"
            for person in people:
                assert (await person.yes())["type"] == "done"
            await people[1].recording("on")
            resumes = [caller.last["welcome"]["resume"] for caller in (lena, birch)]
            node.process.kill()
            node.process.wait(10)

    verdict = verified(environment)
    assert verdict.returncode == 0, verdict.stdout
    with serving(environment) as again:
        async with dialed(again, http) as lena, dialed(again, http) as birch:
            for caller, resume in zip((lena, birch), resumes, strict=True):
                assert (await caller.ask("hello", resume=resume))["type"] == "done"
            people = [Person(lena, "Lena"), Person(birch, "Birch")]
            for person in people:
                await person.recording("ended")
                assert (await person.asked(outcome="ended"))["flag"] == "given"
            (receipt,) = (await people[1].receipts())["receipts"]
        (tmp_path / "receipt").write_bytes(receipt)
        verdict = verified(environment, "--receipt", str(tmp_path / "receipt"))
    assert verdict.returncode == 0, verdict.stdout
    assert verdict.stdout.count("sound") == 2
    assert "the recording ended" in verdict.stdout


def verified(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [*PROGRAM, "ledger", "verify", *words]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
