"""How much room a disk must have: enough to begin, and enough to end well."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

BUSY: Final = 1_000_000
"""Bytes a second of a room that talks: ten voices at 40 kbit/s, ten cameras at 700."""

BEGIN: Final = 15 * 60  # seconds of it, without which nothing is begun
END: Final = 2 * 60  # seconds of it, with which everything is ended


@dataclass(frozen=True, slots=True)
class Space:
    """`begin` and `end` are in bytes."""

    begin: int = BEGIN * BUSY
    end: int = END * BUSY

    def suffices_to_begin(self, home: Path) -> bool:
        return free(home) >= self.begin

    def suffices_to_go_on(self, home: Path) -> bool:
        return free(home) >= self.end


def free(home: Path) -> int:
    """Return how many bytes are left to us on the disk of `home`."""
    facts = os.statvfs(home)
    return facts.f_bavail * facts.f_frsize
