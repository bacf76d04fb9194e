"""A whole session without a pointer, from the link to the way out."""

from benchmarks.returner import Media
from tests.browser.breakouts import SPLIT
from tests.browser.conftest import Arrive, Gather
from tests.browser.guest import Guest
from tests.browser.keyboard import Keys
from tests.browser.people import LENA, WREN
from tests.browser.server import Server


def keys_of(guest: Guest) -> Keys:
    return Keys(guest.tab)


def wait(guest: Guest, condition: str) -> None:
    guest.tab.run(
        f"await test.until(() => {{ const state = test.state(); const me = state.participants.find((one) => one.id === state.self); return {condition}; }}, 15, () => test.state())"
    )


def test_a_client_takes_part_in_a_session_by_keyboard_alone(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    norms = {"version": 1, "text": "What is said here stays here.\n\n- No names outside"}
    room = server.make_room("Thursday group", norms=norms)
    lena = arrive(LENA)
    agree(lena, room.facilitator)
    fern.open(room.client)
    fern.tab.run("await test.until(() => test.state()?.norms)")
    keys = keys_of(fern)

    # Before coming in: a name, a quiet answer, the norms.
    keys.tab_to("Your name in the group")
    keys.type("Fern")
    keys.tab_to("Yes, I am alone")
    keys.press("ArrowDown")
    assert keys.focused() == "Someone is near"
    keys.tab_to("Come in")
    keys.press("Enter")
    keys.wait_for_focus_on("What this group agrees on")
    keys.tab_to("I agree")
    keys.press("Enter")
    keys.wait_for_focus_on("Before you come in")
    keys.tab_to("Come in")
    keys.press("Enter")
    fern.wait_for_phase("joined")
    keys.wait_for_focus_on("Thursday group")

    # Microphone and hand, by letters and by the bar.
    wait(fern, "state.own.microphone")
    keys.press("m")
    wait(fern, "!state.own.microphone")
    keys.press("m")
    wait(fern, "state.own.microphone")
    keys.press("h")
    wait(fern, "me.hand !== null")
    keys.tab_to("Hand is up")
    keys.press("Space")
    wait(fern, "me.hand === null")

    # A word to the facilitators.
    keys.press("t")
    keys.wait_for_focus_on("Message")
    keys.type("May I go last? m h v")
    keys.press("Enter")
    wait(fern, "state.chat.some(({text}) => text === 'May I go last? m h v')")
    wait(lena, "state.chat.some(({text}) => text === 'May I go last? m h v')")
    assert fern.state()["own"]["microphone"], "what is typed is text"
    keys.press("Escape")
    keys.wait_for_focus_on("Write")

    # The people, then a face larger and back.
    keys.press("p")
    keys.tab_to("Close", back=True)
    keys.press("Enter")
    keys.wait_for_focus_on("People")
    keys.press("F6")
    keys.tab_to("Lena")
    keys.press("Enter")
    fern.tab.run(
        "await test.until(() => test.deep().some((one) => one.textContent.trim() === 'Back to the circle' && one.localName === 'button'))"
    )
    keys.press("Escape")

    # Out, and back in.
    keys.tab_to("Leave")
    keys.press("Enter")
    fern.wait_for_phase("ended")
    keys.wait_for_focus_on("You have left")
    keys.tab_to("Come back")
    keys.press("Enter")
    fern.wait_for_phase("joined")


def test_a_facilitator_holds_the_room_by_keyboard_alone(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room(lobby=True)
    wren = arrive(WREN)
    fern.open(room.facilitator)
    keys = keys_of(fern)
    keys.tab_to("Your name in the group")
    keys.type("Fern")
    keys.press("Enter")
    fern.wait_for_phase("joined")
    keys.wait_for_focus_on("Thursday skills group")

    wren.open(room.client)
    wren.enter()
    wren.wait_for_phase("lobby")
    fern.tab.run("await test.until(() => test.state().lobby.length === 1)")
    keys.press("l")
    keys.wait_for_focus_on("Admit Wren")
    keys.press("Enter")
    wren.wait_for_phase("joined")

    keys.press("p")
    keys.tab_to("Close", back=True)
    keys.press("Escape")
    keys.tab_to("More")
    keys.press("Enter")
    keys.tab_to("Lock the room", back=True)
    keys.press("Space")
    fern.tab.run("await test.until(() => test.state().locked)")
    keys.press("Escape")
    keys.tab_to("Leave")
    keys.press("Enter")
    keys.wait_for_focus_on("Leave the session")
    keys.tab_to("End for everyone")
    keys.press("Enter")
    wren.wait_for_phase("ended")
    fern.wait_for_phase("ended")


def agree(guest: Guest, link: str) -> None:
    """Come in, agreeing to the norms on the way."""
    guest.open(link)
    guest.tab.fill("textbox", "Your name in the group", guest.person.name)
    guest.tab.click("button", "Read it")
    guest.tab.click("button", "I agree")
    guest.tab.click("button", "Come in")
    guest.wait_for_phase("joined")


def test_a_facilitator_goes_through_the_rooms_by_keys(
    server: Server, arrive: Arrive, gather: Gather, fern: Guest
) -> None:
    room = server.make_room()
    fern.come_in(room.facilitator)
    wren = arrive(WREN.with_small_camera())
    wren.come_in(room.client)
    gather(room).seat("Otter", Media(layers="", voice=False))
    fern.wait_for_company(3)
    fern.tab.run(SPLIT, [["Wren"], ["Otter"]], None)
    keys = keys_of(fern)

    keys.press("b")
    keys.wait_for_focus_on("2 rooms")
    keys.press("1")
    wait(fern, "me.room === state.participants.find(({name}) => name === 'Wren').room")
    fern.wait_to_see(WREN)
    keys.press("b")
    keys.press("0")
    wait(fern, "me.room === state.rooms[0].id")

    keys.press("b")
    keys.tab_to("Hop in to Room 1")
    keys.press("e")
    fern.wait_to_read("You listen in")
    wren.wait_to_read("Fern is listening")
    keys.press("e")
    wren.wait_until_gone("Fern is listening")

    # Merging is asked: another key is a no.
    keys.press("g")
    keys.wait_for_focus_on("Merge")
    keys.press("Tab")
    assert len(fern.state()["rooms"]) == 3
    keys.press("g")
    keys.wait_for_focus_on("Merge")
    keys.press("Enter")
    wait(fern, "state.rooms.length === 1")
    wait(wren, "me.room === state.rooms[0].id")
