"""Coming in: what one sees and hears of oneself, what is agreed to, what a device remembers, and the language."""

import json
from typing import Any, Final

from playwright.sync_api import Browser

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA
from tests.browser.server import Server

NORMS: Final = {
    "version": 3,
    "text": "What is said here stays here.\n\n- No names outside\n- No pictures",
}
TONE: Final = [392.0, 587.3]  # Hz, web/elements/tone.ts

SHA256: Final = """
const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(given[0]));
return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
"""


def stored(guest: Guest, drawer: str) -> dict[str, Any]:
    return dict(guest.tab.run(f"return Object.fromEntries(Object.entries({drawer}))"))


def test_norms_are_read_before_coming_in_and_asked_once_per_version(
    server: Server, fern: Guest
) -> None:
    room = server.make_room(norms=NORMS)
    fern.open(room.client)
    fern.tab.fill("textbox", "Your name in the group", "Fern")

    # Nobody comes in by not reading, and nobody is trapped by not agreeing.
    fern.tab.click("button", "Come in")
    fern.wait_to_read("What this group agrees on")
    fern.wait_to_read("No names outside")
    fern.tab.click("button", "Not now")
    fern.wait_to_read("If something in it does not fit")

    fern.tab.click("button", "Read it")
    fern.tab.click("button", "I agree")
    fern.wait_to_read("You agreed on")
    fern.tab.click("button", "Save my receipt")
    receipt = json.loads(fern.tab.run("return (await test.until(() => test.saved.at(-1))).text()"))
    assert (receipt["version"], receipt["text"]) == (3, NORMS["text"])
    assert fern.tab.run(SHA256, receipt["text"]) == receipt["sha256_of_text"]

    # A reload asks nothing again; another version does.
    fern.open(room.client)
    fern.wait_to_read("You have agreed to what this group agrees on.")
    norms = NORMS | {"version": 4, "text": "Be kind."}
    server.call("PATCH", f"/v1/rooms/{room.room}", {"norms": norms})
    fern.open(room.client)
    fern.wait_to_read("This group has agreed on a few things.")


def test_one_sees_and_hears_oneself_before_anybody_else_does(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)

    fern.open(room.client)
    fern.tab.run("await test.until(() => test.pictures().some((one) => one.self))")
    fern.wait_to_read("only you see this")
    fern.wait_to_read("We hear you")
    fern.tab.click("button", "Play a soft tone")
    fern.tab.run("await test.until(() => test.notes.length === 2)")
    played = fern.tab.run("return test.notes.map(({hertz}) => Math.round(hertz * 10) / 10)")
    assert played == TONE
    lena.see_nobody(fern.person, 0.5)

    # Who is not alone is told what helps, and nobody else is told anything.
    fern.tab.click("radio", "Someone is near")
    fern.wait_to_read("Headphones keep the group's words with you.")
    fern.wait_to_read("Your answers stay on this device.")
    fern.tab.click("button", "Without camera")
    fern.wait_to_read("Your camera is off. You can come in without it.")
    fern.enter()
    fern.wait_for_phase("joined")
    lena.wait_to_hear(fern.person)
    lena.wait_to_miss(fern.person)
    assert not fern.me()["camera"]


def test_the_connection_is_told_in_words_and_in_numbers_only_on_demand(
    server: Server, fern: Guest
) -> None:
    fern.open(server.make_room().client)

    # How good it is depends on how busy this machine is.
    fern.tab.run(
        "await test.until(() => ['good', 'fair', 'poor'].some((word) => test.reads(`Your connection is ${word}`)), 20, test.words)"
    )
    numbers = ("there and back", "lost on the way out", "lost on the way back")
    assert not any(fern.reads(each) for each in numbers)
    fern.tab.run(
        "test.deep().find((one) => one.matches('summary') && test.plain(one.textContent) === 'Numbers').click()"
    )
    for each in numbers:
        fern.wait_to_read(each)

    # Whoever does not want to wait for another test comes in without.
    fern.tab.click("button", "Check again")
    fern.enter()
    fern.wait_for_phase("lobby")


def test_a_device_remembers_only_on_request_and_forgets_on_request(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)

    fern.open(room.client)
    fern.tab.click("radio", "Not right now")
    fern.enter()
    fern.wait_for_phase("joined")
    assert stored(fern, "localStorage") == {}
    assert "alone" not in json.dumps(stored(fern, "sessionStorage"))
    fern.tab.click("button", "Leave")
    fern.wait_for_phase("ended")

    fern.open(room.client)
    fern.tab.click("checkbox", "Remember me on this device")
    fern.tab.click("button", "Without camera")
    fern.enter()
    fern.wait_for_phase("joined")
    fern.tab.click("button", "Leave")
    fern.wait_for_phase("ended")

    fern.tab.run("sessionStorage.clear()")  # as a new tab finds it next week
    fern.open(room.client)
    fern.wait_to_read("Your camera is off.")
    assert fern.tab.run("return test.deep().find((one) => one.id === 'name').value") == "Fern"
    fern.tab.click("checkbox", "Remember me on this device")
    assert stored(fern, "localStorage") == {}


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
