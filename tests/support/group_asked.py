"""A group in a session with a door of its own: asked, and answering as browsers do."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.consenting import Person
from tests.support.door import BEARER, Door, open_door
from tests.unit.node.world import ManualClock


@dataclass
class Group:
    """A session with Lena, who leads, Ada and Birch, each of whose browsers has its key."""

    door: Door
    clock: ManualClock
    room: str
    stack: AsyncExitStack
    people: dict[str, Person]

    @property
    def lena(self) -> Person:
        return self.people["Lena"]

    @property
    def ada(self) -> Person:
        return self.people["Ada"]

    @property
    def birch(self) -> Person:
        return self.people["Birch"]

    async def come(self, name: str, role: str = "client", phase: str = "joined") -> Person:
        caller = await self.stack.enter_async_context(await self.door.enter(self.room, role, name))
        await caller.state(phase=phase)
        self.people[name] = Person(caller, name)
        await self.people[name].bind()
        return self.people[name]

    async def ask(self, **terms: Any) -> dict[str, Any]:
        return await self.lena.caller.ask("ask_to_record", **{"scope": "main", **terms})

    async def record(self) -> None:
        """Ask, and have everyone say yes."""
        assert (await self.ask())["type"] == "done"
        for person in self.people.values():
            assert (await person.yes())["type"] == "done"
        await self.lena.recording("on")

    async def call(self, method: str, path: str, **more: Any) -> tuple[int, Any]:
        url = f"/v1/rooms/{self.room}/session{path}"
        headers = {**BEARER, **more.pop("headers", {})}
        async with self.door.client.request(method, url, headers=headers, **more) as response:
            return response.status, await response.json(content_type=None)

    @property
    def told(self) -> list[type]:
        return [type(each) for each in self.door.recorder.told]


@asynccontextmanager
async def gathered(*, where: str | Path = "memory:") -> AsyncIterator[Group]:
    clock = ManualClock()
    async with open_door(clock=clock, where=where) as door, AsyncExitStack() as stack:
        yield await seated(door, clock, stack)


async def seated(door: Door, clock: ManualClock, stack: AsyncExitStack) -> Group:
    made = await door.make_room()
    group = Group(door, clock, made["id"], stack, {})
    await group.come("Lena", "facilitator")
    await group.come("Ada")
    await group.come("Birch")
    return group


def ledger_key(door: Door) -> bytes:
    return door.house.store.secrets.ledger_key().public_key().public_bytes_raw()
