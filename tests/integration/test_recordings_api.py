"""Recordings over the API: seen by those whom the ask named, exported sealed, erased for ever.

Every export, download and erasure is in the room's ledger, in that order.
"""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from consent.entry import Erased, Exported, Fact, Opened, read
from consent.ids import AskId
from consent.ledger import opened
from consent.terms import Scope, Viewer
from recording.sheet import Sheet
from rooms.ids import RoomId
from store.errors import JournalUnavailable
from tests.support.cast import mark, sheet
from tests.support.door import BEARER, Door, open_door
from tests.support.recorded import BEGAN, PEOPLE, record
from tests.support.watching import watch

TRACKS = {"cut": "tracks"}


@dataclass
class Kept:
    """A door, a room, and a recording of it."""

    door: Door
    home: Path
    sheet: Sheet

    @property
    def path(self) -> str:
        return f"/v1/recordings/{self.sheet.recording}"

    async def call(
        self, path: str, *, method: str = "GET", token: str = "", **query: str
    ) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else BEARER
        async with self.door.client.request(method, path, headers=headers, params=query) as answer:
            if answer.content_type.endswith("json"):
                return answer.status, await answer.json(content_type=None)
            return answer.status, await answer.read()

    async def media(self, *, token: str = "", **query: str) -> bytes:
        """Return an export, as soon as it is made."""
        status, got = await self.call(f"{self.path}/media", token=token, **query)
        while status == 202:
            assert 0 <= got["progress"] <= 1
            await self.made()
            status, got = await self.call(f"{self.path}/media", token=token, **query)
        assert status == 200, got
        assert isinstance(got, bytes)
        return got

    async def made(self) -> None:
        assert self.door.house.archive is not None
        await self.door.house.archive.workshop.settled()

    async def facts(self) -> list[Fact]:
        """Return what the room's ledger says of it."""
        kept = await self.door.house.store.ledgers.read(self.sheet.room)
        records = [opened(record) for record in kept.records]
        entries = [read(record.entry) for record in records if record is not None]
        return [entry.fact for entry in entries if entry is not None]

    def plain_files(self) -> list[Path]:
        """Return files in which a video or a voice would be found by whoever looks."""
        marks = (b"ftyp", b"matroska", b"webm", b"OpusHead", b"manifest.json")
        files = [path for path in self.home.parent.rglob("*") if path.is_file()]
        return [path for path in files if any(mark in path.read_bytes() for mark in marks)]


async def recorded(door: Door, home: Path, **changes: Any) -> Kept:
    made = await door.make_room()
    of = replace(sheet(), room=RoomId(made["id"]), began=BEGAN, **changes)
    await record(home, door.house.store.secrets.recording_key, of)
    return Kept(door, home, of)


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    async with open_door(recordings=tmp_path / "data" / "recordings") as opened_:
        yield opened_


@pytest.fixture
async def kept(door: Door, tmp_path: Path) -> Kept:
    return await recorded(door, tmp_path / "data" / "recordings")


async def test_it_is_listed_and_told_with_where_the_ledger_stood(kept: Kept) -> None:
    status, listed = await kept.call("/v1/recordings")
    assert status == 200
    (one,) = listed["recordings"]
    assert one["id"] == kept.sheet.recording
    assert (one["phase"], one["began"], one["erased"]) == ("kept", BEGAN, None)
    assert listed["next_cursor"] is None

    status, told = await kept.call(kept.path)
    assert status == 200
    assert told["viewers"] == ["facilitators"]
    assert [(i["opened"]["at"], i["shut"]["at"]) for i in told["intervals"]] == [
        (BEGAN, BEGAN + 3),
        (BEGAN + 8, BEGAN + 10),
    ]
    assert told["intervals"][0]["opened"]["ledger_size"] == 3
    assert not any(person.name in str(told) for person in PEOPLE)


async def test_lists_go_by_pages_and_by_room(kept: Kept) -> None:
    other = await recorded(kept.door, kept.home, recording=AskId("d" * 32))

    first = (await kept.call("/v1/recordings", limit="1"))[1]
    second = (await kept.call("/v1/recordings", limit="1", cursor=first["next_cursor"]))[1]
    assert len(first["recordings"]) == len(second["recordings"]) == 1
    assert second["next_cursor"] is None
    assert first["recordings"] != second["recordings"]
    of_room = (await kept.call("/v1/recordings", room=other.sheet.room))[1]["recordings"]
    assert [each["id"] for each in of_room] == [other.sheet.recording]


async def test_a_download_is_made_once_sealed_and_written_down(kept: Kept) -> None:
    film = await kept.media()

    assert watch(io.BytesIO(film)).seconds > 10
    assert kept.plain_files() == []
    again = await kept.media()
    assert again == film
    assert await kept.facts() == [
        Exported(kept.sheet.recording, None, plain=False),
        Opened(kept.sheet.recording, None),
        Opened(kept.sheet.recording, None),
    ]


async def test_each_cut_comes_as_what_it_is(kept: Kept) -> None:
    for query, type_, name in (
        ({"cut": "audio"}, "audio/mp4", "audio.m4a"),
        ({"cut": "tracks"}, "application/zip", "tracks.zip"),
    ):
        whole = await kept.media(**query)
        async with kept.door.client.get(
            f"{kept.path}/media", headers=BEARER, params=query
        ) as answer:
            assert answer.content_type == type_
            assert answer.headers["Content-Disposition"].endswith(f'{name}"')
            assert int(answer.headers["Content-Length"]) == len(whole)


