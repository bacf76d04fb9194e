"""Saved plans: breakouts that a room keeps by a name, to be split off again another time.  Pure.

They hold identities: in the next session the same people have other ids.
"""

from typing import Final

import msgspec

from node.state import SavedPlan, SavedRoom
from rooms import names
from rooms.errors import Absent, OutOfTurn
from rooms.ids import Identity
from rooms.session import Session

VERSION: Final = 1

MOST_PLANS: Final = 20  # for one room; each is read at a glance in a list


class PlanRoom(msgspec.Struct, frozen=True):
    name: str
    people: tuple[Identity, ...]


class Plan(msgspec.Struct, frozen=True):
    name: str
    rooms: tuple[PlanRoom, ...]


Plans = tuple[Plan, ...]


def saved(plans: Plans, name: str, session: Session) -> Plans:
    """Keep the breakouts as they are now; a plan of that name is replaced."""
    name = names.clean(name)
    others = tuple(plan for plan in plans if plan.name != name)
    if not session.breakouts.split_off:
        raise OutOfTurn("there are no breakouts to be saved")
    if len(others) >= MOST_PLANS:
        raise OutOfTurn(f"a room keeps at most {MOST_PLANS} plans: forget one first")
    rooms = tuple(
        PlanRoom(
            space.name,
            tuple(person.identity for person in session.circle if person.space == space.id),
        )
        for space in session.breakouts.split_off
    )
    return (*others, Plan(name, rooms))


def without(plans: Plans, name: str) -> Plans:
    name = names.clean(name)
    if name not in {plan.name for plan in plans}:
        raise Absent("there is no plan of that name")
    return tuple(plan for plan in plans if plan.name != name)


def shown(plans: Plans, session: Session) -> tuple[SavedPlan, ...]:
    """Return the plans with those of their people who are here, by their ids of this session."""
    here = {person.identity: person.id for person in session.circle}
    return tuple(
        SavedPlan(
            plan.name,
            tuple(
                SavedRoom(room.name, tuple(here[who] for who in room.people if who in here))
                for room in plan.rooms
            ),
        )
        for plan in plans
    )


def encode(plans: Plans) -> bytes:
    return msgspec.msgpack.encode((VERSION, plans))


def decode(data: bytes) -> Plans:
    """Read them, or raise `UnreadablePlans`."""
    try:
        version, plans = msgspec.msgpack.decode(data, type=tuple[int, Plans])
    except (msgspec.MsgspecError, UnicodeError) as exc:
        raise UnreadablePlans("not the plans of a room") from exc
    if version != VERSION:
        raise UnreadablePlans(f"no reader for version {version}")
    return plans


class UnreadablePlans(ValueError):
    """Bytes that this version cannot read as saved plans."""
