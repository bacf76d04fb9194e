"""Coming in: what is agreed to, what a device remembers, the language, and the way to another device."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.chromium import ChromiumTab
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA, WREN
from tests.browser.server import Server

NORMS = {"version": 3, "text": "What is said here stays here.\n\n- No names outside\n- No pictures"}


def page_of(guest: Guest) -> Page:
    assert isinstance(guest.tab, ChromiumTab)
    return guest.tab.page


def shown(guest: Guest, text: str) -> None:
    page_of(guest).get_by_text(text).first.wait_for()


def stored(guest: Guest, drawer: str) -> dict[str, Any]:
    entries: dict[str, Any] = page_of(guest).evaluate(
        f"Object.fromEntries(Object.entries({drawer}))"
    )
    return entries


def test_norms_are_read_before_coming_in_and_asked_once_per_version(
    server: Server, arrive: Arrive, tmp_path: Path
) -> None:
    room = server.make_room(norms=NORMS)
    wren = arrive(WREN)
    wren.open(room.client)
    wren.tab.fill("textbox", "Your name in the group", "Wren")

    # Nobody comes in by not reading, and nobody is trapped by not agreeing.
    wren.tab.click("button", "Come in")
    shown(wren, "What this group agrees on")
    shown(wren, "No names outside")
    wren.tab.click("button", "Not now")
    shown(wren, "If something in it does not fit")

    wren.tab.click("button", "Read it")
    wren.tab.click("button", "I agree")
    shown(wren, "You agreed on")
    with page_of(wren).expect_download() as download:
        wren.tab.click("button", "Save my receipt")
    receipt = json.loads(Path(download.value.path()).read_text())
    assert (receipt["version"], receipt["text"]) == (3, NORMS["text"])
    assert (
        wren.tab.run(
            "const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(given[0]));"
            "return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')",
            receipt["text"],
        )
        == receipt["sha256_of_text"]
    )

    # A reload asks nothing again; another version does.
    wren.open(room.client)
    shown(wren, "You have agreed to what this group agrees on.")
    server.call(
        "PATCH", f"/v1/rooms/{room.room}", {"norms": NORMS | {"version": 4, "text": "Be kind."}}
    )
    wren.open(room.client)
    shown(wren, "This group has agreed on a few things.")


def test_the_connection_is_told_in_words_and_in_numbers_only_on_demand(
    server: Server, arrive: Arrive
) -> None:
    wren = arrive(WREN)
    wren.open(server.make_room().client)
    page = page_of(wren)

    # How good it is depends on how busy this machine is.
    page.get_by_text(re.compile("^Your connection is (good|fair|poor)")).wait_for()
    numbers = page.get_by_text("milliseconds there and back")
    assert not numbers.is_visible()
    page.get_by_text("Numbers").click()
    numbers.wait_for()
    page.get_by_text("lost on the way out").wait_for()

    # Whoever does not want to wait for another test comes in without.
    wren.tab.click("button", "Check again")
    wren.enter()
    wren.wait_for_phase("lobby")


def test_a_device_remembers_only_on_request_and_forgets_on_request(
    server: Server, arrive: Arrive
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)

    wren.open(room.client)
    wren.tab.click("radio", "Not right now")
    wren.enter()
    wren.wait_for_phase("joined")
    assert stored(wren, "localStorage") == {}
    assert "alone" not in json.dumps(stored(wren, "sessionStorage"))
    wren.tab.click("button", "Leave")
    wren.wait_for_phase("ended")

    wren.open(room.client)
    wren.tab.click("checkbox", "Remember me on this device")
    wren.tab.click("button", "Without camera")
    wren.enter()
    wren.wait_for_phase("joined")
    wren.tab.click("button", "Leave")
    wren.wait_for_phase("ended")

    page_of(wren).evaluate("sessionStorage.clear()")  # as a new tab finds it next week
    wren.open(room.client)
    shown(wren, "Your camera is off.")
    assert page_of(wren).get_by_role("textbox").first.input_value() == "Wren"
    wren.tab.click("checkbox", "Remember me on this device")
    assert stored(wren, "localStorage") == {}


def test_the_language_is_the_browsers_until_somebody_chooses(
    browser: Browser, server: Server
) -> None:
    room = server.make_room()
    context = browser.new_context(locale="de-AT")
    page = context.new_page()
    page.goto(room.client)
    page.get_by_role("button", name="Hereinkommen").wait_for()

    page.get_by_role("combobox", name="Sprache").select_option("en")
    page.get_by_role("button", name="Come in").wait_for()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.reload()
    page.get_by_role("button", name="Come in").wait_for()
    page.goto(server.url)
    page.get_by_role("heading", name="Start a room").wait_for()
    context.close()


def test_a_place_moves_to_another_device_by_a_code(
    server: Server, arrive: Arrive, shots: Path
) -> None:
    room = server.make_room()
    lena, wren, phone = arrive(LENA), arrive(WREN), arrive(WREN)
    phone.tab.resize(390, 844)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    before = wren.me()

    wren.tab.click("button", "More")
    wren.tab.click("button", "Use another device")
    link = page_of(wren).get_by_role("textbox", name="Link for the other device")
    link.wait_for()
    page_of(wren).get_by_role("img", name="A code that leads your other device").wait_for()
    wren.tab.screenshot(shots / "device-1024x768.png")
    address = link.input_value()
    assert address.startswith(f"{server.url}/r/{room.room}#d=")

    phone.open(address)
    phone.wait_for_phase("joined")
    assert (phone.me()["id"], phone.me()["seat"], phone.me()["name"]) == (
        before["id"],
        before["seat"],
        "Wren",
    )
    assert "#" not in page_of(phone).url
    shown(wren, "You are in the group on another device now")
    phone.wait_to_see(LENA)

    # The old one says where the seat is, and may take it back.
    wren.tab.click("button", "Continue here")
    wren.wait_for_phase("joined")
    shown(phone, "You are in the group on another device now")
    phone.tab.click("button", "Stay there")
    shown(phone, "You can close it.")
    lena.wait_for_company(2)
