"""Calls of the HTTP API, whose refusals are problems (RFC 9457)."""

from typing import Any

from tests.support.door import BEARER, Door

PROBLEM = "application/problem+json"


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
