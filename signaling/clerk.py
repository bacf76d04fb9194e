"""The clerk: makes rooms and tokens beside a running node, for whoever sits at the machine.

It opens the store of the settings' data directory, writes, and is gone.
"""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from rooms.ids import RoomId
from rooms.role import Role
from signaling import reception
from signaling.house import master_key
from signaling.settings import Settings
from store.opening import open_store
from store.records import RoomRecord


async def create_room(settings: Settings, name: str) -> tuple[RoomRecord, Mapping[Role, str]]:
    """Return the new room and its links by role."""
    async with open_store(settings.data_dir, master=master_key(), as_node=False) as store:
        record = await reception.create_room(store, name, now=time.time())
        links = reception.links(store, record)
    origin = settings.origin or f"http://localhost:{settings.port}"
    return record, {role: links.url(role, origin=origin) for role in Role}


@asynccontextmanager
async def borrowed_room(settings: Settings, name: str) -> AsyncIterator[RoomId]:
    """Make a room for a moment."""
    record, _ = await create_room(settings, name)
    try:
        yield record.id
    finally:
        async with open_store(settings.data_dir, master=master_key(), as_node=False) as store:
            await store.rooms.delete(record.id)


async def create_token(settings: Settings, room: RoomId, role: Role, name: str) -> str | None:
    """Return a token for one person; None if there is no such room."""
    async with open_store(settings.data_dir, master=master_key(), as_node=False) as store:
        record = await store.rooms.get(room)
        if record is None:
            return None
        return reception.create_token(store, record, role, name, now=time.time())
