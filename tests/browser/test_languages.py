"""The same session in German: what one reads, presses and hears read aloud is in one's own language."""

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA
from tests.browser.server import Server


def test_a_session_in_german(server: Server, arrive: Arrive, fern: Guest) -> None:
    norms = {"version": 1, "text": "Was hier gesagt wird, bleibt hier."}
    room = server.make_room("Donnerstagsgruppe", lobby=True, norms=norms)
    lena = arrive(LENA)
    lena.open(room.facilitator)
    lena.tab.fill("textbox", "Your name in the group", "Lena")
    lena.tab.click("button", "Read it")
    lena.tab.click("button", "I agree")
    lena.tab.click("button", "Come in")
    lena.wait_for_phase("joined")

    fern.open(room.client)
    fern.tab.choose("Language", "Deutsch")
    fern.wait_to_read("Bevor Sie hereinkommen")
    assert fern.tab.run("return document.documentElement.lang") == "de"
    fern.tab.fill("textbox", "Ihr Name in der Gruppe", "Fern")
    fern.tab.click("button", "Lesen")
    fern.tab.click("button", "Ich stimme zu")
    fern.tab.click("button", "Hereinkommen")
    fern.wait_to_read("Sie sind da, Fern")
    lena.tab.click("button", "Admit Fern")
    fern.wait_for_phase("joined")
    fern.wait_to_be_told("Sie sind im Kreis. Ihr Mikrofon ist an.")

    # The letters follow the words: N for Nachricht, where English has T for text.
    fern.tab.press("h")
    fern.wait_to_read("Ihre Hand ist oben. Sie sind als Erstes an der Reihe.")
    fern.tab.press("n")
    fern.wait_to_read("Lena wird das lesen. Niemand sonst.")
    fern.tab.fill("textbox", "Nachricht", "Darf ich später?")
    fern.tab.press("Enter")
    lena.tab.click("button", "Messages")
    lena.wait_to_read("Darf ich später?")
    fern.tab.press("Escape")
    fern.tab.click("button", "Kurz weg")
    fern.wait_to_read("Sie erscheinen als kurz weg.")
    fern.tab.click("button", "Wieder da")

    # The other page speaks as its own browser does.
    lena.wait_to_see(fern.person)
    lena.tab.run("await test.client().endSession()")
    fern.wait_to_read("Danke für heute, Fern")
    fern.tab.reload()
    fern.wait_to_read("Bevor Sie hereinkommen")
