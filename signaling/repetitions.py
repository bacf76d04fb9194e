"""Repeating a request changes nothing twice: `Idempotency-Key`, for a day.

The first answer is kept, sealed, under the caller's own key and the path; a repetition gets the
same one, and another request under the same key is refused.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from signaling.problem import ProblemRaised
from store.ports import AnswerBook
from store.records import StoredAnswer

KEY_LONGEST: Final = 255


@dataclass(frozen=True, slots=True)
class Repeatable:
    """A request that may come again.  `caller` is the API key's id."""

    caller: str
    key: str
    target: str
    body: bytes

    @property
    def name(self) -> str:
        return f"{self.caller}\n{self.target}\n{self.key}"

    @property
    def digest(self) -> bytes:
        return sha256(self.body).digest()


@dataclass(slots=True)
class Repetitions:
    """Answers each repeatable request once; simultaneous ones wait for the first."""

    answers: AnswerBook
    clock: Callable[[], float]
    _under_way: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def once(
        self, request: Repeatable, act: Callable[[], Awaitable[tuple[int, bytes]]]
    ) -> tuple[int, bytes]:
        """Return what `act` returns, or what it returned the first time.

        A refusal is not kept: whoever was refused may try again under the same key.
        """
        if not 0 < len(request.key) <= KEY_LONGEST:
            raise ProblemRaised("bad-request", f"Idempotency-Key: 1 to {KEY_LONGEST} characters.")
        async with self._alone(request.name):
            kept = await self.answers.get(request.name, now=self.clock())
            if kept is None:
                status, body = await act()
                answer = StoredAnswer(request.digest, status, body)
                kept = await self.answers.keep(request.name, answer, now=self.clock())
        if kept.request != request.digest:
            raise ProblemRaised("key-reused", "Use a new Idempotency-Key for a new request.")
        return kept.status, kept.body

    @asynccontextmanager
    async def _alone(self, name: str) -> AsyncIterator[None]:
        lock = self._under_way.setdefault(name, asyncio.Lock())
        async with lock:
            yield
        if not lock.locked():
            self._under_way.pop(name, None)
