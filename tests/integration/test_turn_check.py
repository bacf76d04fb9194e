"""The doctor asks a real TURN server what it does, and tells what is wrong with it."""

import time
from pathlib import Path

from signaling.turn import Turn
from signaling.turn_check import Verdict, examine
from tests.browser.ports import free_tcp_port
from tests.support.certificate import Certificate
from tests.support.coturn import SECRET, Coturn, coturn


def ours(*urls: str, secret: str = SECRET) -> Turn:
    return Turn(urls, secret.encode(), time.time)


def test_a_server_as_it_should_be(
    turn_server: Coturn, turn_certificate: Certificate, here: str
) -> None:
    turn = ours(turn_server.udp, turn_server.tcp, turn_server.tls)
    found = examine(turn, ["127.0.0.1", here], trust=turn_certificate.trust)

    assert [each.verdict for each in found] == [Verdict.RELAYS] * 3


def test_a_certificate_that_browsers_would_not_trust(turn_server: Coturn, here: str) -> None:
    assert [each.verdict for each in examine(ours(turn_server.tls), [here])] == [Verdict.UNTRUSTED]


def test_another_secret(turn_server: Coturn, here: str) -> None:
    other = ours(turn_server.udp, secret="of another service's, 0123456789abcdef")

    assert [each.verdict for each in examine(other, [here])] == [Verdict.REFUSES_CREDENTIALS]


def test_our_address_is_not_among_the_allowed(turn_server: Coturn) -> None:
    found = examine(ours(turn_server.udp), ["203.0.113.7"])

    assert [each.verdict for each in found] == [Verdict.REFUSES_US]


def test_nobody_there(here: str) -> None:
    url = f"turn:{here}:{free_tcp_port()}?transport=tcp"

    assert [each.verdict for each in examine(ours(url), [here])] == [Verdict.SILENT]


def test_a_relay_to_anybody(tmp_path: Path, turn_certificate: Certificate, here: str) -> None:
    everybody = "0.0.0.0-255.255.255.255"
    with coturn(tmp_path, host=here, peer=everybody, certificate=turn_certificate) as careless:
        found = examine(ours(careless.udp), [here])

    assert [each.verdict for each in found] == [Verdict.OPEN]
