"""The flow: what the media plane has been told may flow, and the gates shut ahead of their turn."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from node import planning
from node.live import Live
from node.ports import Media
from node.step import Step
from node.turn import Decision, Happening
from sfu.ids import GateId, ScopeId
from sfu.plan import Plan


class Flow:
    """Owns the plan of a session.

    A gate that is barred is shut in every plan, also in that of a turn which is being written at
    this moment and began when it might have been open.
    """

    def __init__(
        self, media: Media, scope: ScopeId, shut: Callable[[Collection[GateId]], None]
    ) -> None:
        """`shut` is called with gates as soon as nothing comes through them any more."""
        self.scope = scope
        self._media = media
        self._shut = shut
        self._plan = Plan(scope)
        self._wanted = self._plan.open_gates
        self._barred: Counter[GateId] = Counter()

    @property
    def is_settled(self) -> bool:
        """Return whether all gates are as the session last had them."""
        return self._wanted - self._barred.keys() == self._plan.open_gates

    def restrict(self, step: Step) -> Plan:
        """Let nothing flow any more that will not after `step`; return the plan that will be."""
        epoch = self._plan.epoch + 1
        plan = planning.plan(step.live, step.wiring, scope=self.scope, epoch=epoch)
        self._apply(self._plan.restricted_to(plan))
        return plan

    def passing(self, plan: Plan) -> Plan:
        """Return what may flow of `plan` at this moment."""
        return plan.without(self._barred.keys())

    def make(self, plan: Plan) -> None:
        """Let everything flow that `plan` has."""
        self._wanted = plan.open_gates
        self._apply(self.passing(plan))

    def bar(self, gate: GateId) -> None:
        """Shut a gate at once, and keep it shut until `unbar` was called as often."""
        self._barred[gate] += 1
        self._media.shut(gate)
        self._plan, before = self._plan.without({gate}), self._plan
        self._tell(before)

    def unbar(self, gate: GateId) -> None:
        """Leave it to the next plan."""
        self._barred -= Counter({gate: 1})

    def behind(self, gate: GateId, decide: Decision) -> Decision:
        """Shut a gate at once, and return a decision that says in its turn whether it stays so."""
        self.bar(gate)

        def decide_behind(live: Live, now: float) -> Sequence[Happening]:
            # Nothing is awaited between this and the restrictions of the turn.
            self.unbar(gate)
            return decide(live, now)

        return decide_behind

    def stop(self) -> None:
        """Shut every gate for good: there is nobody any more who would."""
        for gate in self._plan.open_gates:
            self.bar(gate)

    def _apply(self, plan: Plan) -> None:
        """Make `plan` true, unless it already is."""
        if replace(self._plan, epoch=plan.epoch) != plan:
            self._media.apply(plan)
            self._plan, before = plan, self._plan
            self._tell(before)

    def _tell(self, before: Plan) -> None:
        if shut := before.open_gates - self._plan.open_gates:
            self._shut(shut)
