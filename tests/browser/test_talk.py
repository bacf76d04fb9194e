"""Talking beside the talk: who reads what, hands in their order, quiet answers, stepping away."""

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA, WREN
from tests.browser.server import Server


def write(guest: Guest, text: str) -> None:
    guest.tab.fill("textbox", "Message", text)
    guest.tab.click("button", "Send")


def label_of(guest: Guest, name: str) -> str:
    """Return how the seat of somebody is read aloud."""
    return next(str(one["label"]) for one in guest.seats() if one["name"] == name)


def wait_for_label(guest: Guest, name: str, words: str) -> None:
    guest.tab.run(
        "await test.until(() => test.seats().some((one) => one.name === given[0] && one.label.includes(given[1])), 15, test.seats)",
        name,
        words,
    )


def texts(guest: Guest) -> list[str]:
    return [one["text"] for one in guest.state()["chat"]]


def test_a_client_writes_to_whom_the_facilitators_allow(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    fern.come_in(room.client)
    fern.tab.click("button", "Write")
    lena.tab.click("button", "Messages")

    # To facilitators only, unless they change it.
    fern.wait_to_read("Lena will read this. Nobody else.")
    write(fern, "May I go last?")
    lena.wait_to_read("May I go last?")
    assert fern.refusal(f"say('psst', {{to: '{wren.me()['id']}'}})") == "not-allowed"

    lena.close_panel()
    lena.tab.click("button", "More")
    lena.tab.click("radio", "Everyone")
    fern.wait_to_read("You can write to facilitators, to everyone and to one person.")
    fern.tab.choose("To", "Everyone")
    write(fern, "Good to see you all.")
    wren.tab.click("button", "Write")
    wren.wait_to_read("Good to see you all.")

    lena.tab.click("radio", "Nobody")
    fern.wait_to_read("Only facilitators write just now.")
    assert "Send" not in fern.controls()
    assert fern.refusal("say('psst', {to: 'facilitators'})") == "chat-off"
    assert texts(wren) == ["Good to see you all."]


def test_facilitators_have_a_channel_of_their_own_and_nothing_outlives_the_session(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    fern.come_in(room.facilitator)

    fern.tab.click("button", "Messages")
    fern.tab.choose("To", "Facilitators only")
    write(fern, "Shall we pause?")
    fern.tab.choose("To", "Everyone")
    write(fern, "We pause for five minutes.")
    lena.tab.click("button", "Messages")
    lena.wait_to_read("Between facilitators only")
    lena.wait_to_read("Shall we pause?")
    wren.tab.click("button", "Write")
    wren.wait_to_read("We pause for five minutes.")
    assert texts(wren) == ["We pause for five minutes."]

    lena.tab.click("button", "Leave")
    lena.tab.click("button", "End for everyone")
    fern.wait_for_phase("ended")
    fern.come_in(room.facilitator)
    assert texts(fern) == []


def test_hands_go_up_in_an_order_and_come_down_together(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    fern.come_in(room.client)

    wren.tab.click("button", "Hand")
    wren.tab.run("await test.until(() => test.reads('Your hand is up. You are first.'))")
    fern.tab.press("h")
    fern.wait_to_read("Your hand is up. You are second.")
    for guest in (lena, wren, fern):
        wait_for_label(guest, "Wren", "hand up, first")
        wait_for_label(guest, "Fern", "hand up, second")
    wren.tab.click("button", "Hand is up")
    wait_for_label(lena, "Fern", "hand up, first")

    lena.tab.click("button", "People")
    lena.wait_to_read("Hands up, in order")
    lena.tab.click("button", "Lower all hands")
    fern.wait_until("me.hand === null")
    fern.wait_to_be_told("Your hand is down.")
    assert "hand" not in label_of(fern, "Fern")


def test_a_reaction_is_seen_at_the_seat_of_whoever_gave_it(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    lena.wait_for_company(2)

    fern.tab.click("button", "React")
    six = ("Nod", "Thank you", "With you", "Same here", "Smile", "A moment, please")
    assert set(six) <= set(fern.controls())
    fern.tab.click("button", "Same here")
    wait_for_label(lena, "Fern", "Same here")
    lena.wait_to_read("Same here")
    lena.tab.click("button", "React")
    lena.tab.click("button", "With you")
    wait_for_label(fern, "Lena", "With you")


def test_whoever_steps_away_keeps_their_seat_and_nobody_is_told_why(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    lena.wait_to_hear(fern.person)

    fern.tab.press("a")
    fern.wait_to_read("You are shown as away. Nobody is told why.")
    wait_for_label(lena, "Fern", "stepped away")
    lena.wait_to_miss(fern.person)
    lena.wait_for_silence_of(fern.person)
    lena.wait_to_read("Stepped away")
    assert lena.name_seats() == ["Lena", "Fern"]

    fern.tab.click("button", "Come back")
    lena.wait_to_see(fern.person)
    # The microphone waits for its owner.
    assert not fern.me()["microphone"]
    fern.tab.click("button", "Muted")
    lena.wait_to_hear(fern.person)
