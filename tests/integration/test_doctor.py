"""Promise: the doctor calls at every way a browser is told of, and says which does not answer."""

import asyncio
from pathlib import Path

import pytest

from signaling import clerk
from signaling.doctor import reach, running
from signaling.doctor.finding import Health
from signaling.settings import Settings
from store.opening import open_store
from tests.browser.ports import free_tcp_port


def health(settings: Settings) -> dict[str, Health]:
    """Return what is found of each way, by its address without the port."""
    found = {finding.subject: finding.health for finding in reach.ways(settings)}
    return {subject.rpartition(":")[0]: each for subject, each in found.items()}


@pytest.fixture
def nowhere() -> Settings:
    """Return settings whose one address leads to a port where nobody is."""
    return Settings(port=1, media_port=0, advertise=("127.0.0.1:1",))


def test_both_families_are_called_at() -> None:
    settings = Settings(port=1, media_port=0, advertise=("127.0.0.1", "::1"))

    assert health(settings) == {"media at 127.0.0.1": Health.OK, "media at [::1]": Health.OK}


def test_what_does_not_answer_fails_if_it_is_here_and_is_doubted_if_it_is_behind_a_nat(
    nowhere: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    [finding] = reach.ways(nowhere)
    assert finding.health is Health.FAIL
    assert "firewall" in finding.remedy

    monkeypatch.setattr(reach, "host_addresses", lambda *, ipv6: ())
    [finding] = reach.ways(nowhere)
    assert finding.health is Health.WARN
    assert "NAT" in finding.remedy


def test_ipv6_that_nothing_listens_at_fails() -> None:
    settings = Settings(port=1, media_host="127.0.0.1", media_port=0, advertise=("::1",))

    assert health(settings) == {"media at [::1]": Health.FAIL}


def test_the_tcp_port_is_called_at_too() -> None:
    port = free_tcp_port()
    settings = Settings(port=1, media_port=0, media_tcp_port=port, advertise=("127.0.0.1",))
    subjects = {finding.subject: finding.health for finding in reach.ways(settings)}

    assert subjects[f"media at 127.0.0.1:{port}/tcp"] is Health.OK


def test_the_room_that_it_borrows_is_gone_afterwards(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)

    async def borrow() -> None:
        async with clerk.borrowed_room(settings, "Doctor") as room:
            assert await clerk.create_token(settings, room, clerk.Role.OBSERVER, "Doctor")
        async with open_store(tmp_path) as store:
            assert (await store.rooms.list()).rooms == ()

    asyncio.run(borrow())


@pytest.mark.parametrize(
    ("udp", "tcp", "expected"),
    [(3, 0, Health.OK), (3, 1, Health.OK), (0, 0, Health.OK), (0, 2, Health.WARN)],
)
def test_when_all_come_by_tcp_the_firewall_is_doubted(
    monkeypatch: pytest.MonkeyPatch, udp: int, tcp: int, expected: Health
) -> None:
    told = "".join(
        f'holdspace_browsers{{path="{path}"}} {number}.0\n'
        for path, number in (("udp", udp), ("tcp", tcp))
    )
    monkeypatch.setattr(running, "read", lambda *_: told)

    assert reach.paths(Settings()).health is expected


def test_without_a_node_nobody_comes() -> None:
    assert reach.paths(Settings(port=1)).said == "none: no node is running"
