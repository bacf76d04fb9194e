"""The pump in Python: the specification of what a pump does, and the fallback.

An RTP packet's whole way is in :meth:`PythonPump.receive` and :meth:`PythonPump._read`; RTCP goes
its own, in :class:`~sfu.feedback.Feedback`.  Everything else is preparation, made when a plan is
applied, so that a packet finds its sinks in a list.
"""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from random import Random, SystemRandom
from typing import Final

from sfu import codecs, red, rtx, srtp, vp8
from sfu.agenda import Agenda
from sfu.counters import Count, Counters
from sfu.endpoint import Endpoint
from sfu.feed import Feed, Repair
from sfu.feedback import Feedback
from sfu.header import FIXED, Packet, ssrc_of
from sfu.ids import Address, Datagram, EndpointId, GateId, Mid, ScopeId, Source, TrackId
from sfu.introduction import SSRCS_MOST, introduce
from sfu.outlet import stamp
from sfu.plan import Plan
from sfu.pump import Heard, PumpEvent, SrtpKeys, Tapped, TrackFlowed
from sfu.scope import Scope
from sfu.shape import Shape
from sfu.viewing import Viewing


class Path:
    """An address, whose packets are believed to be an endpoint's once one has authenticated."""

    __slots__ = ("address", "endpoint", "heard")

    def __init__(self, address: Address, endpoint: Endpoint) -> None:
        self.address: Final = address
        self.endpoint: Final = endpoint
        self.heard = False


