"""A scope: the endpoints of one session, the plan that rules them, and the wall around them."""

from collections import defaultdict
from typing import Final

from sfu.counters import Count, Counters
from sfu.endpoint import Endpoint
from sfu.ids import EndpointId, GateId, ScopeId, SlotId, TrackId
from sfu.plan import Plan, Route
from sfu.slot import Slot
from sfu.track import Track


class Scope:
    """Applies plans.  What a plan says of endpoints that are not in the scope is refused."""

    __slots__ = ("_counters", "_epoch", "_shut", "endpoints", "id")

    def __init__(self, scope: ScopeId, counters: Counters) -> None:
        self.id: Final = scope
        self.endpoints: Final[dict[EndpointId, Endpoint]] = {}
        self._counters = counters
        self._epoch = -1
        # Gates that were shut out of turn, and the epoch that may not open them any more.
        self._shut: dict[GateId, int] = {}

    def apply(self, plan: Plan, now: float) -> None:
        """Make `plan` the whole truth: first what it takes away, then what it gives."""
        if plan.epoch < self._epoch:
            self._counters.add(Count.STALE_PLAN)
            return
        self._epoch = plan.epoch
        shown = self._lawful(plan)
        for endpoint in self.endpoints.values():
            for slot in endpoint.slots.values():
                if slot.track is not None and slot not in shown:
                    slot.empty()
        self._tap(plan, now)
        for slot, (track, route) in shown.items():
            slot.show(track, route.layer, now, rank=route.rank)

    def shut(self, gate: GateId, now: float) -> None:
        """Shut `gate` at once; only a plan with a later epoch than the present one opens it."""
        self._shut[gate] = self._epoch
        for track in self.tracks():
            if gate in track.gates:
                track.tap(tuple(each for each in track.gates if each != gate), now)

    def tracks(self) -> list[Track]:
        return [track for each in self.endpoints.values() for track in each.tracks.values()]

    def _lawful(self, plan: Plan) -> dict[Slot, tuple[Track, Route]]:
        shown = {}
        for where, route in plan.routes.items():
            slot, track = self._slot(where), self._track(route.track)
            if slot is None or track is None or slot.line.kind != track.id.source.kind:
                self._counters.add(Count.ROUTE_REFUSED)
            else:
                shown[slot] = (track, route)
        return shown

    def _tap(self, plan: Plan, now: float) -> None:
        self._shut = {gate: at for gate, at in self._shut.items() if at >= plan.epoch}
        opened = plan.open_gates - self._shut.keys()
        gates: defaultdict[TrackId, list[GateId]] = defaultdict(list)
        for tap in plan.taps:
            if self._track(tap.track) is None:
                self._counters.add(Count.TAP_REFUSED)
            elif tap.gate in opened:
                gates[tap.track].append(tap.gate)
        for track in self.tracks():
            track.tap(tuple(sorted(gates[track.id])), now)

    def _slot(self, slot: SlotId) -> Slot | None:
        endpoint = self.endpoints.get(slot.endpoint)
        return None if endpoint is None else endpoint.slots.get(slot.mid)

    def _track(self, track: TrackId) -> Track | None:
        endpoint = self.endpoints.get(track.endpoint)
        return None if endpoint is None else endpoint.tracks.get(track.source)
