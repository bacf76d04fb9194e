"""Whoever is lost while rooms are open comes back to their room, and to nobody else's."""

from tests.browser.breakouts import meet, split, strangers, watch_for_strangers
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.network import Line
from tests.browser.people import LENA, OTTER, WREN
from tests.browser.server import Server


def test_whoever_drops_in_the_middle_of_a_move_comes_back_to_the_new_room(
    server: Server, arrive: Arrive, fern: Guest, line: Line
) -> None:
    room = server.make_room()
    lena, wren, otter = (arrive(one.with_small_camera()) for one in (LENA, WREN, OTTER))
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    otter.come_in(room.client)
    fern.come_in(line.link(server, room.client))
    split(lena, [WREN, fern.person], [OTTER])
    fern.wait_to_see(WREN)
    watch_for_strangers(fern)
    seat = fern.me()["id"]

    line.cut()
    split(lena, [WREN], [OTTER, fern.person])

    fern.wait_until("state.phase === 'joined' && me.room === state.rooms.at(-1).id")
    fern.wait_to_read("Room 2")
    meet(fern, [OTTER], [LENA, WREN])
    meet(otter, [fern.person], [LENA, WREN])
    wren.see_nobody(fern.person, 0.3)
    assert fern.me()["id"] == seat
    assert strangers(fern) == []
    fern.tab.forgive("WebSocket connection")


def test_a_server_that_is_killed_finds_its_rooms_open_and_their_time_running(
    own_server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = own_server.make_room()
    lena, wren, otter = (arrive(one.with_small_camera()) for one in (LENA, WREN, OTTER))
    everybody = (lena, wren, otter, fern)
    lena.come_in(room.facilitator)
    for each in (wren, otter, fern):
        each.come_in(room.client)
    split(lena, [WREN, fern.person], [OTTER], closes_in=300)
    fern.wait_to_see(WREN)
    before = fern.state()["rooms"]
    places = [each.me()["room"] for each in everybody]
    assert before[-1]["closes_at"] is not None

    own_server.kill()
    fern.wait_for_phase("reconnecting")
    for each in everybody:
        each.tab.forgive("ERR_CONNECTION_REFUSED")
        each.tab.forgive("WebSocket connection")
    own_server.start()

    for each in everybody:
        each.wait_for_phase("joined")
    lena.wait_for_company(4)
    assert fern.state()["rooms"] == before
    assert [each.me()["room"] for each in everybody] == places
    meet(fern, [WREN], [LENA, OTTER])
    meet(wren, [fern.person], [LENA, OTTER])
    otter.see_nobody(fern.person, 0.3)

    # What was running goes on: nobody has to merge.
    lena.tab.run("await test.client().merge({in: 1})")
    fern.wait_to_read("You are back in the circle. You were with Wren.")
    meet(fern, [LENA, WREN, OTTER], [])
