"""Facilitators reach into breakouts: they listen where it is shown, and come where they are asked for."""

from tests.browser.breakouts import meet, split
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import HERON, LENA, OTTER, WREN
from tests.browser.server import Server

NOTE_THE_EAR = """
window.eared = null;
const look = () => {
  if (test.reads(given[0])) window.eared = Date.now();
  else requestAnimationFrame(look);
};
look();
"""

NOTE_THE_FIRST_SOUND = """
const [hertz] = given;
window.sounded = null;
const hear = () => {
  if (hertz.some((one) => test.plays(one))) window.sounded = Date.now();
  else setTimeout(hear, 10);
};
hear();
"""


def test_one_listens_in_only_where_the_ear_is_shown(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren, otter = (arrive(one.with_small_camera()) for one in (LENA, WREN, OTTER))
    fern.come_in(room.facilitator)
    for each in (lena, wren, otter):
        each.come_in(room.client)
    split(fern, [LENA, WREN], [OTTER])
    for gone in (LENA, WREN, OTTER):
        fern.wait_to_miss(gone)
        fern.wait_for_silence_of(gone)
    fern.tab.click("button", "Rooms")
    fern.wait_to_read("2 rooms")
    for each in (lena, wren):
        each.tab.run(NOTE_THE_EAR, "Fern is listening")
    fern.tab.run(NOTE_THE_FIRST_SOUND, [LENA.hertz, WREN.hertz])

    fern.tab.click("button", "Listen in to Room 1")

    # Faces on the board count as listening, and come with the voices.
    for heard in (LENA, WREN):
        fern.wait_to_hear(heard)
        fern.wait_to_see(heard)
    fern.wait_to_read("You listen in")
    fern.wait_to_read("They see that you listen")
    sounded = fern.tab.run("return window.sounded")
    assert all(each.tab.run("return window.eared") <= sounded for each in (lena, wren))
    fern.see_nobody(OTTER, 0.3)
    assert not otter.reads("is listening")
    assert otter.state()["ears"] == []
    lena.wait_to_be_told("Fern is listening.")
    # Nobody inside hears or sees who listens.
    for inside in (lena, wren, otter):
        inside.see_nobody(fern.person, 0.2)

    fern.tab.click("button", "Listen in to Room 1")

    for heard in (LENA, WREN):
        fern.wait_to_miss(heard)
        fern.wait_for_silence_of(heard)
        fern.see_nobody(heard, 0.3)
    lena.wait_until_gone("Fern is listening")


def test_help_from_a_breakout_reaches_all_facilitators_and_one_click_brings_one_there(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren, otter, heron = (
        arrive(one.with_small_camera()) for one in (LENA, WREN, OTTER, HERON)
    )
    lena.come_in(room.facilitator)
    fern.come_in(room.facilitator)
    for each in (wren, otter, heron):
        each.come_in(room.client)
    split(lena, [WREN, OTTER], [HERON])
    wren.wait_to_see(OTTER)
    lena.tab.click("button", "Rooms")

    wren.tab.click("button", "Quiet help")
    wren.tab.click("button", "Ask quietly")
    fern.wait_to_read("Wren asks for quiet help.")
    lena.wait_to_read("Asks for help, just now")
    assert otter.state()["help"] == heron.state()["help"] == []

    fern.tab.click("button", "I will go to Wren")

    wren.wait_to_read("Fern is on the way.")
    fern.wait_to_read("Room 1")
    meet(fern, [WREN, OTTER], [LENA, HERON])
    wren.wait_to_see(fern.person)
    lena.wait_to_read("Fern is going.")
    lena.wait_until_gone("Asks for help, just now")
    fern.tab.click("button", "Back to the main room")
    fern.wait_to_see(LENA)
    wren.wait_to_miss(fern.person)
