"""The way into a store."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Final

from store.memory import open_memory
from store.ports import Store
from store.sqlite import open_directory

IN_MEMORY: Final = "memory:"


def open_store(
    where: str | Path, *, master: bytes | None = None, as_node: bool = True
) -> AbstractAsyncContextManager[Store]:
    """Open the store in a data directory (made if it is not there), or `memory:`.

    One process at a time is the node, and writes journals; others open it with `as_node=False`,
    to write rooms while it runs.  Without `master` the directory's own master key is used, and
    made if there is none.
    """
    if where == IN_MEMORY:
        return open_memory(master=master)
    return open_directory(Path(where), master=master, as_node=as_node)
