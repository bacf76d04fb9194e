"""What one viewer is sent, by what their link bears.

Driven by what their browser tells; by time only while something is held back.  Until a browser
has told anything, it is sent everything.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Final

from sfu.allocation import (
    VOICES_LEAST,
    Demand,
    Floor,
    Steps,
    Voice,
    copies_fit,
    needed,
    room,
    voices_fit,
)
from sfu.counters import Count, Counters
from sfu.departures import Departures
from sfu.downlink import Downlink
from sfu.ids import Datagram, Mid, Source
from sfu.ladder import Offer, Rung, climbed, ladder
from sfu.probe import Probe
from sfu.slot import Slot
from sfu.thinning import ALL
from sfu.wide_report import WideReport

PADDING: Final = 255  # bytes in a packet; the last octet counts them (RFC 3550, section 5.1)
INTERVAL: Final = 0.1
"""Seconds between two looks at who gets what, unless the link bears less than at the last."""

OVERHEAD: Final = 64
"""Bytes around the payload of a packet: our header, its extensions, a tag, UDP and IP."""


LOST_MOST: Final = 0.5
"""The share of loss that pictures are still sent again for."""


class Adaptation:
    """Of one endpoint."""

    __slots__ = (
        "_adapted",
        "_afforded",
        "_counters",
        "_demands",
        "_downlink",
        "_floor",
        "_ladders",
        "_probe",
        "_steps",
        "departures",
    )

    def __init__(self, counters: Counters) -> None:
        self.departures: Final = Departures()
        self._counters = counters
        self._downlink = Downlink()
        self._probe = Probe()
        self._steps = Steps()
        self._floor = Floor()
        self._demands: list[Demand] = []
        self._ladders: dict[Mid, tuple[Rung, ...]] = {}
        self._adapted = -inf
        self._afforded = 0.0

    @property
    def due(self) -> float:
        return self._probe.due

    @property
    def estimate(self) -> float:
        """Bits a second."""
        return self._downlink.bits_per_second

    @property
    def is_at_floor(self) -> bool:
        """Whether there is room for voices only."""
        return self._floor.is_reached

    def told(self, report: WideReport, slots: Sequence[Slot], now: float) -> list[Slot]:
        """Heed what the browser tells; return the slots that changed."""
        told = self.departures.take(report)
        self._downlink.update(told, now, probed=self._probe.shadows(now))
        known = self._probe.result(told, now, anyway=min(self._downlink.anyway, LOST_MOST))
        if known:
            self._counters.add(Count.PROBES_THROUGH)
            self._downlink.bears(known)
        affordable = self._downlink.affordable
        if now < self._adapted + INTERVAL and affordable >= self._afforded:
            return []
        self._adapted, self._afforded = now, affordable
        return self._adapt(slots, now)

    @property
    def is_easy(self) -> bool:
        """Whether no queue stands before the link."""
        return self._downlink.is_easy

    def bears_copies(self, slots: Iterable[Slot], now: float, *, sent: bool) -> bool:
        """Return whether the link bears each voice with copies; `sent`: it has them already."""
        return copies_fit(self._downlink.affordable, self._voices(slots, now), sent=sent)

    def pad(self, slots: Collection[Slot], now: float) -> Iterator[Datagram]:
        """Yield the padding that is due at `now`."""
        if now < self._probe.due:
            return
        if not self._probe.runs:
            if not self._downlink.is_easy:
                self._probe.defer(now)
                return
            self._counters.add(Count.PROBES)
        elif not self._downlink.is_easy:
            self._probe.stop(now)
        wanted = needed(self._demands, self._sounds(slots, now))
        octets = self._probe.take(
            now, estimate=self.estimate, wanted=wanted, sent=self._downlink.arriving
        )
        carrier = next((slot for slot in slots if slot.is_video), None)
        while carrier is not None and octets > 0:
            octets -= PADDING + OVERHEAD
            if datagram := carrier.outlet.pad(PADDING, now):
                self._counters.add(Count.PADDING_SENT)
                yield datagram

    def _adapt(self, slots: Sequence[Slot], now: float) -> list[Slot]:
        shown = {slot.id.mid: slot for slot in slots if slot.is_video and slot.track is not None}
        before = self._look(shown, now)
        resent = min(self._downlink.anyway, LOST_MOST)
        if self._floor.take(self.estimate):
            self._counters.add(Count.FLOORS_REACHED)
        quieted = self._choose_voices(slots, now)
        borne = 0.0 if self._floor.is_reached else self._afforded * (1 - resent)
        left = room(borne, self._sounds(slots, now))
        wanting = self._steps.take(left, self._demands, now)
        self._probe.want(now, wanted=wanting)
        changed = [slot for mid, slot in shown.items() if self._apply(slot, before.get(mid), now)]
        return quieted + changed

    def _choose_voices(self, slots: Sequence[Slot], now: float) -> list[Slot]:
        """Let be heard whom the link bears; return the slots that changed."""
        spoken = {slot.id.mid: slot for slot in slots if not slot.is_video and slot.track}
        voices = [_voice(slot, now) for slot in spoken.values()]
        heard = {mid for mid, slot in spoken.items() if slot.is_allowed}
        fitting = voices_fit(self.estimate, voices, heard)
        return [
            slot
            for mid, slot in spoken.items()
            if slot.allow(slot.UNLIMITED if mid in fitting else None, now)
        ]

    def _look(self, shown: Mapping[Mid, Slot], now: float) -> dict[Mid, int]:
        """Find out what there is to be shown; return the levels on which it is."""
        stood = {
            mid: _rung(rungs, self._steps.levels[mid])
            for mid, rungs in self._ladders.items()
            if mid in shown
        }
        self._ladders = {mid: _ladder(slot, now) for mid, slot in shown.items()}
        self._demands = [_demand(slot, self._ladders[mid]) for mid, slot in shown.items()]
        # Other rungs may be there now: whoever stood on one stands where it was.
        levels = {
            mid: climbed(self._ladders[mid], rung.place) if rung else 0
            for mid, rung in stood.items()
        }
        self._steps.levels = levels
        return levels

    def _apply(self, slot: Slot, before: int | None, now: float) -> bool:
        rungs, level = self._ladders[slot.id.mid], self._steps.levels[slot.id.mid]
        rung = _rung(rungs, level)
        if before is not None:
            self._count(_rung(rungs, before), rung)
        if level == len(rungs):
            return slot.allow(slot.UNLIMITED, now)
        return slot.allow(rung.layer if rung else None, now, frames=rung.frames if rung else ALL)

    def _count(self, before: Rung | None, rung: Rung | None) -> None:
        if before == rung:
            return
        raised = (rung.place if rung else -1) > (before.place if before else -1)
        if before and rung and before.layer == rung.layer:
            self._counters.add(Count.FRAMES_RAISED if raised else Count.FRAMES_LOWERED)
        else:
            self._counters.add(Count.LAYERS_RAISED if raised else Count.LAYERS_LOWERED)

    def _voices(self, slots: Iterable[Slot], now: float) -> float:
        """Return bits a second, of each only once."""
        feeds = [slot.current for slot in slots if not slot.is_video]
        return sum(feed.throughput.read(now) for feed in feeds if feed is not None and feed.alive)

    def _sounds(self, slots: Collection[Slot], now: float) -> float:
        """Return bits a second of voices, as often as each is sent."""
        often = 1 + max((slot.copies for slot in slots), default=0)
        return max(self._voices(slots, now), VOICES_LEAST) * often


def _demand(slot: Slot, rungs: Sequence[Rung]) -> Demand:
    rates, places = (rung.rate for rung in rungs), (rung.place for rung in rungs)
    return Demand(slot.id.mid, slot.rank, tuple(rates), tuple(places))


def _voice(slot: Slot, now: float) -> Voice:
    rate = sum(feed.throughput.read(now) for feed in slot.layers() if feed.alive)
    assert slot.track is not None, "an empty slot has no voice"
    return Voice(slot.id.mid, slot.track.level.dbov(now), rate)


def _rung(rungs: Sequence[Rung], level: int) -> Rung | None:
    return rungs[level - 1] if level else None


def _ladder(slot: Slot, now: float) -> tuple[Rung, ...]:
    offers = [
        Offer(feed.layer, feed.throughput.read(now), feed.shares.read(now))
        for feed in slot.layers()
    ]
    sharp = slot.track is not None and slot.track.id.source is Source.SCREEN
    return ladder(offers, sharp=sharp)
