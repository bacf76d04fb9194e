"""The auditor: reads the ledgers beside a running node, or of one that is no more.

It needs the data directory and writes nothing that anybody would read again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consent.audit import audit
from consent.checkpoint import Checkpoint
from consent.verifier import Verdict
from rooms.ids import RoomId
from signaling.house import master_key
from signaling.settings import Settings
from store.booking import KeptLedger
from store.errors import Unknown
from store.opening import IN_MEMORY, open_store
from store.sqlite import FILE_NAME


@dataclass(frozen=True, slots=True)
class Books:
    """All ledgers of a node, and its public key."""

    key: bytes
    ledgers: Mapping[RoomId, KeptLedger]

    def verdict(self, room: RoomId, heads: Iterable[Checkpoint] = ()) -> Verdict:
        """Return what is to be said of a room's ledger, held against what others have kept."""
        kept = self.ledgers[room]
        mine = [head for head in heads if head.ledger == kept.id]
        return audit(kept.id, kept.records, kept.checkpoints, self.key, mine)

    def has(self, checkpoint: Checkpoint) -> bool:
        return any(kept.id == checkpoint.ledger for kept in self.ledgers.values())


async def books(settings: Settings) -> Books:
    """Return the books that are kept in the data directory, or raise `Unknown`."""
    directory = settings.data_dir
    if str(directory) == IN_MEMORY or not (directory / FILE_NAME).exists():
        # The store would make a new one, with a new key, and find it sound.
        raise Unknown(f"there is no data in {directory}")
    async with open_store(directory, master=master_key(), as_node=False) as store:
        rooms = await store.ledgers.rooms()
        ledgers = {room: await store.ledgers.read(room) for room in sorted(rooms)}
        return Books(store.secrets.ledger_key().public_key().public_bytes_raw(), ledgers)
