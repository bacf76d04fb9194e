"""Whatever happens between a browser and the server, the same person returns to the same place, hand and state."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Playwright

from tests.browser.chromium import ChromiumTab, chromium
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.network import Line, asleep, away
from tests.browser.people import FERN, LENA, WREN
from tests.browser.server import Links, Server

PLACE: Final = ("id", "seat", "name", "role", "room", "hand", "away")
DEVICES: Final = ("microphone", "camera")

WATCH_PHASES: Final = """
const client = test.client();
test.phases = [client.state.phase];
client.addEventListener('change', () => test.phases.at(-1) === client.state.phase || test.phases.push(client.state.phase));
"""


@pytest.fixture(params=["chromium", "firefox"])
def sleeper(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Guest]:
    """Fern in a browser of her own, which can be stopped without stopping others."""
    if request.param == "firefox":
        yield request.getfixturevalue("fern_in_firefox")
        return
    with chromium(playwright) as browser:
        guest = Guest(ChromiumTab(browser, FERN.with_small_camera()), FERN)
        yield guest
        assert guest.tab.complaints() == []


def place(guest: Guest, *more: str) -> dict[str, Any]:
    me = guest.me()
    return {name: me[name] for name in (*PLACE, *more)}


def settle(fern: Guest, others: list[Guest], links: Links, own_link: str) -> None:
    """Let everybody in: Wren's hand is up before Fern's, Fern is muted, and from now on arrivals knock."""
    lena, wren = others
    lena.come_in(links.facilitator)
    wren.come_in(links.client)
    fern.come_in(own_link)
    wren.tab.press("h")
    wren.wait_until("me.hand !== null")
    fern.tab.press("h")
    fern.wait_until("me.hand !== null")
    fern.tab.press("m")
    fern.wait_until("!me.microphone && me.camera")
    lena.tab.run("await test.client().setLobby(true)")
    lena.wait_to_see(FERN)
    fern.tab.run(WATCH_PHASES)


def test_a_cut_socket_brings_one_back_as_one_was(
    server: Server, arrive: Arrive, line: Line, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    settle(fern, [lena, wren], room, line.link(server, room.client))
    before, order = place(fern, *DEVICES), lena.name_seats()

    line.cut()

    fern.tab.run("await test.until(() => test.phases.join() === 'joined,reconnecting,joined')")
    assert place(fern, *DEVICES) == before
    lena.wait_for_company(3)
    lena.wait_to_see(FERN)
    fern.wait_to_see(WREN)
    fern.wait_to_hear(LENA)
    assert lena.name_seats() == fern.name_seats() == order
    fern.tab.press("m")
    lena.wait_to_hear(FERN)
    fern.tab.forgive("WebSocket connection")


def test_a_reloaded_tab_leads_past_the_lobby_to_the_same_place_with_devices_off(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    settle(fern, [lena, wren], room, room.client)
    before = place(fern)

    fern.tab.reload()

    fern.wait_for_phase("joined")
    assert place(fern) == before
    fern.wait_until("!state.own.microphone && !state.own.camera")
    fern.wait_to_see(WREN)
    fern.wait_to_hear(LENA)
    # Nobody is on the air by a reload: one press, and one is.
    fern.tab.click("button", "Camera off")
    fern.tab.click("button", "Muted")
    lena.wait_to_see(FERN)
    lena.wait_to_hear(FERN)


def test_a_laptop_that_slept_wakes_up_in_its_place(
    server: Server, arrive: Arrive, sleeper: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    settle(sleeper, [lena, wren], room, room.client)
    before = place(sleeper, *DEVICES)

    with asleep(sleeper):
        lena.wait_to_read("seat is kept")
        lena.wait_to_miss(FERN)

    lena.wait_for_company(3)
    sleeper.wait_for_phase("joined")
    lena.wait_to_see(FERN)
    sleeper.wait_to_hear(LENA)
    assert place(sleeper, *DEVICES) == before


def test_whoever_was_without_a_network_is_back_in_their_place_when_there_is_one(
    server: Server, arrive: Arrive, line: Line, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    settle(fern, [lena, wren], room, line.link(server, room.client))
    before = place(fern, *DEVICES)

    with away(fern, line):
        lena.wait_to_read("seat is kept")
        fern.wait_to_read("One moment, we are getting you back. Your seat is kept.")
    fern.tab.run("dispatchEvent(new Event('online'))")  # as the browser says it of a real network

    lena.wait_for_company(3)
    fern.wait_for_phase("joined")
    lena.wait_to_see(FERN)
    fern.wait_to_see(WREN)
    fern.wait_to_hear(LENA)
    assert place(fern, *DEVICES) == before
    for said in ("WebSocket connection", "ERR_"):
        fern.tab.forgive(said)


def test_a_server_that_was_killed_finds_everyone_where_they_were(
    own_server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = own_server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    settle(fern, [lena, wren], room, room.client)
    everyone = (lena, wren, fern)
    before = [place(one, *DEVICES) for one in everyone]

    own_server.kill()
    for one in everyone:
        one.wait_to_read("One moment, we are getting you back. Your seat is kept.")
        one.tab.forgive("ERR_CONNECTION_")  # refused, or reset in the middle of a handshake
    own_server.start()

    for one in everyone:
        one.wait_for_phase("joined")
        one.wait_for_company(3)
    assert [place(one, *DEVICES) for one in everyone] == before
    for viewer in (lena, wren):
        viewer.wait_to_see(FERN)
    fern.wait_to_see(LENA)
    fern.wait_to_hear(WREN)
    fern.tab.press("m")
    lena.wait_to_hear(FERN)


def test_a_facilitator_is_never_locked_out_by_their_own_lobby(server: Server, fern: Guest) -> None:
    room = server.make_room(lobby=True)
    fern.come_in(room.facilitator)
    fern.tab.click("button", "More")
    fern.tab.click("switch", "Lock the room")
    fern.wait_until("state.locked && state.lobbyOn")
    before = place(fern)

    fern.tab.reload()
    fern.wait_for_phase("joined")
    assert place(fern) == before

    # Even from a tab that remembers nothing.
    fern.tab.run("sessionStorage.clear()")
    fern.come_in(room.facilitator)
    fern.wait_until("state.locked && me.role === 'facilitator'")


def test_a_place_moves_to_another_device_and_back_by_a_code(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren, phone = arrive(LENA), arrive(WREN), arrive(FERN)
    phone.tab.resize(390, 844)
    settle(fern, [lena, wren], room, room.client)
    before = place(fern)

    phone.open(code_of(fern))
    phone.wait_for_phase("joined")
    assert place(phone) == before
    assert "#" not in phone.tab.run("return location.href")
    fern.wait_to_read("You are in the group on another device now")
    assert {"Continue here", "Stay there"} <= set(fern.controls())
    phone.wait_to_see(LENA)

    # Whoever came by a link may take it back; a device that has only ever had a code needs another one.
    fern.tab.click("button", "Continue here")
    fern.wait_for_phase("joined")
    phone.wait_to_read("You are in the group on another device now")
    phone.wait_to_read("You can close this page.")
    assert "Continue here" not in phone.controls()
    phone.open(code_of(fern))
    phone.wait_for_phase("joined")
    fern.open(code_of(phone))
    fern.wait_for_phase("joined")
    assert place(fern) == before
    fern.wait_to_hear(LENA)
    phone.wait_to_read("You are in the group on another device now")
    lena.wait_for_company(3)


def code_of(guest: Guest) -> str:
    guest.tab.click("button", "More")
    guest.tab.click("button", "Use another device")
    guest.wait_to_read("Your seat, your hand and your name move with you.")
    guest.tab.run(
        "await test.until(() => test.deep().some((one) => one.matches('[role=img]') && one.ariaLabel.startsWith('A code that leads')))"
    )
    return str(
        guest.tab.run(
            "return (await test.until(() => test.deep().find((one) => one.matches('input[readonly]') && one.value.includes('#d=')))).value"
        )
    )
