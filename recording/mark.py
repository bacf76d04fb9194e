"""A mark: where the room's ledger stood when something happened to a recording."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """`at` is session time: seconds since 1970, as `node.clock` counts them."""

    at: float
    size: int
    """Entries in the ledger then."""
    head: bytes
