"""How heavy the pages are, and how soon a throttled phone paints them.

Weights are the gzipped bytes of everything that a page loads before anybody acts: its document,
its scripts and its style sheets, as they lie in signaling/static/.  What is loaded only when asked
for (what draws the code for another device) is told apart as `optional_gzip_kb`.

Paints are what Chromium reports for the room's page on a phone of 390 x 844: 1.6 Mbit/s down,
750 kbit/s up, 150 ms there and back, a processor four times slower, an empty cache; the median of
`LOADS` loads.
"""

import gzip
import json
import re
import statistics
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import machine, stage
from tests.browser.chromium import chromium

STATIC: Final = Path(__file__).parents[1] / "signaling" / "static"
LOADS: Final = 7
NETWORK: Final = {
    "offline": False,
    "latency": 150,  # milliseconds
    "downloadThroughput": 1_600_000 / 8,  # bytes a second
    "uploadThroughput": 750_000 / 8,
}
SLOWER: Final = 4

STATICALLY: Final = re.compile(r"""(?:from|import)\s*["']([^"']+\.(?:js|css))["']""")
IN_DOCUMENT: Final = re.compile(r"""(?:src|href)="([^"]+\.(?:js|css))\"""")
LATER: Final = re.compile(r"""import\(\s*["'`]([^"'`]+\.js)["'`]\s*\)""")

PAINTS: Final = """
() => new Promise((done) => {
  const entries = () => performance.getEntriesByType('paint');
  const paints = () => Object.fromEntries(entries().map((one) => [one.name, one.startTime]));
  const wait = () => ('first-contentful-paint' in paints() ? done(paints()) : setTimeout(wait, 20));
  wait();
})
"""


def gzip_size(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def parts(document: str) -> set[Path]:
    """Return the files that `document` loads by itself, it included."""
    page = STATIC / document
    found = {page}
    waiting = [_file(page, name) for name in IN_DOCUMENT.findall(page.read_text())]
    while waiting:
        part = waiting.pop()
        if part in found:
            continue
        found.add(part)
        if part.suffix == ".js":
            waiting += [_file(part, name) for name in STATICALLY.findall(part.read_text())]
    return found


def optional_parts(loaded: set[Path]) -> set[Path]:
    """Return what the scripts among `loaded` may load later."""
    scripts = (part for part in loaded if part.suffix == ".js")
    later = {_file(part, name) for part in scripts for name in LATER.findall(part.read_text())}
    return later - loaded


def _file(where: Path, name: str) -> Path:
    return (STATIC / name.lstrip("/") if name.startswith("/") else where.parent / name).resolve()


def weights() -> dict[str, float]:
    room = parts("room.html")
    kilobytes = {
        "room_app_gzip_kb": room,
        "start_gzip_kb": parts("index.html"),
        "optional_gzip_kb": optional_parts(room),
    }
    return {name: round(sum(map(gzip_size, files)) / 1024, 1) for name, files in kilobytes.items()}


def paint(browser: Browser, url: str) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=3)
    page = context.new_page()
    _throttle(page)
    page.goto(url, wait_until="commit")
    paints: dict[str, float] = page.evaluate(PAINTS)
    context.close()
    return paints


def _throttle(page: Page) -> None:
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", NETWORK)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def measure() -> dict[str, Any]:
    with stage.served() as server, sync_playwright() as playwright, chromium(playwright) as browser:
        client = server.make_room().client
        paint(browser, client)  # The first page of a browser pays for its start.
        paints = [paint(browser, client) for _ in range(LOADS)]
        version = browser.version

    def median(name: str) -> float:
        return round(statistics.median(one[name] for one in paints), 0)

    return {
        **weights(),
        "first_paint_ms": median("first-paint"),
        "first_contentful_paint_ms": median("first-contentful-paint"),
        "loads": LOADS,
        "profile": "390x844, 1.6 Mbit/s, 150 ms, CPU 4x slower",
        "browser": f"Chromium {version}",
    }


def main() -> None:
    facts = machine.facts(pump="python")
    print(json.dumps({"benchmark": "page_weight", **measure(), **facts}))


if __name__ == "__main__":
    main()
