"""The writer's lock: one process writes under a home.  The kernel frees it when that is killed."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from recording.errors import RecorderUnavailable

_NAME: Final = "writer.lock"
_STEP: Final = 0.05  # seconds


@contextmanager
def held(home: Path, *, patience: float) -> Iterator[None]:
    """Be the one who writes, or raise `RecorderUnavailable`.

    One whose server was killed may still be finishing: it is waited for.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(home / _NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + patience
        while not _taken(descriptor):
            if time.monotonic() >= deadline:
                raise RecorderUnavailable("another process writes recordings here")
            time.sleep(_STEP)
        yield
    finally:
        os.close(descriptor)


def is_held(home: Path) -> bool:
    try:
        descriptor = os.open(home / _NAME, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        return not _taken(descriptor)
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
