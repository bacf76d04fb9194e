"""Rooms: the lasting places, with their links."""

from collections.abc import Callable
from typing import Annotated, Final

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from rooms import names
from rooms.ids import RoomId
from rooms.role import Role
from signaling.api.call import Call
from signaling.api.route import Access, Query, Route
from signaling.embedding import place_of
from signaling.problem import ProblemRaised
from signaling.setting_rules import origin_fault
from store import records
from store.errors import Unknown
from store.records import RoomRecord

PAGE_MOST: Final = 100
PAGE: Final = 50

NORMS_MOST: Final = 8 * 1024  # bytes; three pages, which nobody reads at a door

Name = Annotated[str, Meta(min_length=1, max_length=1024, description="At most 60 characters.")]
Capacity = Annotated[int, Meta(ge=2, le=25, description="Places, facilitators included.")]
Origin = Annotated[str, Meta(max_length=255, description="As https://clinic.example.")]
Origins = Annotated[list[Origin], Meta(max_length=20, description="Where it may be embedded.")]


class Norms(Struct, frozen=True, forbid_unknown_fields=True):
    """What the people of the room agree to; a new version is agreed to anew."""

    version: Annotated[int, Meta(ge=1, le=2**31 - 1)]
    text: Annotated[str, Meta(min_length=1, max_length=NORMS_MOST, description="At most 8 KiB.")]


class RoomWish(Struct, frozen=True, forbid_unknown_fields=True):
    """What a new room shall be like."""

    name: Name
    lobby: bool = False
    capacity: Capacity = 14
    allowed_origins: Origins = []
    norms: Norms | None = None


class RoomChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What shall be different from the next session on; what is not named stays."""

    name: Name | UnsetType = UNSET
    lobby: bool | UnsetType = UNSET
    capacity: Capacity | UnsetType = UNSET
    allowed_origins: Origins | UnsetType = UNSET
    norms: Norms | UnsetType | None = UNSET


class Room(Struct, frozen=True):
    """A room and its links.  Whoever has a link may enter in the role it is for."""

    id: str
    name: str
    facilitator_url: str
    client_url: str
    observer_url: str
    lobby: bool
    capacity: int
    allowed_origins: tuple[str, ...]
    norms: Norms | None
    created_at: Annotated[float, Meta(description="Seconds since 1970, UTC.")]


class RoomList(Struct, frozen=True):
    """A page of rooms; `next_cursor` leads to the next one and is null on the last."""

    rooms: list[Room]
    next_cursor: str | None


async def create_room(call: Call) -> Room:
    wish: RoomWish = call.body
    record = RoomRecord(
        id=RoomId(call.house.new_id()),
        name=names.clean(wish.name),
        created_at=round(call.house.clock(), 3),
        lobby=wish.lobby,
        capacity=wish.capacity,
        allowed_origins=_origins(wish.allowed_origins),
        norms=_norms(wish.norms),
    )
    await call.house.store.rooms.create(record)
    return shown(call, record)


async def list_rooms(call: Call) -> RoomList:
    given = call.request.query
    limit = given.get("limit", str(PAGE))
    if not (limit.isascii() and limit.isdecimal() and 1 <= int(limit[:9]) <= PAGE_MOST):
        raise ProblemRaised("bad-field", f"A number from 1 to {PAGE_MOST}.", field="limit")
    page = await call.house.store.rooms.list(after=given.get("cursor"), limit=int(limit))
    return RoomList([shown(call, record) for record in page.rooms], page.after)


async def get_room(call: Call) -> Room:
    return shown(call, await found(call))


async def change_room(call: Call) -> Room:
    change: RoomChange = call.body
    told = {name: getattr(change, name) for name in RoomChange.__struct_fields__}
    changes = {name: value for name, value in told.items() if value is not UNSET}
    if "name" in changes:
        changes["name"] = names.clean(changes["name"])
    if "allowed_origins" in changes:
        changes["allowed_origins"] = _origins(changes["allowed_origins"])
    if "norms" in changes:
        changes["norms"] = _norms(changes["norms"])
    return shown(call, await _amended(call, lambda room: msgspec.structs.replace(room, **changes)))


async def delete_room(call: Call) -> None:
    """Its session, if one is running, ends for everyone."""
    if not await call.house.store.rooms.delete(call.room):
        raise ProblemRaised("absent", "There is no such room.")
    if call.house.node.session(call.room) is not None:
        await call.house.node.chair(call.room).end_session()


async def rotate_links(call: Call) -> Room:
    """The old links lead nowhere from now on; whoever is in stays in."""
    return shown(call, await _amended(call, RoomRecord.with_new_links))


async def found(call: Call) -> RoomRecord:
    record = await call.house.store.rooms.get(call.room)
    if record is None:
        raise ProblemRaised("absent", "There is no such room.")
    return record


def shown(call: Call, record: RoomRecord) -> Room:
    links = call.house.links(record)
    origin = call.house.link_origin(place_of(call.request))
    return Room(
        id=record.id,
        name=record.name,
        facilitator_url=links.url(Role.FACILITATOR, origin=origin),
        client_url=links.url(Role.CLIENT, origin=origin),
        observer_url=links.url(Role.OBSERVER, origin=origin),
        lobby=record.lobby,
        capacity=record.capacity,
        allowed_origins=record.allowed_origins,
        norms=None if record.norms is None else _shown_norms(record.norms),
        created_at=record.created_at,
    )


async def _amended(call: Call, change: Callable[[RoomRecord], RoomRecord]) -> RoomRecord:
    try:
        return await call.house.store.rooms.amend(call.room, change)
    except Unknown:
        raise ProblemRaised("absent", "There is no such room.") from None


def _norms(wished: Norms | None) -> records.Norms | None:
    if wished is None:
        return None
    if len(wished.text.encode("utf-8", "surrogatepass")) > NORMS_MOST:
        raise ProblemRaised("bad-field", f"At most {NORMS_MOST} bytes.", field="$.norms.text")
    return records.Norms(wished.version, wished.text)


def _shown_norms(norms: records.Norms) -> Norms:
    return Norms(norms.version, norms.text)


def _origins(wished: list[str]) -> tuple[str, ...]:
    for origin in wished:
        if fault := origin_fault(origin):
            raise ProblemRaised("bad-field", fault, field="$.allowed_origins")
    return tuple(dict.fromkeys(wished))


ROOM: Final = "/v1/rooms/{room}"

ROUTES: Final = (
    Route(
        "POST",
        "/v1/rooms",
        create_room,
        "Create a room",
        access=Access.KEY_OR_VISITOR,
        body=RoomWish,
        answer=Room,
        status=201,
        refusals=("bad-name",),
    ),
    Route(
        "GET",
        "/v1/rooms",
        list_rooms,
        "List the rooms, oldest first",
        answer=RoomList,
        query=(
            Query("cursor", "`next_cursor` of the page before."),
            Query("limit", f"Rooms on a page, at most {PAGE_MOST}.", "integer"),
        ),
        refusals=("bad-field",),
    ),
    Route("GET", ROOM, get_room, "Get a room", answer=Room, refusals=("absent",)),
    Route(
        "PATCH",
        ROOM,
        change_room,
        "Change a room, from its next session on",
        body=RoomChange,
        answer=Room,
        refusals=("absent", "bad-name"),
    ),
    Route(
        "DELETE",
        ROOM,
        delete_room,
        "Delete a room, and end its session",
        status=204,
        refusals=("absent",),
    ),
    Route(
        "POST",
        f"{ROOM}/rotate-links",
        rotate_links,
        "Make new links and spoil the old ones",
        answer=Room,
        refusals=("absent",),
    ),
)
