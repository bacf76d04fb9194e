"""Who asks for a recording, and whether they may know that it is there."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from consent.ids import AskId
from consent.terms import Viewer
from recording.errors import Erased, NoRecording
from recording.keyring import Listed
from recording.sheet import Sheet
from rooms.ids import RoomId
from rooms.role import Role
from signaling.api.call import Call
from signaling.authority import participant_token
from signaling.errors import BadToken
from signaling.problem import ProblemRaised
from signaling.recordings import Archive
from store.records import RoomRecord

_ABSENT: Final = "There is no such recording."


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks.  `viewers` are those they act for: all of them have to be named by the ask."""

    viewers: frozenset[Viewer]
    pseudonym: bytes | None = None
    """Who they are in the ledger; None for whoever has an API key."""

    def require_named(self, sheet: Sheet) -> None:
        """Raise unless the ask named them all."""
        if not self.viewers <= sheet.viewers:
            named = ", ".join(sorted(sheet.viewers))
            raise ProblemRaised("not-allowed", f"The ask named others: {named}.")


async def found(call: Call) -> tuple[Archive, Listed, Reader]:
    """Return the recording of the path, for somebody who may know that it is there."""
    archive = call.house.archive
    if archive is None:
        raise ProblemRaised("absent", _ABSENT)
    try:
        listed = await archive.recordings.listed(AskId(call.request.match_info["recording"]))
        if call.key is not None:
            return archive, listed, _spoken_for(call)
        reader = await by_token(call, listed.room)
        sheet = (await archive.recordings.manifest(listed.recording)).sheet
    except (NoRecording, BadToken, Erased):
        raise ProblemRaised("absent", _ABSENT) from None
    if not reader.viewers <= sheet.viewers:
        raise ProblemRaised("absent", _ABSENT)
    return archive, listed, reader


async def by_token(call: Call, room: RoomId) -> Reader:
    """Return who a participant's token says they are, in this room; raise `BadToken`."""
    house = call.house
    token = participant_token(call.request.headers.get("Authorization")) or ""
    record = await house.store.rooms.get(room) or RoomRecord(id=room, name="", created_at=0)
    claims = house.tokens(record).verify(token, room, now=house.clock())
    who = house.store.secrets.identity(room, "recording reader", claims.sub)
    pseudonym = sha256(who.encode()).digest()[:16]
    if claims.role is Role.FACILITATOR:
        return Reader(frozenset({Viewer.FACILITATORS}), pseudonym)
    # Who was there is not kept beyond the session: a client is one of either, and both are needed.
    return Reader(frozenset({Viewer.PARTICIPANTS, Viewer.ABSENT}), pseudonym)


def _spoken_for(call: Call) -> Reader:
    return Reader(frozenset({call.choice("viewer", Viewer, Viewer.FACILITATORS)}))
