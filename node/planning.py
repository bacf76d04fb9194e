"""The plan of a session: all that may flow, said at once.  Pure; nothing else makes a `Plan`.

The slots say what a page would like; whether it may flow is asked again here, for every edge, so
that no mistake in handing out slots can become a packet.
"""

from collections.abc import Iterator

from consent.gate import is_open
from node.feed import Feed, Published, may_reach, published
from node.live import Live
from node.recorded import recordable, recorded
from node.tile import height_of, layer_of
from node.wiring import Line, Wiring
from rooms.ids import ParticipantId
from rooms.session import Session
from sfu.ids import GateId, Layer, ScopeId, SlotId, Source, TrackId
from sfu.plan import Plan, Route, Tap


def plan(live: Live, wiring: Wiring, *, scope: ScopeId, epoch: int) -> Plan:
    """Return the plan for this session with people connected as `wiring` says."""
    session = live.session
    feeds = published(session.participants.values())
    routes = {
        slot: route
        for viewer, line in wiring.lines.items()
        # A route before the handshake would spend a key frame on somebody who cannot see it.
        if line.connected
        for slot, route in _routes(session, wiring, viewer, feeds)
    }
    routes |= _mirrors(wiring)
    if not is_open(live.consents, recorded(session)):
        return Plan(scope, epoch, routes)
    gate = GateId(session.id)
    taps = frozenset(
        Tap(track, gate)
        for feed in recordable(session)
        if (track := wiring.track(feed)) is not None
    )
    return Plan(scope, epoch, routes, taps, frozenset({gate}))


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


def _routes(
    session: Session, wiring: Wiring, viewer: ParticipantId, feeds: Published
) -> Iterator[tuple[SlotId, Route]]:
    line = wiring.lines[viewer]
    for mid, feed in line.given.items():
        track = wiring.track(feed)
        on = feed in feeds.get(feed.participant, ())
        if track is not None and on and may_reach(session, viewer, feed):
            yield SlotId(line.endpoint, mid), Route(track, _layer(feed, line))


def _layer(feed: Feed, line: Line) -> Layer:
    if feed.source is not Source.CAMERA:
        return Layer.HIGH
    return layer_of(height_of(feed, line.tiles))
