"""Promise: the doctor says which port cannot be had, and which is missed."""

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from signaling.doctor import ports
from signaling.doctor.finding import Health
from signaling.settings import Settings


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("0.0.0.0", 0))
        yield sock.getsockname()[1]


def test_a_port_that_is_taken_fails(taken: int) -> None:
    finding = ports.media_port(Settings(media_port=taken, port=1))

    assert finding.health is Health.FAIL
    assert "--media-port" in finding.remedy
    assert ports.media_port(Settings(port=0, media_port=0)).health is Health.OK


def test_media_by_tcp_is_missed_where_others_come_and_looked_at_where_it_is_wanted() -> None:
    assert ports.media_tcp_port(Settings(port=0, media_port=0)).health is Health.OK
    finding = ports.media_tcp_port(replace(Settings(), public_url="https://rooms.example.org"))
    assert finding.health is Health.WARN
    assert "--media-tcp-port" in finding.remedy

    with socket.create_server(("", 0)) as taken:
        port = taken.getsockname()[1]
        finding = ports.media_tcp_port(Settings(media_tcp_port=port, port=1))
    assert finding.health is Health.FAIL
    assert "--media-tcp-port" in finding.remedy
    assert ports.media_tcp_port(Settings(media_tcp_port=port)).health is Health.OK