class PythonPump:
    """See :class:`~sfu.pump.Pump`.  `rng` gives the first numbers of every slot."""

    def __init__(self, rng: Random | None = None) -> None:
        self._rng = SystemRandom() if rng is None else rng
        self._now = 0.0
        self._bench = srtp.Workbench()
        self._packet = Packet()
        self._counters = Counters()
        self._scopes: dict[ScopeId, Scope] = {}
        self._scope_of: dict[EndpointId, Scope] = {}
        self._endpoints: dict[EndpointId, Endpoint] = {}
        self._paths: dict[Address, Path] = {}
        self._agenda: Agenda[EndpointId] = Agenda()
        self._outbox: list[Datagram] = []
        """What is forwarded; beside it in `_control` RTCP and what is resent."""
        self._control: list[Datagram] = []
        self._feedback = Feedback(self._bench, self._counters, self._control.append, self._rearm_of)
        self._events: deque[PumpEvent] = deque()

    # What the session decides.

    def admit(self, scope: ScopeId, endpoint: EndpointId, shape: Shape) -> None:
        if endpoint in self._endpoints:
            raise ValueError("an endpoint is admitted once")
        admitted = Endpoint(endpoint, shape, self._bench, self._counters, self._rng)
        home = self._scopes.setdefault(scope, Scope(scope, self._counters))
        home.endpoints[endpoint] = admitted
        self._scope_of[endpoint] = home
        self._endpoints[endpoint] = admitted

    def agree(self, endpoint: EndpointId, redundant: Collection[Mid]) -> None:
        if (known := self._endpoints.get(endpoint)) is not None:
            known.agree(redundant)

    def secure(self, endpoint: EndpointId, keys: SrtpKeys) -> None:
        if (known := self._endpoints.get(endpoint)) is not None:
            known.secure(srtp.cipher(keys), self._now)
            self._rearm(self._scope_of[endpoint])

    def bind(self, address: Address, endpoint: EndpointId) -> None:
        if (known := self._endpoints.get(endpoint)) is not None:
            self._paths[address] = Path(address, known)

    def unbind(self, address: Address) -> None:
        self._paths.pop(address, None)

    def aim(self, endpoint: EndpointId, address: Address) -> None:
        if (known := self._endpoints.get(endpoint)) is not None:
            known.aim(address, self._now)
            self._rearm(self._scope_of[endpoint])

    def apply(self, plan: Plan) -> None:
        if (scope := self._scopes.get(plan.scope)) is not None:
            scope.apply(plan, self._now)
            self._withdraw_taps()
            self._rearm(scope)

    def shut(self, gate: GateId) -> None:
        for scope in self._scopes.values():
            scope.shut(gate, self._now)
        self._withdraw_taps()

    def close(self, endpoint: EndpointId) -> None:
        closed = self._endpoints.pop(endpoint, None)
        if closed is None:
            return
        closed.leave(self._now)
        self._paths = {at: path for at, path in self._paths.items() if path.endpoint is not closed}
        self._agenda.forget(endpoint)
        self._withdraw_taps()
        scope = self._scope_of.pop(endpoint)
        del scope.endpoints[endpoint]
        if not scope.endpoints:
            del self._scopes[scope.id]

    # What the network brings.

    # The two steps of a packet's way are long because they are the way: one screen each.

    def receive(self, datagrams: Sequence[Datagram], now: float) -> None:  # noqa: C901
        self._now = now
        packet = self._packet
        packet.arrived = now
        packet.stamp = stamp(now)
        count, open_rtp = self._counters.add, self._bench.open_rtp
        send, already = self._outbox.append, len(self._outbox)
        for data, address in datagrams:
            path = self._paths.get(address)
            if path is None:
                count(Count.UNKNOWN_ADDRESS)
                continue
            endpoint = path.endpoint
            if len(data) < FIXED or endpoint.cipher is None:
                count(Count.RUNT if endpoint.cipher else Count.UNSECURED)
                continue
            if 192 <= data[1] <= 223:
                if self._feedback.receive(endpoint, data, now):
                    self._hear(path)
                continue
            inbound = endpoint.inbound.get(ssrc_of(data)) or self._introduce(endpoint, data)
            if inbound is None:
                continue
            plain = open_rtp(endpoint.cipher.inbound, data)
            if plain is None:
                count(Count.UNAUTHENTIC)
                continue
            if not (path.heard and inbound.adopted):
                self._believe(path, inbound, now)
            feed = self._read(endpoint, inbound, plain, now)
            if feed is None:
                continue
            for outlet in feed.flowing:
                if datagram := outlet.forward(packet):
                    send(datagram)
        count(Count.RECEIVED, len(datagrams))
        count(Count.FORWARDED, len(self._outbox) - already)
        self._look_after(now)

    def datagrams_to_send(self) -> list[Datagram]:
        sent, self._outbox = self._outbox, []
        if self._control:
            sent += self._control
            self._control.clear()
        return sent

    def next_event(self) -> PumpEvent | None:
        return self._events.popleft() if self._events else None

    def next_timeout(self) -> float | None:
        return self._agenda.next()

    def voices(self) -> Mapping[TrackId, int]:
        tracks = (each.tracks.get(Source.MICROPHONE) for each in self._endpoints.values())
        return {track.id: track.level.dbov(self._now) for track in tracks if track is not None}

    def losses(self) -> Mapping[EndpointId, float]:
        taken = {id_: each.control.take_loss() for id_, each in self._endpoints.items()}
        return {id_: share for id_, share in taken.items() if share is not None}

    def viewings(self) -> Sequence[Viewing]:
        viewings = (each.viewing() for each in self._endpoints.values())
        return [viewing for viewing in viewings if viewing is not None]

    def counters(self) -> Mapping[str, int]:
        return self._counters.snapshot()

    # A packet's way.

    def _introduce(self, endpoint: Endpoint, data: bytes) -> Feed | Repair | None:
        """Find out what an unknown SSRC is, before anything is spent on it."""
        ssrc = ssrc_of(data)
        if ssrc in endpoint.inbound:
            self._counters.add(Count.SUPERSEDED)
            return None
        if len(endpoint.inbound) >= SSRCS_MOST:
            self._counters.add(Count.TOO_MANY_SSRCS)
            return None
        inbound = introduce(ssrc, data, endpoint.id, endpoint.sources)
        if inbound is None:
            self._counters.add(Count.UNKNOWN_SSRC)
        return inbound

    def _believe(self, path: Path, inbound: Feed | Repair, now: float) -> None:
        """The first packet of an address or of an SSRC has authenticated."""
        self._hear(path)
        if not inbound.adopted:
            path.endpoint.adopt(inbound, now)
            self._rearm_one(path.endpoint)

    def _hear(self, path: Path) -> None:
        if not path.heard:
            path.heard = True
            self._events.append(Heard(path.endpoint.id, path.address))

    def _read(  # noqa: C901
        self, endpoint: Endpoint, inbound: Feed | Repair, plain: bytes, now: float
    ) -> Feed | None:
        """Read `plain` into the packet at hand and log it; return the feed it goes on in."""
        packet, count = self._packet, self._counters.add
        if not packet.read(plain):
            count(Count.MALFORMED)
            return None
        number = packet.transport_sequence
        if number >= 0 and endpoint.control.arrivals.add(number, now):
            self._agenda.wake(endpoint.id, endpoint.control.arrivals.due)
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
            self._agenda.wake(endpoint.id, feed.due)
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
        self._counters.add(Count.TOO_FAST)
        return False

    def _read_payload(self, endpoint: Endpoint, feed: Feed) -> bool:
        """Read what is to be known of the payload; return whether it is to be forwarded."""
        packet = self._packet
        if not packet.body:
            self._counters.add(Count.PADDING)
            return False
        if not feed.is_video:
            packet.can_start = True
            if packet.level >= 0:
                endpoint.tracks[feed.track.source].level.hear(packet.level, packet.arrived)
            return True
        if not vp8.read(packet):
            self._counters.add(Count.MALFORMED)
            return False
        feed.shares.octets[packet.temporal_layer] += packet.size
        # A key frame that comes late has a frame already behind it: nobody can begin with it.
        packet.can_start = packet.can_start and packet.seq == feed.log.newest
        return True

    def _unwrap(self, endpoint: Endpoint, repair: Repair) -> Feed | None:
        """Make the packet at hand the one it repeats; return that one's feed."""
        feed = endpoint.repaired_by(repair)
        if feed is None:
            self._counters.add(Count.RTX_WITHOUT_SOURCE)
            return None
        if self._packet.payload_type != codecs.RTX:
            self._counters.add(Count.PAYLOAD_TYPE)
            return None
        repeated = rtx.unwrap(self._packet, ssrc=feed.ssrc, payload_type=codecs.VP8)
        if not repeated:
            # Chromium probes the link with empty ones.
            self._counters.add(Count.PADDING)
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
                self._counters.add(Count.REPAIRED)
                self._forward(self._read(endpoint, feed, older, now))
        return packet.read(carried[-1])

    def _forward(self, feed: Feed | None) -> None:
        for outlet in feed.flowing if feed is not None else ():
            if datagram := outlet.forward(self._packet):
                self._outbox.append(datagram)

    def _revive(self, endpoint: Endpoint, feed: Feed, now: float) -> None:
        if endpoint.tracks[feed.track.source].revive(feed, now):
            self._events.append(TrackFlowed(feed.track))
        self._rearm_one(endpoint)

    def _tap(self, feed: Feed) -> None:
        packet = self._packet
        for gate in feed.gates:
            self._events.append(Tapped(feed.track, gate, packet.plain, packet.arrived))
        self._counters.add(Count.TAPPED, len(feed.gates))

    # What time brings.

    def _look_after(self, now: float) -> None:
        for who in self._agenda.due(now):
            endpoint = self._endpoints[who]
            self._control.extend(endpoint.look_after(now, self._bench))
            self._rearm_one(endpoint)

    def _rearm(self, scope: Scope) -> None:
        for endpoint in scope.endpoints.values():
            self._rearm_one(endpoint)

    def _rearm_of(self, endpoint: EndpointId) -> None:
        self._rearm_one(self._endpoints[endpoint])

    def _rearm_one(self, endpoint: Endpoint) -> None:
        self._agenda.wake(endpoint.id, endpoint.due)

    def _withdraw_taps(self) -> None:
        """Take back what was tapped and not yet fetched, where it may not pass any more."""
        if self._events:
            self._events = deque(event for event in self._events if self._stands(event))

    def _stands(self, event: PumpEvent) -> bool:
        if isinstance(event, Heard):
            return event.endpoint in self._endpoints
        endpoint = self._endpoints.get(event.track.endpoint)
        if endpoint is None:
            return False
        return (
            isinstance(event, TrackFlowed)
            or event.gate in endpoint.tracks[event.track.source].gates
        )
