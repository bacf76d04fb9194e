"""The HTTP API: rooms, links, tokens and the live session, as embedders and the start page use them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import jwt
import pytest
from openapi_spec_validator import validate

from signaling.app import ROUTES
from tests.support.door import BEARER, KEY, SETTINGS, Door, open_door

PROBLEM = "application/problem+json"


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with open_door() as opened:
        yield opened


async def call(door: Door, method: str, path: str, **more: Any) -> tuple[int, Any]:
    more.setdefault("headers", BEARER)
    async with door.client.request(method, path, **more) as response:
        if response.status == 204:
            return 204, None
        if response.status >= 400:
            assert response.content_type == PROBLEM
            problem = await response.json(content_type=PROBLEM)
            assert problem["status"] == response.status
            assert problem["type"]
            assert problem["title"]
            return response.status, problem
        return response.status, await response.json()


async def exchange(door: Door, url: str, room: str, **more: Any) -> tuple[int, Any]:
    key = url.partition("#k=")[2]
    path = f"/v1/rooms/{room}/exchange"
    return await call(door, "POST", path, json={"key": key}, headers={}, **more)


async def test_a_room_is_made_with_its_three_links(door: Door) -> None:
    status, made = await call(door, "POST", "/v1/rooms", json={"name": "  Thursday \t group "})

    assert status == 201
    assert made["name"] == "Thursday group"
    assert (made["capacity"], made["lobby"], made["allowed_origins"]) == (14, False, [])
    for role in ("facilitator", "client", "observer"):
        assert made[f"{role}_url"].startswith(
            f"http://127.0.0.1:{door.client.port}/r/{made['id']}#k="
        )
    assert len({made[f"{role}_url"] for role in ("facilitator", "client", "observer")}) == 3


async def test_a_room_is_read_changed_listed_and_deleted(door: Door) -> None:
    made = await door.make_room(capacity=8)
    path = f"/v1/rooms/{made['id']}"

    assert await call(door, "GET", path) == (200, made)
    status, changed = await call(door, "PATCH", path, json={"name": "Friday", "lobby": True})
    assert status == 200
    assert changed == {**made, "name": "Friday", "lobby": True}
    assert (await call(door, "GET", "/v1/rooms"))[1]["rooms"] == [changed]
    assert (await call(door, "DELETE", path))[0] == 204
    assert (await call(door, "GET", path))[1]["code"] == "absent"
    assert (await call(door, "DELETE", path))[0] == 404


async def test_norms_are_posted_changed_and_taken_down(door: Door) -> None:
    norms = {"version": 1, "text": "We are kind."}
    made = await door.make_room(norms=norms)
    path = f"/v1/rooms/{made['id']}"
    assert made["norms"] == norms

    changed = await call(door, "PATCH", path, json={"norms": {**norms, "version": 2}})
    assert changed[1]["norms"]["version"] == 2
    assert (await call(door, "PATCH", path, json={"name": "Friday"}))[1]["norms"]["version"] == 2
    assert (await call(door, "PATCH", path, json={"norms": None}))[1]["norms"] is None


async def test_lists_are_walked_by_cursor(door: Door) -> None:
    made = [(await door.make_room(name=f"Room {n}"))["id"] for n in range(5)]

    seen, cursor = [], ""
    while cursor is not None:
        query = f"?limit=2&cursor={cursor}" if cursor else "?limit=2"
        page = (await call(door, "GET", f"/v1/rooms{query}"))[1]
        assert len(page["rooms"]) <= 2
        seen += [room["id"] for room in page["rooms"]]
        cursor = page["next_cursor"]

    assert seen == made


@pytest.mark.parametrize("limit", ["0", "101", "-1", "many", "9" * 400, "٣"])
async def test_a_page_has_its_limits(door: Door, limit: str) -> None:
    assert (await call(door, "GET", "/v1/rooms", params={"limit": limit}))[1]["code"] == "bad-field"


async def test_a_cursor_of_nobody_leads_nowhere(door: Door) -> None:
    await door.make_room()

    assert (await call(door, "GET", "/v1/rooms?cursor=';--"))[1]["rooms"] == []


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "bad-request"),
        (b"{", 400, "bad-request"),
        (b"\xff", 400, "bad-request"),
        (b"[" * 5000, 422, "bad-field"),
        (b"[]", 422, "bad-field"),
        (b"{}", 422, "bad-field"),
        (b'{"name": 7}', 422, "bad-field"),
        (b'{"name": ""}', 422, "bad-field"),
        (b'{"name": " \\u200b "}', 422, "bad-name"),
        (b'{"name": "x", "colour": "red"}', 422, "bad-field"),
        (b'{"name": "x", "capacity": 1}', 422, "bad-field"),
        (b'{"name": "x", "capacity": 26}', 422, "bad-field"),
        (b'{"name": "x", "capacity": "14"}', 422, "bad-field"),
        (b'{"name": "x", "lobby": 1}', 422, "bad-field"),
        (b'{"name": "x", "norms": {"version": 1}}', 422, "bad-field"),
        (b'{"name": "x", "norms": {"version": 0, "text": "x"}}', 422, "bad-field"),
        (b'{"name": "x", "norms": {"version": 1, "text": ""}}', 422, "bad-field"),
        (
            '{"name": "x", "norms": {"version": 1, "text": "%s"}}' % ("\u00e4" * 4097),
            422,
            "bad-field",
        ),
        (b'{"name": "x", "allowed_origins": ["*"]}', 422, "bad-field"),
        (b'{"name": "x", "allowed_origins": ["https://a.example/x"]}', 422, "bad-field"),
        (b'{"name": "' + b"x" * 70_000 + b'"}', 413, "too-large"),
    ],
)
async def test_a_bad_body_is_a_problem(door: Door, body: bytes, status: int, code: str) -> None:
    got, problem = await call(door, "POST", "/v1/rooms", data=body)

    assert (got, problem["code"]) == (status, code)
    assert (await call(door, "GET", "/v1/rooms"))[1]["rooms"] == []


async def test_a_field_that_is_wrong_is_named(door: Door) -> None:
    _, problem = await call(door, "POST", "/v1/rooms", json={"name": "x", "capacity": 99})

    assert problem["field"] == "$.capacity"


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


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/v1/", "/v1/webhooks"])
async def test_what_is_not_built_is_absent(door: Door, method: str, path: str) -> None:
    assert (await call(door, method, path))[0] == 404


async def test_a_wrong_method_says_which_are_right(door: Door) -> None:
    async with door.client.put("/v1/rooms") as response:
        assert response.status == 405
        assert response.headers["Allow"] == "GET,HEAD,POST"
        assert (await response.json(content_type=PROBLEM))["code"] == "no-such-method"


# Visitors.


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


# Repeating.


async def test_a_repeated_request_has_the_first_answer(door: Door) -> None:
    headers = {**BEARER, "Idempotency-Key": "order 66"}

    first = await call(door, "POST", "/v1/rooms", json={"name": "x"}, headers=headers)
    again = await call(door, "POST", "/v1/rooms", json={"name": "x"}, headers=headers)
    other = await call(door, "POST", "/v1/rooms", json={"name": "y"}, headers=headers)

    assert first == again
    assert (other[0], other[1]["code"]) == (422, "key-reused")
    assert len((await call(door, "GET", "/v1/rooms"))[1]["rooms"]) == 1


async def test_a_refused_request_may_be_repeated_better(door: Door) -> None:
    headers = {**BEARER, "Idempotency-Key": "k"}

    refused = await call(door, "POST", "/v1/rooms", json={"name": ""}, headers=headers)
    made = await call(door, "POST", "/v1/rooms", json={"name": "x"}, headers=headers)

    assert (refused[0], made[0]) == (422, 201)


async def test_a_visitors_key_repeats_nothing_for_another(door: Door) -> None:
    headers = {"Idempotency-Key": "k"}

    first = await call(door, "POST", "/v1/rooms", json={"name": "x"}, headers=headers)
    second = await call(door, "POST", "/v1/rooms", json={"name": "x"}, headers=headers)

    assert first[1]["id"] != second[1]["id"]


# Links and tokens.


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


# The live session.


async def test_the_live_session_is_seen_and_steered(door: Door) -> None:
    made = await door.make_room()
    session = f"/v1/rooms/{made['id']}/session"
    assert (await call(door, "GET", session))[0] == 404

    async with await door.enter(made["id"], "facilitator", "Lena") as lena:
        async with await door.enter(made["id"], "client", "Birch") as birch:
            status, live = await call(door, "GET", session)
            people = {person["name"]: person["id"] for person in live["participants"]}
            assert status == 200
            assert (set(people), live["gate"]) == ({"Lena", "Birch"}, "shut")
            assert live["recording"]["state"] == "off"
            path = f"{session}/participants/{people['Birch']}"

            assert (await call(door, "POST", f"{path}/mute"))[0] == 200
            assert (await birch.hear_until("muted"))["by"] is None
            assert (await call(door, "POST", f"{path}/remove"))[0] == 200
            assert (await birch.hear_until("ended"))["reason"] == "removed"
            assert (await call(door, "POST", f"{path}/remove"))[0] == 404

        assert (await call(door, "POST", f"{session}/end"))[0] == 200
        assert (await lena.hear_until("ended"))["reason"] == "session-ended"
    assert (await call(door, "GET", session))[0] == 404
    assert (await call(door, "POST", f"{session}/end"))[0] == 404


async def test_who_waits_is_let_in(door: Door) -> None:
    made = await door.make_room(lobby=True)
    session = f"/v1/rooms/{made['id']}/session"
    async with (
        await door.enter(made["id"], "facilitator", "Lena"),
        await door.enter(made["id"], "client", "Birch") as birch,
    ):
        (waiting,) = (await call(door, "GET", session))[1]["lobby"]
        path = f"{session}/participants/{waiting['id']}/admit"

        assert (await call(door, "POST", path))[0] == 200
        await birch.state(phase="joined")


async def test_a_deleted_room_ends_its_session(door: Door) -> None:
    made = await door.make_room()
    async with await door.enter(made["id"], "facilitator", "Lena") as lena:
        assert (await call(door, "DELETE", f"/v1/rooms/{made['id']}"))[0] == 204
        assert (await lena.hear_until("ended"))["reason"] == "session-ended"


# Describing itself.


async def test_it_describes_itself_and_the_description_is_valid(door: Door) -> None:
    status, document = await call(door, "GET", "/v1/openapi.json", headers={})

    validate(document)
    assert status == 200
    assert document["openapi"].startswith("3.1")
    served = {(method.upper(), path) for path, ops in document["paths"].items() for method in ops}
    assert served == {(route.method, route.path) for route in ROUTES}
    operations = [op for ops in document["paths"].values() for op in ops.values()]
    assert len({op["operationId"] for op in operations}) == len(operations)


async def test_the_page_of_the_api_needs_nothing_from_elsewhere(door: Door) -> None:
    async with door.client.get("/docs") as response:
        page = await response.text()
        policy = response.headers["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "//" not in page.replace("https://clinic.example", "").replace("http://", "")
    assert "<script" not in page
    assert "style=" not in page
    for route in ROUTES:
        assert f"<code>{route.method} {route.path}</code>" in page


async def test_health_readiness_and_metrics(door: Door) -> None:
    made = await door.make_room()
    assert (await call(door, "GET", "/healthz", headers={}))[0] == 200
    assert (await call(door, "GET", "/readyz", headers={}))[0] == 200
    async with (
        await door.enter(made["id"], "facilitator", "Lena"),
        door.client.get("/metrics") as response,
    ):
        text = await response.text()

    assert "holdspace_sessions 1.0" in text
    assert "holdspace_participants 1.0" in text
    assert "holdspace_sockets 1.0" in text
    assert "holdspace_within_budget 1.0" in text
    assert 'holdspace_packet_path_total{what="late-dropped"} 3.0' in text
    assert "Lena" not in text
    assert made["id"] not in text


async def test_a_draining_node_is_not_ready(door: Door) -> None:
    await door.house.sockets.drain()

    status, problem = await call(door, "GET", "/readyz", headers={})

    assert (status, problem["code"]) == (503, "draining")
    assert (await call(door, "GET", "/healthz", headers={}))[0] == 200
