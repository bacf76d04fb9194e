"""Programs that a test starts and that never outlive it, however it ends."""

from typing import Final

MORTAL: Final = ("setpriv", "--pdeathsig", "KILL", "--")
"""Put before a command: the kernel ends it with the thread that started it (prctl(2),
PR_SET_PDEATHSIG).  A `finally` is not reached by whoever is killed."""
