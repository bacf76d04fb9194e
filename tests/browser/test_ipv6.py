"""Whoever reaches the media port by IPv6 alone comes in, hears and sees, and reads that it is so."""

import subprocess
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import FERN, LENA
from tests.browser.server import Server

OURS: Final = "fd99::1"
"""The address that tests/browser/namespace.sh gives."""

PATH: Final = "return (await test.client().stats()).path"
BEST: Final = {"kind": "direct", "protocol": "udp", "ipv6": True, "hindrance": None}


@pytest.fixture(scope="module")
def ipv6_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if (
        OURS
        not in subprocess.run(["ip", "address"], capture_output=True, text=True, check=False).stdout
    ):
        pytest.skip("no IPv6 address that leads nowhere: see tests/browser/namespace.sh")
    running = Server(tmp_path_factory.mktemp("ipv6"), advertise=OURS)
    running.start()
    yield running
    running.stop()


def test_by_ipv6_alone_people_meet_in_both_browsers(
    ipv6_server: Server, arrive: Arrive, fern_in_firefox: Guest
) -> None:
    room = ipv6_server.make_room()
    lena, fern = arrive(LENA), fern_in_firefox
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    for viewer, other in ((lena, FERN), (fern, LENA)):
        viewer.wait_to_see(other)
        viewer.wait_to_hear(other)

    paths: list[Any] = [viewer.tab.run(PATH) for viewer in (lena, fern)]
    assert paths == [BEST, BEST]
