"""In the circle: cameras and microphones on and off, leaving and coming back, five at once."""

from dataclasses import replace
from itertools import permutations

from playwright.sync_api import Playwright

from tests.browser.chromium import DENY, ChromiumTab, chromium
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import FERN, HERON, LENA, OTTER, WREN
from tests.browser.server import Server


def test_a_camera_off_is_gone_for_the_others_and_comes_back_without_negotiation(
    server: Server, arrive: Arrive
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA, large=True), arrive(WREN, large=True)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    lena.wait_to_see(WREN)

    wren.tab.click("button", "Camera on")
    lena.wait_to_miss(WREN)
    lena.wait_to_hear(WREN)
    wren.tab.click("button", "Camera off")
    lena.wait_to_see(WREN)

    assert wren.negotiations() == (0, 0)
    assert lena.negotiations() == (0, 0)


def test_a_muted_microphone_is_silent_for_the_others(server: Server, arrive: Arrive) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    lena.wait_to_hear(WREN)

    wren.tab.click("button", "Mic on")
    lena.wait_for_silence_of(WREN)
    wren.wait_to_hear(LENA)
    wren.tab.click("button", "Muted")
    lena.wait_to_hear(WREN)

    assert wren.negotiations() == (0, 0)


def test_who_leaves_is_gone_and_may_come_back(server: Server, arrive: Arrive) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    lena.wait_to_see(WREN)

    wren.tab.click("button", "Leave")
    wren.wait_for_phase("ended")
    lena.wait_for_company(1)
    lena.wait_to_miss(WREN)
    lena.wait_for_silence_of(WREN)

    wren.come_in(room.client)
    lena.wait_for_company(2)
    lena.wait_to_see(WREN)
    lena.wait_to_hear(WREN)
    wren.wait_to_see(LENA)
    wren.wait_to_hear(LENA)


def test_who_comes_in_while_the_camera_still_starts_is_seen_once_it_is_there(
    server: Server, arrive: Arrive
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(replace(WREN, starting=1500))
    lena.come_in(room.facilitator)

    wren.come_in(room.client)

    lena.wait_to_see(WREN)
    lena.wait_to_hear(WREN)


def test_who_denies_camera_and_microphone_still_gets_in_and_hears(
    server: Server, arrive: Arrive, playwright: Playwright
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)

    with chromium(playwright, devices=DENY) as refusing:
        wren = Guest(ChromiumTab(refusing, replace(WREN, devices="browser")), WREN)
        wren.come_in(room.client)
        wren.wait_to_see(LENA)
        wren.wait_to_hear(LENA)
        assert (wren.me()["camera"], wren.me()["microphone"]) == (False, False)
        assert wren.negotiations() == (0, 0)
        assert wren.tab.complaints() == []


def test_five_people_see_and_hear_each_other(server: Server, arrive: Arrive) -> None:
    room = server.make_room()
    everyone = [arrive(one.with_small_camera()) for one in (LENA, WREN, FERN, OTTER, HERON)]
    everyone[0].come_in(room.facilitator)
    for guest in everyone[1:]:
        guest.come_in(room.client)

    for viewer, other in permutations(everyone, 2):
        viewer.wait_to_see(other.person)
        viewer.wait_to_hear(other.person)
    for guest in everyone:
        assert guest.negotiations() == (0, 0)
