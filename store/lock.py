"""The lock of a data directory: one process is the node, and writes the sessions' journals."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.errors import StoreInUse


@contextmanager
def node_lock(directory: Path) -> Iterator[None]:
    """Be the node of `directory`, or raise `StoreInUse`.  The kernel frees it if we are killed."""
    path = directory / "node.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreInUse(
                f"another holdspace is serving from {directory}: stop it, or set another data_dir"
            ) from None
        yield
    finally:
        os.close(descriptor)
