"""Ahead: work that is begun one step before it is needed."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from typing import TypeVar

_T = TypeVar("_T")


def ahead(executor: Executor, work: Callable[[], _T], times: int) -> Iterator[_T]:
    """Yield what `work` returns, so many times; while one is used, the next is under way."""
    if not times:
        return
    coming = executor.submit(work)
    for _ in range(times - 1):
        ready = coming.result()
        coming = executor.submit(work)
        yield ready
    yield coming.result()
