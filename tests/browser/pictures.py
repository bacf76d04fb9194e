"""Pictures of the pages for docs/pictures, at the sizes of a desktop, a tablet and a phone: `make pictures`.

The people in them are drawn, and their names are made up.
"""

import base64
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import chromium
from tests.browser.server import Server
from tests.browser.states import NORMS, Pages

HERE: Final = Path(__file__).parent
TARGET: Final = HERE.parents[1] / "docs" / "pictures"
SIZES: Final = ((1440, 900), (1024, 768), (390, 844))
QUALITY: Final = 0.8  # of WebP, of 1; below it lines beside letters blur

SCRIPT: Final = (
    f"const PORTRAITS = {json.dumps((HERE / 'portraits.svg').read_text())};\n"
    + (HERE / "portraits.js").read_text()
)

STATES: Final = {
    "room": "room-client",
    "holding-the-room": "people-facilitator",
    "messages": "messages-client",
    "more": "more-facilitator",
    "on-hold": "room-hold",
    "getting-back": "room-reconnecting",
    "quiet-help": "help",
    "reactions": "reactions",
    "another-device": "device",
    "asking-to-record": "consent-ask",
    "recording-question": "consent-asked-teaching",
    "recording": "recording-on",
    "taking-a-yes-back": "recording-withdrawn",
    "what-was-recorded": "ended-recorded",
    "ended": "ended-session-ended",
    "removed": "ended-removed",
}
"""Pictures of what states.py puts on the page, by their names in docs/pictures."""

LIVEN: Final = """
async () => {
  fakeRoom.pictures = await portraits.all();
  const {participants, help, self} = document.querySelector('holdspace-room').client.state;
  const own = participants.find(({id}) => id === self);
  fakeRoom.change({
    name: own?.name ?? 'Fern',
    own: {microphone: own?.microphone ?? false, camera: true},
    help: help.map((one) => ({...one, askedAt: Date.now() / 1000 - 30})),
    participants: participants.map((one) => ({...one, camera: one.id in fakeRoom.pictures && !one.away})),
  });
  const showing = ({id, away, connection}) => id in fakeRoom.pictures && !away && connection === 'here';
  return participants.filter(showing).length;
}
"""
"""Gives everybody a face, and makes what waits wait since just now; returns how many faces there are to see."""

TO_THE_TOP: Final = """
() => document.querySelector('holdspace-room')?.shadowRoot.querySelector('.scroll')?.scrollTo(0, 0)
"""

COMPRESS: Final = """
async ([picture, quality]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), {width: image.naturalWidth, height: image.naturalHeight});
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', quality).split(',')[1];
}
"""


class Photographer:
    """Keeps what a page shows, in one size."""

    def __init__(self, browser: Browser, size: tuple[int, int]) -> None:
        self._width = size[0]
        self._context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce",
            bypass_csp=True,  # drawn faces come as data
        )
        self._context.add_init_script(SCRIPT)
        self._darkroom = self._context.new_page()
        self.page = self._context.new_page()

    def keep(self, name: str, *, faces: int = 0) -> None:
        """Wait until so many faces show, then keep what there is."""
        page = self.page
        page.wait_for_function("(least) => portraits.shown(least)", arg=faces)
        page.evaluate(TO_THE_TOP)
        picture = base64.b64encode(page.screenshot()).decode()
        self._darkroom.bring_to_front()
        webp = self._darkroom.evaluate(COMPRESS, [picture, QUALITY])
        (TARGET / f"{name}-{self._width}.webp").write_bytes(base64.b64decode(webp))
        page.bring_to_front()

    def close(self) -> None:
        self._context.close()


def start_page(photographer: Photographer, server: Server) -> None:
    page, keep = photographer.page, photographer.keep
    page.goto(server.url)
    page.get_by_role("textbox").fill("Thursday skills group")
    keep("start")
    page.get_by_role("textbox").press("Enter")
    page.get_by_role("button", name="Copy client link").wait_for()
    keep("links")


def before(photographer: Photographer, server: Server) -> None:
    """Walk a client's way in, as far as the lobby."""
    page, keep = photographer.page, photographer.keep
    room = server.make_room(norms={"version": 1, "text": NORMS})
    page.goto(room.client)
    page.get_by_role("textbox", name="Your name in the group").fill("Fern")
    page.get_by_role("radio", name="Yes, I am alone").check()
    page.get_by_text("Your connection is").first.wait_for()
    keep("before-you-come-in")
    page.get_by_role("button", name="Read it").click()
    keep("norms")
    page.get_by_role("button", name="I agree").click()
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("heading", name="You are here, Fern").wait_for()
    keep("lobby")


def inside(photographer: Photographer, server: Server) -> None:
    page, keep = photographer.page, photographer.keep
    page.goto(f"{server.url}/r/{server.make_room().room}")
    page.wait_for_selector("holdspace-room")
    pages = Pages(page)
    states = pages.states()
    for name, state in STATES.items():
        states[state]()
        faces = page.evaluate(LIVEN)
        keep(name, faces=faces)
    states["room-client"]()
    faces = page.evaluate(LIVEN)
    page.evaluate(
        "document.querySelector('holdspace-room').shadowRoot.querySelector('.tile').focus()"
    )
    page.keyboard.press("Enter")
    keep("one-larger", faces=faces)


@contextmanager
def serving() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="holdspace-pictures-") as data:
        server = Server(Path(data))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with serving() as server, sync_playwright() as playwright, chromium(playwright) as browser:
        for size in SIZES:
            photographer = Photographer(browser, size)
            for walk in (start_page, before, inside):
                walk(photographer, server)
            photographer.close()


if __name__ == "__main__":
    main()
