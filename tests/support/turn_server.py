"""Fixtures: a TURN server that may reach this machine's media and nothing else."""

import socket
from collections.abc import Iterator
from typing import Final

import pytest

from tests.support.certificate import Certificate
from tests.support.coturn import Coturn, coturn

ELSEWHERE: Final = ("198.51.100.1", 9)
"""Of documentation (RFC 5737): nothing is sent there."""


@pytest.fixture(scope="module")
def here() -> str:
    """An address of this machine that stands for our media's, and lasts as long as the tests.

    It is that of the default route: another may be a test's, which takes it down again.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(ELSEWHERE)
        except OSError:
            pytest.skip("no way leads from here, and of loopback the server makes no peer")
        return str(asking.getsockname()[0])


@pytest.fixture(scope="module")
def turn_certificate(here: str) -> Certificate:
    return Certificate.of(here)


@pytest.fixture(scope="module")
def turn_server(
    here: str, turn_certificate: Certificate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Coturn]:
    folder = tmp_path_factory.mktemp("coturn")
    with coturn(folder, host=here, peer=here, certificate=turn_certificate) as running:
        yield running
