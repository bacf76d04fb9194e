"""The lobby: whoever arrives knocks by arriving, is seen by facilitators alone, and waits once."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from benchmarks.hall import wait_for
from benchmarks.returner import Media, Returner
from tests.browser.conftest import Arrive, Gather
from tests.browser.guest import Guest
from tests.browser.other_site import OtherSite, other_site
from tests.browser.people import LENA, WREN
from tests.browser.server import Server

QUIET = Media(layers="", voice=False)
KNOCK = 329.6  # Hz, web/elements/tone.ts
APART = 20_000  # milliseconds, web/elements/chimes.ts


def private_names(reader: Returner) -> list[str | None] | None:
    """The names below the pseudonyms, as far as told; None: nobody is shown to the reader yet."""
    return [one["private_name"] for one in reader.state["participants"]] or None


@pytest.fixture
def site() -> Iterator[OtherSite]:
    with other_site() as made:
        yield made


def test_a_facilitator_sees_who_waits_writes_to_them_and_lets_them_in(
    server: Server, arrive: Arrive, gather: Gather, fern: Guest
) -> None:
    room = server.make_room(lobby=True)
    wren = arrive(WREN)
    fern.come_in(room.facilitator)

    wren.open(room.client)
    wren.tab.click("button", "Add a name for the facilitators")
    wren.tab.fill("textbox", "A name for the facilitators only", "Robin Hill")
    wren.enter()
    fern.wait_to_read("Wren is in the lobby")
    fern.wait_to_be_told("Wren is in the lobby. Press L.")
    hall = gather(room)
    otter, heron = hall.seat("Otter", QUIET), hall.seat("Heron", QUIET)
    fern.wait_to_read("3 people are in the lobby")

    # Three came, and within a while one knock is heard.
    knocks = fern.tab.run("await test.until(() => test.notes.length > 0); return test.notes")
    assert round(knocks[0]["hertz"], 1) == KNOCK
    assert all(later["at"] - one["at"] >= APART for one, later in pairwise(knocks))

    fern.tab.click("button", "See who")
    fern.wait_to_read("Robin Hill")
    fern.tab.click("button", "Write to Wren")
    fern.wait_to_read("Wren will read this. Nobody else.")
    fern.tab.fill("textbox", "Message", "One more minute, Wren.")
    fern.tab.click("button", "Send")
    fern.tab.choose("To", "Everyone in the lobby")
    fern.tab.fill("textbox", "Message", "We begin at six.")
    fern.tab.click("button", "Send")
    for words in ("One more minute, Wren.", "We begin at six."):
        wren.wait_to_read(words)

    fern.tab.click("tab", "People")
    fern.tab.click("button", "Not today, Otter")
    fern.wait_until("state.lobby.length === 2")
    fern.tab.click("button", "Admit Wren")
    wren.wait_for_phase("joined")
    fern.wait_to_see(WREN)
    fern.tab.click("button", "Admit Heron")
    fern.wait_for_company(3)
    # The name below the pseudonym is for facilitators.
    fern.wait_until("state.participants.some(({privateName}) => privateName === 'Robin Hill')")
    assert wait_for(lambda: private_names(heron), 10) == [None] * 3
    assert private_names(otter) is None


def test_everyone_who_waits_is_let_in_with_one_click(
    server: Server, arrive: Arrive, gather: Gather, fern: Guest
) -> None:
    room = server.make_room(lobby=True)
    fern.come_in(room.facilitator)
    hall = gather(room)
    for name in ("Wren", "Otter", "Heron"):
        hall.seat(name, QUIET)
    fern.wait_to_read("3 people are in the lobby")

    fern.tab.click("button", "Admit all 3")

    fern.wait_for_company(4)
    fern.wait_until("state.lobby.length === 0")


def test_whoever_waits_is_neither_seen_nor_heard_can_write_and_waits_once(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room(lobby=True)
    lena = arrive(LENA)
    lena.come_in(room.facilitator)

    fern.open(room.client)
    fern.enter()
    fern.wait_to_read("You are here, Fern")
    fern.wait_to_read("Nobody in the group can see or hear you yet.")
    fern.wait_until("state.participants.length === 0 && state.lobby.length === 0")
    lena.see_nobody(fern.person)
    fern.tab.click("button", "Write to the facilitators")
    fern.tab.fill("textbox", "Message", "I am a little early.")
    fern.tab.click("button", "Send")
    lena.tab.click("button", "Messages")
    lena.wait_to_read("I am a little early.")

    # Not today is no goodbye: by the same link one knocks again.
    lena.tab.click("tab", "People")
    lena.tab.click("button", "Not today, Fern")
    fern.wait_to_read("The facilitators cannot let you in just now.")
    fern.open(room.client)
    fern.enter()
    fern.wait_for_phase("lobby")
    lena.tab.click("button", "Admit Fern")
    fern.wait_for_phase("joined")
    fern.wait_to_read("You are in the circle. Your microphone is on.")
    lena.wait_to_see(fern.person)
    lena.wait_to_hear(fern.person)

    fern.tab.click("button", "Leave")
    fern.wait_to_read("You have left")
    fern.tab.click("button", "Come back")
    fern.wait_for_phase("joined")
    lena.wait_to_see(fern.person)


def test_whoever_is_expected_does_not_wait(
    server: Server, arrive: Arrive, site: OtherSite, fern: Guest
) -> None:
    room = server.make_room(lobby=True, allowed_origins=[site.origin])
    wish = {"role": "client", "name": "Fern", "admit": True}
    token = server.call("POST", f"/v1/rooms/{room.room}/tokens", wish)["token"]
    site.pages["/"] = f"""<!doctype html><title>A practice</title>
        <script type="module" src="{server.url}/embed.js"></script>
        <holdspace-room room="{server.url}/r/{room.room}" token="{token}" lang="en"
            style="display: block; width: 900px; height: 600px"></holdspace-room>"""
    lena = arrive(LENA)
    lena.come_in(room.facilitator)

    fern.open(f"{site.origin}/")
    fern.tab.click("button", "Come in")
    fern.wait_for_phase("joined")

    lena.wait_to_see(fern.person)
    assert lena.tab.run("return test.notes") == []
