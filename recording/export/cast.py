"""The cast of an export: who is in it, in the order of their seats."""

from collections import defaultdict
from dataclasses import dataclass

from recording.export.wish import Wish
from recording.reel import Reel, Take
from recording.sheet import Portrait
from rooms.ids import ParticipantId
from rooms.role import Role
from sfu.ids import Source


@dataclass(frozen=True, slots=True)
class Member:
    """One person and all that is left of them, in the order of its beginnings."""

    id: ParticipantId
    portrait: Portrait
    takes: tuple[Take, ...]

    def of(self, *sources: Source) -> tuple[Take, ...]:
        return tuple(take for take in self.takes if take.source in sources)


def cast(reel: Reel, wish: Wish) -> tuple[Member, ...]:
    """Return who the wish is for; of whom everything was erased, nothing is shown."""
    takes: dict[ParticipantId, list[Take]] = defaultdict(list)
    portraits: dict[ParticipantId, Portrait] = {}
    for take in sorted(reel.takes, key=lambda take: take.began):
        if take.portrait is not None:
            takes[take.owner].append(take)
            portraits[take.owner] = take.portrait  # The last one: the name they ended with.
    members = [Member(id_, portraits[id_], tuple(kept)) for id_, kept in takes.items()]
    shown = [member for member in members if _wanted(member, wish)]
    return tuple(sorted(shown, key=lambda member: (member.portrait.seat, member.id)))


def anything_erased(reel: Reel) -> bool:
    return any(take.portrait is None for take in reel.takes)


def _wanted(member: Member, wish: Wish) -> bool:
    return not wish.facilitators_only or member.portrait.role is Role.FACILITATOR
