"""Where no UDP gets through people come in by TCP, in Chromium and Firefox, and hear and see others."""

import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.network import udp_blocked
from tests.browser.people import FERN, LENA
from tests.browser.server import Server

Record = Callable[[str, object], None]

PROTOCOLS = """
const protocols = [];
for (const peer of test.peers) {
  if (peer.connectionState !== 'connected') continue;
  const entries = [...(await peer.getStats()).values()];
  for (const pair of entries.filter((one) => one.type === 'candidate-pair' && one.nominated && one.bytesSent))
    protocols.push(entries.find((one) => one.id === pair.remoteCandidateId)?.protocol);
}
return [...new Set(protocols)];
"""


@pytest.fixture(scope="module")
def connected_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("by-tcp"), media_by_tcp=True)
    running.start()
    yield running
    running.stop()


def path_of(guest: Guest) -> Any:
    """Return the way that somebody's page says they take."""
    return guest.tab.run("return (await test.client().stats()).path")


def browsers_by(server: Server, path: str) -> float:
    with urllib.request.urlopen(f"{server.url}/metrics", timeout=5) as answer:
        lines = answer.read().decode().splitlines()
    wanted = f'holdspace_browsers{{path="{path}"}} '
    return next(float(line.removeprefix(wanted)) for line in lines if line.startswith(wanted))


def meet(server: Server, lena: Guest, fern: Guest) -> dict[str, float]:
    """Let both come in, hear and see each other; return the seconds that it took from the click."""
    room = server.make_room()
    lena.come_in(room.facilitator)
    fern.open(room.client)
    began = time.monotonic()
    fern.enter()
    fern.wait_for_phase("joined")
    joined = time.monotonic()
    fern.wait_to_see(LENA)
    saw = time.monotonic()
    fern.wait_to_hear(LENA)
    lena.wait_to_see(FERN)
    lena.wait_to_hear(FERN)
    return {"until joined": joined - began, "until seen": saw - began}


def test_without_udp_both_come_in_by_tcp(
    connected_server: Server, arrive: Arrive, fern: Guest, record_property: Record
) -> None:
    lena = arrive(LENA)
    with udp_blocked(connected_server.media_port):
        for what, seconds in meet(connected_server, lena, fern).items():
            record_property(what, seconds)

        assert lena.tab.run(PROTOCOLS) == ["tcp"]
        assert fern.tab.run(PROTOCOLS) == ["tcp"]
        for guest in (lena, fern):
            path = path_of(guest)
            assert (path["kind"], path["protocol"]) == ("direct", "tcp")
            assert path["hindrance"] == "udp-blocked"
        assert browsers_by(connected_server, "tcp") == 2


def test_with_udp_nobody_takes_the_longer_way(
    connected_server: Server, arrive: Arrive, fern: Guest, record_property: Record
) -> None:
    lena = arrive(LENA)
    for what, seconds in meet(connected_server, lena, fern).items():
        record_property(what, seconds)

    assert lena.tab.run(PROTOCOLS) == ["udp"]
    assert fern.tab.run(PROTOCOLS) == ["udp"]
    assert path_of(lena)["hindrance"] is path_of(fern)["hindrance"] is None
    assert browsers_by(connected_server, "udp") == 2
