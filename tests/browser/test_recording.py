"""What is downloaded has everybody exactly while all had said yes, and nobody who took theirs back."""

import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.hall import wait_for
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA, OTTER, WREN, Person
from tests.browser.server import KEY_ID, KEY_SECRET, Server
from tests.support.watching import WINDOW, Picture, Watched, watch

ENOUGH = 2.0  # seconds, of each stretch
CARD = 1.5  # seconds without anybody: nothing but a card is so long
LIKE = 45  # of 255 in each part of a color; the people's are further apart
EXPORTED = 120.0  # seconds


@pytest.fixture
def company(arrive: Arrive, fern: Guest) -> tuple[Guest, Guest, Guest]:
    lena, wren = arrive(LENA.with_small_camera()), arrive(WREN.with_small_camera())
    return lena, wren, fern


def test_a_recording_has_everybody_while_all_agree_and_nobody_who_had_theirs_erased(
    own_server: Server, tmp_path: Path, arrive: Arrive, company: tuple[Guest, Guest, Guest]
) -> None:
    lena, wren, fern = company
    room = own_server.make_room()
    lena.come_in(room.facilitator)
    wren.come_in(room.client)
    fern.come_in(room.client)
    fern.wait_to_see(WREN)
    devices = [(each.me()["microphone"], each.me()["camera"]) for each in company]

    lena.tab.press("r")
    lena.tab.click("button", "Ask to record")
    lena.tab.click("button", "Ask everyone")
    for each in company:
        each.wait_to_read("May we record?")
        each.tab.click("button", "Yes")
    for each in company:
        let_it_record(each)

    # Whoever comes shuts the gate, until they have said yes as well.
    otter = arrive(OTTER.with_small_camera())
    otter.come_in(room.client)
    fern.wait_until("state.recording.state === 'paused'")
    otter.wait_to_read("Is it all right to go on?")
    otter.tab.click("button", "Yes")
    for each in (*company, otter):
        let_it_record(each)

    wren.tab.press("r")
    wren.tab.click("button", "Withdraw my yes")
    wren.tab.click("button", "My picture and voice")
    wren.wait_to_read("Your picture and voice are erased")
    for each in (*company, otter):
        each.wait_until("state.recording.state === 'ended'")
    assert [(each.me()["microphone"], each.me()["camera"]) for each in company] == devices
    assert {each.negotiations() for each in (*company, otter)} == {(0, 0)}

    watched = watch(download(own_server, room.room, tmp_path))
    people = (LENA, WREN, fern.person, OTTER)
    first, second = stretches(watched, people)
    assert first.shown == {LENA.name, fern.person.name}
    assert second.shown == {LENA.name, fern.person.name, OTTER.name}
    for stretch in (first, second):
        assert stretch.until - stretch.since > ENOUGH / 2
        assert {one.name for one in people if stretch.hears(watched, one)} == stretch.shown


def let_it_record(guest: Guest) -> None:
    guest.wait_until(
        f"state.recording.state === 'on' && test.client().now() - state.recording.since > {ENOUGH}"
    )


def download(server: Server, room: str, folder: Path) -> Path:
    """Fetch the composed recording as an embedder does: asked for until it is made."""
    (found,) = server.call("GET", f"/v1/recordings?room={room}")["recordings"]
    request = urllib.request.Request(
        f"{server.url}/v1/recordings/{found['id']}/media",
        headers={"Authorization": f"Bearer {KEY_ID}:{KEY_SECRET}"},
    )

    def fetch() -> bytes | None:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read() if answer.status == 200 else None

    file = folder / "recording"
    made = wait_for(fetch, EXPORTED)
    assert made is not None, "no export came"
    file.write_bytes(made)
    return file


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is between two cards; a face or a voice may come late, or be gone for a moment."""

    since: float
    until: float
    shown: frozenset[str]

    def hears(self, watched: Watched, person: Person) -> bool:
        """Return whether their tone is anywhere in it."""
        windows = int((self.until - self.since) / WINDOW)
        return any(watched.hears(person.hertz, self.since + n * WINDOW) for n in range(windows))


def stretches(watched: Watched, people: tuple[Person, ...]) -> list[Stretch]:
    """Return the stretches of the recording: cards show nobody, for seconds."""
    found: list[Stretch] = []
    for picture in watched.pictures:
        shown = seen(picture, people)
        if not shown:
            continue
        if found and picture.at - found[-1].until < CARD:
            last = found.pop()
            found.append(Stretch(last.since, picture.at, last.shown | shown))
        else:
            found.append(Stretch(picture.at, picture.at, frozenset(shown)))
    return found


def seen(picture: Picture, people: tuple[Person, ...]) -> set[str]:
    """Return whose colors are anywhere in the picture."""
    points = ((x / 16, y / 9) for x in range(1, 16) for y in range(1, 9))
    colors = [picture.at_point(x, y) for x, y in points]
    return {
        one.name
        for one in people
        if any(
            all(abs(a - b) < LIKE for a, b in zip(one.color, color, strict=True))
            for color in colors
        )
    }
