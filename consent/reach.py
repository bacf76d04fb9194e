"""Whom an ask concerns: who is in the rooms of its scope, or can be heard or seen in them."""

from collections.abc import Collection

from consent.terms import Scope
from rooms.ids import SpaceId
from rooms.participant import Device, Participant
from rooms.session import Session
from rooms.visibility import audience


def rooms_of(session: Session, scope: Scope) -> frozenset[SpaceId]:
    """Return the rooms of a scope.  A side room is in none: nothing of it is ever recorded."""
    if scope is Scope.MAIN:
        return frozenset({session.main})
    return frozenset(space.id for space in session.breakouts.split_off)


def reaching(session: Session, rooms: Collection[SpaceId]) -> tuple[Participant, ...]:
    """Return everyone whose picture or words may enter these rooms, dropped or not."""
    return tuple(
        person
        for person in session.participants.values()
        if any(not audience(person, device).isdisjoint(rooms) for device in Device)
    )


def concerned(session: Session, scope: Scope) -> tuple[Participant, ...]:
    """Return everyone who must have said yes for anything of this scope to be recorded now."""
    return reaching(session, rooms_of(session, scope))


def questioned(session: Session, scope: Scope) -> tuple[Participant, ...]:
    """Return everyone whose yes a new ask needs: for breakouts all, since all may be dealt."""
    if scope is Scope.MAIN:
        return concerned(session, scope)
    return tuple(session.participants.values())
