"""A real page behind a link that becomes narrow and wide again: what it gets, hears and sees.

Two pages in Chromium speak in tones and film what is new in every frame; a third looks at both
through a UDP proxy.  All three, and the server, share the machine: what the page conceals and
freezes while the link is wide is the floor of what it does when it is narrow.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks import stage
from tests.browser.chromium import ChromiumTab, chromium
from tests.browser.guest import Guest
from tests.browser.people import FERN, LENA, WREN, Person
from tests.lab.plan import Plan, Step
from tests.lab.proxy import Proxy

OPEN: Final = 5_000_000  # bits a second
BEFORE, NARROW, AFTER = 10.0, 15.0, 15.0  # seconds
BEAT: Final = 0.25  # seconds between two looks
SPAN: Final = 4  # looks over which rates are taken
FULL: Final = 0.8  # of the rate before: as good as then

FILM: Final = """
{
  const {width, height, rate} = PERSON;
  const ask = navigator.mediaDevices.getUserMedia;
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    if (!wanted.video) return stream;
    const canvas = Object.assign(document.createElement('canvas'), {width, height});
    const brush = canvas.getContext('2d');
    const paint = () => {
      for (let n = 0; n < 150; n += 1) {
        brush.fillStyle = `hsl(${Math.random() * 360} 60% ${20 + Math.random() * 60}%)`;
        brush.fillRect(Math.random() * width, Math.random() * height, 40, 30);
      }
    };
    paint();
    setInterval(paint, 1000 / rate);
    const film = canvas.captureStream(rate).getVideoTracks();
    return new MediaStream([...stream.getAudioTracks(), ...film]);
  };
}
"""

COUNT: Final = """
const sums = {};
for (const peer of test.peers) {
  if (peer.connectionState !== 'connected') continue;
  for (const one of (await peer.getStats()).values()) {
    if (one.type !== 'inbound-rtp') continue;
    const add = (name, value) => (sums[name] = (sums[name] ?? 0) + (value ?? 0));
    if (one.kind === 'audio') {
      add('concealed', one.concealedSamples - one.silentConcealedSamples);
      add('samples', one.totalSamplesReceived - one.silentConcealedSamples);
      add('voices_lost', one.packetsLost);
      add('voices', one.packetsReceived);
    } else {
      add('bytes', one.bytesReceived);
      add('frames', one.framesDecoded);
      add('freezes', one.freezeCount);
      add('frozen', one.totalFreezesDuration);
    }
  }
}
return sums;
"""


def film(person: Person) -> str:
    """Return what gives a page a camera that shows something else in every frame."""
    return FILM.replace("PERSON", json.dumps(asdict(person)))


@dataclass(frozen=True, slots=True)
class Look:
    """What had come and gone at a moment; seconds of the machine's clock."""

    at: float
    sent: int
    counts: dict[str, float]


@dataclass(frozen=True, slots=True)
class Scene:
    proxy: Proxy
    viewer: Guest

    def look(self) -> Look:
        counts = self.viewer.tab.run(COUNT)
        return Look(time.monotonic(), self.proxy.sent_down, counts)

    def watch(self, seconds: float) -> list[Look]:
        looks = [self.look()]
        while looks[-1].at - looks[0].at < seconds:
            self.viewer.tab.run("await new Promise((go) => setTimeout(go, given[0]))", BEAT * 1000)
            looks.append(self.look())
        return looks


def measure(rates: Sequence[float]) -> dict[str, Any]:
    """Return what happens at each rate, as `benchmarks.squeeze` names it."""
    with sync_playwright() as playwright, chromium(playwright) as browser, met(browser) as scene:
        figures = {str(round(rate / 1000)): squeezed(scene, rate) for rate in rates}
        return {"chromium": browser.version, "kbit_per_second": figures}


@contextmanager
def met(browser: Browser) -> Iterator[Scene]:
    """Bring everybody in, the viewer by way of the proxy."""
    with (
        stage.served() as server,
        Proxy.to(server.media_port, down=Plan.of(Step(rate=OPEN, delay=0.02))) as proxy,
    ):
        room = server.make_room()
        lena, wren = (
            Guest(ChromiumTab(browser, one, scripts=(film(one),)), one) for one in (LENA, WREN)
        )
        small = FERN.with_small_camera()
        fern = Guest(ChromiumTab(browser, small, scripts=(proxy.script,)), FERN)
        lena.come_in(room.facilitator)
        wren.come_in(room.client)
        fern.come_in(room.client)
        fern.wait_to_hear(LENA)
        fern.wait_to_hear(WREN)
        yield Scene(proxy, fern)


def squeezed(scene: Scene, rate: float) -> dict[str, Any]:
    before = scene.watch(BEFORE)
    scene.proxy.follow(down=Plan.of(Step(rate=rate, delay=0.02)))
    narrow = scene.watch(NARROW)
    scene.proxy.follow(down=Plan.of(Step(rate=OPEN, delay=0.02)))
    after = scene.watch(AFTER)
    usual = pictures(before[len(before) // 2 :])
    return {
        "down_s": first(narrow, lambda span: sent(span) <= rate),
        "up_s": first(after, lambda span: pictures(span) >= FULL * usual),
        "before": told(before[len(before) // 2 :]),
        "narrow": told(narrow),
        "narrow_second_half": told(narrow[len(narrow) // 2 :]),
        "after": told(after),
    }


def first(looks: list[Look], holds: Callable[[list[Look]], bool]) -> float | None:
    """Return after how many seconds something first holds of the last second."""
    spans = (looks[n - SPAN : n + 1] for n in range(SPAN, len(looks)))
    at = next((span[-1].at for span in spans if holds(span)), None)
    return None if at is None else round(at - looks[0].at, 1)


def sent(looks: list[Look]) -> float:
    """Return how many bits a second the server sent."""
    return (looks[-1].sent - looks[0].sent) * 8 / (looks[-1].at - looks[0].at)


def pictures(looks: list[Look]) -> float:
    """Return how many bits a second of pictures came."""
    return grown(looks, "bytes") * 8 / (looks[-1].at - looks[0].at)


def grown(looks: list[Look], name: str) -> float:
    return looks[-1].counts.get(name, 0) - looks[0].counts.get(name, 0)


def told(looks: list[Look]) -> dict[str, float]:
    seconds = looks[-1].at - looks[0].at
    voices = grown(looks, "voices") + grown(looks, "voices_lost")
    return {
        "sent_kbit": round(sent(looks) / 1000),
        "pictures_kbit": round(pictures(looks) / 1000),
        "frames_per_second": round(grown(looks, "frames") / seconds, 1),
        "freezes": round(grown(looks, "freezes")),
        "frozen_s": round(grown(looks, "frozen"), 1),
        "voices_lost": round(grown(looks, "voices_lost") / max(1, voices), 4),
        "voices_concealed": round(grown(looks, "concealed") / max(1, grown(looks, "samples")), 4),
    }
