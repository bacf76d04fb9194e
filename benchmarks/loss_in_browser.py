"""How much of what a real Chromium plays is made up, where its link loses.

One page speaks (in a tone), one listens through a UDP proxy that loses on the way down; in turn a
Chromium as it is, and one that is not offered RED, as a Firefox.  In real time.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks import stage
from tests.browser.chromium import ChromiumTab, chromium
from tests.browser.guest import Guest
from tests.browser.people import LENA, WREN
from tests.browser.server import Links, Server
from tests.lab.plan import Plan, Step
from tests.lab.proxy import Proxy

LOSSES: Final = (10, 30)  # percent
SETTLE: Final = 10.0  # seconds in which the server and the speaker's encoder learn of a loss
SECONDS: Final = 15.0  # measured
DELAY: Final = 0.02  # seconds, each way, as in the simulated calls

PEERS: Final = """
{
  const peers = [];
  window.peersOfPage = peers;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...given) { super(...given); peers.push(this); }
  };
}
"""

WITHOUT_RED: Final = """
{
  const set = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function ({type, sdp}) {
    const lines = sdp.replace(/^a=(rtpmap|fmtp):63 .*\\r\\n/gm, '');
    return set.call(this, {type, sdp: lines.replace(/^(m=audio .* 111) 63/gm, '$1')});
  };
}
"""

KINDS: Final = {"red": (), "fec": (WITHOUT_RED,)}

TOLD: Final = """
const sums = {};
for (const peer of window.peersOfPage) {
  for (const one of (await peer.getStats()).values()) {
    if (one.type !== 'inbound-rtp' || one.kind !== 'audio') continue;
    for (const name of given[0]) sums[name] = (sums[name] ?? 0) + (one[name] ?? 0);
  }
}
return sums;
"""

NAMES: Final = (
    "totalSamplesReceived",
    "concealedSamples",
    "packetsReceived",
    "packetsLost",
    "nackCount",
    "jitterBufferDelay",
    "jitterBufferEmittedCount",
)


def measure() -> dict[str, dict[str, Any]]:
    """Return by kind of browser and loss in percent what its statistics say."""
    with (
        stage.served() as server,
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        room = server.make_room()
        tab = ChromiumTab(browser, LENA.with_small_camera())
        Guest(tab, LENA).come_in(room.facilitator)
        return {
            kind: _listen(browser, server, room, scripts, LOSSES) for kind, scripts in KINDS.items()
        }


def _listen(
    browser: Browser, server: Server, room: Links, scripts: Sequence[str], losses: Sequence[int]
) -> dict[str, Any]:
    found = {}
    with (
        Proxy.to(server.media_port, up=_link(0), down=_link(0), seed=1) as proxy,
        _listener(browser, (PEERS, *scripts, proxy.script)) as listener,
    ):
        listener.come_in(room.client)
        listener.wait_to_hear(LENA)
        for loss in losses:
            proxy.follow(down=_link(loss))
            time.sleep(SETTLE)
            before, (_, tally) = listener.tab.run(TOLD, NAMES), proxy.tally
            time.sleep(SECONDS)
            after, (_, later) = listener.tab.run(TOLD, NAMES), proxy.tally
            passed = {fate: later[fate] - tally[fate] for fate in later}
            share = round(passed["lost"] / passed["taken"], 3)
            found[str(loss)] = {"lost_on_the_way": share, **_shares(before, after)}
    return found


def _link(loss: int) -> Plan:
    return Plan.of(Step(delay=DELAY, loss=loss / 100))


@contextmanager
def _listener(browser: Browser, scripts: Sequence[str]) -> Iterator[Guest]:
    tab = ChromiumTab(browser, WREN.with_small_camera(), scripts=scripts)
    try:
        yield Guest(tab, WREN)
    finally:
        tab.close()


def _shares(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, Any]:
    risen = {name: after[name] - before[name] for name in NAMES}
    waited = risen["jitterBufferDelay"] / max(1, risen["jitterBufferEmittedCount"])
    return {
        "concealed": round(risen["concealedSamples"] / risen["totalSamplesReceived"], 4),
        "never_came": round(risen["packetsLost"]),
        "came": round(risen["packetsReceived"]),
        "asked_again": round(risen["nackCount"]),
        "buffer_ms": round(waited * 1000),
    }
