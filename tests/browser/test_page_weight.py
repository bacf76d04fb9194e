"""The room is light enough for a phone on a train, and is sent as light as it is."""

import urllib.request

import pytest

from benchmarks.page_weight import STATIC, optional_parts, parts, weights
from tests.browser.server import Server

ROOM_KB = 150
"""Gzipped, before optional parts: about a second at 1.6 Mbit/s."""


def test_the_room_stays_within_its_budget() -> None:
    assert weights()["room_app_gzip_kb"] <= ROOM_KB


def test_what_draws_the_code_for_another_device_is_loaded_only_when_asked_for() -> None:
    room = parts("room.html")

    assert len(optional_parts(room)) == 1
    assert optional_parts(room).isdisjoint(room)


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_files_travel_compressed(server: Server, encoding: str) -> None:
    script = max(parts("room.html"), key=lambda path: path.stat().st_size)
    address = f"{server.url}/{script.relative_to(STATIC.resolve())}"
    request = urllib.request.Request(address, headers={"Accept-Encoding": encoding})

    with urllib.request.urlopen(request) as answer:
        assert answer.headers["Content-Encoding"] == encoding
        assert len(answer.read()) < script.stat().st_size / 3
