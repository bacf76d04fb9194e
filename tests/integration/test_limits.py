"""Whoever comes too often, or to a full node, is refused; everybody else comes in, and it is counted."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import WSServerHandshakeError

from tests.support.door import MSGPACK, SETTINGS, Door, open_door

TIGHT = replace(
    SETTINGS,
    trusted_proxies=("127.0.0.1",),
    joins_per_address=2,
    sockets_per_address=1,
    max_rooms=1,
    max_browsers=3,
)
NEAR = {"X-Forwarded-For": "8.8.8.8"}
FAR = {"X-Forwarded-For": "9.9.9.9"}


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with open_door(TIGHT) as opened:
        yield opened


async def refused(door: Door, code: str) -> bool:
    async with door.client.get("/metrics") as response:
        return f'holdspace_refusals_total{{code="{code}"}} 1.0' in await response.text()


async def exchanged(door: Door, room: dict[str, str], headers: dict[str, str]) -> int:
    body = {"key": room["client_url"].partition("#k=")[2]}
    path = f"/v1/rooms/{room['id']}/exchange"
    async with door.client.post(path, json=body, headers=headers) as response:
        return response.status


async def test_an_address_exchanges_links_so_often_and_another_is_not_kept_waiting(
    door: Door,
) -> None:
    room = await door.make_room()

    assert [await exchanged(door, room, NEAR) for _ in range(3)] == [200, 200, 429]
    assert await exchanged(door, room, FAR) == 200
    assert await refused(door, "too-fast")


async def test_an_address_has_so_many_sockets_and_gets_another_when_one_closed(door: Door) -> None:
    room = (await door.make_room())["id"]
    first = await door.dial(room, headers=NEAR)

    with pytest.raises(WSServerHandshakeError) as caught:
        await door.client.ws_connect(f"/v1/rooms/{room}/socket", protocols=[MSGPACK], headers=NEAR)
    assert caught.value.status == 429
    assert await refused(door, "too-many-sockets")
    async with first, await door.dial(room, headers=FAR):
        pass


async def test_a_full_node_refuses_further_rooms_and_keeps_those_it_has(door: Door) -> None:
    room, other = (await door.make_room())["id"], (await door.make_room())["id"]
    async with await door.enter(room, "facilitator", "Lena") as lena:
        async with await door.dial(other) as late:
            token = await door.token(other)
            said = await late.ask("hello", token=token)
            assert said["code"] == "node-full"
            assert (await late.closed())[0] == 4504
        assert (await lena.ask("publish", camera=True))["type"] == "done"
    assert await refused(door, "node-full")


async def test_a_room_that_nobody_is_in_leaves_space_for_another(door: Door) -> None:
    room, other = (await door.make_room())["id"], (await door.make_room())["id"]
    async with await door.enter(room, "facilitator", "Lena") as lena:
        assert (await lena.ask("leave"))["type"] == "done"
        await lena.closed()
    assert door.house.node.session(room) is not None, "its session goes on for a while"

    async with await door.enter(other, "facilitator", "Mona"), await door.dial(room) as late:
        said = await late.ask("hello", token=await door.token(room))
        assert said["code"] == "node-full"


async def test_whoever_holds_a_place_comes_back_to_a_full_node(door: Door) -> None:
    room = (await door.make_room())["id"]
    async with await door.enter(room, "facilitator", "Lena"), await door.enter(room) as birch:
        resume = birch.last["welcome"]["resume"]
        await birch.ws.close()
        async with await door.enter(room, name="Ada"), await door.enter(room, name="Wren"):
            async with await door.dial(room) as stranger:
                said = await stranger.ask("hello", token=await door.token(room))
                assert said["code"] == "node-full"
            async with await door.dial(room) as back:
                assert (await back.ask("hello", resume=resume))["type"] == "done"
