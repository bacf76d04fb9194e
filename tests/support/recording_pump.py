"""A pump that moves nothing and remembers what it was told."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from sfu.ids import Address, Datagram, EndpointId, GateId, Mid, ScopeId, TrackId
from sfu.plan import Plan
from sfu.pump import PumpEvent, SrtpKeys
from sfu.shape import Shape
from sfu.viewing import Viewing


class RecordingPump:
    """Keeps every call in order; packets and events are for the test to look at or to add."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.datagrams: list[Datagram] = []
        self.events: list[PumpEvent] = []
        self.outbox: list[Datagram] = []
        self.keys: dict[EndpointId, SrtpKeys] = {}

    def named(self, name: str) -> list[tuple[object, ...]]:
        return [call[1:] for call in self.calls if call[0] == name]

    def admit(self, scope: ScopeId, endpoint: EndpointId, shape: Shape) -> None:
        self.calls.append(("admit", scope, endpoint, shape))

    def agree(self, endpoint: EndpointId, redundant: Collection[Mid]) -> None:
        self.calls.append(("agree", endpoint, frozenset(redundant)))

    def secure(self, endpoint: EndpointId, keys: SrtpKeys) -> None:
        self.calls.append(("secure", endpoint))
        self.keys[endpoint] = keys

    def bind(self, address: Address, endpoint: EndpointId) -> None:
        self.calls.append(("bind", address, endpoint))

    def unbind(self, address: Address) -> None:
        self.calls.append(("unbind", address))

    def aim(self, endpoint: EndpointId, address: Address) -> None:
        self.calls.append(("aim", endpoint, address))

    def apply(self, plan: Plan) -> None:
        self.calls.append(("apply", plan))

    def shut(self, gate: GateId) -> None:
        self.calls.append(("shut", gate))

    def close(self, endpoint: EndpointId) -> None:
        self.calls.append(("close", endpoint))

    def receive(self, datagrams: Sequence[Datagram], now: float) -> None:
        self.datagrams += datagrams

    def datagrams_to_send(self) -> list[Datagram]:
        outbox, self.outbox = self.outbox, []
        return outbox

    def next_event(self) -> PumpEvent | None:
        return self.events.pop(0) if self.events else None

    def next_timeout(self) -> float | None:
        return None

    def voices(self) -> Mapping[TrackId, int]:
        return {}

    def losses(self) -> Mapping[EndpointId, float]:
        return {}

    def viewings(self) -> Sequence[Viewing]:
        return []

    def counters(self) -> Mapping[str, int]:
        return Counter(received=len(self.datagrams))
