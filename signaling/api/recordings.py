"""Recordings: what was kept, its exports, and its erasure.

An API key's holder acts for those whom the ask named, and says for whom; a participant's token
opens what its role was named for, in its own room.  Whatever somebody may not see is absent.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import Annotated, Final, TypeVar

import msgspec
from aiohttp import web
from msgspec import Meta, Struct

from consent.ids import AskId
from consent.terms import Scope, Tracks, Viewer
from recording.errors import Erased, NoRecording
from recording.export.shelf import Kept
from recording.export.wish import Container, Cut, Wish, check
from recording.keyring import Listed
from recording.manifest import Manifest
from recording.sheet import Sheet
from rooms.ids import RoomId
from rooms.role import Role
from signaling.api.call import Call
from signaling.api.route import Access, Query, Route
from signaling.authority import participant_token
from signaling.errors import BadToken
from signaling.problem import ProblemRaised
from signaling.recordings import Archive
from store.records import RoomRecord

PAGE_MOST: Final = 100
PAGE: Final = 50
RETRY: Final = "2"  # seconds

_ABSENT: Final = "There is no such recording."

_Choice = TypeVar("_Choice", bound=StrEnum)

Time = Annotated[float, Meta(description="Seconds since 1970, UTC.")]


class Phase(StrEnum):
    RUNNING = "running"
    """It goes on, or is paused."""
    KEPT = "kept"
    ERASED = "erased"
    """Nothing of it can be read any more; it is listed so that one can tell."""


class People(StrEnum):
    EVERYONE = "everyone"
    FACILITATORS = "facilitators"


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


class Making(Struct, frozen=True):
    """The export is being made: ask again in a moment."""

    progress: Annotated[float, Meta(description="From 0 to 1.")]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks.  `viewers` are those they act for: all of them have to be named by the ask."""

    viewers: frozenset[Viewer]
    pseudonym: bytes | None = None
    """Who they are in the ledger; None for whoever has an API key."""


async def list_recordings(call: Call) -> RecordingList:
    """List them, oldest first; a participant's token lists its room's."""
    archive = call.house.archive
    room = call.request.query.get("room")
    if call.key is None:
        if room is None:
            raise ProblemRaised("bad-field", "A token lists one room: say which.", field="room")
        await _by_token(call, RoomId(room))
    if archive is None:
        return RecordingList([], None)
    found = [each for each in await archive.recordings.all() if room in {None, each.room}]
    after, limit = _number(call, "cursor", 0, 2**31), _number(call, "limit", PAGE, PAGE_MOST)
    page = found[after : after + limit]
    more = str(after + limit) if len(found) > after + limit else None
    return RecordingList([_shown(each) for each in page], more)


async def get_recording(call: Call) -> RecordingDetail:
    archive, listed, _ = await _found(call)
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
    archive, listed, _ = await _found(call)
    await archive.recordings.erase(listed, None, None)


async def get_recording_media(call: Call) -> web.StreamResponse:
    """Hand out an export; have it made first, and say how far that is, if there is none."""
    archive, listed, reader = await _found(call)
    wish = await _wish(call)
    sheet = (await archive.recordings.manifest(listed.recording)).sheet
    _require_named(sheet, reader)
    check(wish, sheet)
    if listed.ended is None:
        raise ProblemRaised("recording-running", "Stop it first.")
    kept = await archive.workshop.find(listed.recording, wish)
    if kept is not None:
        return await _handed_out(call, archive, listed, kept, reader)
    done = archive.workshop.progress(listed.recording, wish)
    if done is None:
        await archive.order(listed, wish, reader.pseudonym)
    body = msgspec.json.encode(Making(done or 0.0))
    headers = {"Retry-After": RETRY}
    return web.Response(status=202, body=body, content_type="application/json", headers=headers)


