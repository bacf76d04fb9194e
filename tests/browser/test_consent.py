"""Nothing is recorded before everyone has said yes; nobody learns who did not; a yes is taken back where it was given."""

import json
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.keyboard import Keys
from tests.browser.people import LENA, OTTER, WREN
from tests.browser.server import Server
from tests.browser.stepped_server import PROGRAM, step

ANSWER: Final = """
  const shown = () => test.deep().find((one) => one.dataset?.answer === given[0] && one.checkVisibility());
  (await test.until(shown)).click();
"""
PRESS: Final = """
  const shown = () => test.deep().find((one) => one.dataset?.control === given[0] && one.checkVisibility());
  (await test.until(shown)).click();
"""
SAVED: Final = "return await test.saved.at(-1).text()"
OPENED: Final = """
  const input = await test.until(() => test.deep().find((one) => one.matches('input[type="file"]')));
  const files = new DataTransfer();
  files.items.add(new File([given[0]], 'receipt.json', {type: 'application/json'}));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
"""
FOCUSED: Final = (
    "return test.deep().some((one) => one.matches('.consent') && one.matches(':focus-within'))"
)


@pytest.fixture(scope="module")
def stepped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("stepped"), program=PROGRAM)
    running.start()
    yield running
    running.stop()


def say(guest: Guest, answer: str) -> None:
    """Press one of the three buttons."""
    guest.tab.run(ANSWER, answer)


def ask(facilitator: Guest) -> None:
    """Ask everyone, by way of the recording state in the header."""
    if "Ask to record" not in facilitator.controls():
        facilitator.tab.run(PRESS, "recording")
    for control in ("ask-to-record", "ask-now"):
        facilitator.tab.run(PRESS, control)
    facilitator.wait_until("state.recording.state === 'asking'")


def agree(*everyone: Guest) -> None:
    for guest in everyone:
        say(guest, "given")
    for guest in everyone:
        guest.wait_until("state.recording.state === 'on'")


def devices(guest: Guest) -> dict[str, Any]:
    me = guest.me()
    return {name: me[name] for name in ("microphone", "camera")}


def test_a_no_is_known_to_nobody_comes_out_when_silence_would_and_can_be_asked_again(
    stepped: Server, arrive: Arrive, fern: Guest
) -> None:
    room = stepped.make_room()
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    for guest in (wren, fern):
        guest.come_in(room.client)
    lena.wait_for_company(3)

    ask(lena)
    for guest in (lena, wren, fern):
        guest.wait_to_read("May we record?")
    fern.wait_to_be_told("Lena asks whether there may be a recording. Press R to answer.")
    assert not fern.tab.run(FOCUSED)
    say(fern, "refused")
    fern.wait_to_read("Only you can see your answer.")
    say(lena, "given")
    say(wren, "given")
    for guest in (lena, wren):
        guest.wait_to_read("You said yes")

    # All who are left have answered, and it is as if they had not.
    lena.tab.run(PRESS, "recording")
    lena.wait_to_read("Waiting for answers")
    assert "Fern" not in lena.tab.run(
        "return test.deep().find((one) => one.matches('.consent')).textContent"
    )
    assert [guest.state()["asks"][0]["outcome"] for guest in (lena, wren, fern)] == [None] * 3

    step(stepped)
    for guest in (lena, wren, fern):
        guest.wait_to_read("Not everyone agreed. Nothing is recorded.")
        guest.wait_until("state.recording.state === 'off'")
    assert wren.state()["asks"] == lena.state()["asks"] == fern.state()["asks"]
    assert fern.state()["consent"]["main"]["flag"] == "refused"

    ask(lena)
    agree(lena, wren, fern)
    lena.tab.run(PRESS, "recording")
    lena.tab.run(PRESS, "stop-recording")
    for guest in (wren, fern):
        guest.wait_to_read("Recording ended.")
        guest.wait_until("state.asks[0].outcome === 'ended'")


