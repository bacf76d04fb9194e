"""The link clients come by: a facilitator can hand it on from the room, also the new one after a ban."""

from playwright.sync_api import Page, expect

from tests.browser.chromium import ChromiumTab
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import FERN, LENA, WREN
from tests.browser.server import Server


def page_of(guest: Guest) -> Page:
    assert isinstance(guest.tab, ChromiumTab)
    return guest.tab.page


def shown_link(lena: Guest) -> str:
    page = page_of(lena)
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="Client link").click()
    field = page.get_by_role("textbox", name="Client link")
    expect(page.get_by_role("button", name="Copy client link")).to_be_focused()
    link = field.input_value()
    page.keyboard.press("Escape")
    return link


def test_a_link_that_is_shown_is_the_one_that_opens_after_every_ban(
    server: Server, arrive: Arrive
) -> None:
    room = server.make_room()
    lena, wren, fern = arrive(LENA), arrive(WREN), arrive(FERN)
    lena.come_in(room.facilitator)
    for one in (wren, fern):
        one.come_in(room.client)
    lena.wait_for_company(3)
    page = page_of(lena)
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="Client link").click()
    field = page.get_by_role("textbox", name="Client link")
    shown = field.input_value()

    for name in ("Wren", "Fern"):
        lena.tab.run(
            f"await test.client().ban(test.state().participants.find((one) => one.name === '{name}').id)"
        )
        expect(field).not_to_have_value(shown)
        shown = field.input_value()

    other = arrive(WREN)
    other.open(shown)
    other.wait_to_read("Come in")


def test_after_a_ban_the_facilitator_hands_on_a_link_that_opens(
    server: Server, arrive: Arrive
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    lena.wait_for_company(2)
    assert shown_link(lena) == room.client

    banned = "test.state().participants.find(({name}) => name === 'Wren').id"
    lena.tab.run(f"await test.client().ban({banned})")
    lena.wait_for_company(1)

    link = shown_link(lena)
    assert link != room.client
    other = arrive(WREN)
    other.open(room.client)
    other.wait_to_read("This link does not open a room")
    other.tab.forgive("404 (Not Found)")
    other.open(link)
    other.wait_to_read("Come in")
