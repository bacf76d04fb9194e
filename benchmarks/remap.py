"""How long from the server's remap of a slot until the other person is painted.

A viewer whose page shows one tile asks for one of two people in turn; the server gives the tile's
slot to the other person.  The server notes when (`clocked_server`), the page notes which colour
each painted frame has and when (`requestVideoFrameCallback`).  Both are clocks of this machine;
how far they are apart is measured before, with the answer that took the least time.
"""

import json
import random
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks import machine, stage
from benchmarks.sample import p50_and_p95
from tests.browser.chromium import ChromiumTab, chromium
from tests.browser.firefox import firefox
from tests.browser.other_site import OtherSite, other_site
from tests.browser.people import FERN, LENA, OTTER, WREN, Person
from tests.browser.server import Server
from tests.browser.tab import Tab

PUBLISHERS: Final = (replace(LENA, rate=30), replace(WREN, rate=30))
REMAPS: Final = 60
TILE: Final = 360  # device pixels high: the middle layer
SETTLE: Final = (0.4, 0.7)  # seconds between two remaps, so that none meets the one before

SHOW: Final = """
const [id] = given;
window.room.layout([{participant: id, source: 'camera', height: HEIGHT}]);
""".replace("HEIGHT", str(TILE))

WATCH: Final = """
const colors = given[0];
const seen = (window.seen = []);
const sheet = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const video = document.createElement('video');
Object.assign(video, {muted: true, autoplay: true, width: 640, height: 360});
document.body.append(video);
const look = (now) => {
  sheet.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
  const [r, g, b] = sheet.getImageData(0, 0, 1, 1).data;
  const who = colors.findIndex((one) => [r, g, b].every((part, i) => Math.abs(part - one[i]) < 40));
  if (who >= 0 && seen.at(-1)?.who !== who) seen.push({who, now});
  video.requestVideoFrameCallback(look);
};
video.requestVideoFrameCallback(look);
const follow = () => {
  const {participants, self} = window.room.state;
  for (const one of participants) {
    if (one.id === self) continue;
    const stream = window.room.streamOf(one.id, 'camera');
    if (stream && video.srcObject !== stream) video.srcObject = stream;
  }
};
window.room.addEventListener('change', follow);
follow();
"""

PAGE: Final = """<!doctype html><title>Benchmark</title><body><script type="module">
import {{HoldspaceRoom}} from '{url}/embed.js';
window.HoldspaceRoom = HoldspaceRoom;
</script>"""

JOIN: Final = """
const [url, token, name, publishes] = given;
await test.until(() => window.HoldspaceRoom);
window.room = new window.HoldspaceRoom({url, token});
await window.room.join({name, microphone: false, camera: publishes ? test.cameraTrack() : false});
await test.until(() => window.room.state.phase === 'joined');
window.room.layout([]);
"""


def join(tab: Tab, server: Server, site: OtherSite, room: str, who: Person, role: str) -> None:
    tab.goto(f"{site.origin}/")
    token = server.token(room, role, who.name)
    tab.run(JOIN, f"{server.url}/r/{room}", token, who.name, who in PUBLISHERS)


def offset_of(tab: Tab) -> float:
    """Return what to add to the page's milliseconds to get this machine's monotonic ones."""
    best: tuple[float, float] | None = None
    for _ in range(40):
        asked = time.monotonic() * 1000
        page = float(tab.run("return performance.now()"))
        answered = time.monotonic() * 1000
        if best is None or answered - asked < best[0]:
            best = (answered - asked, (asked + answered) / 2 - page)
    assert best is not None
    return best[1]


def remaps_of(server: Server) -> list[float]:
    """Return when the server gave a video slot another track, in monotonic milliseconds."""
    noted = re.findall(r"^remap (\S+)$", server.log.read_text(), re.MULTILINE)
    return [float(at) * 1000 for at in noted]


def measure(
    tab: Tab, server: Server, shown: list[str], colors: list[tuple[int, ...]]
) -> list[float]:
    """Show the two in turn; return the milliseconds from each remap to its first painted frame."""
    rng = random.Random(1)
    tab.run(WATCH, [list(color) for color in colors])
    tab.run(SHOW, shown[0])
    tab.run("await test.until(() => window.seen.length)")
    offset = offset_of(tab)
    took = []
    for n in range(1, REMAPS + 1):
        time.sleep(rng.uniform(*SETTLE))
        before = len(remaps_of(server))
        tab.run(SHOW, shown[n % 2])
        painted = tab.run(
            "await test.until(() => window.seen.at(-1).who === given[0], 10);"
            "return window.seen.at(-1).now",
            n % 2,
        )
        took.append(painted + offset - remaps_of(server)[before])
    return took


@contextmanager
def publishers(browser: Browser, server: Server, site: OtherSite, room: str) -> Iterator[list[str]]:
    """Seat two people with 30 frames a second; yield their ids."""
    tabs = []
    for who, role in zip(PUBLISHERS, ("facilitator", "client"), strict=True):
        tabs.append(ChromiumTab(browser, who))
        join(tabs[-1], server, site, room, who, role)
    yield [str(tab.run("return window.room.state.self")) for tab in tabs]
    for tab in tabs:
        tab.close()


def watch(
    tab: Tab, server: Server, site: OtherSite, room: str, who: Person, shown: list[str]
) -> dict[str, Any]:
    join(tab, server, site, room, who, "client")
    took = measure(tab, server, shown, [LENA.color, WREN.color])
    tab.run("await window.room.leave()")
    return p50_and_p95(took) | {"most_ms": round(max(took), 1)}


def run(*, with_firefox: bool) -> dict[str, Any]:
    program = ("-m", "benchmarks.clocked_server", "serve")
    with (
        stage.served(program) as server,
        other_site() as site,
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        site.pages["/"] = PAGE.format(url=server.url)
        room = server.make_room(allowed_origins=[site.origin]).room
        with publishers(browser, server, site, room) as shown:
            viewer = ChromiumTab(browser, OTTER)
            result = watch(viewer, server, site, room, OTTER, shown)
            viewer.close()
            result |= {"browser": f"Chromium {browser.version}"}
            if with_firefox:
                with firefox(FERN) as fern:
                    result["firefox"] = watch(fern, server, site, room, FERN, shown)
            else:
                result["firefox"] = None
    return result


def main() -> None:
    with_firefox = stage.move_into_namespace("benchmarks.remap")
    facts = machine.facts(pump="python")
    print(json.dumps({"benchmark": "remap", **run(with_firefox=with_firefox), **facts}))


if __name__ == "__main__":
    main()
