"""The plan of a session: all that may flow, said at once.  Pure; nothing else makes a `Plan`.

The slots say what a page would like; whether it may flow is asked again here, for every edge, so
that no mistake in handing out slots can become a packet.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from consent.gate import gate
from consent.taps import taps
from node.feed import SOURCES, Feed, may_flow, published
from node.live import Live
from node.tile import FIRST_HEIGHT, RESTING, heights_of, layer_of
from node.wiring import Line, Wiring
from rooms.ids import ParticipantId
from rooms.role import Role
from rooms.session import Session
from rooms.visibility import Vantage, vantage_of
from sfu.ids import GateId, Layer, ScopeId, SlotId, Source, TrackId
from sfu.plan import Plan, Route, Tap

CIRCLE: Final = 1000
"""The rank of the first seat of the circle, behind all facilitators: more than a room has seats."""


def plan(live: Live, wiring: Wiring, *, scope: ScopeId, epoch: int) -> Plan:
    """Return the plan for this session with people connected as `wiring` says."""
    session = live.session
    flows = _Flows(session, wiring)
    routes = {
        slot: route
        for viewer, line in wiring.lines.items()
        # A route before the handshake would spend a key frame on somebody who cannot see it.
        if line.connected
        for slot, route in _routes(flows, viewer, line)
    }
    routes |= _mirrors(wiring)
    return Plan(scope, epoch, routes, frozenset(_taps(live, wiring)), _open_gates(live))


def _open_gates(live: Live) -> frozenset[GateId]:
    """Return the gates that everyone agrees to: each is of one ask, and opens for no other."""
    consents, session = live.consents, live.session
    return frozenset(
        GateId(ask.id)
        for scope, ask in consents.asks.items()
        if gate(consents, session, scope).open
    )


def _taps(live: Live, wiring: Wiring) -> Iterator[Tap]:
    for scope, ask in live.consents.asks.items():
        for who, device, _ in taps(live.consents, live.session, scope):
            for source in SOURCES[device]:
                track = wiring.track(Feed(who, source))
                if track is not None:
                    yield Tap(track, GateId(ask.id))


def _mirrors(wiring: Wiring) -> dict[SlotId, Route]:
    """Return the one exception from visibility: one's own voice, on the way to oneself.

    It is for the page before joining, where a network test is.  Nobody else is ever in it, and
    whoever has a place, or waits for one, has no mirror whatever the wiring says.
    """
    joined = {line.endpoint for line in wiring.lines.values()}
    return {
        SlotId(line.endpoint, mid): Route(TrackId(line.endpoint, Source.MICROPHONE))
        for line in wiring.mirrored
        if line.connected and line.endpoint not in joined
        for mid in line.mids("audio")[:1]
    }


class _Flows:
    """What may flow to a vantage: asked once for all who share it, about each feed."""

    def __init__(self, session: Session, wiring: Wiring) -> None:
        self._session = session
        self._wiring = wiring
        self._feeds = published(session.participants.values())
        self._known: dict[Vantage, dict[Feed, TrackId | None]] = {}

    def to(self, viewer: ParticipantId) -> Callable[[Feed], TrackId | None]:
        """Return what says by which track a feed may flow to `viewer`; None is that it may not."""
        vantage = vantage_of(self._session, viewer)
        if vantage is None:
            return lambda _: None
        known = self._known.setdefault(vantage, {})

        def track(feed: Feed) -> TrackId | None:
            if feed.participant == viewer:
                return None
            if feed not in known:
                known[feed] = self._track(vantage, feed)
            return known[feed]

        return track

    def rank(self, feed: Feed) -> int:
        """Return who goes first on a narrow link: screens, facilitators, then around the circle."""
        who = self._session.participants[feed.participant]
        if feed.source is not Source.CAMERA:
            return 0
        return who.seat + (1 if who.role is Role.FACILITATOR else CIRCLE)

    def _track(self, vantage: Vantage, feed: Feed) -> TrackId | None:
        on = feed in self._feeds.get(feed.participant, ())
        return self._wiring.track(feed) if on and may_flow(self._session, vantage, feed) else None


def _routes(flows: _Flows, viewer: ParticipantId, line: Line) -> Iterator[tuple[SlotId, Route]]:
    track_of, heights = flows.to(viewer), heights_of(line.tiles)
    for mid, feed in line.given.items():
        track = track_of(feed)
        if track is not None and heights.get(feed) != RESTING:
            rank = flows.rank(feed)
            yield SlotId(line.endpoint, mid), Route(track, _layer(feed, heights), rank)


def _layer(feed: Feed, heights: Mapping[Feed, int]) -> Layer:
    if feed.source is not Source.CAMERA:
        return Layer.HIGH
    return layer_of(heights.get(feed, FIRST_HEIGHT))
