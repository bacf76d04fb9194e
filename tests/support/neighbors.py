"""Two people in a room of their own, who must not notice what others do at the front door."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.support.door import Caller, Door


@dataclass
class Neighbors:
    lena: Caller
    birch: Caller

    async def are_undisturbed(self) -> None:
        """Check that what one asks for is done, and that the other sees it."""
        me = self.lena.last["state"]["self"]
        for on in (False, True):
            assert (await self.lena.ask("publish", camera=on))["type"] == "done"
            while not any(
                person["id"] == me and person["camera"] is on
                for person in self.birch.last["state"]["participants"]
            ):
                await self.birch.hear()
        assert not self.lena.ws.closed
        assert not self.birch.ws.closed
        for each in (self.lena, self.birch):
            connections = {one["connection"] for one in each.last["state"]["participants"]}
            assert connections == {"here"}, "nobody was dropped"


@asynccontextmanager
async def neighboring(door: Door) -> AsyncIterator[Neighbors]:
    room = (await door.make_room())["id"]
    async with (
        await door.enter(room, "facilitator", "Lena") as lena,
        await door.enter(room, "client", "Birch") as birch,
    ):
        await lena.state(phase="joined")
        await birch.state(phase="joined")
        both = Neighbors(lena, birch)
        await both.are_undisturbed()
        yield both
        await both.are_undisturbed()
