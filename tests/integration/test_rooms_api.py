"""Rooms over HTTP: made, read, changed, listed, deleted; what is wrong about a request is named."""

import pytest

from tests.support.calling import call
from tests.support.door import BEARER, Door


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
