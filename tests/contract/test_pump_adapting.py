"""Every pump sends a viewer what their link bears: by what their browser tells of arrivals."""

from itertools import pairwise

import pytest

from sfu.ids import Layer
from sfu.pump import Pump
from sfu.twcc import Arrivals
from sfu.viewing import Picture
from tests.support.packets import payload_of
from tests.support.person import Person, settle
from tests.support.plans import AUDIO, MIC, VIDEO, at_once, contiguous, plan, route

SIZES = {"l": 600, "m": 1700, "h": 6000}


class Viewer:
    """Ben, who looks at Ada; each packet of hers reaches him `later` by a little more."""

    def __init__(self, pump: Pump, layer: Layer = Layer.HIGH) -> None:
        self.pump = pump
        self.ada, self.ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
        self.now, self.later, self.number = 1.0, 0.0, 0
        self.arrivals = Arrivals()
        pump.apply(plan(route(self.ben, VIDEO, self.ada, layer=layer), route(*self.voice)))

    @property
    def voice(self) -> tuple[Person, str, Person, object]:
        return self.ben, AUDIO, self.ada, MIC

    def watch(self, seconds: float, *, grows: float = 0.0) -> None:
        """Go on for so long, while the queue gets longer by `grows` in a second."""
        end = self.now + seconds
        while self.now < end:
            self.ada.obey(self.now)
            pictures = [
                packet
                for rid, size in SIZES.items()
                for packet in self.ada.picture(self.ada.camera[rid], size=size)
            ]
            self.ada.deliver([*self.ada.voice(), *self.ada.protect(pictures)], self.now)
            before = sum(len(heard) for heard in self.ben.heard.values())
            padded = self.ben.counters["padding"]
            settle([self.ada, self.ben], self.pump)
            came = sum(len(heard) for heard in self.ben.heard.values()) - before
            came += self.ben.counters["padding"] - padded
            for _ in range(came):
                self.arrivals.add(self.number & 0xFFFF, 100 + self.now + self.later)
                self.number += 1
            line = self.ben.line(AUDIO)
            for report in self.arrivals.take(1e9, sender=1, media=line.ssrc):
                self.ben.say(report, self.now)
            self.now += 0.04
            self.later = max(0.0, self.later + grows * 0.04)
            at_once(self.pump, self.now)

    def seen(self) -> int:
        """Return the bytes of pictures since the last time."""
        size = sum(len(payload_of(heard.plain)) for heard in self.ben.heard[VIDEO])
        self.ben.heard[VIDEO].clear()
        return size


@pytest.fixture
def viewer(pump: Pump) -> Viewer:
    return Viewer(pump)


def test_while_the_link_bears_it_the_plan_is_obeyed(viewer: Viewer) -> None:
    viewer.watch(2)
    assert viewer.seen() > 40 * SIZES["h"]
    assert viewer.pump.counters()["layers-lowered"] == 0


def test_a_growing_queue_stops_pictures_and_no_voice(viewer: Viewer) -> None:
    viewer.watch(1)
    viewer.watch(3, grows=0.5)
    viewer.seen()
    voices = len(viewer.ben.heard[AUDIO])
    viewer.watch(1, grows=0.1)

    assert viewer.seen() == 0
    assert len(viewer.ben.heard[AUDIO]) - voices == 25
    assert viewer.pump.counters()["layers-lowered"] >= 1


def test_pictures_come_back_with_a_key_frame_when_the_queue_is_gone(viewer: Viewer) -> None:
    viewer.watch(1)
    viewer.watch(3, grows=0.5)
    viewer.seen()
    viewer.watch(8, grows=-2)

    assert viewer.ben.heard[VIDEO][0].key
    viewer.watch(6)
    viewer.seen()
    viewer.watch(1)
    assert viewer.seen() > 24 * SIZES["h"] * 0.9
    assert viewer.pump.counters()["probes-through"] >= 1


def test_what_links_bear_and_show_is_told_without_names(viewer: Viewer) -> None:
    assert viewer.pump.viewings() == []
    viewer.watch(1)
    (wide,) = viewer.pump.viewings()
    assert wide.estimate > 1e6
    assert wide.pictures == (Picture("h", thinned=False),)

    viewer.watch(3, grows=0.5)
    (narrow,) = viewer.pump.viewings()
    assert narrow.is_at_floor
    assert narrow.pictures == (Picture("paused", thinned=False),)
    assert viewer.pump.counters()["floors-reached"] == 1


def test_frames_are_left_out_without_a_hole(pump: Pump) -> None:
    viewer = Viewer(pump)
    for stream in viewer.ada.camera.values():
        stream.layered = True
    viewer.watch(1)
    viewer.watch(3, grows=0.5)
    viewer.ben.heard[VIDEO].clear()
    viewer.watch(14, grows=-2)

    heard = [each for each in viewer.ben.heard[VIDEO] if not each.again]
    assert pump.counters()["thinned"] > 0
    assert contiguous([each.seq for each in heard])
    steps = {(b.picture_id - a.picture_id) % 2**15 for a, b in pairwise(heard)}
    assert steps <= {0, 1}


def test_at_the_floor_the_two_loudest_are_heard_whoever_they_are(pump: Pump) -> None:
    names = ("ada", "eve", "lea", "mia")
    speakers = [Person.enter(pump, name) for name in names]
    ben = Person.enter(pump, "ben", audio=len(names))
    slots = dict(zip(names, ("4", "5", "6", "7"), strict=True))
    pump.apply(plan(*(route(ben, slots[one.name], one, MIC) for one in speakers)))
    arrivals, now, later, number = Arrivals(), 1.0, 0.0, 0

    def talk(seconds: float, loudest: str, *, grows: float) -> set[str]:
        """Let all speak, two of them louder; return who was heard at the end."""
        nonlocal now, later, number
        end = now + seconds
        while now < end:
            if end - now < 0.2:
                ben.heard.clear()
            for one in speakers:
                level = 20 if one.name in loudest else 60
                one.deliver(one.voice(level=level), now)
            before = sum(len(heard) for heard in ben.heard.values())
            settle([*speakers, ben], pump)
            for _ in range(sum(len(heard) for heard in ben.heard.values()) - before):
                arrivals.add(number & 0xFFFF, 100 + now + later)
                number += 1
            for report in arrivals.take(1e9, sender=1, media=ben.line("4").ssrc):
                ben.say(report, now)
            now, later = now + 0.02, max(0.0, later + grows * 0.02)
        return {name for name in names if ben.heard[slots[name]]}

    assert talk(1, "ada eve", grows=0.0) == set(names)
    assert talk(4, "ada eve", grows=0.5) == {"ada", "eve"}
    assert talk(2, "lea eve", grows=0.1) == {"lea", "eve"}


def test_never_more_is_sent_than_the_plan_says(pump: Pump) -> None:
    viewer = Viewer(pump, Layer.LOW)
    viewer.watch(1)
    viewer.watch(3, grows=0.5)
    viewer.watch(12, grows=-2)
    viewer.seen()
    viewer.watch(2)
    assert viewer.seen() <= 51 * (SIZES["l"] + 60)


def test_a_viewer_whose_browser_tells_nothing_gets_everything(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada)))
    for n in range(100):
        ada.deliver(ada.frame("lmh"), 1 + n * 0.04)
    settle([ada, ben], pump)
    assert len(ben.heard[VIDEO]) >= 290
