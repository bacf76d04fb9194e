"""Who met whom, and who played what, in the last sessions of a room.

It is kept per room from session to session, on the server alone, by identities: no names.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from breakout.pair import Pair, pair
from breakout.part import Part
from breakout.rules import Meeting
from rooms.ids import Identity, ParticipantId

MEMORY: Final = 24  # sessions: one run of a weekly skills group

Who = Mapping[ParticipantId, Identity]
"""Whose place each participant of the session has."""


@dataclass(frozen=True, slots=True)
class Met:
    """Sessions are numbered in the order in which they were held; each list rises."""

    meetings: Mapping[Pair[Identity], tuple[int, ...]] = field(default_factory=dict)
    """The sessions in which two met, once for each time."""
    parts: Mapping[tuple[Identity, Part], tuple[int, ...]] = field(default_factory=dict)
    """The sessions in which somebody played a part, once for each time."""

    def among(self, who: Who, *, session: int) -> dict[Pair[ParticipantId], Meeting]:
        """Return what those who are here know of each other, as `Rules.met` takes it."""
        found: dict[Pair[ParticipantId], Meeting] = {}
        for one, other in combinations(sorted(who), 2):
            if times := self.meetings.get(pair(who[one], who[other])):
                found[one, other] = Meeting(len(times), max(session - times[-1], 0))
        return found

    def times(self, identity: Identity, part: Part) -> int:
        return len(self.parts.get((identity, part), ()))


NOBODY_YET: Final = Met()


def record(
    met: Met,
    rooms: Iterable[Sequence[ParticipantId]],
    who: Who,
    *,
    session: int,
    memory: int = MEMORY,
) -> Met:
    """Return `met` with what happened in `rooms`, and without what is `memory` sessions ago."""
    meetings = dict(met.meetings)
    for room in rooms:
        for one, other in combinations({who[id_] for id_ in room}, 2):
            both = pair(one, other)
            meetings[both] = tuple(sorted((*meetings.get(both, ()), session)))
    return _recent(Met(meetings, met.parts), session - memory)


def record_parts(
    met: Met, parts: Mapping[ParticipantId, Part], who: Who, *, session: int, memory: int = MEMORY
) -> Met:
    """Return `met` with the parts that were played, forgetting like `record`."""
    played = dict(met.parts)
    for id_, part in parts.items():
        key = (who[id_], part)
        played[key] = tuple(sorted((*played.get(key, ()), session)))
    return _recent(Met(met.meetings, played), session - memory)


def forget(met: Met, gone: AbstractSet[Identity]) -> Met:
    """Return `met` as if those had never been there."""
    return Met(
        {both: times for both, times in met.meetings.items() if not gone & set(both)},
        {key: times for key, times in met.parts.items() if key[0] not in gone},
    )


def _recent(met: Met, before: int) -> Met:
    """Keep what happened after session `before`."""
    meetings = {both: tuple(t for t in times if t > before) for both, times in met.meetings.items()}
    parts = {key: tuple(t for t in times if t > before) for key, times in met.parts.items()}
    return Met(
        {both: times for both, times in meetings.items() if times},
        {key: times for key, times in parts.items() if times},
    )
