"""Repetitions: simultaneous or later, a request under one key is carried out once."""

import asyncio
from dataclasses import replace

import pytest

from signaling.problem import ProblemRaised
from signaling.repetitions import Repeatable, Repetitions
from store.opening import open_store

REQUEST = Repeatable("clinic", "key", "/v1/rooms", b"{}")


async def test_simultaneous_requests_wait_for_the_first() -> None:
    done = []
    async with open_store("memory:") as store:
        repetitions = Repetitions(store.answers, lambda: 0.0)

        async def act() -> tuple[int, bytes]:
            await asyncio.sleep(0)
            done.append(None)
            return 201, b"made %d" % len(done)

        answers = await asyncio.gather(*(repetitions.once(REQUEST, act) for _ in range(10)))

    assert answers == [(201, b"made 1")] * 10
    assert not repetitions._under_way


async def test_keys_are_their_callers_and_their_paths_own() -> None:
    done = []
    async with open_store("memory:") as store:
        repetitions = Repetitions(store.answers, lambda: 0.0)

        async def act() -> tuple[int, bytes]:
            done.append(None)
            return 200, b""

        await repetitions.once(REQUEST, act)
        await repetitions.once(replace(REQUEST, caller="practice"), act)
        await repetitions.once(replace(REQUEST, target="/v1/rooms/x/tokens"), act)

    assert len(done) == 3


async def test_a_day_later_the_key_is_free_again() -> None:
    now = [0.0]
    async with open_store("memory:") as store:
        repetitions = Repetitions(store.answers, lambda: now[0])

        async def act() -> tuple[int, bytes]:
            return 200, str(now[0]).encode()

        first = await repetitions.once(REQUEST, act)
        now[0] = 24 * 3600.0 + 1
        assert await repetitions.once(REQUEST, act) != first


@pytest.mark.parametrize("key", ["", "k" * 256])
async def test_a_key_has_a_length(key: str) -> None:
    async with open_store("memory:") as store:
        repetitions = Repetitions(store.answers, lambda: 0.0)
        with pytest.raises(ProblemRaised):
            await repetitions.once(replace(REQUEST, key=key), lambda: None)  # type: ignore[arg-type, return-value]
