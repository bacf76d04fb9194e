"""The doctor: each look says what it saw, and what to do where something is wrong."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from signaling import doctor
from signaling.doctor import Health
from signaling.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(port=0, media_port=0, data_dir=tmp_path / "data")


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("0.0.0.0", 0))
        yield sock.getsockname()[1]


def test_everything_is_looked_at_and_said_in_a_line(settings: Settings) -> None:
    findings = list(doctor.examine(settings))

    assert len(findings) == len(doctor.LOOKS)
    assert all(finding.remedy for finding in findings if finding.health is not Health.OK)
    assert len({finding.subject for finding in findings}) == len(findings)


def test_a_port_that_is_taken_fails(settings: Settings, taken: int) -> None:
    finding = doctor.media_port(Settings(media_port=taken, port=1))

    assert finding.health is Health.FAIL
    assert "--media-port" in finding.remedy
    assert doctor.media_port(settings).health is Health.OK


def test_loopback_alone_and_private_addresses_are_pointed_out(settings: Settings) -> None:
    def look(*addresses: str, host: str = "127.0.0.1") -> Health:
        return doctor.advertise(Settings(host=host, advertise=addresses)).health

    assert look("127.0.0.1") is Health.WARN
    assert look("192.168.1.5", "127.0.0.1") is Health.OK
    assert look("192.168.1.5", host="0.0.0.0") is Health.WARN
    assert look("1.1.1.1", host="0.0.0.0") is Health.OK
    assert doctor.advertise(settings).said


def test_a_public_url_must_be_one_that_gives_cameras() -> None:
    assert doctor.public_url(Settings()).health is Health.OK
    assert doctor.public_url(Settings(host="0.0.0.0")).health is Health.WARN
    assert doctor.public_url(Settings(public_url="http://rooms.example")).health is Health.WARN
    assert doctor.public_url(Settings(public_url="https://rooms.example")).health is Health.OK


def test_a_data_directory_must_be_writable(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert doctor.data_dir(settings).health is Health.OK
    assert doctor.data_dir(Settings(data_dir=tmp_path / "file" / "data")).health is Health.FAIL


def test_little_room_for_recordings_is_pointed_out(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.space, "free", lambda _: 7_260_000_000)
    assert doctor.recordings(settings).health is Health.OK
    assert "2 h 1 min" in doctor.recordings(settings).said
    monkeypatch.setattr(doctor.space, "free", lambda _: 100_000_000)
    assert doctor.recordings(settings).health is Health.WARN


def test_swap_on_a_disk_is_pointed_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    swaps = tmp_path / "swaps"
    monkeypatch.setattr(doctor, "SWAPS", swaps)
    assert doctor.swap(Settings()).health is Health.OK
    swaps.write_text("Filename Type Size\n/dev/zram0 partition 1\n")
    assert doctor.swap(Settings()).health is Health.OK
    swaps.write_text("Filename Type Size\n/dev/sda2 partition 1\n")
    assert doctor.swap(Settings()).health is Health.WARN


def test_media_by_tcp_is_missed_where_others_come_and_looked_at_where_it_is_wanted(
    settings: Settings,
) -> None:
    assert doctor.media_tcp_port(settings).health is Health.OK
    finding = doctor.media_tcp_port(replace(settings, public_url="https://rooms.example.org"))
    assert finding.health is Health.WARN
    assert "--media-tcp-port" in finding.remedy

    with socket.create_server(("", 0)) as taken:
        port = taken.getsockname()[1]
        finding = doctor.media_tcp_port(Settings(media_tcp_port=port, port=1))
    assert finding.health is Health.FAIL
    assert "--media-tcp-port" in finding.remedy
    assert doctor.media_tcp_port(Settings(media_tcp_port=port)).health is Health.OK


def test_a_clock_that_was_never_set_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.time, "time", lambda: 3600.0)

    assert doctor.clock(Settings()).health is Health.FAIL


def test_small_limits_are_pointed_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    limit = tmp_path / "rmem_max"
    monkeypatch.setattr(doctor, "BUFFER_LIMIT", limit)
    assert doctor.buffers(Settings()).health is Health.WARN
    limit.write_text("212992\n")
    assert "sysctl" in doctor.buffers(Settings()).remedy

    monkeypatch.setattr(doctor.resource, "getrlimit", lambda _: (256, 256))
    assert "ulimit" in doctor.files(Settings()).remedy


def test_a_client_that_is_not_built_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "STATIC", tmp_path)
    assert doctor.web_client(Settings()).health is Health.FAIL

    for name in ("index.html", "room.html", "embed.js"):
        (tmp_path / name).write_text("")
    assert doctor.web_client(Settings()).health is Health.OK
