"""What one viewer is sent, by what their link bears.

Driven by what their browser tells; by time only while something is held back.  Until a browser
has told anything, it is sent everything.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from math import inf
from typing import Final

from sfu.allocation import VOICES_LEAST, Demand, Steps, copies_fit, needed, room
from sfu.counters import Count, Counters
from sfu.departures import Departures
from sfu.downlink import Downlink
from sfu.ids import Datagram
from sfu.probe import Probe
from sfu.slot import Slot
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
        self._demands: list[Demand] = []
        self._adapted = -inf
        self._afforded = 0.0

    @property
    def due(self) -> float:
        return self._probe.due

    @property
    def estimate(self) -> float:
        """Bits a second."""
        return self._downlink.bits_per_second

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
        self._demands = [_demand(slot, now) for slot in shown.values()]
        before = self._steps.levels
        resent = min(self._downlink.anyway, LOST_MOST)
        left = room(self._afforded * (1 - resent), self._sounds(slots, now))
        wanting = self._steps.take(left, self._demands, now)
        self._probe.want(now, wanted=wanting)
        return [
            shown[each.mid]
            for each in self._demands
            if self._apply(shown[each.mid], each, before.get(each.mid), now)
        ]

    def _apply(self, slot: Slot, demand: Demand, before: int | None, now: float) -> bool:
        level = self._steps.levels[demand.mid]
        if before is not None and level != before:
            self._counters.add(Count.LAYERS_RAISED if level > before else Count.LAYERS_LOWERED)
        layers = slot.layers()
        if not layers or level == len(layers):
            return slot.allow(slot.UNLIMITED, now)
        return slot.allow(layers[level - 1].layer if level else None, now)

    def _voices(self, slots: Iterable[Slot], now: float) -> float:
        """Return bits a second, of each only once."""
        feeds = [slot.current for slot in slots if not slot.is_video]
        return sum(feed.throughput.read(now) for feed in feeds if feed is not None and feed.alive)

    def _sounds(self, slots: Collection[Slot], now: float) -> float:
        """Return bits a second of voices, as often as each is sent."""
        often = 1 + max((slot.copies for slot in slots), default=0)
        return max(self._voices(slots, now), VOICES_LEAST) * often


def _demand(slot: Slot, now: float) -> Demand:
    return Demand(
        slot.id.mid, slot.rank, tuple(feed.throughput.read(now) for feed in slot.layers())
    )
