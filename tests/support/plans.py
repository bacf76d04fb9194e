"""Short ways to say what may flow, and to ask what did."""

from collections.abc import Iterable

from sfu.ids import GateId, Layer, ScopeId, SlotId, Source
from sfu.plan import Plan, Route, Tap
from sfu.pump import Pump, PumpEvent
from tests.support.person import SCOPE, Person

MIC, CAMERA, SCREEN = Source.MICROPHONE, Source.CAMERA, Source.SCREEN
AUDIO, VIDEO = "4", "6"  # a slot of each kind of everyone's `small_shape`
GATE = GateId("tape")


def plan(
    *routes: tuple[SlotId, Route],
    epoch: int = 1,
    taps: Iterable[Tap] = (),
    open_gates: Iterable[GateId] = (),
    scope: ScopeId = SCOPE,
) -> Plan:
    return Plan(scope, epoch, dict(routes), frozenset(taps), frozenset(open_gates))


def route(
    viewer: Person, slot: str, sender: Person, source: Source = CAMERA, layer: Layer = Layer.HIGH
) -> tuple[SlotId, Route]:
    return viewer.slot(slot), Route(sender.track(source), layer)


def events(pump: Pump) -> list[PumpEvent]:
    return list(iter(pump.next_event, None))


def seqs(person: Person, slot: str) -> list[int]:
    return [heard.seq for heard in person.heard[slot]]


def contiguous(numbers: list[int]) -> bool:
    return numbers == [(numbers[0] + n) % 2**16 for n in range(len(numbers))]


def at_once(pump: Pump, now: float) -> None:
    pump.receive([], now)
