"""An endpoint as the pump sees it: its keys, its address, what it sends and its slots."""

from collections.abc import Collection, Iterator
from math import inf
from random import Random
from typing import Final

from sfu.adaptation import Adaptation
from sfu.allowance import Allowance
from sfu.audio_outlet import AudioOutlet
from sfu.control import Control
from sfu.copies import DEPTH
from sfu.counters import Counters
from sfu.feed import Feed, Repair
from sfu.ids import Address, Datagram, EndpointId, Mid, SlotId, TrackId
from sfu.outlet import NOWHERE, Outlet
from sfu.protection import Protection
from sfu.rtcp import Received
from sfu.shape import Shape
from sfu.slot import Slot
from sfu.srtp import Cipher, Workbench
from sfu.track import Track
from sfu.video_outlet import VideoOutlet
from sfu.viewing import Viewing
from sfu.wide_report import WideReport

RESENDS: Final = 500
"""Packets a second that may be resent to one viewer: 5 Mbit/s, more than half their video."""

RESENT_SHARE: Final = 0.2
"""Of what the link is known to bear: where a fifth is lost, asking again makes it worse."""

RESENT_BITS: Final = 10_000  # in a packet


class Endpoint:
    """Known from the offer on; nothing flows before it is secured and aimed at."""

    __slots__ = (
        "_is_protected",
        "_redundant",
        "_tells_widely",
        "adaptation",
        "address",
        "cipher",
        "control",
        "id",
        "inbound",
        "protection",
        "resends",
        "slots",
        "slots_by_ssrc",
        "sources",
        "tracks",
    )

    def __init__(
        self, endpoint: EndpointId, shape: Shape, bench: Workbench, counters: Counters, rng: Random
    ) -> None:
        self.id: Final = endpoint
        self.cipher: Cipher | None = None
        self.address: Address = NOWHERE
        self.control: Final = Control(counters)
        self.adaptation: Final = Adaptation(counters)
        self.protection: Final = Protection()
        self._redundant: list[tuple[Slot, AudioOutlet]] = []
        """The slots in which it can read redundant sound."""
        self._tells_widely = False
        self._is_protected = False
        self.resends: Final = Allowance(most=RESENDS, rate=RESENDS)
        self.inbound: Final[dict[int, Feed | Repair | None]] = {}
        """What it sends, by SSRC; only what has authenticated.  None: another took its place."""
        self.sources: Final = {line.mid.encode(): line.source for line in shape.sends}
        self.tracks: Final = {
            line.source: Track(TrackId(endpoint, line.source)) for line in shape.sends
        }
        self.slots: Final[dict[Mid, Slot]] = {}
        self.slots_by_ssrc: Final[dict[int, Slot]] = {}
        for line in shape.slots:
            kind = AudioOutlet if line.kind == "audio" else VideoOutlet
            outlet: Outlet = kind(line, bench, counters, rng, self.adaptation.departures)
            slot = Slot(SlotId(endpoint, line.mid), line, outlet)
            self.slots[line.mid] = slot
            self.slots_by_ssrc[line.ssrc] = slot

    @property
    def ready(self) -> bool:
        return self.cipher is not None and self.address is not NOWHERE

    @property
    def due(self) -> float:
        """When it is to be looked after next."""
        due = min([track.due for track in self.tracks.values()], default=inf)
        if not self.ready:
            return due  # There is nobody yet whom anything could be told.
        return min(due, self.control.due, self.adaptation.due, *[feed.due for feed in self.feeds()])

    def feeds(self) -> Iterator[Feed]:
        """Yield the feeds that count: of each layer the newest."""
        for track in self.tracks.values():
            yield from track.feeds.values()

    def agree(self, redundant: Collection[Mid]) -> None:
        """Take what its answer chose."""
        able = [slot for slot in self.slots.values() if slot.id.mid in redundant]
        self._redundant = [
            (slot, slot.outlet) for slot in able if isinstance(slot.outlet, AudioOutlet)
        ]

    def secure(self, cipher: Cipher, now: float) -> None:
        self.cipher = cipher
        self.control.open(now)
        for slot in self.slots.values():
            slot.outlet.context = cipher.outbound
        self._get_ready(now)

    def aim(self, address: Address, now: float) -> None:
        self.address = address
        for slot in self.slots.values():
            slot.outlet.address = address
        self._get_ready(now)

    def adopt(self, inbound: Feed | Repair, now: float) -> None:
        """Take an SSRC whose first packet has authenticated."""
        inbound.adopted = True
        self.inbound[inbound.ssrc] = inbound
        if isinstance(inbound, Feed):
            replaced = self.tracks[inbound.track.source].put(inbound, now)
            if replaced is not None:
                self.inbound[replaced.ssrc] = None

    def received(self, report: Received, now: float) -> None:
        """Note what the browser says it received of a slot; of anything else it knows nothing."""
        if report.media not in self.slots_by_ssrc:
            return
        more, lost = self.control.loss.told(report.media, newest=report.newest, lost=report.lost)
        if not self._tells_widely:
            self.protection.told(more, lost, now)
            self._protect(now)

    def told(self, report: WideReport, now: float) -> set[EndpointId]:
        """Heed when the browser got what; return who may now be due earlier: it, or a sender."""
        changed = self.adaptation.told(report, tuple(self.slots.values()), now)
        self._tells_widely = True
        if self.adaptation.is_easy:
            # Where a queue stands it overflows, and what that loses no copies bring back.
            lost = report.arrivals.count(None)
            self.protection.told(len(report.arrivals), lost, now)
        self._protect(now)
        self.resends.slow(min(RESENDS, self.adaptation.estimate * RESENT_SHARE / RESENT_BITS))
        senders = {slot.track.id.endpoint for slot in changed if slot.track is not None}
        return senders | {self.id} if self.adaptation.due < inf else senders

    def viewing(self) -> Viewing | None:
        """Return what it sees, if its browser tells how that arrives."""
        if not self._tells_widely:
            return None
        shown = (slot for slot in self.slots.values() if slot.is_video and slot.track is not None)
        return Viewing(
            self.adaptation.estimate,
            self.adaptation.is_at_floor,
            tuple(slot.picture for slot in shown),
        )

    def repaired_by(self, repair: Repair) -> Feed | None:
        return self.tracks[repair.track.source].feeds.get(repair.layer)

    def leave(self, now: float) -> None:
        """Take it out of every route: it shows nothing and is shown to nobody."""
        for slot in self.slots.values():
            slot.empty()
        for track in self.tracks.values():
            track.tap((), now)
            for viewer in tuple(track.viewers):
                viewer.empty()

    def look_after(self, now: float, bench: Workbench) -> Iterator[Datagram]:
        """Do what is due at `now`; yield what the browser has to be told."""
        for track in self.tracks.values():
            if track.due <= now:
                track.review(now)
            if self.control.report_due <= now:
                track.tell_missed()
        if self.cipher is None or not self.ready:
            return
        feeds = tuple(self.feeds())
        for compound in self.control.write(feeds, self.slots.values(), now):
            data = bench.seal_rtcp(self.cipher.outbound_rtcp, bench.put(compound))
            if data is not None:
                yield data, self.address
        yield from self.adaptation.pad(self.slots.values(), now)

    def _protect(self, now: float) -> None:
        """Send voices with or without copies, and note what is missed in either case."""
        needed = self.protection.is_needed
        if not (needed or self._is_protected):
            return
        self._is_protected = needed
        slots = self.slots.values()
        sent = any(slot.copies for slot, _ in self._redundant)
        borne = needed and self.adaptation.bears_copies(slots, now, sent=sent)
        for slot, outlet in self._redundant:
            slot.copies = DEPTH if borne else 0
            outlet.repeats = borne
        for slot in slots:
            slot.lost = 0.0 if slot.is_video else self.protection.missed(slot.copies)

    def _get_ready(self, now: float) -> None:
        if self.ready:
            for slot in self.slots.values():
                slot.get_ready(now)
