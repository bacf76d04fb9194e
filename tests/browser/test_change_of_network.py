"""Whoever moves to another network keeps the call: their seat, hand and switches, and is back within moments."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.chromium import ChromiumTab, chromium
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import FERN, LENA
from tests.browser.server import Server
from tests.lab import machine
from tests.lab.machine import SERVER, Cable, Machine
from tests.lab.proxy import Proxy

Record = Callable[[str, object], None]

WATCH_PHASES: Final = """
const client = test.client();
test.phases = [client.state.phase];
client.addEventListener('change', () => test.phases.at(-1) === client.state.phase || test.phases.push(client.state.phase));
"""

BACK: Final = """
await test.until(() => test.peers.length > 1 && test.state().phase === 'joined', 15, () => test.phases);
"""


@pytest.fixture
def open_server(tmp_path: Path) -> Iterator[Server]:
    """A server that other machines find."""
    running = Server(tmp_path, host="0.0.0.0", advertise=SERVER)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def laptop() -> Iterator[Machine]:
    if (reason := machine.why_not()) is not None:
        pytest.skip(f"another machine {reason}")
    with Machine.made() as made:
        yield made


@pytest.fixture
def wifi(laptop: Machine) -> Cable:
    return laptop.cable("wifi", 1)


@pytest.fixture
def mobile(laptop: Machine) -> Cable:
    return laptop.cable("mobile", 2)


@pytest.fixture
def traveler(
    laptop: Machine, open_server: Server, playwright: Playwright, tmp_path: Path
) -> Iterator[Guest]:
    """Fern at a laptop, which has no network yet."""
    starter = tmp_path / "chromium"
    starter.write_text(
        f'#!/bin/sh\nexec {" ".join(laptop.running(str(shutil.which("chromium"))))} "$@"\n'
    )
    starter.chmod(0o755)
    # Camera and microphone are for pages by HTTPS, or by this.
    secure = f"http://{SERVER}:{open_server.port}"
    with chromium(playwright, starter=starter, secure=secure) as browser:
        yield Guest(ChromiumTab(browser, FERN.with_small_camera()), FERN)


def settled(lena: Guest, fern: Guest, facilitator: str, client: str) -> dict[str, Any]:
    """Let both in, Fern with a hand up, and the lobby on: nobody gets in again but to a place of theirs."""
    lena.come_in(facilitator)
    fern.come_in(client)
    fern.tab.press("h")
    fern.wait_until("me.hand !== null")
    lena.tab.run("await test.client().setLobby(true)")
    fern.wait_to_hear(LENA)
    lena.wait_to_hear(FERN)
    fern.tab.run(WATCH_PHASES)
    return place(fern)


def place(guest: Guest) -> dict[str, Any]:
    me = guest.me()
    return {name: me[name] for name in ("id", "seat", "name", "hand", "microphone", "camera")}


def test_another_address_of_the_same_browser_changes_nothing_for_anybody(
    server: Server, browser: Browser, arrive: Arrive, record_property: Record
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    with Proxy.to(server.media_port) as proxy:
        tab = ChromiumTab(browser, FERN.with_small_camera(), scripts=(proxy.script,))
        fern = Guest(tab, FERN)
        before = settled(lena, fern, room.facilitator, room.client)

        proxy.move()
        began = time.monotonic()
        fern.wait_for_silence_of(LENA)
        fern.wait_to_hear(LENA)
        record_property("until heard again", time.monotonic() - began)
        lena.wait_to_hear(FERN)

        assert place(fern) == before
        assert tab.run("return test.phases") == ["joined"]
        assert tab.run("return [test.peers.length, test.negotiations]") == [1, 0]
        assert tab.complaints() == []
        tab.close()


def test_who_walks_out_of_their_wifi_is_back_at_once_with_all_they_had(
    open_server: Server,
    arrive: Arrive,
    traveler: Guest,
    wifi: Cable,
    mobile: Cable,
    record_property: Record,
) -> None:
    room = open_server.make_room()
    lena, fern = arrive(LENA), traveler
    wifi.join()
    link = room.client.replace(open_server.url, f"http://{SERVER}:{open_server.port}")
    before = settled(lena, fern, room.facilitator, link)

    wifi.leave()
    fern.wait_to_read("One moment, we are getting you back. Your seat is kept.")
    mobile.join()
    began = time.monotonic()

    fern.tab.run(BACK)
    record_property("until in the circle again", time.monotonic() - began)
    fern.wait_to_hear(LENA)
    record_property("until heard again", time.monotonic() - began)
    lena.wait_to_hear(FERN)
    lena.wait_to_see(FERN)
    assert place(fern) == before
    assert fern.tab.run("return test.negotiations") == 0
    *old, new = fern.tab.run("return test.peers.map((one) => one.connectionState)")
    assert (set(old), new) == ({"closed"}, "connected")
