"""What is downloaded has everybody exactly while all had said yes, and nobody who took theirs back."""

import urllib.request
from itertools import groupby
from pathlib import Path

import pytest

from benchmarks.hall import wait_for
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA, OTTER, WREN, Person
from tests.browser.server import KEY_ID, KEY_SECRET, Server
from tests.support.watching import Picture, Watched, watch

ENOUGH = 2.0  # seconds, of each stretch
SETTLED = 0.5  # seconds at its edges of which nothing is asked: a first picture, a codec's settling
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
    first, second = stretches(watched, (LENA, WREN, fern.person, OTTER))
    assert first[2] == {LENA.name, fern.person.name}
    assert second[2] == {LENA.name, fern.person.name, OTTER.name}
    for since, until, shown in (first, second):
        assert until - since > ENOUGH - SETTLED
        middle = (since + until) / 2
        for person in (LENA, WREN, fern.person, OTTER):
            assert watched.hears(person.hertz, middle) is (person.name in shown), person.name


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


def stretches(watched: Watched, people: tuple[Person, ...]) -> list[tuple[float, float, set[str]]]:
    """Return from when to when which people were shown; cards show nobody."""
    found = []
    for shown, group in groupby(watched.pictures, lambda one: frozenset(seen(one, people))):
        pictures = list(group)
        since, until = pictures[0].at, pictures[-1].at
        if shown and until - since > SETTLED:
            found.append((since, until, set(shown)))
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
