"""Ways: who sends what for which recording, each under a number that packets carry instead."""

from consent.ids import AskId
from rooms.ids import ParticipantId
from sfu.ids import Source


class Ways:
    def __init__(self) -> None:
        self._numbers: dict[tuple[AskId, ParticipantId, Source], int] = {}

    def find(self, recording: AskId, owner: ParticipantId, source: Source) -> int | None:
        return self._numbers.get((recording, owner, source))

    def add(self, recording: AskId, owner: ParticipantId, source: Source, number: int) -> None:
        self._numbers[recording, owner, source] = number

    def of(self, recording: AskId, owner: ParticipantId | None = None) -> frozenset[int]:
        """Return the numbers of a recording: those of `owner`, or all."""
        return frozenset(
            number
            for (of, whose, _), number in self._numbers.items()
            if of == recording and owner in {None, whose}
        )

    def forget(self, recording: AskId) -> None:
        self._numbers = {way: n for way, n in self._numbers.items() if way[0] != recording}

    def clear(self) -> None:
        self._numbers.clear()
