"""Pages and files: only what was built is served, and every answer is shielded."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.door import Door, open_door

SECRET = "nobody may read this"


@pytest.fixture
def static(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>start</title>")
    (folder / "room.html").write_text("<!doctype html><title>room</title>")
    (folder / "receipt.html").write_text("<!doctype html><title>receipt</title>")
    (folder / "embed.js").write_text("export {};")
    (folder / "assets" / "room-Ab1_c.js").write_text("export {};")
    (folder / ".made").write_text(SECRET)
    (tmp_path / "secret.txt").write_text(SECRET)
    return folder


@pytest.fixture
async def door(static: Path) -> AsyncIterator[Door]:
    async with open_door(static=static) as opened:
        yield opened


async def test_the_pages_are_shielded(door: Door) -> None:
    for path, title in [("/", "start"), (f"/r/{'0' * 32}", "room"), ("/receipt", "receipt")]:
        async with door.client.get(path) as response:
            assert response.status == 200
            assert title in await response.text()
            policy = response.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "script-src 'self' 'wasm-unsafe-eval'" in policy
            assert "style-src 'self'" in policy
            assert "frame-ancestors 'none'" in policy
            assert f"ws://127.0.0.1:{door.client.port}" in policy
            assert "unsafe-inline" not in policy
            assert response.headers["Referrer-Policy"] == "no-referrer"
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert "camera=(self)" in response.headers["Permissions-Policy"]
            assert response.headers["Cache-Control"] == "no-cache"


async def test_a_room_may_be_framed_by_its_own_origins_only(door: Door) -> None:
    made = await door.make_room(allowed_origins=["https://clinic.example.net"])
    async with door.client.get(f"/r/{made['id']}") as response:
        policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors https://clinic.example.net;" in policy


async def test_a_host_that_is_none_gets_into_no_policy(door: Door) -> None:
    headers = {"Host": "evil.net; script-src *"}
    async with door.client.get("/", headers=headers) as response:
        assert "evil" not in response.headers.get("Content-Security-Policy", "")


async def test_what_is_embedded_may_be_loaded_from_anywhere(door: Door) -> None:
    async with door.client.get("/embed.js") as response:
        assert response.status == 200
        assert response.content_type in {"text/javascript", "application/javascript"}
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response.headers["Cache-Control"] == "no-cache"
    async with door.client.get("/assets/room-Ab1_c.js") as response:
        assert response.status == 200
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "/.made",
        "/secret.txt",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/assets/..\\..\\secret.txt",
        "/assets/",
        "/assets/.made",
        "/room.html",
        "/static/index.html",
        "/assets/room-Ab1_c.js%00.html",
        "//secret.txt",
        "/etc/passwd",
    ],
)
async def test_nothing_else_is_served(door: Door, path: str) -> None:
    # By hand: a client would tidy the path up before sending it.
    reader, writer = await asyncio.open_connection("127.0.0.1", door.client.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    answer = (await reader.read()).decode()
    writer.close()
    await writer.wait_closed()

    assert answer.startswith("HTTP/1.1 404 ")
    assert SECRET not in answer
    assert "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'" in answer


async def test_without_a_build_the_page_says_how_to_make_one() -> None:
    async with open_door() as door, door.client.get("/") as response:
        assert response.status == 503
        assert "make web" in await response.text()


async def test_no_answer_says_what_it_is_made_of(door: Door) -> None:
    for path in ("/", "/embed.js", "/healthz", "/nowhere"):
        async with door.client.get(path) as response:
            assert response.headers["Server"] == "holdspace"


async def test_what_holds_a_secret_is_never_stored(door: Door) -> None:
    made = await door.make_room()
    key = made["client_url"].partition("#k=")[2]
    path = f"/v1/rooms/{made['id']}/exchange"
    async with door.client.post(path, json={"key": key}) as response:
        assert response.headers["Cache-Control"] == "no-store"
