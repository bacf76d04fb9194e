"""Three links, three roles: what each may do, what the server refuses, and who holds the room when nobody does."""

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA, OTTER, WREN
from tests.browser.server import Server


def test_a_key_is_exchanged_once_in_a_tab_and_leaves_its_address(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    arrive(LENA).come_in(room.facilitator)
    fern.come_in(room.client)
    assert fern.tab.run("return test.exchanges") == 1
    assert fern.tab.run("return location.href") == f"{server.url}/r/{room.room}"

    fern.tab.reload()
    fern.wait_for_phase("joined")
    assert fern.tab.run("return test.exchanges") == 0


def test_new_links_spoil_the_old_ones_and_leave_whoever_is_in(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    wren = arrive(WREN)
    wren.come_in(room.facilitator)

    renewed = server.call("POST", f"/v1/rooms/{room.room}/rotate-links")
    fern.open(room.client)
    fern.wait_to_read("This link does not open a room")
    fern.tab.forgive("/exchange")
    fern.come_in(renewed["client_url"])

    wren.wait_to_see(fern.person)
    assert wren.me()["role"] == "facilitator"


def test_a_client_has_their_own_devices_and_nobody_elses(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    fern.come_in(room.client)
    fern.wait_to_see(WREN)

    fern.tab.click("button", "More")
    fern.wait_to_read("For you")
    assert not fern.reads("For the group")
    fern.open_actions(WREN)
    fern.wait_to_read("Larger")
    assert not any(
        name.startswith(("Mute", "Stop", "Remove", "Ban", "Admit")) for name in fern.controls()
    )
    # Whoever speaks to the server without the page is refused by the server.
    other = wren.me()["id"]
    requests = (
        f"mute('{other}')", f"stopCamera('{other}')", f"remove('{other}')", f"ban('{other}')",
        f"askToUnmute('{other}')", f"lowerHands('{other}')", f"admit('{other}')", "admitAll()",
        "muteAll()", "lock(true)", "setLobby(true)", "setChatMode('off')", "endSession()",
    )  # fmt: skip
    assert {fern.refusal(one) for one in requests} == {"not-allowed"}
    wren.wait_to_see(LENA)


def test_an_observer_hears_and_sees_and_is_only_named(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)
    fern.open(room.observer)
    fern.wait_to_read("Nobody hears or sees you.")
    fern.enter()
    fern.wait_for_phase("joined")

    fern.wait_to_see(LENA)
    fern.wait_to_hear(LENA)
    fern.tab.click("button", "Write")
    fern.tab.fill("textbox", "Message", "All is well here.")
    fern.tab.click("button", "Send")
    lena.tab.click("button", "Messages")
    lena.wait_to_read("All is well here.")
    lena.tab.click("tab", "People")
    lena.wait_to_read("Observing")
    assert lena.name_seats() == fern.name_seats() == ["Lena"]
    lena.see_nobody(fern.person)
    own = ("Mic", "Muted", "Camera", "Hand", "Step away", "React")
    assert not any(name.startswith(own) for name in fern.controls())
    requests = ("raiseHand(true)", "stepAway(true)", "react('nod')", "muteAll()", "lock(true)")
    assert {fern.refusal(one) for one in requests} == {"not-allowed"}


def test_a_locked_room_lets_in_facilitators_and_whoever_returns(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    lena.tab.click("button", "More")
    lena.tab.click("switch", "Lock the room")
    lena.wait_to_read("Locked")

    fern.open(room.client)
    fern.enter()
    fern.wait_to_read("The door is closed just now")
    wren.tab.reload()
    wren.wait_for_phase("joined")
    fern.come_in(room.facilitator)
    fern.wait_for_company(3)

    # Both facilitators may open it again.
    fern.tab.click("button", "Locked")
    fern.tab.click("switch", "Lock the room")
    lena.wait_until_gone("Locked")


def test_when_the_last_facilitator_drops_the_room_is_on_hold_and_nobody_inherits_it(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    fern.wait_to_see(LENA)

    lena.tab.goto(f"{server.url}/healthz")
    fern.wait_to_read("Lena is away for a moment. The room is on hold")
    fern.wait_until(
        "me.role === 'client' && state.participants.filter(({role}) => role === 'facilitator').length === 1"
    )
    assert not any(name.startswith(("Mute", "Admit", "Lock")) for name in fern.controls())
    assert fern.refusal("muteAll()") == "not-allowed"
    wren.open(room.client)
    wren.enter()
    wren.wait_for_phase("lobby")
    wren.wait_to_read("You are here, Wren")
    fern.wait_until("state.hold && state.participants.length === 2")

    lena.open(room.facilitator)
    lena.wait_for_phase("joined")
    fern.wait_to_be_told("Lena is back.")
    fern.wait_until_gone("The room is on hold")
    fern.wait_until("!state.hold")


def test_two_facilitators_have_equal_rights_and_the_one_who_stays_holds_the_room(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room(lobby=True)
    lena, otter = arrive(LENA), arrive(OTTER)
    lena.come_in(room.facilitator)
    fern.come_in(room.facilitator)
    lena.tab.goto(f"{server.url}/healthz")
    fern.wait_until("state.participants.some(({connection}) => connection === 'reconnecting')")
    assert not fern.state()["hold"]

    otter.open(room.client)
    otter.enter()
    fern.tab.click("button", "Admit Otter")
    otter.wait_for_phase("joined")
    otter.wait_to_see(fern.person)

    lena.open(room.facilitator)
    lena.wait_for_company(3)
    lena.tab.click("button", "More")
    lena.tab.click("button", "Mute everyone")
    otter.wait_to_read("Lena muted you.")
    assert fern.me()["microphone"], "facilitators are not muted with everyone"
