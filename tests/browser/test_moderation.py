"""What facilitators do about somebody is done by the server, and told to that person plainly."""

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA, OTTER, WREN
from tests.browser.server import Server

SEND_ALL_THE_SAME = """
const senders = test.peers.at(-1).getSenders();
const send = (kind, track) => senders.filter(({track: old}) => !old || old.kind === kind).at(0)?.replaceTrack(track).catch(() => undefined);
await send('audio', test.microphoneTrack());
"""
"""A page that goes on sending whatever it was told."""


def test_a_mute_is_silence_until_its_owner_ends_it(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    lena.wait_to_hear(fern.person)

    lena.open_actions(fern.person)
    lena.tab.click("button", "Mute Fern")
    fern.wait_to_read("Lena muted you. Unmute whenever you want to speak.")
    lena.wait_for_silence_of(fern.person)
    fern.tab.run(SEND_ALL_THE_SAME)
    lena.tab.run(f"await test.stays(() => !test.plays({fern.person.hertz}))")
    lena.wait_to_see(fern.person)

    # Nobody is unmuted by others: one is asked.
    lena.tab.click("button", "Ask to unmute: Fern")
    fern.wait_to_read("Lena asks whether you would like to speak.")
    lena.tab.run(f"await test.stays(() => !test.plays({fern.person.hertz}), 0.5)")
    fern.tab.click("button", "Unmute")
    lena.wait_to_hear(fern.person)


def test_a_camera_that_was_stopped_is_dark_until_its_owner_starts_it(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    lena.wait_to_see(fern.person)

    lena.open_actions(fern.person)
    lena.tab.click("button", "Stop camera of Fern")
    fern.wait_to_read("Lena stopped your camera. Start it again whenever you like.")
    lena.wait_to_miss(fern.person)
    lena.wait_to_hear(fern.person)
    assert "camera off" in next(one["label"] for one in lena.seats() if one["name"] == "Fern")

    fern.tab.click("button", "Camera off")
    lena.wait_to_see(fern.person)


def test_everyone_is_muted_with_one_click_and_each_is_told(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    wren, otter = arrive(WREN), arrive(OTTER)
    fern.come_in(room.facilitator)
    for each in (wren, otter):
        each.come_in(room.client)
        fern.wait_to_hear(each.person)

    fern.tab.click("button", "More")
    fern.tab.click("button", "Mute everyone")

    for each in (wren, otter):
        each.wait_to_read("Fern muted you.")
        fern.wait_for_silence_of(each.person)
    wren.wait_to_hear(fern.person)
    wren.tab.click("button", "Muted")
    fern.wait_to_hear(WREN)


def test_whoever_is_removed_is_gone_is_told_and_may_knock_again(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    lena.wait_to_hear(fern.person)

    lena.open_actions(fern.person)
    lena.tab.click("button", "Remove Fern")
    lena.wait_to_read("They can knock again.")
    lena.tab.click("button", "Remove Fern now")

    fern.wait_to_read("You have left this session")
    fern.wait_to_read("A facilitator ended your place.")
    lena.wait_to_miss(fern.person)
    lena.wait_for_silence_of(fern.person)
    fern.come_in(room.client)
    lena.wait_to_see(fern.person)


def test_whoever_is_banned_stays_out_and_nobody_slips_in_behind_them(
    server: Server, arrive: Arrive, fern: Guest
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    lena.wait_to_see(fern.person)

    lena.open_actions(fern.person)
    lena.tab.click("button", "Ban Fern")
    lena.tab.click("button", "Ban Fern now")

    fern.wait_to_read("You have left this session")
    lena.wait_to_miss(fern.person)
    lena.wait_for_silence_of(fern.person)
    fern.open(room.client)
    fern.wait_to_read("This link does not open a room")
    fern.tab.forgive("/exchange")
    # Whoever is given the new link, be it the same person under another name, knocks.
    fern.open(server.call("GET", f"/v1/rooms/{room.room}")["client_url"])
    fern.tab.fill("textbox", "Your name in the group", "Birch")
    fern.tab.click("button", "Come in")
    fern.wait_for_phase("lobby")
    lena.wait_to_read("Birch is in the lobby")
    assert lena.state()["lobbyOn"]


def test_the_end_for_everyone_thanks_everyone(server: Server, arrive: Arrive, fern: Guest) -> None:
    room = server.make_room()
    wren = arrive(WREN)
    fern.come_in(room.facilitator)
    wren.come_in(room.client)
    wren.wait_to_see(fern.person)

    fern.tab.click("button", "Leave")
    fern.tab.click("button", "End for everyone")

    wren.wait_to_read("Thank you for today, Wren")
    fern.wait_to_read("Thank you for today, Fern")
    # The next time is another session, with nothing left of this one.
    wren.open(room.client)
    wren.enter()
    wren.wait_for_phase("lobby")
