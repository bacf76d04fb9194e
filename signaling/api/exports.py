"""Exports: a recording as files that anybody can play, made when they are first asked for."""

import asyncio
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Annotated, Final

import msgspec
from aiohttp import web
from msgspec import Meta, Struct

from consent.terms import Viewer
from recording.export.shelf import Kept
from recording.export.wish import Container, Cut, Wish, check
from recording.keyring import Listed
from signaling.api.call import Call
from signaling.api.recording_reader import Reader, found
from signaling.api.recordings import RECORDING
from signaling.api.route import Access, Query, Route
from signaling.problem import ProblemRaised
from signaling.recordings import Archive

RETRY: Final = "2"  # seconds


class People(StrEnum):
    EVERYONE = "everyone"
    FACILITATORS = "facilitators"


class Making(Struct, frozen=True):
    """The export is being made: ask again in a moment."""

    progress: Annotated[float, Meta(description="From 0 to 1.")]


async def get_recording_media(call: Call) -> web.StreamResponse:
    """Hand out an export; have it made first, and say how far that is, if there is none."""
    archive, listed, reader = await found(call)
    wish = await _wish(call)
    sheet = (await archive.recordings.manifest(listed.recording)).sheet
    reader.require_named(sheet)
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


async def _wish(call: Call) -> Wish:
    best = await asyncio.to_thread(_best_container)
    return Wish(
        call.choice("cut", Cut, Cut.COMPOSED),
        call.choice("format", Container, best),
        call.choice("people", People, People.EVERYONE) is People.FACILITATORS,
    )


@cache
def _best_container() -> Container:
    # What draws and encodes is loaded when it is first needed, not at every start.
    from recording.export.output import containers  # noqa: PLC0415

    return containers()[0]


def _said(choices: Sequence[str] | type[StrEnum]) -> str:
    return ", ".join(f"`{each}`" for each in choices)


ROUTES: Final = (
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
