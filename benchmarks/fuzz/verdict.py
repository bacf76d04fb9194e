"""What an input did to a target, judged: content, undeclared, or slow."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.fuzz.target import Target

SLOW: Final = 0.010  # seconds of the thread's own time
CONFIRMED: Final = 3
"""Times an input must be slow: once may be the collector's, or the machine's, doing."""


@dataclass(frozen=True, slots=True)
class Undeclared:
    """An exception that the target does not declare, and where it was raised."""

    kind: str
    place: str


def judge(target: Target, data: bytes) -> Undeclared | None:
    """Run `target` on `data`; return what it raised and should not have."""
    try:
        target.run(data)
    except target.declared:
        return None
    except Exception as error:  # noqa: BLE001 - to tell them all is what this is for.
        return Undeclared(type(error).__name__, _place(error))
    return None


def seconds(target: Target, data: bytes) -> float:
    """Return what a run costs the thread."""
    began = time.thread_time()
    judge(target, data)
    return time.thread_time() - began


def is_slow(target: Target, data: bytes) -> bool:
    return all(seconds(target, data) > SLOW for _ in range(CONFIRMED))


def name_of(data: bytes) -> str:
    """Return how a crasher is called, wherever it is kept."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def _place(error: BaseException) -> str:
    """Return the innermost line: two inputs that fail there fail for one reason."""
    trace = error.__traceback__
    assert trace is not None, "it was raised"
    while trace.tb_next is not None:
        trace = trace.tb_next
    path = Path(trace.tb_frame.f_code.co_filename)
    return f"{path.parent.name}/{path.name}:{trace.tb_lineno}"
