"""The pump in Python: the specification of what a pump does, and the fallback.

An RTP packet's whole way is in :meth:`PythonPump.receive` and the reader's `read`; RTCP goes its
own, in :class:`~sfu.feedback.Feedback`.  Everything else is preparation, made when a plan is
applied, so that a packet finds its sinks in a list.
"""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from random import Random, SystemRandom
from typing import Final

from sfu import srtp
from sfu.agenda import Agenda
from sfu.counters import Count, Counters
from sfu.endpoint import Endpoint
from sfu.feed import Feed, Repair
from sfu.feedback import Feedback
from sfu.header import FIXED, Packet, ssrc_of
from sfu.ids import Address, Datagram, EndpointId, GateId, Mid, ScopeId, Source, TrackId
from sfu.introduction import SSRCS_MOST, introduce
from sfu.outlet import stamp
from sfu.path import Path
from sfu.plan import Plan
from sfu.pump import Heard, PumpEvent, SrtpKeys, TrackFlowed
from sfu.reader import Reader
from sfu.scope import Scope
from sfu.shape import Shape
from sfu.viewing import Viewing


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
        self._events: Final[deque[PumpEvent]] = deque()
        self._reader = Reader(
            self._packet,
            self._counters,
            self._agenda,
            tell=self._events.append,
            forward=self._forward,
        )

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

    # Long because it is the way, as the reader's part of it is: one screen each.

    def receive(self, datagrams: Sequence[Datagram], now: float) -> None:  # noqa: C901
        self._now = now
        packet = self._packet
        packet.arrived = now
        packet.stamp = stamp(now)
        count, open_rtp = self._counters.add, self._bench.open_rtp
        read, send, already = self._reader.read, self._outbox.append, len(self._outbox)
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
            feed = read(endpoint, inbound, plain, now)
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

    def _forward(self, feed: Feed) -> None:
        for outlet in feed.flowing:
            if datagram := outlet.forward(self._packet):
                self._outbox.append(datagram)

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
            standing = [event for event in self._events if self._stands(event)]
            self._events.clear()
            self._events.extend(standing)

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
