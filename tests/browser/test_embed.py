"""`<holdspace-room>` and the SDK work in a stranger's page, with a token and without cookies."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Arrive
from tests.browser.other_site import OtherSite, other_site
from tests.browser.people import LENA, WREN
from tests.browser.server import Server


@pytest.fixture
def site() -> Iterator[OtherSite]:
    with other_site() as made:
        yield made


def test_the_element_joins_from_a_page_of_another_origin(
    server: Server, arrive: Arrive, site: OtherSite
) -> None:
    room = server.make_room(allowed_origins=[site.origin])
    token = server.token(room.room, "client", "Wren")
    site.pages["/"] = f"""<!doctype html><title>A practice</title>
        <script type="module" src="{server.url}/embed.js"></script>
        <holdspace-room room="{server.url}/r/{room.room}" token="{token}" lang="en"
            style="display: block; width: 900px; height: 600px"></holdspace-room>"""
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)

    wren.open(site.origin + "/")
    wren.tab.click("button", "Come in")
    wren.wait_for_phase("joined")

    assert wren.me()["name"] == "Wren"
    for viewer, other in ((lena, WREN), (wren, LENA)):
        viewer.wait_to_see(other)
        viewer.wait_to_hear(other)
    assert wren.tab.run("return document.cookie") == ""


def test_the_sdk_joins_with_the_pages_own_tracks(
    server: Server, arrive: Arrive, site: OtherSite
) -> None:
    room = server.make_room(allowed_origins=[site.origin])
    token = server.token(room.room, "client", "Wren")
    site.pages["/"] = f"""<!doctype html><title>A practice</title><body><script type="module">
        import {{HoldspaceRoom}} from '{server.url}/embed.js';
        const room = new HoldspaceRoom({{url: '{server.url}/r/{room.room}', token: '{token}'}});
        window.ready = room.join({{name: 'Wren', microphone: holdspaceTest.microphoneTrack(),
            camera: holdspaceTest.cameraTrack()}});
        window.room = room;
        </script>"""
    lena, wren = arrive(LENA), arrive(WREN)
    lena.come_in(room.facilitator)

    wren.open(site.origin + "/")
    wren.tab.run("await test.until(() => 'ready' in window); await window.ready")
    lena.wait_to_see(WREN)
    lena.wait_to_hear(WREN)
    wren.tab.run(
        """
        const {participants, self} = room.state;
        const other = participants.find((one) => one.id !== self);
        const video = document.createElement('video');
        Object.assign(video, {muted: true, autoplay: true, width: 320, height: 180});
        video.srcObject = room.streamOf(other.id, 'camera');
        document.body.append(video);
        """
    )
    wren.wait_to_see(LENA)
    wren.wait_to_hear(LENA)
    wren.tab.run("await room.leave()")
    lena.wait_for_company(1)


def test_a_page_that_was_not_allowed_stays_outside(
    server: Server, arrive: Arrive, site: OtherSite
) -> None:
    room = server.make_room(allowed_origins=["https://elsewhere.example"])
    token = server.token(room.room, "client", "Wren")
    site.pages["/"] = f"""<!doctype html><title>A stranger</title><body><script type="module">
        import {{HoldspaceRoom}} from '{server.url}/embed.js';
        const room = new HoldspaceRoom({{url: '{server.url}/r/{room.room}', token: '{token}'}});
        window.told = [];
        room.addEventListener('error', ({{detail}}) => window.told.push(detail.code));
        room.join({{name: 'Wren', microphone: false, camera: false}}).catch(() => {{}});
        window.room = room;
        </script>"""
    wren = arrive(WREN)

    wren.open(site.origin + "/")
    wren.tab.run("await test.until(() => window.told?.length)")
    wren.tab.run("await test.stays(() => window.room.state.phase === 'idle', 2)")
    assert wren.tab.run("return window.told") == ["foreign-origin"]
    assert wren.tab.run("return test.peers.length") == 0, "the door was opened"


def test_the_element_in_such_a_page_says_what_is_to_be_set(
    server: Server, arrive: Arrive, site: OtherSite
) -> None:
    room = server.make_room(allowed_origins=["https://elsewhere.example"])
    token = server.token(room.room, "client", "Wren")
    site.pages["/"] = f"""<!doctype html><title>A stranger</title>
        <script type="module" src="{server.url}/embed.js"></script>
        <holdspace-room room="{server.url}/r/{room.room}" token="{token}" lang="en"></holdspace-room>"""
    wren = arrive(WREN)

    wren.open(site.origin + "/")
    wren.wait_to_read("This website may not open the room yet")
    wren.wait_to_read(f"add {site.origin} to allowed_origins")
