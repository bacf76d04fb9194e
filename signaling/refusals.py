"""How often something was refused, by its stable code: over HTTP and over sockets alike."""

from collections import Counter
from collections.abc import Mapping


class Refusals:
    """Codes are our own words (docs/protocol.md), so that there is no end of them to fear."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()

    def count(self, code: str) -> None:
        self._counted[code] += 1

    def by_code(self) -> Mapping[str, int]:
        return dict(sorted(self._counted.items()))
