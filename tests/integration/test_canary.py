"""Privacy: whatever people are called, say or hold, no log and no metric ever has it."""

import json
import logging

import pytest
import structlog

from signaling import logs
from tests.support.door import BEARER, KEY, Door, open_door

CANARIES = ("Canary-Name", "canary-word", "canary-private", "canary-room", "canary-sub")


async def scripted_session(door: Door) -> list[str]:
    """Do whatever people do, well and badly; return the secrets that were used."""
    made = await door.make_room(name="canary-room")
    wish = {
        "role": "client",
        "name": "Canary-Name",
        "private_name": "canary-private",
        "participant": "canary-sub",
    }
    url = f"/v1/rooms/{made['id']}/tokens"
    async with door.client.post(url, json=wish, headers=BEARER) as response:
        token = (await response.json())["token"]
    async with await door.enter(made["id"], "facilitator", "Canary-Name") as lena:
        async with await door.dial(made["id"]) as caller:
            await caller.ask("hello", token=token)
            await caller.ask("join", name="Canary-Name", microphone=True, camera=True)
            await caller.ask("publish", x="Canary-Name")
            await caller.ask("mute", participant="canary-sub")
            await caller.ask("say", text="canary-word", to="facilitators")
            await caller.ask("say", text="canary-word", to="canary-sub")
            await caller.ask("say", text="canary-word" * 1000, to="facilitators")
            await caller.ask("ask_for_help", quiet=True, word="canary-word")
        await lena.ask("end_session")
    resume = lena.last["welcome"]["resume"]
    for path in ("/v1/rooms/canary-room", f"/r/{made['id']}?token={token}", "/canary-sub"):
        async with door.client.get(path, headers={"Authorization": f"Bearer {token}"}):
            pass
    async with door.client.post("/v1/rooms", data=b'{"name": "Canary-Name', headers=BEARER):
        pass
    async with await door.dial(made["id"]) as caller:
        await caller.ask("hello", token=f"{token}x")
    key = made["client_url"].partition("#k=")[2]
    return [token, resume, key, KEY.partition(":")[2], made["id"]]


@pytest.mark.usefixtures("restored")
@pytest.mark.parametrize("form", ["json", "text"])
async def test_nobodys_name_or_key_is_ever_logged(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.configure(form)
    async with open_door(access_log=True) as door:
        secrets = await scripted_session(door)
        async with door.client.get("/metrics") as response:
            metrics = await response.text()
        # A mistake of ours, in the middle of a request that names someone.
        with monkeypatch.context() as broken:
            broken.setattr(type(door.house.store.rooms), "create", _fail)
            async with door.client.post(
                "/v1/rooms", json={"name": "canary-room"}, headers=BEARER
            ) as response:
                assert response.status == 500
                told = await response.text()

    captured = capsys.readouterr()
    written = captured.err + captured.out
    assert "request failed" in written
    assert "/v1/rooms/{room}/tokens" in written, "each request is logged, by its pattern"
    assert "RuntimeError" in written
    for canary in (*CANARIES, *secrets, "127.0.0.1"):
        assert canary not in written, canary
        assert canary not in metrics, canary
        assert canary not in told, canary


async def _fail(*_: object) -> None:
    raise RuntimeError("while making canary-room for Canary-Name")


@pytest.mark.usefixtures("restored")
def test_a_field_that_nobody_thought_of_is_withheld(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json")

    structlog.get_logger().info("joined", name="Canary-Name", count=3)

    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "joined"
    assert (line["count"], line["withheld"]) == (3, "name")


@pytest.mark.usefixtures("restored")
def test_of_a_library_only_the_place_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json")

    try:
        int("Canary-Name")
    except ValueError:
        logging.getLogger("library").exception("could not serve %s", "Canary-Name")

    written = capsys.readouterr().err
    line = json.loads(written)
    assert (line["logger"], line["error"]) == ("library", "ValueError")
    assert "test_canary.py" in line["place"]
    assert "Canary" not in written
