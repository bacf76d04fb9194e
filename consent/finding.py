"""What a verifier finds: what is wrong, and where."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    CHANGED = "changed"
    """What is there is not what was written there."""
    MISSING = "missing"
    MISPLACED = "misplaced"
    """It is there, but not in its order; or twice."""
    REWRITTEN = "rewritten"
    """It is well chained, but is not what a signed checkpoint, or a receipt, is for."""
    BAD_CHECKPOINT = "bad-checkpoint"
    """The node did not sign it, or it is of another ledger."""
    UNSIGNED = "unsigned"
    """It is at the end, and the node has signed no checkpoint for it."""
    FORGED = "forged"
    """A yes that the browser of whoever said it did not sign."""
    UNCONSENTED = "unconsented"
    """Somebody is recorded who has not said yes, or no longer does."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A fault at a place; of entries that are missing, `last` is the place of the last one."""

    place: int
    fault: Fault
    last: int

    def __str__(self) -> str:
        if self.last > self.place:
            return f"entries {self.place} to {self.last}: {self.fault}"
        return f"entry {self.place}: {self.fault}"


def at(place: int, fault: Fault) -> Finding:
    return Finding(place, fault, place)
