"""A stage: a hall on a node, people in it, and a store that may freeze while they act."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random
from typing import Any

from node.errors import NodeError
from node.host import SessionHost
from node.live import Live
from node.node import Node
from node.visit import Visit
from rooms.errors import RoomsError
from rooms.ids import ParticipantId
from tests.unit.node.witness import Witness
from tests.unit.node.world import ROOM, Hall


class Stage:
    """What somebody does is waited for, unless the store is frozen; then it stays under way."""

    def __init__(self, witness: Witness, *, lobby: bool) -> None:
        self.witness = witness
        self.visits: dict[str, Visit] = {}
        self.secrets: dict[str, str] = {}
        self.under_way: list[asyncio.Task[None]] = []
        self.runner = asyncio.Runner()
        self.hall = self.runner.run(self._made(lobby=lobby))

    async def _made(self, *, lobby: bool) -> Hall:
        hall = Hall()
        hall.room(lobby=lobby)
        hall.node = Node(hall.world)
        return hall

    def close(self) -> None:
        self.thaw()
        self.runner.run(self.hall.node.close())
        self.runner.close()

    def everyone_sends(self) -> None:
        self.witness.everyone_sends(self.hall)

    @property
    def frozen(self) -> bool:
        return not self.hall.journal.free.is_set()

    def act(self, act: Awaitable[Any]) -> None:
        """Begin to do something, and wait for it unless the store is frozen."""
        self.runner.run(self._begun(act))
        self.everyone_sends()

    async def _begun(self, act: Awaitable[Any]) -> None:
        task = asyncio.create_task(_attempt(act))
        self.under_way.append(task)
        if self.frozen:
            for _ in range(20):
                await asyncio.sleep(0)
                self.everyone_sends()
        else:
            await self._done()

    async def _done(self) -> None:
        while self.under_way:
            await self.under_way.pop(0)
        await self.hall.settle()

    def host(self) -> SessionHost | None:
        return self.hall.node.host(ROOM)

    def live(self) -> Live | None:
        host = self.host()
        return None if host is None else host.live

    def who_is(self, who: str) -> ParticipantId | None:
        host = self.host()
        return None if host is None else host.wiring.whose(self.visits[who]._connection)

    def by(self, who: str, act: Callable[[Visit], Awaitable[Any]]) -> None:
        if who in self.visits:
            # What is done when it is called is done before anybody sends again.
            self.runner.run(self._called(lambda: act(self.visits[who])))

    async def _called(self, act: Callable[[], Awaitable[Any]]) -> None:
        try:
            doing = act()
        except (RoomsError, NodeError):
            return
        self.everyone_sends()
        await self._begun(doing)

    def thaw(self) -> None:
        self.hall.journal.free.set()
        self.runner.run(self._done())
        self.everyone_sends()

    def kill(self) -> None:
        """End the process, be it in the middle of a turn, and start another."""
        self.runner.run(self._killed())
        self.everyone_sends()

    async def _killed(self) -> None:
        old = self.hall
        tasks = [*old.node._tasks, *self.under_way]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if old.node._alarm is not None:
            old.node._alarm.cancel()
        old.journal.free.set()
        old.journal.broken = False
        self.visits, self.under_way = {}, []
        self.hall = Hall(
            clock=old.clock,
            journal=old.journal,
            rooms=old.rooms,
            recorder=old.recorder,
            dice=Random(old.dice.random()),
        )
        self.hall.node = Node(self.hall.world)
        await self.hall.node._take_up_all()
        await self.hall.settle()


async def _attempt(act: Awaitable[Any]) -> None:
    with suppress(RoomsError, NodeError):
        await act
