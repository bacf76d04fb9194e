"""The circle keeps still: one order for everybody, every face on one page, and states that have a shape."""

from itertools import combinations
from typing import Any, Final

import pytest

from benchmarks.returner import Media
from tests.browser.conftest import Arrive, Gather
from tests.browser.guest import Guest
from tests.browser.people import LENA, WREN
from tests.browser.server import Server
from tests.browser.states import FAKE_ROOM, NAMES

QUIET: Final = Media(layers="", voice=False)
LARGE: Final = (1440, 900)
TABLET: Final = (1024, 768)
PHONE: Final = (390, 844)

FILL: Final = """
const names = given[0];
const people = names.map((name, seat) => fakeRoom.person(name, {seat, role: seat < 2 ? 'facilitator' : 'client'}));
fakeRoom.show({phase: 'joined', self: people.at(-1).id, role: people.at(-1).role, participants: people,
  rooms: [{id: 'main', name: 'Main room', closes_at: null}]});
await test.until(() => test.seats().length === names.length);
await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
"""
EVERYONE: Final = ("Lena", "Cormac", *NAMES, "Moss", "Sage")


def fill(guest: Guest, people: int) -> list[Any]:
    guest.tab.run(FILL, list(EVERYONE[:people]))
    return guest.seats()


def amiss(guest: Guest, seats: list[Any]) -> list[str]:
    """Return which seats leave the screen, lie over others, or are too small to be a face."""
    width, height = guest.tab.run("return [innerWidth, innerHeight]")
    found = [
        f"{one['name']} leaves the screen"
        for one in seats
        if one["left"] < 0 or one["top"] < 0
        or one["left"] + one["width"] > width + 1 or one["top"] + one["height"] > height + 1
    ]  # fmt: skip
    found += [f"{one['name']} is tiny" for one in seats if min(one["width"], one["height"]) < 64]
    return found + [
        f"{a['name']} lies over {b['name']}" for a, b in combinations(seats, 2) if meet(a, b)
    ]


def meet(one: Any, other: Any) -> bool:
    return bool(
        one["left"] < other["left"] + other["width"] - 1
        and other["left"] < one["left"] + one["width"] - 1
        and one["top"] < other["top"] + other["height"] - 1
        and other["top"] < one["top"] + one["height"] - 1
    )


@pytest.fixture
def stage(server: Server, fern: Guest) -> Guest:
    """Fern's page of a room, ready to be filled with people no server knows."""
    fern.tab.goto(f"{server.url}/r/{server.make_room().room}")
    fern.tab.run(f"await test.until(() => document.querySelector('holdspace-room')); {FAKE_ROOM}")
    return fern


@pytest.mark.parametrize("size", [LARGE, TABLET], ids=["desktop", "tablet"])
def test_one_to_fourteen_faces_are_on_one_page(stage: Guest, size: tuple[int, int]) -> None:
    stage.tab.resize(*size)
    assert stage.tab.run("return [innerWidth, innerHeight]") == [*size]
    for people in range(1, 15):
        seats = fill(stage, people)
        assert [one["name"] for one in seats] == list(EVERYONE[:people])
        assert amiss(stage, seats) == [], f"{people} people"


def test_on_a_phone_fourteen_faces_stand_in_two_columns_of_seven(stage: Guest) -> None:
    stage.tab.resize(*PHONE)
    assert stage.tab.run("return [innerWidth, innerHeight]") == [*PHONE]
    seats = fill(stage, 14)

    assert amiss(stage, seats) == []
    assert len({round(one["left"]) for one in seats}) == 2
    assert len({round(one["top"]) for one in seats}) == 7
    rows = sorted(seats, key=lambda one: (round(one["top"]), one["left"]))
    assert [one["name"] for one in rows] == list(EVERYONE), "one reads them in their order"


