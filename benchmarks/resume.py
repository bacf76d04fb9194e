"""How long an interruption lasts, until one is seen and sees again, and what it leaves as it was.

Three pages in Chromium and simulated participants sit in one room, each with a TCP line of their
own.  One after the other their sockets are cut; pages are reloaded; the server is killed and
started again on the same data and ports.  Back is who has painted (a page) or received (a
simulated participant) something over the new connection, and whose camera's packets, sent over it,
have reached somebody else.  The lobby is on and hands are raised: nobody may have to knock again.
"""

import argparse
import json
import statistics
from contextlib import ExitStack
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks import machine, places, stage
from benchmarks.hall import Hall, wait_for
from benchmarks.interruptions import Interruptions
from benchmarks.join import BARE
from benchmarks.returner import Media
from benchmarks.returning_page import ReturningPage
from benchmarks.returns import Returns, directions, figures
from tests.browser.chromium import ChromiumTab, chromium
from tests.browser.people import FERN, LENA, OTTER, WREN
from tests.browser.server import Links, Server

PAGES: Final = tuple(one.with_small_camera() for one in (LENA, WREN, FERN))
VOICES: Final = 2  # simulated people with an open microphone, beside the pages
BARE_ROUNDS: Final = 8

THREE_HANDS: Final = """
const raised = () => test.state().participants.filter(({hand}) => hand !== null);
await test.until(() => raised().length === 3, 30);
"""


def arrive(browser: Browser, server: Server, hall: Hall, room: Links) -> list[ReturningPage]:
    """Bring the pages in, the facilitator first."""
    pages = []
    for person in PAGES:
        page = ReturningPage(browser, person)
        link = room.facilitator if person is PAGES[0] else room.client
        page.guest.come_in(link.replace(server.url, hall.line(person.name).url))
        pages.append(page)
    return pages


def bare(browser: Browser, server: Server) -> float:
    """Return the median of seconds in which this browser connects two peers and paints a frame."""
    tab = ChromiumTab(browser, OTTER)
    tab.goto(server.url)
    took = [float(tab.run(BARE)) for _ in range(BARE_ROUNDS)]
    tab.close()
    return round(statistics.median(took) / 1000, 3)


def prepare(pages: list[ReturningPage], hall: Hall) -> None:
    """With everybody in, turn the lobby on; then raise the hands of the last, a page, the first."""
    people = len(pages) + len(hall.people)
    if not wait_for(lambda: places.is_complete(pages[0].state(), people), 60):
        raise TimeoutError("not everybody came in")
    pages[0].tab.run("await test.client().setLobby(true)")
    hall.raise_hand(hall.people[-1])
    pages[1].tab.run("await test.client().raiseHand(true)")
    hall.raise_hand(hall.people[0])
    pages[0].tab.run(THREE_HANDS)


def measure(browser: Browser, server: Server, told: argparse.Namespace) -> dict[str, Any]:
    room = server.make_room()
    causes = {name: Returns() for name in ("socket_cut", "tab_reload", "server_kill")}
    with ExitStack() as stack:
        hall = stack.enter_context(Hall(server, room.room))
        pages = arrive(browser, server, hall, room)
        for n in range(told.people - len(pages)):
            hall.seat(f"Guest {n + 1}", Media(told.layers, voice=n < VOICES))
        prepare(pages, hall)
        interruptions = Interruptions(server, hall, pages)
        for n in range(told.rounds):
            interruptions.cut_sockets(causes["socket_cut"])
            interruptions.reload_tabs(causes["tab_reload"])
            interruptions.kill_server(causes["server_kill"])
            print(f"round {n + 1}: {interruptions.lost_places} places lost so far", flush=True)
        for page in pages:
            page.close()
    return told_of(causes, interruptions)


def told_of(causes: dict[str, Returns], interruptions: Interruptions) -> dict[str, Any]:
    brief = (causes["socket_cut"], causes["tab_reload"])
    kill = causes["server_kill"].told()
    kill["ready_p50_s"] = round(statistics.median(interruptions.ready), 3)
    return {
        **figures([one.both for each in brief for one in each.all]),
        "browsers": directions([one for each in brief for one in each.browsers]),
        "simulated": directions([one for each in brief for one in each.simulated]),
        **{name: returns.told() for name, returns in causes.items()},
        "server_kill": kill,
        "lost_places": interruptions.lost_places,
        "kept": interruptions.kept,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.resume", description=__doc__)
    parser.add_argument("--people", type=int, default=12, help="three of them are real pages")
    parser.add_argument("--rounds", type=int, default=5, help="of each cause, for each person")
    parser.add_argument("--layers", default="l", help="of a simulated camera: l, lm or lmh")
    told = parser.parse_args()
    if not len(PAGES) + 2 <= told.people <= 14:
        parser.error("between 5 and 14 people")
    facts = machine.facts(pump="python")
    with stage.served() as server, sync_playwright() as playwright, chromium(playwright) as browser:
        floor = bare(browser, server)
        result = measure(browser, server, told)
        version = browser.version
    about = {
        "bare_p50_s": floor,
        "people": told.people,
        "pages": len(PAGES),
        "layers": told.layers,
        "browser": f"Chromium {version}",
    }
    print(json.dumps({"benchmark": "resume", **result, **about, **facts}))


if __name__ == "__main__":
    main()
