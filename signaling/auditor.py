"""The auditor: reads the ledgers beside a running node, or of one that is no more.

It needs the data directory and writes nothing that anybody would read again.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from consent.audit import audit
from consent.checkpoint import Checkpoint
from consent.verifier import Verdict
from recording.errors import Erased, Tampered
from recording.key_file import FILE_NAME as KEYS
from recording.library import Library
from recording.mark import Mark
from rooms.ids import RoomId
from signaling.house import master_key, recordings_home
from signaling.settings import Settings
from store.booking import KeptLedger
from store.errors import Unknown
from store.opening import IN_MEMORY, open_store
from store.sqlite import FILE_NAME


@dataclass(frozen=True, slots=True)
class Books:
    """All ledgers of a node, its public key, and what recordings say of the ledger of a room."""

    key: bytes
    ledgers: Mapping[RoomId, KeptLedger]
    marks: Mapping[RoomId, Sequence[Mark]]

    def verdict(self, room: RoomId, heads: Iterable[Checkpoint] = ()) -> Verdict:
        """Return what is to be said of a room's ledger, held against what others have kept."""
        kept = self.ledgers[room]
        mine = [head for head in heads if head.ledger == kept.id]
        marks = [(mark.size, mark.head) for mark in self.marks.get(room, ())]
        return audit(kept.id, kept.records, kept.checkpoints, self.key, heads=mine, marks=marks)

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
        key = store.secrets.ledger_key().public_key().public_bytes_raw()
        home = recordings_home(settings)
        marks = await asyncio.to_thread(_marks, home, store.secrets.recording_key)
        return Books(key, ledgers, marks)


def _marks(home: Path, key: bytes) -> Mapping[RoomId, Sequence[Mark]]:
    """Return what manifests that can be read say; of the others `recording verify` tells."""
    found: dict[RoomId, list[Mark]] = defaultdict(list)
    if not (home.parent / KEYS).exists():
        return found  # Nothing was ever recorded, and looking would make the file.
    library = Library(home, key)
    for listed in library.recordings():
        with suppress(Erased, Tampered):
            for interval in library.reel(listed.recording).intervals:
                found[listed.room] += [interval.opened, interval.shut]
    return found
