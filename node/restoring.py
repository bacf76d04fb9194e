"""Taking up a session from its journal, after a restart or a fault."""

import structlog

from node import live as lives
from node.live import Live
from node.ports import Journal
from rooms.errors import UnreadableEvent
from rooms.ids import SessionId
from store.errors import Tampered, Unknown

log = structlog.get_logger()


async def restore(journal: Journal, session: SessionId) -> Live | None:
    """Return the session its journal tells of.

    None if there is nothing to take up: it ended, and then is forgotten; or what is there cannot
    be read, and then is left for somebody to look at, and the room begins anew.
    """
    try:
        entries = [lives.decode(data) for data in await journal.read(session)]
        found = lives.replay(entries) if entries else None
    except (UnreadableEvent, Tampered, Unknown) as exc:
        log.warning("session cannot be restored", session=session, reason=str(exc))
        return None
    if found is None or found.session.ended is not None:
        await journal.forget(session)
        return None
    return found
