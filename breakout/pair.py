"""Two people, in whichever order they are named."""

from typing import TypeAlias, TypeVar

from rooms.ids import Identity, ParticipantId

Id = TypeVar("Id", ParticipantId, Identity)

Pair: TypeAlias = tuple[Id, Id]
"""The lower id first: ids are random, so this tells nothing."""


def pair(one: Id, other: Id) -> Pair[Id]:
    return (one, other) if one < other else (other, one)
