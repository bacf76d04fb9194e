"""The reception: rooms and tokens for whoever sits at the machine itself, with no API key."""

import secrets
from typing import Final

from rooms import names
from rooms.ids import RoomId
from rooms.role import Role
from signaling.links import Links
from signaling.tokens import LINK_LIFETIME, OWN_ISSUER, Grant
from store.ports import Store
from store.records import RoomRecord

FIRST_ROOM: Final = "First room"


def links(store: Store, record: RoomRecord) -> Links:
    return Links(
        record.id,
        store.secrets.room(record.id),
        record.link_version,
        record.client_link_version,
    )


class Invitations:
    """What a node may know of links: `node.ports.Links`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def client_key(self, room: RoomId) -> str | None:
        record = await self._store.rooms.get(room)
        return None if record is None else links(self._store, record).key(Role.CLIENT)


async def create_room(store: Store, name: str, *, now: float) -> RoomRecord:
    record = RoomRecord(
        id=RoomId(secrets.token_hex(16)), name=names.clean(name), created_at=round(now, 3)
    )
    await store.rooms.create(record)
    return record


async def first_room(store: Store, *, now: float) -> RoomRecord:
    """Return the oldest room; make one where there is none."""
    page = await store.rooms.list(limit=1)
    return page.rooms[0] if page.rooms else await create_room(store, FIRST_ROOM, now=now)


def create_token(store: Store, record: RoomRecord, role: Role, name: str, *, now: float) -> str:
    """Return a token by our own authority, as if its bearer had come by a link."""
    grant = Grant(record.id, role, subject=secrets.token_hex(16), name=names.clean(name))
    tokens = links(store, record).tokens({})
    return tokens.issue(
        grant,
        issuer=OWN_ISSUER,
        token_id=secrets.token_hex(16),
        now=now,
        lifetime=LINK_LIFETIME,
    )
