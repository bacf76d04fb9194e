"""Forged tokens: each way to make one ends the socket with `bad-token`, and nobody has come in."""

import time

from tests.support.door import KEY, Door
from tests.support.forgeries import Forger
from tests.support.neighbors import Neighbors


async def test_every_forgery_is_turned_away(door: Door, neighbors: Neighbors) -> None:
    here, there = (await door.make_room())["id"], (await door.make_room())["id"]
    issuer, _, secret = KEY.partition(":")
    forger = Forger(
        here, issuer, secret.encode(), time.time(), b"of somebody else's " * 2, "practice", there
    )
    visits = door.house.node.census()
    forgeries = forger.forgeries()
    believed: dict[str, object] = {}

    for how, token in forgeries.items():
        async with await door.dial(here) as caller:
            answer = await caller.ask("hello", token=token)
            if answer.get("code") == "bad-token":
                assert (await caller.closed())[0] == 4401
            # One that is empty, or longer than any may be, makes no message.
            elif answer.get("code") != "bad-message":
                believed[how] = answer

    assert believed == {}
    assert len(forgeries) >= 60
    assert door.refused("bad-message") <= 2
    assert door.refused("bad-token") + door.refused("bad-message") == len(forgeries)
    assert door.house.node.census() == visits
    async with await door.dial(here) as caller:
        assert (await caller.ask("hello", token=forger.but()))["type"] == "done", "a good one is"


async def test_a_good_token_for_another_room_opens_none(
    door: Door, neighbors: Neighbors, room: str
) -> None:
    async with await door.dial(room) as caller:
        other = neighbors.lena.last["welcome"]["room"]["id"]
        answer = await caller.ask("hello", token=await door.token(other, "facilitator", "Eve"))
        assert (answer["code"], (await caller.closed())[0]) == ("bad-token", 4401)
    assert door.refused("bad-token") == 1


async def test_one_that_may_not_enter_by_the_api_either(door: Door, neighbors: Neighbors) -> None:
    room = neighbors.lena.last["welcome"]["room"]["id"]
    for header in (
        "Bearer clinic:wrong",
        "Bearer clinic",
        "Bearer :",
        "Basic Y2xpbmljOnNlY3JldA==",
        f"Bearer {await door.token(room)}",
        f"bearer{KEY}",
    ):
        for method, path in (("POST", "/v1/rooms"), ("DELETE", f"/v1/rooms/{room}")):
            async with door.client.request(
                method, path, headers={"Authorization": header}, json={"name": "x"}
            ) as response:
                assert response.status == 401, header

    await neighbors.are_undisturbed()
    assert door.refused("bad-key") == 12
