"""Breakouts: one click splits, nobody is seen or heard across rooms, and time brings everybody back."""

from itertools import permutations

from tests.browser.breakouts import (
    announced,
    listen_to_announcements,
    meet,
    split,
    strangers,
    watch_for_strangers,
)
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import HERON, LENA, OTTER, WREN
from tests.browser.server import Server

LANDINGS = (
    "Two minutes left.",
    "30 seconds. Finish your sentence",
    "10 seconds. Finish your sentence",
)


def test_one_click_splits_into_pairs_and_one_merges_them(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    clients = [arrive(one.with_small_camera()) for one in (LENA, WREN, OTTER, HERON)]
    fern.come_in(room.facilitator)
    for each in clients:
        each.come_in(room.client)
    for each in clients:
        fern.wait_to_see(each.person)
        watch_for_strangers(each)
    clients[0].tab.press("m")
    clients[0].wait_until("!me.microphone")
    devices = [(each.me()["microphone"], each.me()["camera"]) for each in clients]

    fern.tab.click("button", "Pairs, 8 min")

    fern.wait_to_read("2 rooms")
    fern.wait_to_read("Main room")
    for each in clients:
        each.wait_until("state.rooms.length === 2 && me.room !== state.rooms[0].id")
    places = {each.person: each.me()["room"] for each in clients}
    for each in clients:
        together = {one for one, place in places.items() if place == places[each.person]}
        elsewhere = {*places} - together
        (mate,) = together - {each.person}
        each.wait_to_read(f"You and {mate.name}")
        each.wait_to_see(mate)
        for other in (*elsewhere, fern.person):
            each.wait_to_miss(other)
            each.wait_for_silence_of(other)
            each.see_nobody(other, 0.2)
        assert sorted(each.name_seats()) == sorted((each.person.name, mate.name))
    fern.wait_until(
        "state.rooms.every(({parent, closes_at}) => parent === null || closes_at !== null)"
    )
    for each in clients:
        fern.see_nobody(each.person, 0.2)

    fern.tab.click("button", "Merge")

    for each in clients:
        each.wait_to_see(fern.person)
        fern.wait_to_see(each.person)
    for viewer, seen in permutations(clients, 2):
        viewer.wait_to_see(seen.person)
    assert [(each.me()["microphone"], each.me()["camera"]) for each in clients] == devices
    assert {each.negotiations() for each in (fern, *clients)} == {(0, 0)}
    assert [strangers(each) for each in clients] == [[]] * 4


def test_whoever_is_moved_or_comes_late_meets_their_room_alone(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren, otter = (arrive(one.with_small_camera()) for one in (LENA, WREN, OTTER))
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    otter.come_in(room.client)
    split(lena, [WREN], [OTTER])
    lena.tab.run(
        "const {rooms} = test.state(); await test.client().directNewcomers(rooms.at(-1).id)"
    )

    fern.come_in(room.client)
    fern.wait_to_read("Room 2")
    meet(fern, [OTTER], [LENA, WREN])
    watch_for_strangers(fern)

    split(lena, [WREN, fern.person], [OTTER])
    fern.wait_to_read("You are now with Wren. Your microphone and camera are as they were.")
    meet(fern, [WREN], [LENA, OTTER])
    otter.wait_to_miss(fern.person)
    otter.see_nobody(fern.person, 0.3)
    wren.wait_to_see(fern.person)
    wren.wait_to_hear(fern.person)

    # Two who change places know as little of each other as before.
    lena.tab.run(
        """
        const id = (name) => test.state().participants.find((one) => one.name === name).id;
        await test.client().exchange(id('Fern'), id('Otter'));
        """
    )
    fern.wait_to_read("You are in a room of your own for now.")
    for other in (LENA, WREN, OTTER):
        fern.wait_to_miss(other)
        fern.wait_for_silence_of(other)
        fern.see_nobody(other, 0.3)

    lena.tab.run("await test.client().merge()")
    meet(fern, [LENA, WREN, OTTER], [])
    assert strangers(fern) == []
    assert fern.negotiations() == (0, 0)


def test_the_end_is_told_three_times_once_each_and_then_the_rooms_merge(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA.with_small_camera()), arrive(WREN.with_small_camera())
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    fern.come_in(room.client)
    listen_to_announcements(fern)
    split(lena, [WREN, fern.person], closes_in=121)

    for left, words in zip((31, 11, 2), LANDINGS, strict=True):
        fern.wait_to_read(words)
        fern.wait_to_be_told(words)
        lena.tab.run("await test.client().merge({in: given[0]})", left)

    fern.wait_to_read("You are back in the circle. You were with Wren.")
    fern.wait_until_gone("Finish your sentence")
    fern.wait_to_be_told("You are back in the circle.")
    fern.wait_to_see(LENA)
    told = [line for line in announced(fern) if "left." in line or "Finish" in line]
    assert [sum(words in line for line in told) for words in LANDINGS] == [1, 1, 1]


def test_a_side_room_is_away_to_everybody_else(server: Server, arrive: Arrive, fern: Guest) -> None:
    room = server.make_room()
    lena, wren, otter = (arrive(one.with_small_camera()) for one in (LENA, WREN, OTTER))
    fern.come_in(room.facilitator)
    for each in (lena, wren, otter):
        each.come_in(room.client)
    fern.wait_to_see(WREN)
    fern.open_actions(WREN)

    fern.tab.click("button", "Take aside: Wren, into a side room")

    fern.wait_to_read("Side room")
    wren.wait_to_read("You are now with Fern.")
    meet(wren, [fern.person], [LENA, OTTER])
    for other in (LENA, OTTER):
        fern.wait_to_miss(other)
        fern.see_nobody(other, 0.3)
    lena.wait_until("state.participants.find(({name}) => name === 'Wren').away")
    for aside in (fern.person, WREN):
        lena.wait_to_miss(aside)
        lena.see_nobody(aside, 0.3)
    lena.wait_to_see(OTTER)
    assert not lena.reads("Side room")
    assert [one["name"] for one in lena.state()["rooms"]] == ["Main room"]

    fern.tab.click("button", "Back to the main room")

    fern.wait_to_see(OTTER)
    wren.wait_to_see(LENA)
    lena.wait_to_see(WREN)
    lena.wait_until("!state.participants.some(({away}) => away)")