def test_everyone_says_yes_someone_comes_and_one_yes_is_taken_back(
    stepped: Server,
    arrive: Arrive,
    fern: Guest,
) -> None:
    room = stepped.make_room()
    lena, otter = arrive(LENA), arrive(OTTER)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    lena.wait_for_company(2)
    before = devices(fern)

    ask(lena)
    agree(lena, fern)
    fern.wait_to_be_told("Recording.")
    fern.wait_to_read("Everyone said yes. Recording until a facilitator stops it.")
    assert fern.tab.run("return document.title") == "Recording · Thursday skills group"

    otter.come_in(room.client)
    fern.wait_until("state.recording.state === 'paused'")
    otter.wait_to_read("The group is being recorded. It is paused for you.")
    say(otter, "given")
    for guest in (fern, lena, otter):
        guest.wait_until("state.recording.state === 'on'")

    fern.tab.press("r")
    fern.wait_to_read("Your answer: yes")
    fern.tab.click("button", "Withdraw my yes")
    fern.wait_to_read("Also erase what was already taken?")
    for guest in (lena, otter):
        guest.wait_until("state.recording.state === 'ended'")
        guest.wait_to_read("Recording ended")
    fern.tab.click("button", "My picture and voice")
    fern.wait_to_read("Your picture and voice are erased")

    assert devices(fern) == before
    assert fern.negotiations() == lena.negotiations() == (0, 0)
    lena.tab.run("await test.client().endSession()")
    fern.wait_to_read("This is what was recorded, and what was not.")
    keep_and_check(stepped, fern)


def keep_and_check(server: Server, guest: Guest) -> None:
    """Save the receipt, and check it on its page."""
    guest.tab.click("button", "Save my recording receipt")
    saved = guest.tab.run(SAVED)
    assert json.loads(saved)["room"] == "Thursday skills group"
    guest.tab.goto(f"{server.url}/receipt")
    guest.tab.run(OPENED, saved)
    guest.wait_to_read("All of it holds")
    for words in ("You said yes. Your browser signed it.", "You took your yes back."):
        guest.wait_to_read(words)


def test_whoever_comes_is_asked_at_the_door_and_enters_without_a_pause(
    stepped: Server, arrive: Arrive, fern: Guest
) -> None:
    room = stepped.make_room(lobby=True)
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)
    wren.open(room.client)
    wren.enter()
    lena.tab.click("button", "Admit Wren")
    lena.wait_for_company(2)
    ask(lena)
    agree(lena, wren)

    fern.open(room.client)
    fern.enter()
    fern.wait_for_phase("lobby")
    fern.wait_to_read("The group is being recorded.")
    say(fern, "given")
    fern.wait_to_read("You said yes")
    # The sheet closes alike for every answer, at the press; the server's word may come after it.
    fern.wait_until("state.consent.main.flag === 'given'")
    wren.tab.run(
        "const states = test.recorded = new Set();"
        "test.client().addEventListener('recording-changed', ({detail}) => states.add(detail.state))"
    )
    lena.tab.click("button", "Admit Fern")
    fern.wait_for_phase("joined")
    fern.wait_until("state.recording.state === 'on'")
    assert wren.tab.run("return [...test.recorded]") == []


def test_keys_alone_lead_to_the_question_and_back(
    stepped: Server, arrive: Arrive, fern: Guest
) -> None:
    room = stepped.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    ask(lena)
    fern.wait_to_read("May we record?")
    keys = Keys(fern.tab)
    keys.press("r")
    keys.wait_for_focus_on("May we record?")
    keys.tab_to("Decide later")
    keys.press("Enter")
    fern.wait_to_read("Take your time")
    fern.wait_until_gone("Take your time")
    keys.press("r")
    keys.wait_for_focus_on("May we record?")
    keys.tab_to("Yes")
    keys.press("Enter")
    fern.wait_until("state.consent.main.flag === 'given'")
