"""The inbox of a host: turns that wait, in the order in which they came."""

import asyncio

from node.errors import NodeError
from node.turn import Decision, Happening, Rewiring, Turn


class Inbox:
    """Unbounded, but each browser and each API call waits for its answer before it asks again."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Turn | None] = asyncio.Queue()

    @property
    def is_empty(self) -> bool:
        return self._queue.empty()

    async def submit(self, decide: Decision, rewire: Rewiring) -> tuple[Happening, ...]:
        """Return what happened once the turn was taken, or raise what forbade it."""
        outcome = asyncio.get_running_loop().create_future()
        self._queue.put_nowait(Turn(decide, rewire, outcome))
        happened: tuple[Happening, ...] = await outcome
        return happened

    def put(self, decide: Decision, rewire: Rewiring) -> None:
        """Have a turn taken that nobody waits for."""
        self._queue.put_nowait(Turn(decide, rewire))

    def finish(self) -> None:
        """Let the turns that wait already be the last."""
        self._queue.put_nowait(None)

    async def next(self) -> Turn | None:
        """Return the next turn; None after the last."""
        return await self._queue.get()

    def refuse(self, refusal: NodeError) -> None:
        """Answer whoever still waits."""
        while not self._queue.empty():
            turn = self._queue.get_nowait()
            if turn is not None:
                turn.fail(refusal)
