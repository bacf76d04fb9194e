"""The gate: whether the rooms of a scope may be recorded at this moment.

It fails closed.  Absence of an answer is absence of consent, and what a gate is is always computed
from who is where now, never remembered.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from consent.ask import Ask
from consent.consents import Consents
from consent.reach import concerned, reaching, rooms_of
from consent.terms import Scope
from rooms.ids import SpaceId
from rooms.participant import Participant
from rooms.role import Role
from rooms.session import Session


class Shut(StrEnum):
    """Why a gate is shut.  Never leaves the server: others are told that it is."""

    NOT_ASKED = "not-asked"
    ASKING = "asking"
    NOT_AGREED = "not-agreed"
    ENDED = "ended"
    UNATTENDED = "unattended"
    """No facilitator is there, or nobody else is."""
    ABSENT = "absent"
    """Somebody dropped, and their place is held: they cannot see that they are recorded."""
    UNANSWERED = "unanswered"
    """Somebody has not said yes, or no longer does."""


@dataclass(frozen=True, slots=True)
class Gate:
    """`rooms` are those that may be recorded: none while it is shut, which `shut` says why."""

    shut: Shut | None
    rooms: frozenset[SpaceId]

    @property
    def open(self) -> bool:
        return self.shut is None


def gate(consents: Consents, session: Session, scope: Scope) -> Gate:
    """Return the gate of a scope: one for all breakouts, since each would point at fewer."""
    who = concerned(session, scope)
    rooms = frozenset(r for r in rooms_of(session, scope) if len(reaching(session, {r})) > 1)
    # Facilitators come and go between breakouts: there it is enough that one leads the session.
    led = session.facilitated if scope is Scope.BREAKOUTS else _led(who)
    shut = _why_shut(consents.asks.get(scope), who, attended=led and bool(rooms))
    return Gate(shut, rooms if shut is None else frozenset())


def _led(who: Collection[Participant]) -> bool:
    return any(person.present and person.role is Role.FACILITATOR for person in who)


def _why_shut(ask: Ask | None, who: Collection[Participant], *, attended: bool) -> Shut | None:
    if ask is None:
        return Shut.NOT_ASKED
    if not ask.running:
        return _why_none(ask)
    if not attended:
        return Shut.UNATTENDED
    if not all(ask.agrees(person.id) for person in who):
        return Shut.UNANSWERED
    return None if all(person.present for person in who) else Shut.ABSENT


def _why_none(ask: Ask) -> Shut:
    if ask.asking:
        return Shut.ASKING
    return Shut.NOT_AGREED if ask.ended is None else Shut.ENDED
