"""Whose voices reach one simulated person, and the gap that a move leaves between old and new ones.

Times are the machine's, in seconds since 1970.
"""

import time
from collections.abc import Collection, Mapping


class Hearing:
    def __init__(self, owners: Mapping[bytes, str]) -> None:
        """`owners`: whose sound a payload is.  What nobody owns, a page's voice, is not counted."""
        self._owners = owners
        self._heard: list[tuple[float, str]] = []

    def hear(self, payload: bytes) -> None:
        owner = self._owners.get(payload)
        if owner is not None:
            self._heard.append((time.time(), owner))

    def take(self) -> list[tuple[float, str]]:
        """Return what was heard since it was taken last."""
        heard, self._heard = self._heard, []
        return heard


def gap(heard: list[tuple[float, str]], before: Collection[str], after: Collection[str]) -> float:
    """Return the seconds from the last packet of the old company to the first of the new one.

    Whoever is in both is neither; where nobody is new, those who stayed count as the new ones.
    Raises ValueError where nothing of either was heard.
    """
    left, came = set(before) - set(after), set(after) - set(before)
    lasts = [at for at, owner in heard if owner in left]
    if not lasts:
        raise ValueError("nobody was heard before the move")
    firsts = [at for at, owner in heard if owner in (came or after) and (came or at > lasts[-1])]
    if not firsts:
        raise ValueError("nobody was heard after the move")
    return firsts[0] - lasts[-1]
