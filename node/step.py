"""A step: a turn that is decided and thought through, and has not taken effect yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from node import live as lives
from node import slots
from node.live import Live, LiveEvent
from node.turn import Happening, lasting
from node.wiring import Wiring


@dataclass(frozen=True, slots=True)
class Step:
    """`live` and `wiring` are as they will be once all that `happened` is written."""

    happened: tuple[Happening, ...]
    live: Live
    wiring: Wiring

    @property
    def events(self) -> tuple[LiveEvent, ...]:
        return lasting(self.happened)

    def then(self, events: Sequence[LiveEvent]) -> "Step":
        """Return the step with these events at its end, which concern nobody's connection."""
        live = lives.apply_all(self.live, events)
        return replace(self, happened=(*self.happened, *events), live=live)

    def assigned(self) -> "Step":
        """Cut whoever is not here any more, and give everyone else their slots."""
        session = self.live.session
        here = {**session.participants, **session.waiting}
        return replace(self, wiring=slots.assign(session, self.wiring.only(here)))
