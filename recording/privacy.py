"""No core dumps: what this process has in memory never touches a disk.

Swapping is the machine's: `docs/operations.md` says what to do about it.
"""

import ctypes
import resource
from typing import Final

_SET_DUMPABLE: Final = 4  # prctl(2), PR_SET_DUMPABLE


def forbid_core_dumps() -> None:
    """Neither a crash nor another process of the same user may read our memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_SET_DUMPABLE, 0, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "the process can be dumped")
