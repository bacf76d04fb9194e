"""Links: whoever has one may use it until it is rotated, and nobody comes in by anything like it."""

import jwt

from tests.support.door import BEARER, Door
from tests.support.neighbors import Neighbors

OTHERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def key_of(link: str) -> str:
    return link.partition("#k=")[2]


async def exchanged(door: Door, room: str, key: str) -> tuple[int, str]:
    async with door.client.post(f"/v1/rooms/{room}/exchange", json={"key": key}) as response:
        body = await response.json(content_type=None)
        return response.status, body.get("token", body.get("code"))


async def greeted(door: Door, room: str, token: str) -> str:
    async with await door.dial(room) as caller:
        answer = await caller.ask("hello", token=token)
        return str(answer.get("code", answer["type"]))


async def test_the_same_link_opens_as_often_as_it_is_used_until_it_is_rotated(
    door: Door, neighbors: Neighbors
) -> None:
    made = await door.make_room()
    room, key = made["id"], key_of(made["client_url"])
    (_, first), (_, second) = await exchanged(door, room, key), await exchanged(door, room, key)

    assert first != second
    subjects = {jwt.decode(t, options={"verify_signature": False})["sub"] for t in (first, second)}
    assert len(subjects) == 2, "who comes by the same link is still two people"
    for _ in range(2):
        assert await greeted(door, room, first) == "done", "a reload needs its token again"
    assert await greeted(door, room, second) == "done"

    async with door.client.post(f"/v1/rooms/{room}/rotate-links", headers=BEARER) as response:
        rotated = await response.json()

    assert await exchanged(door, room, key) == (404, "bad-link")
    assert [await greeted(door, room, t) for t in (first, second)] == ["bad-token"] * 2
    status, fresh = await exchanged(door, room, key_of(rotated["client_url"]))
    assert (status, await greeted(door, room, fresh)) == (200, "done")
    await neighbors.are_undisturbed()
    assert (door.refused("bad-link"), door.refused("bad-token")) == (1, 2)


async def test_nothing_like_a_key_is_one(door: Door, neighbors: Neighbors) -> None:
    made = await door.make_room()
    key = key_of(made["facilitator_url"])
    like = {key[:at] + OTHERS[OTHERS.index(key[at]) ^ 32] + key[at + 1 :] for at in range(len(key))}
    like |= {"", key[:-1], key + "A", key.swapcase(), key[::-1], f" {key}", f"{key}\n", "A" * 1000}
    like |= {key + "=", key + "\0", "%00", "../" + key, "*", "null"}
    like -= {key}

    for guess in like:
        status, code = await exchanged(door, made["id"], guess)
        assert (status, code) in {(404, "bad-link"), (422, "bad-field")}, repr(guess)

    await neighbors.are_undisturbed()
    assert door.refused("bad-link") + door.refused("bad-field") == len(like)
    assert (await exchanged(door, made["id"], key))[0] == 200


async def test_a_link_gives_its_own_role_whatever_else_is_said(
    door: Door, neighbors: Neighbors
) -> None:
    made = await door.make_room()
    path = f"/v1/rooms/{made['id']}/exchange"
    key = key_of(made["client_url"])
    for more in ({}, {"role": "facilitator"}, {"admit": True}, {"room": "x"}):
        async with door.client.post(path, json={"key": key, **more}) as response:
            body = await response.json(content_type=None)
        if response.status == 200:
            claims = jwt.decode(body["token"], options={"verify_signature": False})
            assert (claims["role"], claims["room"]) == ("client", made["id"])
            assert "admit" not in claims
    await neighbors.are_undisturbed()


async def test_a_room_that_is_nowhere_answers_as_one_whose_key_is_wrong(
    door: Door, neighbors: Neighbors
) -> None:
    made = await door.make_room()

    async def answer(room: str) -> tuple[int, object]:
        path = f"/v1/rooms/{room}/exchange"
        async with door.client.post(path, json={"key": "A" * 22}) as response:
            return response.status, await response.json(content_type=None)

    assert await answer("0" * 32) == await answer(made["id"])
    await neighbors.are_undisturbed()
    assert door.refused("bad-link") == 2
