"""People in Chromium and Firefox, mixed, see and hear each other, and nothing is renegotiated."""

from itertools import permutations

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA, WREN
from tests.browser.server import Server


def test_three_people_in_two_browsers_see_and_hear_each_other(
    server: Server, arrive: Arrive, fern_in_firefox: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA, large=True), arrive(WREN, large=True)
    fern = fern_in_firefox
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    fern.come_in(room.client)
    everyone = [lena, wren, fern]

    for viewer, other in permutations(everyone, 2):
        viewer.wait_to_see(other.person)
        viewer.wait_to_hear(other.person)

    fern.tab.click("button", "Camera on")
    lena.wait_to_miss(fern.person)
    wren.wait_to_miss(fern.person)
    fern.tab.click("button", "Camera off")
    for viewer in (lena, wren):
        viewer.wait_to_see(fern.person)

    assert {guest.person.name: guest.negotiations() for guest in everyone} == {
        "Lena": (0, 0),
        "Wren": (0, 0),
        "Fern": (0, 0),
    }
