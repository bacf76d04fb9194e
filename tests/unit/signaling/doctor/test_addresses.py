"""Promise: the doctor says where browsers are told to come, and where they cannot."""

from signaling.doctor import addresses
from signaling.doctor.finding import Health
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
