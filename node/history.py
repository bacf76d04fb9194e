"""The history of a room's breakouts: who met whom, session by session.  Pure.

It holds identities, which are pseudonyms of this room alone, and never a name.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import msgspec

from breakout import codec, met
from breakout.errors import UnreadableMet
from breakout.met import Met
from breakout.pair import Pair
from breakout.rules import Meeting
from node.turn import Happening
from rooms.breakout_events import GroupsRemembered
from rooms.events import SessionEnded
from rooms.ids import Identity, ParticipantId, SessionId, SpaceId
from rooms.session import Session

VERSION: Final = 1

Groups = Sequence[AbstractSet[ParticipantId]]


@dataclass(frozen=True, slots=True)
class Round:
    """Breakouts that are over: who was with whom, and whose place each of them had."""

    session: SessionId
    groups: Groups
    who: dict[ParticipantId, Identity]


@dataclass(frozen=True, slots=True)
class History:
    """Sessions that had breakouts are counted; `last` is the one that has the highest number."""

    met: Met = met.NOBODY_YET
    number: int = 0
    last: SessionId | None = None

    def number_of(self, session: SessionId) -> int:
        return self.number if session == self.last else self.number + 1

    def after(self, round_: Round) -> "History":
        number = self.number_of(round_.session)
        groups = [sorted(group & round_.who.keys()) for group in round_.groups]
        return History(
            met.record(self.met, groups, round_.who, session=number), number, round_.session
        )

    def among(
        self, session: Session, people: Iterable[ParticipantId]
    ) -> dict[Pair[ParticipantId], Meeting]:
        """Return what these people of the session know of each other."""
        who = {id_: session.participants[id_].identity for id_ in people}
        return self.met.among(who, session=self.number_of(session.id))


def over(before: Session, happened: Iterable[Happening]) -> Round | None:
    """Return the round that ended in a turn: all has merged, or the session is over with it."""
    groups: Groups = ()
    for each in happened:
        match each:
            case GroupsRemembered(known, float()):
                groups = known
            case SessionEnded():
                groups = groups or _together(before)
            case _:
                pass
    if not any(groups):
        return None
    who = {id_: person.identity for id_, person in before.participants.items()}
    return Round(before.id, groups, who)


def _together(session: Session) -> Groups:
    """Return who is together in breakouts that are open, or was in this round."""
    breakouts = session.breakouts
    inside: dict[SpaceId, set[ParticipantId]] = {space.id: set() for space in breakouts.split_off}
    for person in session.participants.values():
        if person.space in inside:
            inside[person.space].add(person.id)
    merged = breakouts.were_together if inside else ()
    return [*merged, *inside.values()]


def encode(history: History) -> bytes:
    written = (VERSION, history.number, history.last, codec.encode(history.met))
    return msgspec.msgpack.encode(written)


def decode(data: bytes) -> History:
    """Read it, or raise `UnreadableMet`."""
    try:
        version, number, last, known = msgspec.msgpack.decode(
            data, type=tuple[int, int, SessionId | None, bytes]
        )
    except (msgspec.MsgspecError, UnicodeError) as exc:
        raise UnreadableMet("not the history of a room") from exc
    if version != VERSION:
        raise UnreadableMet(f"no reader for version {version}")
    return History(codec.decode(known), number, last)
