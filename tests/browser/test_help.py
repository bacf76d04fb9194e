"""Quiet help: asked without anybody near noticing, answered with one click by whoever is free."""

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA, WREN
from tests.browser.server import Server

HELP = 440.0  # Hz, twice: web/elements/tone.ts


def test_a_held_key_asks_and_only_facilitators_notice(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    fern.come_in(room.client)
    fern.wait_to_see(WREN)
    before = fern.seats(), wren.seats()

    # A press by chance asks for nothing; what is held for two seconds does.
    fern.tab.press("Shift+Q")
    assert fern.state()["help"] == []
    fern.tab.hold("Shift")
    fern.tab.hold("Q")
    fern.wait_until("state.help.length === 1")
    fern.tab.let_go("Q")
    fern.tab.let_go("Shift")

    lena.wait_to_read("Fern asks for quiet help.")
    lena.tab.run("await test.until(() => test.notes.length === 2)")
    assert [one["hertz"] for one in lena.tab.run("return test.notes")] == [HELP, HELP]
    fern.wait_to_read("They know")
    fern.wait_to_read("Lena knows.")
    # Whoever looks over the shoulder, or sits in the circle, sees the same seats as before.
    shapes = [[(one["name"], one["words"]) for one in seats] for seats in before]
    assert [
        [(one["name"], one["words"]) for one in guest.seats()] for guest in (fern, wren)
    ] == shapes
    assert (wren.state()["help"], wren.state()["helpWords"]) == ([], {})
    assert fern.tab.run("return test.notes") == wren.tab.run("return test.notes") == []

    lena.tab.click("button", "I will go to Fern")
    fern.wait_to_read("Lena is on the way.")
    fern.wait_to_read("On the way")


def test_a_word_goes_with_it_to_whoever_is_free(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    fern.come_in(room.facilitator)
    wren.come_in(room.client)

    wren.tab.click("button", "Quiet help")
    wren.tab.fill("textbox", "A word, if you like", "It is too much just now")
    wren.tab.click("button", "Ask quietly")
    fern.wait_to_read("Wren asks for quiet help.")
    fern.tab.click("button", "See")
    fern.wait_to_read("It is too much just now")
    fern.tab.click("button", "I will go to Wren")

    wren.wait_to_read("Fern is on the way.")
    lena.wait_until_gone("Wren asks for quiet help.")
    lena.tab.click("button", "People")
    lena.wait_to_read("Fern is going.")
    fern.tab.click("button", "Done for Wren")
    wren.wait_to_read("Quiet help")
    wren.wait_to_be_told("Your request for help is over.")


def test_whoever_is_fine_again_says_so(server: Server, arrive: Arrive, fern: Guest) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)

    fern.tab.click("button", "Quiet help")
    fern.tab.click("button", "Ask quietly")
    lena.wait_to_read("Fern asks for quiet help.")
    fern.tab.click("button", "They know")
    fern.tab.click("button", "I am fine now")

    lena.wait_until_gone("Fern asks for quiet help.")
    fern.wait_until("state.help.length === 0")
