"""Promise: the doctor says where browsers are told to come, and where they cannot."""

import pytest

from signaling.doctor import addresses
from signaling.doctor.finding import Finding, Health
from signaling.settings import Settings


def test_loopback_alone_and_private_addresses_are_pointed_out() -> None:
    def look(*told: str, host: str = "127.0.0.1") -> Health:
        return addresses.advertise(Settings(host=host, advertise=told)).health

    assert look("127.0.0.1") is Health.WARN
    assert look("192.168.1.5", "127.0.0.1") is Health.OK
    assert look("192.168.1.5", host="0.0.0.0") is Health.WARN
    assert look("1.1.1.1", host="0.0.0.0") is Health.OK
    assert addresses.advertise(Settings()).said


def test_a_public_url_must_be_one_that_gives_cameras() -> None:
    assert addresses.public_url(Settings()).health is Health.OK
    assert addresses.public_url(Settings(host="0.0.0.0")).health is Health.WARN
    assert addresses.public_url(Settings(public_url="http://rooms.example")).health is Health.WARN
    assert addresses.public_url(Settings(public_url="https://rooms.example")).health is Health.OK


def test_ipv6_that_is_there_and_not_told_is_pointed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(*told: str, media_host: str = "::") -> Finding:
        return addresses.ipv6(Settings(media_host=media_host, advertise=told))

    machine = ("2606:4700::1", "192.0.2.2", "::1", "127.0.0.1")
    monkeypatch.setattr(
        addresses,
        "host_addresses",
        lambda *, ipv6: tuple(each for each in machine if ipv6 or ":" not in each),
    )
    assert look().health is Health.OK
    assert look("203.0.113.7", "[2606:4700::2]:40000").health is Health.OK
    assert "2606:4700::1" in look("203.0.113.7").said
    assert "--advertise" in look("203.0.113.7").remedy
    assert "--media-host" in look(media_host="0.0.0.0").remedy

    monkeypatch.setattr(addresses, "host_addresses", lambda *, ipv6: ("127.0.0.1", "::1"))
    assert look().health is Health.OK