async def test_erasing_leaves_a_tombstone_and_nothing_to_read(kept: Kept) -> None:
    await kept.media(**TRACKS)

    assert (await kept.call(kept.path, method="DELETE"))[0] == 204

    assert (await kept.call(f"{kept.path}/media", **TRACKS))[1]["code"] == "erased"
    status, told = await kept.call(kept.path)
    assert (status, told["phase"], told["intervals"]) == (200, "erased", [])
    assert list((kept.home / kept.sheet.recording).glob("**/*")) == []
    assert (await kept.facts())[-1] == Erased(kept.sheet.recording, None)
    assert (await kept.call(kept.path, method="DELETE"))[0] == 204


async def test_when_one_person_is_erased_the_export_is_made_again_without_them(kept: Kept) -> None:
    await kept.media(cut="audio")
    library = kept.door.house.archive.recordings.library  # type: ignore[union-attr]
    sealed = list(kept.home.glob("*/exports/*.sealed"))
    wren = PEOPLE[1]

    library.erase(kept.sheet.recording, wren.id, mark(BEGAN + 20))
    film = watch(io.BytesIO(await kept.media(cut="audio")))

    assert film.hears(PEOPLE[0].hertz, 5.0)
    assert not film.hears(wren.hertz, 5.0)
    assert not any(path.exists() for path in sealed)


async def test_absent_foreign_and_strangers_ids_are_answered_alike(kept: Kept) -> None:
    stranger = await kept.door.make_room()
    foreign = await kept.door.token(stranger["id"], "facilitator", "Mallory")
    own_client = await kept.door.token(kept.sheet.room, "client")
    absent = f"/v1/recordings/{'e' * 32}"

    answers = [
        await kept.call(path + more, token=token)
        for path, token in (
            (absent, foreign),
            (kept.path, foreign),
            (kept.path, own_client),
            (kept.path, "a.b.c"),
            (absent, ""),
        )
        for more in ("", "/media")
    ]

    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0] == 404
    for path in (absent, kept.path):
        assert (await kept.call(path, method="DELETE", token=foreign))[0] == 401


async def test_a_facilitator_of_the_room_watches_by_their_token(kept: Kept) -> None:
    token = await kept.door.token(kept.sheet.room, "facilitator", "Lena")

    listed = (await kept.call("/v1/recordings", token=token, room=kept.sheet.room))[1]
    assert [each["id"] for each in listed["recordings"]] == [kept.sheet.recording]
    assert await kept.media(token=token, **TRACKS)
    made, watched = await kept.facts()
    assert isinstance(made, Exported)
    assert isinstance(watched, Opened)
    assert made.by == watched.by is not None


async def test_clients_watch_what_the_ask_named_all_of_them_for(door: Door, tmp_path: Path) -> None:
    everyone = frozenset(Viewer)
    kept = await recorded(door, tmp_path / "data" / "recordings", viewers=everyone)
    token = await door.token(kept.sheet.room, "client")

    assert await kept.media(token=token, **TRACKS)


async def test_a_key_holder_asks_only_for_those_who_were_named(kept: Kept) -> None:
    status, refused = await kept.call(f"{kept.path}/media", viewer="absent")

    assert (status, refused["code"]) == (403, "not-allowed")
    assert (await kept.call(f"{kept.path}/media", viewer="nobody"))[1]["code"] == "bad-field"


async def test_breakouts_are_never_put_into_one_picture(door: Door, tmp_path: Path) -> None:
    kept = await recorded(door, tmp_path / "data" / "recordings", scope=Scope.BREAKOUTS)

    status, refused = await kept.call(f"{kept.path}/media")
    assert (status, refused["code"]) == (422, "tracks-only")
    assert await kept.media(**TRACKS)


async def test_what_cannot_be_made_says_why_and_may_be_asked_for_again(kept: Kept) -> None:
    segment = kept.home / kept.sheet.recording / "0.seg"
    whole = segment.read_bytes()
    segment.write_bytes(whole[:200] + bytes([whole[200] ^ 1]) + whole[201:])

    assert (await kept.call(f"{kept.path}/media", **TRACKS))[0] == 202
    await kept.made()
    status, refused = await kept.call(f"{kept.path}/media", **TRACKS)
    assert (status, refused["code"]) == (409, "tampered")
    assert "0.seg" in refused["detail"]

    segment.write_bytes(whole)
    assert await kept.media(**TRACKS)


async def test_nothing_is_handed_out_that_cannot_be_written_down(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    await kept.media(**TRACKS)

    async def full(_: object) -> None:
        raise JournalUnavailable("the disk is full")

    monkeypatch.setattr(kept.door.house.store.ledgers, "append", full)
    status, refused = await kept.call(f"{kept.path}/media", **TRACKS)

    assert (status, refused["code"]) == (503, "journal-unavailable")


async def test_a_recording_whose_time_is_over_is_erased_and_the_ledger_says_so(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = kept.door.house.archive
    assert archive is not None
    monkeypatch.setattr(archive.recordings, "_now", lambda: BEGAN + 15 * 86_400)

    await archive.recordings.expire()

    assert (await kept.call(kept.path))[1]["phase"] == "erased"
    assert await kept.facts() == [Erased(kept.sheet.recording, None)]
