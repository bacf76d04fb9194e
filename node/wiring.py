"""The wiring: how the people of a session are connected at this moment.

Ephemeral: none of it is journalled, and a restart forgets it.  A value like the session itself, so
that a turn can think about the next one while the present one still stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from node.feed import Feed
from node.outlet import Outlet
from node.state import OwnNorms
from node.tile import Tile
from rooms.ids import ParticipantId
from sfu.ids import EndpointId, Kind, Mid, TrackId
from sfu.shape import Shape

Given = Mapping[Mid, Feed]
"""What an endpoint's slots carry; a slot that is not in it is empty."""


@dataclass(frozen=True, slots=True)
class Line:
    """One participant's connection: where media comes from and goes to, and where messages go.

    `tiles` is what the page shows; None until it has said so.  `norms` is what its owner has
    agreed to, which is nobody else's business.
    """

    endpoint: EndpointId
    shape: Shape
    outlet: Outlet
    connected: bool = False
    tiles: tuple[Tile, ...] | None = None
    norms: OwnNorms | None = None
    given: Given = field(default_factory=lambda: MappingProxyType({}))

    def mids(self, kind: Kind) -> tuple[Mid, ...]:
        return tuple(slot.mid for slot in self.shape.slots_of(kind))


@dataclass(frozen=True, slots=True)
class Wiring:
    """`speakers` is who speaks, loudest first; `weak` is whose network loses much.

    `mirrored` are the lines of those who have not joined and hear themselves, as a network test.
    """

    lines: Mapping[ParticipantId, Line] = field(default_factory=lambda: MappingProxyType({}))
    speakers: tuple[ParticipantId, ...] = ()
    weak: frozenset[ParticipantId] = frozenset()
    mirrored: tuple[Line, ...] = ()

    def connecting(self, participant: ParticipantId, line: Line) -> "Wiring":
        """Give a participant this line; the newest is the only one, and no mirror."""
        return replace(self.unmirrored(line.outlet), lines={**self.lines, participant: line})

    def mirroring(self, line: Line) -> "Wiring":
        return replace(self, mirrored=(*self.unmirrored(line.outlet).mirrored, line))

    def unmirrored(self, outlet: Outlet) -> "Wiring":
        if not self.mirrors(outlet):
            return self
        kept = tuple(line for line in self.mirrored if line.outlet is not outlet)
        return replace(self, mirrored=kept)

    def mirrors(self, outlet: Outlet) -> bool:
        return any(line.outlet is outlet for line in self.mirrored)

    def without(self, outlet: Outlet) -> "Wiring":
        kept = {id_: line for id_, line in self.lines.items() if line.outlet is not outlet}
        return replace(self.unmirrored(outlet), lines=kept)

    def only(self, participants: Mapping[ParticipantId, object]) -> "Wiring":
        """Cut whoever holds no place and waits for none."""
        kept = {id_: line for id_, line in self.lines.items() if id_ in participants}
        return replace(self, lines=kept)

    def whose(self, outlet: Outlet) -> ParticipantId | None:
        """Return who is connected by this outlet, unless a newer one took its place."""
        return next((id_ for id_, line in self.lines.items() if line.outlet is outlet), None)

    def track(self, feed: Feed) -> TrackId | None:
        """Return which track carries the feed; None while its owner has no line."""
        line = self.lines.get(feed.participant)
        return None if line is None else TrackId(line.endpoint, feed.source)
