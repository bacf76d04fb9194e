"""Every way to part people into rooms: the slow and plain method that `dealing` is judged by."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from rooms.ids import ParticipantId

Room = tuple[ParticipantId, ...]


def partitions(people: Sequence[ParticipantId], sizes: Sequence[int]) -> Iterator[tuple[Room, ...]]:
    """Yield each way once; the rooms have no order, `sizes` say how large they shall be."""
    if not people:
        yield ()
        return
    first, *others = people
    for size in sorted(set(sizes)):
        left = list(sizes)
        left.remove(size)
        for company in combinations(others, size - 1):
            rest = [each for each in others if each not in company]
            for rooms in partitions(rest, left):
                yield ((first, *company), *rooms)