async def _handed_out(
    call: Call, archive: Archive, listed: Listed, kept: Kept, reader: Reader
) -> web.StreamResponse:
    size, pieces = await archive.hand_out(listed, kept, reader.pseudonym)
    name = f"recording-{listed.recording[:8]}-{kept.wish.cut}{kept.wish.suffix}"
    response = web.StreamResponse(
        headers={
            "Content-Type": kept.wish.content_type,
            "Content-Length": str(size),
            "Content-Disposition": f'attachment; filename="{name}"',
        }
    )
    await response.prepare(call.request)
    async for piece in pieces:
        await response.write(piece)
    await response.write_eof()
    return response


async def _found(call: Call) -> tuple[Archive, Listed, Reader]:
    """Return the recording of the path, for somebody who may know that it is there."""
    archive = call.house.archive
    if archive is None:
        raise ProblemRaised("absent", _ABSENT)
    try:
        listed = await archive.recordings.listed(AskId(call.request.match_info["recording"]))
        if call.key is not None:
            return archive, listed, Reader(_spoken_for(call))
        reader = await _by_token(call, listed.room)
        sheet = (await archive.recordings.manifest(listed.recording)).sheet
    except (NoRecording, BadToken, Erased):
        raise ProblemRaised("absent", _ABSENT) from None
    if not reader.viewers <= sheet.viewers:
        raise ProblemRaised("absent", _ABSENT)
    return archive, listed, reader


async def _by_token(call: Call, room: RoomId) -> Reader:
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


def _spoken_for(call: Call) -> frozenset[Viewer]:
    return frozenset({_choice(call, "viewer", Viewer, Viewer.FACILITATORS)})


def _require_named(sheet: Sheet, reader: Reader) -> None:
    if not reader.viewers <= sheet.viewers:
        named = ", ".join(sorted(sheet.viewers))
        raise ProblemRaised("not-allowed", f"The ask named others: {named}.")


async def _wish(call: Call) -> Wish:
    best = await asyncio.to_thread(_best_container)
    return Wish(
        _choice(call, "cut", Cut, Cut.COMPOSED),
        _choice(call, "format", Container, best),
        _choice(call, "people", People, People.EVERYONE) is People.FACILITATORS,
    )


@cache
def _best_container() -> Container:
    # What draws and encodes is loaded when it is first needed, not at every start.
    from recording.export.output import containers  # noqa: PLC0415

    return containers()[0]


def _choice(call: Call, name: str, choices: type[_Choice], default: _Choice) -> _Choice:
    try:
        return choices(call.request.query.get(name, default))
    except ValueError:
        said = f"One of: {', '.join(choices)}."
        raise ProblemRaised("bad-field", said, field=name) from None


def _number(call: Call, name: str, default: int, most: int) -> int:
    given = call.request.query.get(name, str(default))
    if not (given.isascii() and given.isdecimal() and int(given[:12]) <= most):
        raise ProblemRaised("bad-field", f"A number up to {most}.", field=name)
    return int(given)


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


def _said(choices: Sequence[str] | type[StrEnum]) -> str:
    return ", ".join(f"`{each}`" for each in choices)


RECORDINGS: Final = "/v1/recordings"
RECORDING: Final = f"{RECORDINGS}/{{recording}}"

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
    Route(
        "GET",
        f"{RECORDING}/media",
        get_recording_media,
        "Download an export; 202 with its progress while it is made",
        access=Access.KEY_OR_TOKEN,
        media=("video/mp4", "video/webm", "audio/mp4", "audio/webm", "application/zip"),
        meanwhile=Making,
        query=(
            Query("cut", f"{_said(Cut)}; `composed` unless said."),
            Query("format", f"{_said(Container)}; `mp4` where it can be made."),
            Query("people", f"{_said(People)}; `everyone` unless said."),
            Query("viewer", f"For whom a key's holder asks: {_said(Viewer)}."),
        ),
        refusals=(
            "absent",
            "erased",
            "not-allowed",
            "bad-field",
            "recording-running",
            "tracks-only",
            "nothing-to-show",
            "no-encoder",
            "export-failed",
            "tampered",
            "journal-unavailable",
        ),
    ),
)
