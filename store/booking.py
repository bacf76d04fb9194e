"""A booking: what is appended to a room's ledger at once, and the ledger as it is kept."""

from dataclasses import dataclass
from typing import NamedTuple

from rooms.ids import RoomId


@dataclass(frozen=True, slots=True)
class Booking:
    """One record or more, from place `first` on, and the signed checkpoint that follows them.

    Records and checkpoints are as `consent.ledger` and `consent.checkpoint` spell them: nothing
    is added to them here, so that whoever has the file can verify it without us.
    """

    room: RoomId
    ledger: bytes
    first: int
    records: tuple[bytes, ...]
    checkpoint: bytes

    @property
    def size(self) -> int:
        """Return how many records the ledger has with these."""
        return self.first + len(self.records)


class KeptLedger(NamedTuple):
    """All of a room's ledger, as it lies there: records and checkpoints in their order."""

    id: bytes
    records: tuple[bytes, ...]
    checkpoints: tuple[bytes, ...]
