"""WebSocket hijacking: a page of another site may dial with a visitor's browser, and hears nothing.

Neither do names that only look like ours, and names that DNS has led to our address.
"""

import pytest

from tests.support.door import Door
from tests.support.neighbors import Neighbors

CLINIC = "https://clinic.example"
HERE = "http://127.0.0.1:{port}"

FOREIGN = {
    "another site": "https://evil.example",
    "null": "null",
    "empty": "",
    "a suffix of ours": HERE + ".evil.example",
    "ours as a user": HERE + "@evil.example",
    "another port": "http://127.0.0.1:1",
    "no port": "http://127.0.0.1",
    "another scheme": "https://127.0.0.1:{port}",
    "another name of this machine": "http://localhost:{port}",
    "with a path": HERE + "/",
    "twice": HERE + ", https://evil.example",
    "a file": "file://",
    "an extension": "chrome-extension://abcdefghijklmnop",
    "the embedder without https": "http://clinic.example",
    "a suffix of the embedder": CLINIC + ".evil.example",
    "a prefix of the embedder": "https://evilclinic.example",
    "a child of the embedder": "https://evil.clinic.example",
    "the embedder on another port": CLINIC + ":8443",
    "the embedder shouted": "HTTPS://CLINIC.EXAMPLE",
    "the embedder with a dot": CLINIC + ".",
    "a homograph of the embedder": "https://xn--clnic-pra.example",
}


@pytest.mark.parametrize("origin", FOREIGN.values(), ids=FOREIGN.keys())
async def test_a_page_from_there_hears_nothing(
    door: Door, neighbors: Neighbors, origin: str
) -> None:
    room = (await door.make_room(allowed_origins=[CLINIC]))["id"]
    token = await door.token(room, "facilitator", "Eve")
    headers = {"Origin": origin.format(port=door.client.port)}

    async with await door.dial(room, headers=headers) as caller:
        await caller.say("hello", id=1, token=token)
        code, last = await caller.closed()

    assert (code, last["code"]) == (4403, "foreign-origin")
    assert set(caller.last) == set(), "no welcome, no state"
    await neighbors.are_undisturbed()
    assert door.refused("foreign-origin") == 1


@pytest.mark.parametrize("origin", [HERE, CLINIC], ids=["ours", "the embedder's"])
async def test_who_may_does(door: Door, neighbors: Neighbors, origin: str) -> None:
    room = (await door.make_room(allowed_origins=[CLINIC]))["id"]
    headers = {"Origin": origin.format(port=door.client.port)}

    async with await door.dial(room, headers=headers) as caller:
        assert (await caller.ask("hello", token=await door.token(room)))["type"] == "done"
    await neighbors.are_undisturbed()


async def test_an_embedder_of_one_room_is_foreign_in_another(
    door: Door, neighbors: Neighbors
) -> None:
    await door.make_room(allowed_origins=[CLINIC])
    other = (await door.make_room())["id"]

    async with await door.dial(other, headers={"Origin": CLINIC}) as caller:
        assert (await caller.closed())[0] == 4403
    await neighbors.are_undisturbed()
    assert door.refused("foreign-origin") == 1


async def test_a_name_that_dns_has_led_here_is_not_ours(door: Door, neighbors: Neighbors) -> None:
    room = (await door.make_room())["id"]
    rebound = f"rebound.evil.example:{door.client.port}"

    async with await door.dial(
        room, headers={"Host": rebound, "Origin": f"http://{rebound}"}
    ) as caller:
        assert (await caller.closed())[0] == 4403
    await neighbors.are_undisturbed()
    assert door.refused("foreign-origin") == 1


async def test_such_a_page_cannot_exchange_a_link_either(door: Door, neighbors: Neighbors) -> None:
    made = await door.make_room(allowed_origins=[CLINIC])
    key = made["client_url"].partition("#k=")[2]
    path, headers = f"/v1/rooms/{made['id']}/exchange", {"Origin": "https://evil.example"}

    async with door.client.post(path, json={"key": key}, headers=headers) as response:
        assert response.status == 403
        assert "Access-Control-Allow-Origin" not in response.headers
        assert "token" not in await response.text()
    async with door.client.options(path, headers=headers) as response:
        assert response.status == 403
        assert "Access-Control-Allow-Origin" not in response.headers
    await neighbors.are_undisturbed()
    assert door.refused("foreign-origin") == 2
