"""Where no UDP reaches the server people come in through a TURN server, and hear and see others."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.network import ADDRESS, udp_blocked
from tests.browser.people import FERN, LENA
from tests.browser.server import Server
from tests.browser.taking_turns import EVERY
from tests.browser.test_blocked_udp import meet
from tests.support.certificate import Certificate
from tests.support.coturn import RELAY_PORTS, SECRET, Coturn, coturn

Record = Callable[[str, object], None]

WALKS: Final = (
    [
        *(("chromium", road) for road in ("udp", "tcp", "tls")),
        ("firefox", "udp"),
        ("firefox", "tcp"),
    ]
    if os.environ.get(EVERY)
    else [("chromium", "tls")]
)
"""TLS is the road that gets through most.  Firefox has no flag by which to trust a test's certificate."""

TAKEN: Final = """
const taken = [];
for (const peer of test.peers) {
  if (peer.connectionState !== 'connected') continue;
  const entries = [...(await peer.getStats()).values()];
  for (const pair of entries.filter((one) => one.type === 'candidate-pair' && one.nominated && one.bytesSent)) {
    const local = entries.find((one) => one.id === pair.localCandidateId);
    taken.push([local?.candidateType, local?.relayProtocol]);
  }
}
return taken;
"""


@pytest.fixture(scope="module")
def relay(certificate: Certificate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Coturn]:
    folder = tmp_path_factory.mktemp("coturn")
    with coturn(folder, host=ADDRESS, peer=ADDRESS, certificate=certificate) as running:
        yield running


@pytest.fixture(params=WALKS, ids="-".join)
def walk(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A browser, and how it reaches the relay."""
    browser, road = request.param
    return str(browser), str(road)


@pytest.fixture
def relayed_server(relay: Coturn, walk: tuple[str, str], tmp_path: Path) -> Iterator[Server]:
    """A server whose browsers are told of one road alone."""
    turn = {"HOLDSPACE_TURN_URLS": getattr(relay, walk[1]), "HOLDSPACE_TURN_SECRET": SECRET}
    running = Server(tmp_path, more=turn)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def walker(walk: tuple[str, str], request: pytest.FixtureRequest) -> Guest:
    """Fern, at that browser."""
    if walk[0] == "firefox":
        guest: Guest = request.getfixturevalue("fern_in_firefox")
        return guest
    arrive: Arrive = request.getfixturevalue("arrive")
    return arrive(FERN)


def taken(guest: Guest) -> list[Any]:
    return list(guest.tab.run(TAKEN))


def test_without_udp_people_come_in_by_the_relay(
    relayed_server: Server,
    arrive: Arrive,
    walk: tuple[str, str],
    walker: Guest,
    record_property: Record,
) -> None:
    lena = arrive(LENA)
    with udp_blocked(relayed_server.media_port, but=RELAY_PORTS):
        for what, seconds in meet(relayed_server, lena, walker).items():
            record_property(what, seconds)

        assert taken(lena) == [["relay", walk[1]]]
        assert taken(walker) == [["relay", walk[1]]]
