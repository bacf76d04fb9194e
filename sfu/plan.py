"""A plan: everything that may flow inside one scope, said at once.

The pump is never told single changes.  It is given whole plans, applies them between two batches
of packets, and so is at every instant exactly in one of them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from sfu.ids import GateId, Layer, ScopeId, SlotId, TrackId


@dataclass(frozen=True, slots=True)
class Route:
    """What a slot shows, and at which layer at best."""

    track: TrackId
    layer: Layer = Layer.HIGH
    rank: int = 0
    """Lower goes first where the viewer's link does not bear everything."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A track's way to a recorder.  In a plan only while its gate is open."""

    track: TrackId
    gate: GateId


@dataclass(frozen=True, slots=True)
class Plan:
    """The edges of one scope.

    `epoch` grows with every plan of a scope; an older one that arrives late is ignored.
    A tap passes only if it is in `taps` *and* its gate is in `open_gates`: two locks, one key each.
    """

    scope: ScopeId
    epoch: int = 0
    routes: Mapping[SlotId, Route] = field(default_factory=dict)
    taps: frozenset[Tap] = frozenset()
    open_gates: frozenset[GateId] = frozenset()

    def restricted_to(self, other: "Plan") -> "Plan":
        """Return this plan less every edge that `other` does not have.

        It is what may take effect before the journal is written: it only takes away.  A route
        whose track stays but whose layer changes is kept as it is.
        """
        return replace(
            self,
            epoch=other.epoch,
            routes={
                slot: route
                for slot, route in self.routes.items()
                if slot in other.routes and other.routes[slot].track == route.track
            },
            taps=self.taps & other.taps,
            open_gates=self.open_gates & other.open_gates,
        )

    def without(self, gates: Collection[GateId]) -> "Plan":
        """Return this plan with these gates shut, and no tap at any of them."""
        if self.open_gates.isdisjoint(gates):
            return self
        taps = frozenset(tap for tap in self.taps if tap.gate not in gates)
        return replace(self, taps=taps, open_gates=self.open_gates.difference(gates))
