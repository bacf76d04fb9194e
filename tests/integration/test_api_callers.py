"""Who may call: holders of a key, visitors of our own page, and whoever has a link or a token."""

from dataclasses import replace
from typing import Any

import jwt
import pytest

from signaling.app import ROUTES
from tests.support.calling import call, exchange
from tests.support.door import KEY, SETTINGS, Door, open_door


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        f"Basic {KEY}",
        "Bearer clinic",
        "Bearer clinic:",
        "Bearer clinic:wrong",
        f"Bearer {KEY}x",
        "Bearer nobody:secret-of-the-clinic-0123456789",
        "Bearer clinic:ünïcode",
    ],
)
async def test_without_the_key_there_is_nothing(door: Door, header: str | None) -> None:
    made = await door.make_room()
    headers = {} if header is None else {"Authorization": header}
    calls = [route for route in ROUTES if route.access.name != "ANYONE"]

    for route in calls:
        if header is None and route.access.name == "KEY_OR_VISITOR":
            continue
        path = route.path.format(room=made["id"], participant="p", recording="r")
        status, problem = await call(door, route.method, path, headers=headers, data=b"{}")
        assert (status, problem["code"]) == (401, "bad-key"), route.path


async def test_who_has_no_key_is_told_how_to_have_one() -> None:
    async with open_door(replace(SETTINGS, api_keys=())) as door:
        status, problem = await call(door, "GET", "/v1/rooms", headers={})

    assert status == 401
    assert "HOLDSPACE_API_KEYS" in problem["detail"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),
        ({"Origin": "http://localhost:8080", "Host": "localhost:8080"}, 201),
        ({"Origin": "http://localhost:9999", "Host": "localhost:8080"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.net"}, 403),
        ({"Origin": "http://rebound.evil.net:8080", "Host": "rebound.evil.net:8080"}, 403),
        ({"Host": "rebound.evil.net:8080"}, 403),
        ({"Host": "192.168.1.5:8080"}, 403),
    ],
)
async def test_a_visitor_may_start_a_room_from_our_own_page(
    door: Door, headers: dict[str, str], status: int
) -> None:
    got, _ = await call(door, "POST", "/v1/rooms", json={"name": "x"}, headers=headers)

    assert got == status


async def test_a_visitor_may_not_where_the_operator_says_so() -> None:
    async with open_door(replace(SETTINGS, open_creation=False)) as door:
        status, _ = await call(door, "POST", "/v1/rooms", json={"name": "x"}, headers={})

    assert status == 401


async def test_visitors_fill_no_disk(door: Door) -> None:
    made = [
        await call(door, "POST", "/v1/rooms", json={"name": "x"}, headers={}) for _ in range(32)
    ]

    assert [status for status, _ in made[:30]] == [201] * 30
    assert (made[-1][0], made[-1][1]["code"]) == (429, "too-fast")
    assert await door.make_room(), "whoever has a key is not slowed"


async def test_on_a_public_node_visitors_come_by_its_own_name() -> None:
    public = replace(SETTINGS, public_url="https://rooms.example.org", open_creation=True)
    ours = {"Origin": "https://rooms.example.org", "Host": "rooms.example.org"}
    async with open_door(public) as door:
        status, made = await call(door, "POST", "/v1/rooms", json={"name": "x"}, headers=ours)
        foreign = {**ours, "Origin": "https://evil.net"}
        refused, _ = await call(door, "POST", "/v1/rooms", json={"name": "x"}, headers=foreign)

    assert (status, refused) == (201, 403)
    assert made["client_url"].startswith("https://rooms.example.org/r/")


@pytest.mark.parametrize("role", ["facilitator", "client", "observer"])
async def test_a_link_is_exchanged_for_a_token_in_its_role(door: Door, role: str) -> None:
    made = await door.make_room()

    status, answer = await exchange(door, made[f"{role}_url"], made["id"])

    claims = jwt.decode(answer["token"], options={"verify_signature": False})
    assert status == 200
    assert (claims["role"], claims["room"], claims["iss"]) == (role, made["id"], "holdspace")
    assert claims["exp"] - claims["nbf"] == 4 * 3600


async def test_a_wrong_link_and_a_room_that_is_not_there_sound_the_same(door: Door) -> None:
    made = await door.make_room()

    wrong = await exchange(door, "#k=wrong", made["id"])
    nowhere = await exchange(door, made["client_url"], "0" * 32)

    assert wrong == nowhere
    assert (wrong[0], wrong[1]["code"]) == (404, "bad-link")


async def test_rotated_links_spoil_the_old_ones(door: Door) -> None:
    made = await door.make_room()

    status, rotated = await call(door, "POST", f"/v1/rooms/{made['id']}/rotate-links")

    assert status == 200
    assert (await exchange(door, made["client_url"], made["id"]))[0] == 404
    assert (await exchange(door, rotated["client_url"], made["id"]))[0] == 200


async def test_an_embedder_may_ask_for_a_token(door: Door) -> None:
    made = await door.make_room()
    wish = {"role": "client", "name": " Birch ", "participant": "p-7", "ttl": 60, "admit": True}

    status, answer = await call(door, "POST", f"/v1/rooms/{made['id']}/tokens", json=wish)

    claims = jwt.decode(answer["token"], KEY.partition(":")[2], algorithms=["HS256"])
    assert status == 201
    assert (claims["iss"], claims["sub"], claims["name"]) == ("clinic", "p-7", "Birch")
    assert claims["exp"] - claims["nbf"] == 60
    assert claims["admit"] is True


@pytest.mark.parametrize(
    "wish",
    [
        {"role": "admin", "name": "x"},
        {"role": "client"},
        {"role": "client", "name": "x", "ttl": 0},
        {"role": "client", "name": "x", "ttl": 10**6},
        {"role": "client", "name": "x", "participant": ""},
        {"role": "client", "name": "x" * 61},
    ],
)
async def test_a_token_is_not_made_for_anything(door: Door, wish: dict[str, Any]) -> None:
    made = await door.make_room()

    assert (await call(door, "POST", f"/v1/rooms/{made['id']}/tokens", json=wish))[0] == 422
