"""The doctor asks a real TURN server what it does, and tells what is wrong with it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sfu.interfaces import host_addresses
from signaling.turn import Turn
from signaling.turn_check import Verdict, examine
from tests.browser.ports import free_tcp_port
from tests.support.certificate import Certificate
from tests.support.coturn import SECRET, Coturn, coturn


@pytest.fixture(scope="module")
def here() -> str:
    addresses = [one for one in host_addresses(ipv6=False) if not one.startswith("127.")]
    if not addresses:
        pytest.skip("this machine has no address but loopback, which the server refuses")
    return addresses[0]


@pytest.fixture(scope="module")
def certificate(here: str) -> Certificate:
    return Certificate.of(here)


@pytest.fixture(scope="module")
def server(
    here: str, certificate: Certificate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Coturn]:
    folder = tmp_path_factory.mktemp("coturn")
    with coturn(folder, host=here, peer=here, certificate=certificate) as running:
        yield running


def ours(*urls: str, secret: str = SECRET) -> Turn:
    return Turn(urls, secret.encode(), time.time)


def test_a_server_as_it_should_be(server: Coturn, certificate: Certificate, here: str) -> None:
    turn = ours(server.udp, server.tcp, server.tls)
    found = examine(turn, ["127.0.0.1", here], trust=certificate.trust)

    assert [each.verdict for each in found] == [Verdict.RELAYS] * 3


def test_a_certificate_that_browsers_would_not_trust(server: Coturn, here: str) -> None:
    assert [each.verdict for each in examine(ours(server.tls), [here])] == [Verdict.UNTRUSTED]


def test_another_secret(server: Coturn, here: str) -> None:
    other = ours(server.udp, secret="of another service's, 0123456789abcdef")

    assert [each.verdict for each in examine(other, [here])] == [Verdict.REFUSES_CREDENTIALS]


def test_our_address_is_not_among_the_allowed(server: Coturn) -> None:
    found = examine(ours(server.udp), ["203.0.113.7"])

    assert [each.verdict for each in found] == [Verdict.REFUSES_US]


def test_nobody_there(here: str) -> None:
    url = f"turn:{here}:{free_tcp_port()}?transport=tcp"

    assert [each.verdict for each in examine(ours(url), [here])] == [Verdict.SILENT]


def test_a_relay_to_anybody(tmp_path: Path, certificate: Certificate, here: str) -> None:
    everybody = "0.0.0.0-255.255.255.255"
    with coturn(tmp_path, host=here, peer=everybody, certificate=certificate) as careless:
        found = examine(ours(careless.udp), [here])

    assert [each.verdict for each in found] == [Verdict.OPEN]
