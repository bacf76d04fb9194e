"""What is missing of one SSRC, and when to ask for it again (RFC 4585, section 6.2.1)."""

from math import inf
from typing import Final

from sfu.ids import Kind

RETRY: Final[dict[Kind, float]] = {"audio": 0.06, "video": 0.1}
"""Seconds between two asks for one packet: above most round trips, and a voice cannot wait."""
TRIES: Final = 5
PATIENCE: Final[dict[Kind, float]] = {"audio": 0.3, "video": 1.0}
"""Seconds after which a packet would come too late for any jitter buffer."""
MOST: Final = 256
"""Packets missing at once; beyond it the link is gone, and a key frame is cheaper."""


class Missing:
    """The gaps of one source.  It asks at once, and again until it is answered or gives up."""

    __slots__ = ("_gaps", "_patience", "_retry", "due", "stale")

    def __init__(self, kind: Kind = "video") -> None:
        self._retry: Final = RETRY[kind]
        self._patience: Final = PATIENCE[kind]
        self.due = inf
        """When to take the next asks."""
        self.stale = False
        """Of what was last due, something had been asked for before, and has not come."""
        # seq -> (asked so often, ask again at, give up at)
        self._gaps: dict[int, tuple[int, float, float]] = {}

    def add(self, first: int, end: int, now: float) -> bool:
        """Note that `first` to before `end` have not come; False if that is beyond repair."""
        if len(self._gaps) + end - first > MOST:
            self.clear()
            return False
        for seq in range(first, end):
            self._gaps[seq] = (0, now, now + self._patience)
        self.due = min(self.due, now)
        return True

    def found(self, seq: int) -> None:
        self._gaps.pop(seq, None)
        if not self._gaps:
            self.due = inf

    def clear(self) -> None:
        self._gaps.clear()
        self.due = inf

    def take(self, now: float) -> list[int]:
        """Return what to ask for at `now`, in order."""
        asks = []
        self.stale = False
        for seq, (tries, at, until) in list(self._gaps.items()):
            if tries >= TRIES or now >= until:
                del self._gaps[seq]
            elif now >= at:
                asks.append(seq)
                self.stale |= tries > 0
                self._gaps[seq] = (tries + 1, now + self._retry, until)
        # One tick after the last try is enough to forget.
        self.due = min((at for _, at, _ in self._gaps.values()), default=inf)
        return sorted(asks)

    def __len__(self) -> int:
        return len(self._gaps)
