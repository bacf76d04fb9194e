"""Promise: whatever people enter is read as text by everyone; no policy of the page is even touched.

That no page sees a violation of its Content-Security-Policy is checked at the end of every test;
here, that none was reported either, and that it would have been.
"""

import re
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from tests.browser.chromium import ChromiumTab
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA, WREN
from tests.browser.server import Server
from tests.browser.test_talk import texts, write

INJECTIONS: Final = (Path(__file__).parents[1] / "fixtures/injections.txt").read_text().splitlines()
AT_ONCE: Final = 8
"""In one message: nobody may write many a second."""

MESSAGES: Final = [
    " ".join(INJECTIONS[at : at + AT_ONCE]) for at in range(0, len(INJECTIONS), AT_ONCE)
]
LONGEST_NAME: Final = 60

MARKED: Final = "<img src=x onerror=hacked=1>"

HOSTILE_DEVICES: Final = f"""
for (const word of ['alert', 'confirm', 'prompt']) window[word] = () => {{ window.hacked = word; }};
const devices = navigator.mediaDevices;
const enumerate = devices?.enumerateDevices;
if (devices) devices.enumerateDevices = async () =>
  (await enumerate()).map((one) => ({{...one, label: {MARKED!r} + one.kind}}));
"""

SAY: Final = """
for (const text of given[0])
  for (;;) {
    const code = await test.client().say(text, {to: 'facilitators'}).then(() => '', (error) => error.code);
    if (code === '') break;
    if (code !== 'too-often') throw new Error(code);
    await new Promise((done) => setTimeout(done, 300));
  }
"""
SPLIT: Final = """
await test.client().split({rooms: given[0].map((name) => ({name, participants: []}))});
"""

BREAK: Final = """
try { document.createElement('div').innerHTML = '<b>bold</b>'; } catch { /* As it should be. */ }
document.head.append(Object.assign(document.createElement('link'),
  {rel: 'stylesheet', href: 'https://elsewhere.example/canary.css'}));
"""
WAIT_FOR_REPORTS: Final = """
const deadline = performance.now() + 20_000;
for (;;) {
  const said = await (await fetch('/metrics')).text();
  const counted = given[0].filter((name) => said.includes(`policy_violations_total{directive="${name}"} 1.0`));
  if (counted.length === given[0].length) return;
  if (performance.now() > deadline) throw new Error(said.match(/policy_violations.*/g).join());
  await new Promise((done) => setTimeout(done, 100));
}
"""


def test_whatever_is_entered_is_never_markup(
    server: Server, arrive: Arrive, browser: Browser
) -> None:
    before = reported(server)
    title = f"Thursday {INJECTIONS[0]}"
    room = server.make_room(title)
    lena = Guest(
        ChromiumTab(browser, LENA.with_small_camera(), scripts=(HOSTILE_DEVICES,)),
        replace(LENA, name=INJECTIONS[12]),
    )
    wren = arrive(replace(WREN, name=MARKED))

    lena.open(room.facilitator)
    lena.wait_to_read(title)
    lena.enter()
    lena.wait_for_phase("joined")
    wren.come_in(room.client)
    for guest in (lena, wren):
        guest.wait_until(f"test.seats().some((seat) => seat.name === {MARKED!r})")

    lena.tab.click("button", "Messages")
    wren.tab.click("button", "Write")
    write(wren, INJECTIONS[1])
    wren.tab.run(SAY, MESSAGES)
    for message in MESSAGES:
        lena.wait_to_read(re.sub(r"\s+", " ", message))
    assert texts(lena) == [INJECTIONS[1], *MESSAGES]
    lena.close_panel()

    wren.tab.run("await test.client().askForHelp({quiet: false, word: given[0]})", f"{MARKED}word")
    lena.tab.click("button", "See")
    lena.wait_to_read(MARKED + "word")
    assert wren.refusal(f"react({MARKED!r})") != "", "reactions are a closed list"

    names = [each for each in INJECTIONS if len(each) <= LONGEST_NAME][:12]
    lena.tab.run(SPLIT, names)
    lena.wait_until(f"state.rooms.length === {len(names) + 1}")
    lena.wait_to_read(names[0])

    for guest in (lena, wren):
        assert guest.tab.run("return window.hacked ?? Object.prototype.hacked ?? null") is None
        assert guest.tab.run("return getComputedStyle(document.body).display") != "none"
    assert lena.tab.complaints() == []
    lena.tab.close()
    assert reported(server) == before


def test_what_a_page_does_against_its_policy_is_reported_and_counted(
    own_server: Server, browser: Browser
) -> None:
    tab = ChromiumTab(browser, WREN)
    tab.goto(own_server.url + "/")

    tab.run(BREAK)

    tab.run(WAIT_FOR_REPORTS, ["require-trusted-types-for", "style-src-elem"])
    assert len(tab.complaints()) >= 2
    tab.close()
    assert reported(own_server) == 2
    assert "canary" not in own_server.log.read_text()


def reported(server: Server) -> float:
    """Return how many violations the metrics count."""
    with urllib.request.urlopen(f"{server.url}/metrics", timeout=10) as answer:
        said = answer.read().decode()
    counts = re.findall(r"^holdspace_policy_violations_total\{.*\} (\S+)$", said, re.MULTILINE)
    assert counts, "there are such counts"
    return sum(map(float, counts))
