"""A browser whose network loses a fifth is sent each thing three times, and asks for what it misses."""

from typing import Final

from playwright.sync_api import Browser

from tests.browser.chromium import ChromiumTab
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import LENA, WREN
from tests.browser.server import Server
from tests.lab.plan import Plan, Step
from tests.lab.proxy import Proxy

HEARD: Final = """
const heard = async () => {
  const entries = [...(await test.peers.at(-1).getStats()).values()];
  const {packetsReceived: packets, bytesReceived: bytes, nackCount: asked} =
    entries.find((one) => one.type === 'inbound-rtp' && one.kind === 'audio' && one.packetsReceived > 0);
  return {packets, bytes, asked};
};
"""
MENDED: Final = """
const [plain] = given;
await test.until(async () => {
  const {packets, bytes, asked} = await heard();
  return asked >= 5 && (bytes - plain.bytes) / (packets - plain.packets) > 2 * plain.bytes / plain.packets;
}, 20, heard);
"""
"""Of three payloads in a packet, two are there to take the place of what is lost."""


def test_chromium_is_sent_redundant_sound_and_asks_for_what_it_misses(
    server: Server, arrive: Arrive, browser: Browser
) -> None:
    room = server.make_room()
    lena = arrive(LENA)
    lena.come_in(room.facilitator)
    with Proxy.to(server.media_port) as proxy:
        wren = Guest(ChromiumTab(browser, WREN, scripts=(proxy.script,)), WREN)
        wren.come_in(room.client)
        wren.wait_to_hear(LENA)
        plain = wren.tab.run(f"{HEARD} return await heard()")
        proxy.follow(down=Plan.of(Step(loss=0.2)))
        wren.tab.run(HEARD + MENDED, plain)
        wren.wait_to_hear(LENA)
        wren.tab.close()
