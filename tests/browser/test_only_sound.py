"""Pictures that nobody wants to see or can see are not sent, voices go on, and pictures are back at once."""

from typing import Final

from playwright.sync_api import expect

from tests.browser.chromium import ChromiumTab
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import FERN, LENA
from tests.browser.server import Server

PICTURES_REST: Final = """
await test.until(async () => {
  await test.client().stats();
  await new Promise((resolve) => setTimeout(resolve, 700));
  const {receptions} = await test.client().stats();
  return receptions.find((one) => one.source === 'camera')?.pictures === 0;
});
"""
"""Of the fifteen that a second has, none."""

TURN: Final = """
const [state] = given;
Object.defineProperty(document, 'visibilityState', {configurable: true, get: () => state});
document.dispatchEvent(new Event('visibilitychange', {bubbles: true}));
"""
"""Headless browsers show every tab."""


def two(server: Server, arrive: Arrive) -> tuple[Guest, Guest]:
    room = server.make_room()
    lena, fern = arrive(LENA), arrive(FERN)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    fern.wait_to_see(LENA)
    return lena, fern


def test_only_sound_is_chosen_by_a_key_shown_and_ended_by_a_press(
    server: Server, arrive: Arrive
) -> None:
    lena, fern = two(server, arrive)
    assert isinstance(fern.tab, ChromiumTab)
    page = fern.tab.page

    page.locator("holdspace-room .tile").first.focus()
    fern.tab.press("o")
    back = page.get_by_role("button", name="Show pictures")
    expect(back).to_be_visible()
    expect(page.locator(".tile:not(.self) video")).to_have_count(0)
    fern.tab.run(PICTURES_REST)
    fern.wait_to_hear(LENA)
    lena.wait_to_see(FERN)

    back.click()
    fern.wait_to_see(LENA)
    expect(back).not_to_be_visible()


def test_behind_another_tab_pictures_rest_and_in_front_they_are_back(
    server: Server, arrive: Arrive
) -> None:
    lena, fern = two(server, arrive)

    fern.tab.run(TURN, "hidden")
    fern.tab.run(PICTURES_REST)
    fern.wait_to_hear(LENA)
    lena.wait_to_see(FERN)

    fern.tab.run(TURN, "visible")
    fern.keep_seeing([LENA], 1)
