"""A server that dies and comes back finds its rooms, and everyone their seat."""

from tests.browser.conftest import Arrive
from tests.browser.people import LENA, WREN
from tests.browser.server import Server


def test_after_a_power_cut_everyone_returns_to_their_seat(
    own_server: Server, arrive: Arrive
) -> None:
    room = own_server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    lena.wait_to_see(WREN)
    seats = {guest.person.name: (guest.me()["id"], guest.me()["seat"]) for guest in (lena, wren)}

    own_server.kill()
    lena.wait_for_phase("reconnecting")
    wren.wait_for_phase("reconnecting")
    own_server.start()

    for guest, other in ((lena, WREN), (wren, LENA)):
        guest.wait_for_phase("joined")
        guest.wait_for_company(2)
        guest.wait_to_see(other)
        guest.wait_to_hear(other)
    assert seats == {
        guest.person.name: (guest.me()["id"], guest.me()["seat"]) for guest in (lena, wren)
    }
    # The browser says itself that the line was cut; it is no fault of the page.
    for guest in (lena, wren):
        guest.tab.forgive("ERR_CONNECTION_REFUSED")
