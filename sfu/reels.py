"""Who hears what comes through which gate."""

from collections import Counter
from collections.abc import Callable

from sfu.edge_counts import EdgeCount
from sfu.ids import GateId
from sfu.pump import Tapped


class Reels:
    """One listener a gate at most; what nobody hears is counted and gone."""

    __slots__ = ("_by_gate", "_counters")

    def __init__(self, counters: Counter[EdgeCount]) -> None:
        self._by_gate: dict[GateId, Callable[[Tapped], None]] = {}
        self._counters = counters

    def put(self, gate: GateId, hear: Callable[[Tapped], None]) -> None:
        """Give `hear` whatever comes through the gate; nobody else hears it any more."""
        self._by_gate[gate] = hear

    def take(self, gate: GateId) -> None:
        """Give what comes through the gate to nobody.  Twice is harmless."""
        self._by_gate.pop(gate, None)

    def keep(self, tapped: Tapped) -> None:
        hear = self._by_gate.get(tapped.gate)
        if hear is None:
            self._counters[EdgeCount.TAPPED_FOR_NOBODY] += 1
        else:
            hear(tapped)
