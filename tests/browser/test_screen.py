"""A shared screen is seen whole and heard by whom it is meant for, and by nobody once it has ended."""

from tests.browser.breakouts import split
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA, OTTER, SLIDES, WREN
from tests.browser.server import Server

END_IN_THE_BROWSERS_BAR = """
const [picture] = test.screen.getVideoTracks();
picture.stop();
picture.dispatchEvent(new Event('ended'));  // a script that stops a track is not told of it
"""

LARGEST = """
const area = (one) => one.getBoundingClientRect().width * one.getBoundingClientRect().height;
const videos = test.deep().filter((one) => one instanceof HTMLVideoElement && one.srcObject);
return videos.sort((one, other) => area(other) - area(one))[0].closest('li').dataset.source ?? 'camera';
"""


def test_a_screen_is_shared_beside_the_faces_and_ends_in_the_browsers_bar(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA.with_small_camera()), arrive(WREN.with_small_camera())
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    fern.come_in(room.client)
    fern.wait_to_see(WREN)
    order = fern.name_seats()

    lena.tab.click("button", "Share screen")

    lena.wait_to_read("You share your screen.")
    for viewer in (wren, fern):
        viewer.wait_to_see(SLIDES)
        viewer.wait_to_hear(SLIDES)
        viewer.wait_to_hear(LENA)
        viewer.wait_to_see(LENA)
    fern.wait_to_be_told("Lena shares the screen.")
    assert fern.tab.run(LARGEST) == "screen"
    assert fern.name_seats() == order
    lena.see_nobody(SLIDES, 0.3)

    # Put aside, the circle is as it was; and back.
    fern.tab.click("button", "Lena: screen")
    fern.wait_to_miss(SLIDES)
    fern.wait_to_see(LENA)
    fern.tab.click("button", "Lena: screen")
    fern.wait_to_see(SLIDES)

    lena.tab.run(END_IN_THE_BROWSERS_BAR)
    for viewer in (wren, fern):
        viewer.wait_to_miss(SLIDES)
        viewer.wait_for_silence_of(SLIDES)
        viewer.wait_to_see(LENA)
    lena.wait_until_gone("You share your screen.")
    assert {each.negotiations() for each in (lena, wren, fern)} == {(0, 0)}


def test_several_screens_are_shared_at_once_and_the_newest_is_shown(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA.with_small_camera()), arrive(WREN.with_small_camera())
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    fern.come_in(room.client)
    fern.wait_to_see(WREN)

    lena.tab.click("button", "Share screen")
    fern.wait_to_see(SLIDES)
    fern.tab.click("button", "Share screen")
    wren.wait_until("state.participants.filter(({screen}) => screen).length === 2")
    wren.wait_to_see(SLIDES)
    wren.wait_to_read("Fern: screen")
    wren.tab.click("button", "Lena: screen")
    wren.wait_to_see(SLIDES)
    fern.tab.click("button", "Stop sharing")
    wren.wait_until_gone("Fern: screen")
    wren.wait_to_see(SLIDES)
    assert {each.negotiations() for each in (lena, wren, fern)} == {(0, 0)}


def test_a_screen_stays_in_its_room_unless_it_is_shown_in_others(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    wren, otter = arrive(WREN.with_small_camera()), arrive(OTTER.with_small_camera())
    fern.come_in(room.facilitator)
    wren.come_in(room.client)
    otter.come_in(room.client)
    fern.wait_to_see(OTTER)
    split(fern, [WREN], [OTTER])
    wren.wait_to_miss(OTTER)
    fern.tab.click("button", "Share screen")
    fern.wait_until("me.screen")
    for other in (wren, otter):
        other.see_nobody(SLIDES, 0.5)

    fern.tab.press("b")
    fern.tab.click("button", "Show my screen there")

    for other in (wren, otter):
        other.wait_to_see(SLIDES)
        other.wait_to_hear(SLIDES)
        other.see_nobody(fern.person, 0.3)
    fern.tab.click("button", "Shown there. Stop")
    for other in (wren, otter):
        other.wait_to_miss(SLIDES)
        other.wait_for_silence_of(SLIDES)
