"""Reads what came of a feed: the header in place, what it repeats, what it carries, its number.

The middle of a packet's way: the pump has opened it before, the feed's outlets write it after.
Whatever does not go on is counted here, by its reason.
"""

from collections.abc import Callable
from typing import Final

from sfu import codecs, red, rtx, vp8
from sfu.agenda import Agenda
from sfu.counters import Count, Counters
from sfu.endpoint import Endpoint
from sfu.feed import Feed, Repair
from sfu.header import Packet
from sfu.ids import EndpointId
from sfu.pump import PumpEvent, Tapped, TrackFlowed


class Reader:
    """Reads into `packet`, always the same one.

    `tell` takes what is news to the session; `forward` the feed in which the packet at hand goes
    on at once, because one packet turned out to be several.
    """

    __slots__ = ("_count", "_forward", "_packet", "_tell", "_wake")

    def __init__(
        self,
        packet: Packet,
        counters: Counters,
        agenda: Agenda[EndpointId],
        *,
        tell: Callable[[PumpEvent], None],
        forward: Callable[[Feed], None],
    ) -> None:
        self._packet: Final = packet
        self._count: Final = counters.add
        self._wake: Final = agenda.wake
        self._tell: Final = tell
        self._forward: Final = forward

    # Long because it is a packet's way, as the pump's part of it is: one screen each.

    def read(  # noqa: C901
        self, endpoint: Endpoint, inbound: Feed | Repair, plain: bytes, now: float
    ) -> Feed | None:
        """Read `plain` into the packet at hand and log it; return the feed it goes on in."""
        packet, count = self._packet, self._count
        if not packet.read(plain):
            count(Count.MALFORMED)
            return None
        number = packet.transport_sequence
        if number >= 0 and endpoint.control.arrivals.add(number, now):
            self._wake(endpoint.id, endpoint.control.arrivals.due)
        feed = self._unwrap(endpoint, inbound) if isinstance(inbound, Repair) else inbound
        if feed is None:
            return None
        if packet.payload_type not in feed.types and not self._unfold(endpoint, feed, now):
            count(Count.PAYLOAD_TYPE)
            return None
        before = feed.log.newest
        seq = packet.seq = feed.log.take(packet.sequence, packet.timestamp, now)
        if seq < 0:
            count(Count.DUPLICATE)
            return None
        if seq != before + 1:
            feed.note(packet, before, now)
            self._wake(endpoint.id, feed.due)
        if not feed.alive:
            self._revive(endpoint, feed, now)
        feed.last_arrival = now
        if not (self._affords(feed, now) and self._read_payload(endpoint, feed)):
            feed.skip(seq)
            return None
        feed.throughput.octets += len(plain)
        # With any packet of a voice, but mostly nobody waits for one.
        if packet.can_start and (feed.waiting or feed.is_video):
            feed.begin(packet)
        if feed.gates:
            self._tap(feed)
        if feed.flowing:
            feed.history.put(packet, newest=seq == feed.log.newest)
        return feed

    def _affords(self, feed: Feed, now: float) -> bool:
        if feed.allowance.spend(now):
            return True
        self._count(Count.TOO_FAST)
        return False

    def _read_payload(self, endpoint: Endpoint, feed: Feed) -> bool:
        """Read what is to be known of the payload; return whether it is to be forwarded."""
        packet = self._packet
        if not packet.body:
            self._count(Count.PADDING)
            return False
        if not feed.is_video:
            packet.can_start = True
            if packet.level >= 0:
                endpoint.tracks[feed.track.source].level.hear(packet.level, packet.arrived)
            return True
        if not vp8.read(packet):
            self._count(Count.MALFORMED)
            return False
        feed.shares.octets[packet.temporal_layer] += packet.size
        # A key frame that comes late has a frame already behind it: nobody can begin with it.
        packet.can_start = packet.can_start and packet.seq == feed.log.newest
        return True

    def _unwrap(self, endpoint: Endpoint, repair: Repair) -> Feed | None:
        """Make the packet at hand the one it repeats; return that one's feed."""
        feed = endpoint.repaired_by(repair)
        if feed is None:
            self._count(Count.RTX_WITHOUT_SOURCE)
            return None
        if self._packet.payload_type != codecs.RTX:
            self._count(Count.PAYLOAD_TYPE)
            return None
        repeated = rtx.unwrap(self._packet, ssrc=feed.ssrc, payload_type=codecs.VP8)
        if not repeated:
            # Chromium probes the link with empty ones.
            self._count(Count.PADDING)
            return None
        return feed if self._packet.read(repeated) else None

    def _unfold(self, endpoint: Endpoint, feed: Feed, now: float) -> bool:
        """Make the packet at hand, which is redundant sound, the newest that it carries.

        What else it carries, and has not come, goes on its way before it.
        """
        packet = self._packet
        if packet.payload_type != codecs.RED or feed.is_video:
            return False
        carried = red.unwrap(packet)
        if not carried:
            return False
        for older in carried[:-1]:
            # Nobody begins with what was said before they were shown who says it.
            if not feed.waiting and feed.lacks(older):
                self._count(Count.REPAIRED)
                if read := self.read(endpoint, feed, older, now):
                    self._forward(read)
        return packet.read(carried[-1])

    def _revive(self, endpoint: Endpoint, feed: Feed, now: float) -> None:
        if endpoint.tracks[feed.track.source].revive(feed, now):
            self._tell(TrackFlowed(feed.track))
        self._wake(endpoint.id, endpoint.due)

    def _tap(self, feed: Feed) -> None:
        packet = self._packet
        for gate in feed.gates:
            self._tell(Tapped(feed.track, gate, packet.plain, packet.arrived))
        self._count(Count.TAPPED, len(feed.gates))
