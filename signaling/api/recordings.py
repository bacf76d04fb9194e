"""Recordings: what was kept, and its erasure.

An API key's holder acts for those whom the ask named, and says for whom; a participant's token
opens what its role was named for, in its own room.  Whatever somebody may not see is absent.
"""

from enum import StrEnum
from typing import Annotated, Final

from msgspec import Meta, Struct

from consent.terms import Scope, Tracks, Viewer
from recording.keyring import Listed
from recording.manifest import Manifest
from rooms.ids import RoomId
from signaling.api.call import Call
from signaling.api.recording_reader import by_token, found
from signaling.api.route import Access, Query, Route
from signaling.problem import ProblemRaised

RECORDINGS: Final = "/v1/recordings"
RECORDING: Final = f"{RECORDINGS}/{{recording}}"

PAGE_MOST: Final = 100
PAGE: Final = 50

Time = Annotated[float, Meta(description="Seconds since 1970, UTC.")]


class Phase(StrEnum):
    RUNNING = "running"
    """It goes on, or is paused."""
    KEPT = "kept"
    ERASED = "erased"
    """Nothing of it can be read any more; it is listed so that one can tell."""


class Recording(Struct, frozen=True):
    """A recording.  Its id is that of the ask that everyone said yes to."""

    id: str
    room: str
    session: str
    phase: Phase
    began: Time
    ended: Time | None
    expires: Time
    erased: Time | None


class RecordingList(Struct, frozen=True):
    """A page of recordings; `next_cursor` leads to the next one and is null on the last."""

    recordings: list[Recording]
    next_cursor: str | None


class Moved(Struct, frozen=True):
    """The gate moved, and where the room's ledger stood then: so many entries, and its head."""

    at: Time
    ledger_size: int
    ledger_head: Annotated[str, Meta(description="64 hex digits.")]


class Interval(Struct, frozen=True):
    """The gate was open; `shut` is null while it is, and where a crash cut it off."""

    opened: Moved
    shut: Moved | None


class RecordingDetail(Struct, frozen=True):
    """A recording and what was agreed to.  What was erased has nothing but its dates."""

    id: str
    room: str
    session: str
    phase: Phase
    began: Time
    ended: Time | None
    expires: Time
    erased: Time | None
    scope: Scope | None = None
    tracks: Tracks | None = None
    viewers: Annotated[list[Viewer], Meta(description="Who may watch.")] = []
    intervals: list[Interval] = []


async def list_recordings(call: Call) -> RecordingList:
    """List them, oldest first; a participant's token lists its room's."""
    archive = call.house.archive
    room = call.request.query.get("room")
    if call.key is None:
        if room is None:
            raise ProblemRaised("bad-field", "A token lists one room: say which.", field="room")
        await by_token(call, RoomId(room))
    if archive is None:
        return RecordingList([], None)
    kept = [each for each in await archive.recordings.all() if room in {None, each.room}]
    after, limit = call.number("cursor", 0, most=2**31), call.number("limit", PAGE, most=PAGE_MOST)
    page = kept[after : after + limit]
    more = str(after + limit) if len(kept) > after + limit else None
    return RecordingList([_shown(each) for each in page], more)


async def get_recording(call: Call) -> RecordingDetail:
    archive, listed, _ = await found(call)
    shown = _shown(listed)
    told = {name: getattr(shown, name) for name in Recording.__struct_fields__}
    if listed.erased is not None:
        return RecordingDetail(**told)
    manifest = await archive.recordings.manifest(listed.recording)
    sheet = manifest.sheet
    return RecordingDetail(
        **told,
        scope=sheet.scope,
        tracks=sheet.tracks,
        viewers=sorted(sheet.viewers),
        intervals=_intervals(manifest),
    )


async def delete_recording(call: Call) -> None:
    """Destroy its keys: every copy that we hold is unreadable from then on."""
    archive, listed, _ = await found(call)
    await archive.recordings.erase(listed, None, None)


def _shown(listed: Listed) -> Recording:
    phase = Phase.KEPT if listed.ended is not None else Phase.RUNNING
    return Recording(
        listed.recording,
        listed.room,
        listed.session,
        Phase.ERASED if listed.erased is not None else phase,
        listed.began,
        listed.ended,
        listed.expires,
        listed.erased,
    )


def _intervals(manifest: Manifest) -> list[Interval]:
    marks = [(each.opened, each.shut) for each in manifest.intervals]
    return [
        Interval(
            Moved(opened.at, opened.size, opened.head.hex()),
            None if shut is None else Moved(shut.at, shut.size, shut.head.hex()),
        )
        for opened, shut in marks
    ]


ROUTES: Final = (
    Route(
        "GET",
        RECORDINGS,
        list_recordings,
        "List the recordings, oldest first, and the tombstones of those that were erased",
        access=Access.KEY_OR_TOKEN,
        answer=RecordingList,
        query=(
            Query("room", "Those of one room, by its id."),
            Query("cursor", "`next_cursor` of the page before."),
            Query("limit", f"Recordings on a page, at most {PAGE_MOST}.", "integer"),
        ),
        refusals=("bad-field",),
    ),
    Route(
        "GET",
        RECORDING,
        get_recording,
        "Look at a recording: when its gate moved, and what was agreed to",
        access=Access.KEY_OR_TOKEN,
        answer=RecordingDetail,
        refusals=("absent", "tampered"),
    ),
    Route(
        "DELETE",
        RECORDING,
        delete_recording,
        "Erase a recording: its keys are destroyed, its exports too",
        status=204,
        refusals=("absent", "recording-running"),
    ),
)
