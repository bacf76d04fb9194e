"""Reports of violations, from anybody: bounded, never logged or kept, and nobody waits for them."""

import logging

import msgspec
import pytest

from signaling.shield import REPORTS
from signaling.violations import CONTENT_TYPE, REPORTS_A_MINUTE, SIZE_MOST
from tests.support.door import Door
from tests.support.neighbors import Neighbors

CANARY = "canary-of-birch"


def report(directive: str = "script-src-elem") -> bytes:
    said = {
        "effective-directive": directive,
        "document-uri": f"https://rooms.example/r/1#k={CANARY}",
        "blocked-uri": f"https://evil.example/{CANARY}",
        "script-sample": CANARY,
    }
    return msgspec.json.encode({"csp-report": said})


async def post(door: Door, body: bytes, kind: str = CONTENT_TYPE) -> int:
    headers = {"Content-Type": kind}
    async with door.client.post(REPORTS, data=body, headers=headers) as response:
        return response.status


async def metrics(door: Door) -> str:
    async with door.client.get("/metrics") as response:
        return await response.text()


async def test_a_report_is_counted_and_nothing_of_it_is_told(
    door: Door,
    neighbors: Neighbors,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert await post(door, report()) == 204
        assert await post(door, report("rubbish")) == 204

    said = await metrics(door)
    assert 'holdspace_policy_violations_total{directive="script-src-elem"} 1.0' in said
    assert 'holdspace_policy_violations_total{directive="other"} 1.0' in said
    assert CANARY not in said + caplog.text + "".join(capfd.readouterr())
    await neighbors.are_undisturbed()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", CONTENT_TYPE, 400),
        (b"[]", CONTENT_TYPE, 400),
        (b"{}", CONTENT_TYPE, 400),
        (b"[" * 5000, CONTENT_TYPE, 400),
        (b"\xff\xfe", CONTENT_TYPE, 400),
        (report(), "text/plain", 400),
        (report(), "application/json", 400),
        (report(), "application/reports+json", 400),
        (b" " * (SIZE_MOST + 1), CONTENT_TYPE, 413),
        (b" " * 1_000_000, CONTENT_TYPE, 413),
    ],
    ids=[
        "empty",
        "list",
        "map",
        "deep",
        "not UTF-8",
        "text",
        "json",
        "the newer kind",
        "long",
        "huge",
    ],
)
async def test_what_is_no_report_is_refused(
    door: Door, neighbors: Neighbors, body: bytes, kind: str, status: int
) -> None:
    assert await post(door, body, kind) == status

    await neighbors.are_undisturbed()
    assert door.refused("too-large" if status == 413 else "bad-request") == 1
    assert not any(door.house.violations.snapshot().values())


async def test_a_flood_of_reports_is_refused_unread(door: Door, neighbors: Neighbors) -> None:
    statuses = [await post(door, report()) for _ in range(REPORTS_A_MINUTE + 80)]

    await neighbors.are_undisturbed()
    assert statuses.count(429) >= 70
    assert door.refused("too-fast") == statuses.count(429)
    counted = door.house.violations.snapshot()["script-src-elem"]
    assert counted == statuses.count(204)