def test_fourteen_people_are_in_one_order_for_everybody_whoever_comes_and_goes(
    server: Server, arrive: Arrive, gather: Gather, fern: Guest
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)
    hall = gather(room)
    for name in NAMES[2:7]:
        hall.seat(name, QUIET)
    lena.wait_for_company(6)
    fern.come_in(room.client)
    fern.wait_for_company(7)
    for name in (*NAMES[7:], "Moss", "Sage", "Cormac", "Flint"):
        hall.seat(name, QUIET)
    for guest in (lena, fern):
        guest.wait_for_company(14)
    order = fern.name_seats()
    assert lena.name_seats() == order
    assert (order[0], order[6]) == ("Lena", "Fern")

    lena.tab.run(WATCH_ORDER)
    for name in ("Otter", "Sol", "Heron"):
        hall.cut(name)
    fern.tab.reload()
    for guest in (lena, fern):
        guest.wait_for_company(14)
    assert lena.tab.run("return test.orders") == [order]
    assert fern.name_seats() == order


WATCH_ORDER: Final = """
const names = () => JSON.stringify(test.seats().map((one) => one.name));
const orders = new Set([names()]);
test.client().addEventListener('change', () => requestAnimationFrame(() => orders.add(names())));
Object.defineProperty(test, 'orders', {get: () => [...orders].map((one) => JSON.parse(one))});
"""


def test_one_person_larger_moves_nobody_else(
    server: Server, arrive: Arrive, gather: Gather, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    fern.come_in(room.client)
    hall = gather(room)
    for name in ("Otter", "Heron"):
        hall.seat(name, QUIET)
    fern.wait_for_company(5)
    fern.wait_to_see(WREN)
    order = fern.name_seats()

    fern.open_actions(WREN)
    fern.tab.click("button", "Look at Wren larger")
    fern.tab.run(
        "await test.until(() => test.seats().some((one) => one.classes.includes('large')))"
    )
    seats = fern.seats()
    largest = max(seats, key=lambda one: one["width"] * one["height"])
    assert (largest["name"], fern.name_seats(), lena.name_seats()) == ("Wren", order, order)
    others = sorted(
        (one for one in seats if one["name"] != "Wren"),
        key=lambda one: (round(one["top"]), one["left"]),
    )
    assert [one["name"] for one in others] == [name for name in order if name != "Wren"]
    fern.keep_seeing([WREN, LENA], 0.5)

    fern.tab.click("button", "Back to the circle")
    fern.tab.run(
        "await test.until(() => !test.seats().some((one) => one.classes.includes('large')))"
    )
    assert fern.name_seats() == order


def test_one_key_hides_ones_own_picture_from_oneself_alone(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    fern.tab.run("await test.until(() => test.pictures().some((one) => one.self))")
    lena.wait_to_see(fern.person)

    fern.tab.press("s")
    fern.tab.run("await test.until(() => !test.pictures().some((one) => one.self))")
    fern.wait_to_read("hidden from you")
    lena.keep_seeing([fern.person], 0.5)
    fern.tab.press("s")
    fern.tab.run("await test.until(() => test.pictures().some((one) => one.self))")


def test_every_state_at_a_seat_has_a_shape_and_a_word(
    server: Server, arrive: Arrive, gather: Gather, fern: Guest
) -> None:
    room = server.make_room()
    wren = arrive(WREN)
    fern.come_in(room.facilitator)
    wren.come_in(room.client)
    wait_for(fern, "Wren", "speaking")
    assert sign_of(fern, "Wren", "speaking") > 0

    wren.tab.press("m")
    wait_for(fern, "Wren", "muted")
    muted = sign_of(fern, "Wren", "muted")
    wren.tab.press("h")
    wait_for(fern, "Wren", "hand up, first")
    assert sign_of(fern, "Wren", "hand") == muted + 1
    wren.tab.press("a")
    wait_for(fern, "Wren", "stepped away")
    fern.wait_to_read("Stepped away")

    wren.tab.goto(f"{server.url}/healthz")
    wait_for(fern, "Wren", "reconnecting")
    fern.wait_to_read("seat is kept")


def wait_for(guest: Guest, name: str, state: str) -> None:
    guest.tab.run(
        "await test.until(() => test.seats().find(({name}) => name === given[0])?.label.includes(given[1]), 20, test.seats)",
        name,
        state,
    )


def sign_of(guest: Guest, name: str, state: str) -> int:
    """Return how many signs are drawn at a seat, its state being `state`."""
    seat = next(one for one in guest.seats() if one["name"] == name)
    assert state in seat["label"]
    return int(seat["signs"])
