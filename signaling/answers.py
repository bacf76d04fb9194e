"""The answers to a browser's requests (docs/protocol.md)."""

from msgspec import Struct

from breakout.deal import Deal
from breakout.rules import about
from node.errors import Collision
from rooms.ids import ParticipantId


class Done(Struct, frozen=True, tag="done"):
    """The request of that number has taken effect."""

    id: int


class Colliding(Struct, frozen=True):
    """One of the rules that cannot be kept together, and whom it names."""

    rule: str
    participants: tuple[ParticipantId, ...]


class Refused(Struct, frozen=True, tag="error", omit_defaults=True):
    """The request was refused and nothing has changed."""

    code: str
    message: str
    id: int | None = None
    colliding: tuple[Colliding, ...] = ()


class DealtRoom(Struct, frozen=True):
    participants: tuple[ParticipantId, ...]


class Dealt(Struct, frozen=True, tag="dealt"):
    """What came of `deal`; its `done` follows.

    `repeats` are the pairs that meet again, of which there have to be `minimum`; it is `exact` if
    there are no more.
    """

    id: int | None
    rooms: tuple[DealtRoom, ...]
    repeats: tuple[tuple[ParticipantId, ParticipantId], ...]
    minimum: int
    exact: bool


def dealt(id_: int | None, deal: Deal) -> Dealt:
    rooms = tuple(DealtRoom(room) for room in deal.rooms)
    return Dealt(id_, rooms, deal.again, deal.least, deal.exact)


def colliding(refusal: Exception) -> tuple[Colliding, ...]:
    """Return which rules a deal was refused for, if that is what was refused."""
    if not isinstance(refusal, Collision):
        return ()
    return tuple(Colliding(rule.code, about(rule)) for rule in refusal.rules)
