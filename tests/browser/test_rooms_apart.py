"""Two groups at once on one node: nobody of one is seen, heard, named or reached from the other."""

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA, OTTER, WREN
from tests.browser.server import Server


def test_two_sessions_at_once_never_mix(server: Server, arrive: Arrive, fern: Guest) -> None:
    thursday, friday = server.make_room("Thursday group"), server.make_room("Friday group")
    lena, wren, otter = (arrive(one.with_small_camera()) for one in (LENA, WREN, OTTER))
    lena.come_in(thursday.facilitator)
    fern.come_in(thursday.facilitator)
    wren.come_in(friday.facilitator)
    otter.come_in(friday.client)

    for one, other in ((fern, lena), (lena, fern), (wren, otter), (otter, wren)):
        one.wait_to_see(other.person)
        one.wait_to_hear(other.person)
    for one, strangers in ((fern, (WREN, OTTER)), (otter, (LENA, fern.person))):
        for stranger in strangers:
            one.see_nobody(stranger, 0.5)
    assert fern.name_seats() == ["Lena", "Fern"]
    assert otter.name_seats() == ["Wren", "Otter"]

    # What is written to everyone stays in its room.
    fern.tab.run("await test.client().say('Thursday only', {to: 'everyone'})")
    lena.wait_until("state.chat.length === 1")
    wren.tab.run("await test.client().say('Friday only', {to: 'everyone'})")
    otter.wait_until("state.chat.length === 1")
    assert [one["text"] for one in fern.state()["chat"]] == ["Thursday only"]
    assert [one["text"] for one in otter.state()["chat"]] == ["Friday only"]

    # Who is in the other room is answered for like somebody who never was.
    real, unreal = otter.me()["id"], "0" * len(otter.me()["id"])
    for request in (
        "mute",
        "stopCamera",
        "remove",
        "ban",
        "admit",
        "refuse",
        "askToUnmute",
        "claimHelp",
    ):
        assert (
            fern.refusal(f"{request}('{real}')")
            == fern.refusal(f"{request}('{unreal}')")
            == "absent"
        )
    assert fern.refusal(f"say('psst', {{to: '{real}'}})") == "absent"
    wren.wait_to_hear(OTTER)
    wren.wait_to_see(OTTER)
