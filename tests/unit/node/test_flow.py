"""A gate that is barred is shut in every plan, until whoever barred it is asked in their turn."""

from collections.abc import Collection
from dataclasses import replace

from node.flow import Flow
from node.live import Live
from node.step import Step
from node.wiring import Wiring
from rooms.role import Role
from sfu.ids import GateId
from tests.unit.node.people import SCOPE, member, session_of, wiring_of, yes_of
from tests.unit.node.world import FakeMedia

GATE = GateId("ask")
LIVE = Live(
    session_of(member("lena", 0, Role.FACILITATOR), member("ada", 1)), yes_of("lena", "ada")
)
OPEN = Step((), LIVE, wiring_of("lena", "ada"))
SHUT = replace(OPEN, live=replace(LIVE, consents=yes_of("lena", "ada", withdrawn="ada")))


class Watched:
    def __init__(self) -> None:
        self.media = FakeMedia()
        self.told: list[set[GateId]] = []
        self.flow = Flow(self.media, SCOPE, self.hear)
        self.make(Step((), Live(session_of()), Wiring()))

    def hear(self, gates: Collection[GateId]) -> None:
        self.told.append(set(gates))

    def make(self, step: Step) -> None:
        self.flow.make(self.flow.restrict(step))

    @property
    def is_open(self) -> bool:
        plan = self.media.plans.get(SCOPE)
        return plan is not None and GATE in plan.open_gates


def test_a_gate_opens_with_the_plan_and_shuts_before_it() -> None:
    it = Watched()
    plan = it.flow.restrict(OPEN)
    assert not it.is_open
    it.flow.make(plan)
    assert it.is_open

    it.flow.restrict(SHUT)

    assert not it.is_open
    assert it.told == [{GATE}]


def test_a_barred_gate_is_shut_at_once_and_told_once() -> None:
    it = Watched()
    it.make(OPEN)

    it.flow.bar(GATE)
    it.flow.bar(GATE)

    assert not it.is_open
    assert it.told == [{GATE}]
    assert it.flow.is_settled


def test_a_plan_that_was_thought_of_before_does_not_open_it() -> None:
    it = Watched()
    plan = it.flow.restrict(OPEN)

    it.flow.bar(GATE)
    it.flow.make(plan)

    assert not it.is_open
    assert not it.flow.passing(plan).open_gates
    assert not it.flow.passing(plan).taps


def test_it_opens_again_only_once_nobody_bars_it_and_by_a_plan() -> None:
    it = Watched()
    it.make(OPEN)
    it.flow.bar(GATE)
    it.flow.bar(GATE)
    it.flow.unbar(GATE)
    it.make(OPEN)
    assert not it.is_open

    it.flow.unbar(GATE)
    assert not it.flow.is_settled
    assert not it.is_open
    it.make(OPEN)

    assert it.is_open
    assert it.flow.is_settled


def test_a_decision_behind_a_gate_opens_nothing_by_being_asked() -> None:
    it = Watched()
    it.make(OPEN)
    decide = it.flow.behind(GATE, lambda live, now: ())

    assert not it.is_open
    assert decide(LIVE, 1.0) == ()
    assert not it.is_open


def test_what_is_stopped_never_opens_again() -> None:
    it = Watched()
    it.make(OPEN)

    it.flow.stop()
    it.make(OPEN)

    assert not it.is_open
