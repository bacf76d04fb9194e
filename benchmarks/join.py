"""How long from the click on 'Come in' to the first face, and from opening the link to it.

Chromium on this machine, two publishers in the room, a profile of its own for every join.  What is
measured happens in the page: the click's own time stamp, and `requestVideoFrameCallback` of the
first frame of somebody else, or the frame in which that comes into sight if it was there before.
`bare` is what this browser needs here to connect two peers of one page and paint the first frame,
with the offer passed by a function call: the floor.
"""

import json
import statistics
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks import machine, stage
from benchmarks.sample import p50_and_p95
from tests.browser.chromium import ChromiumTab, chromium
from tests.browser.guest import Guest
from tests.browser.people import FERN, LENA, WREN, Person
from tests.browser.server import Links, Server

JOINS: Final = 24

WATCH: Final = """
(() => {
  const marks = (window.marks = {});
  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...source,
    set(stream) {
      source.set.call(this, stream);
      if (!(this instanceof HTMLVideoElement) || !stream) return;
      const theirs = () => window.holdspaceTest.isRemote(this.srcObject?.getVideoTracks()[0]);
      const painted = (now) => {
        if (marks.painted) return;
        if (!theirs()) this.requestVideoFrameCallback(painted);
        else if (this.checkVisibility({visibilityProperty: true})) marks.painted = now;
        else requestAnimationFrame(painted);  // The picture is there, and nobody sees it yet.
      };
      this.requestVideoFrameCallback(painted);
    },
  });
  addEventListener('click', (event) => { marks.clicked = event.timeStamp; }, {capture: true});
})();
"""

CLICK_AT_ONCE: Final = """
(() => {
  const come = setInterval(() => {
    const test = window.holdspaceTest;
    const controls = test.deep();
    const isDoor = (one) => one.localName === 'button' && one.textContent.trim() === 'Come in';
    const button = controls.find(isDoor);
    const field = controls.find((one) => one.localName === 'input' && one.type === 'text');
    if (!button || !field || button.disabled) return;
    clearInterval(come);
    field.value = 'Fern';
    field.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
    button.click();
  }, 4);
})();
"""

BARE: Final = """
const stream = await navigator.mediaDevices.getUserMedia({audio: true, video: true});
const start = performance.now();
const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
here.onicecandidate = ({candidate}) => there.addIceCandidate(candidate);
there.onicecandidate = ({candidate}) => here.addIceCandidate(candidate);
const video = document.createElement('video');
Object.assign(video, {muted: true, autoplay: true, width: 320, height: 180});
document.body.append(video);
const painted = new Promise((done) => {
  there.ontrack = ({track}) => {
    if (track.kind !== 'video') return;
    video.requestVideoFrameCallback(done);
    video.srcObject = new MediaStream([track]);
  };
});
for (const track of stream.getTracks()) here.addTrack(track, stream);
await here.setLocalDescription();
await there.setRemoteDescription(here.localDescription);
await there.setLocalDescription();
await here.setRemoteDescription(there.localDescription);
const took = (await painted) - start;
for (const one of [here, there]) one.close();
for (const track of stream.getTracks()) track.stop();
video.remove();
return took;
"""


def newcomer(browser: Browser, *more: str) -> Guest:
    """Return somebody with the browser's own camera and microphone, not yet at the door."""
    person = Person("Fern", FERN.color, FERN.hertz, devices="browser")
    return Guest(ChromiumTab(browser, person, scripts=(WATCH, *more)), person)


def warm(browser: Browser, room: Links) -> float:
    """Wait on the page before the room as a person does, then click."""
    guest = newcomer(browser)
    guest.open(room.client)
    guest.tab.run("await test.until(() => test.peers[0]?.connectionState === 'connected')")
    guest.enter()
    return _finish(guest, "marks.painted - marks.clicked")


def cold(browser: Browser, room: Links) -> float:
    """Open the link; the click falls as soon as there is something to click on."""
    guest = newcomer(browser, CLICK_AT_ONCE)
    guest.open(room.client)
    return _finish(guest, "marks.painted")


def _finish(guest: Guest, took: str) -> float:
    result = guest.tab.run(f"await test.until(() => window.marks.painted); return {took}")
    guest.tab.click("button", "Leave")
    guest.wait_for_phase("ended")
    guest.tab.close()
    return float(result)


def bare(browser: Browser, server: Server) -> list[float]:
    guest = newcomer(browser)
    guest.open(server.url)
    took = [float(guest.tab.run(BARE)) for _ in range(JOINS)]
    guest.tab.close()
    return took


def measure() -> dict[str, Any]:
    with stage.served() as server, sync_playwright() as playwright, chromium(playwright) as browser:
        room = server.make_room()
        lena, wren = (Guest(ChromiumTab(browser, one), one) for one in (LENA, WREN))
        lena.come_in(room.facilitator)
        wren.come_in(room.client)
        lena.wait_to_see(WREN)
        warm(browser, room)  # The first one of a process pays for what all others find made.
        warmly = [warm(browser, room) for _ in range(JOINS)]
        coldly = [cold(browser, room) for _ in range(JOINS)]
        floor = bare(browser, server)
        version = browser.version
    return {
        **p50_and_p95(warmly),
        **p50_and_p95(coldly, prefix="cold_"),
        **p50_and_p95(floor, prefix="bare_"),
        "spread_ms": round(statistics.pstdev(warmly), 1),
        "publishers": 2,
        "browser": f"Chromium {version}",
    }


def main() -> None:
    stage.move_into_namespace("benchmarks.join")
    facts = machine.facts(pump="python")
    print(json.dumps({"benchmark": "join", **measure(), **facts}))


if __name__ == "__main__":
    main()
