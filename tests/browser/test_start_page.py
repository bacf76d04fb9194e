"""The start page makes a room and hands out its links; the pages fit every screen."""

from pathlib import Path

from tests.browser.conftest import Arrive
from tests.browser.people import HERON, LENA, OTTER, WREN
from tests.browser.server import Server

SIZES = [(1440, 900), (1024, 768), (390, 844)]


def test_a_visitor_makes_a_room_and_copies_its_links(server: Server, arrive: Arrive) -> None:
    lena, wren = arrive(LENA), arrive(WREN)
    lena.open(server.url)
    lena.tab.fill("textbox", "What is the room called?", "Tuesday group")
    lena.tab.click("button", "Start the room")
    links: dict[str, str] = {}
    for role in ("facilitator", "client", "observer"):
        lena.tab.click("button", f"Copy {role} link")
        lena.tab.run(
            "await test.until(async () => (await navigator.clipboard.readText())"
            f".length > 0 && (await navigator.clipboard.readText()) !== {list(links.values())[-1:]!r}[0])"
        )
        links[role] = lena.tab.run("return navigator.clipboard.readText()")

    assert len(set(links.values())) == 3
    assert all(link.startswith(f"{server.url}/r/") and "#k=" in link for link in links.values())
    lena.come_in(links["facilitator"])
    wren.come_in(links["client"])
    lena.wait_to_see(WREN)
    assert lena.me()["role"] == "facilitator"
    assert wren.me()["role"] == "client"


def test_every_page_fits_every_screen(server: Server, arrive: Arrive, shots: Path) -> None:
    room = server.make_room()
    lena, others = arrive(LENA), [arrive(one) for one in (WREN, OTTER, HERON)]

    def keep(page: str) -> None:
        for width, height in SIZES:
            lena.tab.resize(width, height)
            lena.tab.run("await new Promise(requestAnimationFrame)")
            lena.tab.screenshot(shots / f"{page}-{width}x{height}.png")
            assert lena.tab.run(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            ), f"{page} is wider than {width}"

    lena.open(server.url)
    keep("start")
    lena.open(room.facilitator)
    lena.tab.run("await test.until(() => test.pictures().length)")
    keep("prejoin")
    lena.enter()
    lena.wait_for_phase("joined")
    for other in others:
        other.come_in(room.client)
        lena.wait_to_see(other.person)
    lena.keep_seeing(other.person for other in others)
    keep("room")
