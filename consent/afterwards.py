"""What is noted of a recording once its session is over: that it was watched, or is erased."""

from collections.abc import Iterable

from consent.entry import Asked, read
from consent.ids import AskId
from consent.ledger import Afterwards, opened


def afterwards(records: Iterable[bytes], ask: AskId, *, key: bytes) -> Afterwards | None:
    """Return who writes of this ask's session, by the records of its room; None without the ask.

    `key` is 32 random bytes.
    """
    for record in records:
        kept = opened(record)
        entry = None if kept is None else read(kept.entry)
        if entry is not None and isinstance(entry.fact, Asked) and entry.fact.ask == ask:
            return Afterwards(entry.session, key)
    return None
