"""Who is where with which name and hand, as each of them sees it: to be compared after a return."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    seat: int
    room: str
    hand: int | None
    role: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person sees: who they are, and everybody's place."""

    phase: str
    self_id: str | None
    places: Mapping[str, Place]


def sight(state: Mapping[str, Any]) -> Sight:
    """Read a `state`; those of the wire and of the client name these fields alike."""
    return Sight(
        state["phase"],
        state["self"],
        {
            each["id"]: Place(each["name"], each["seat"], each["room"], each["hand"], each["role"])
            for each in state["participants"]
        },
    )


def is_complete(state: Mapping[str, Any], people: int) -> bool:
    """Return whether somebody is in the circle and sees so many there, all connected."""
    here = [each for each in state["participants"] if each["connection"] == "here"]
    return state["phase"] == "joined" and len(here) == people


def lost(before: Mapping[str, Sight], after: Mapping[str, Sight]) -> list[str]:
    """Return who is not at their own seat any more, or is somebody else now."""
    return [
        name
        for name, sight in before.items()
        if _own(after[name]) is None or _own(sight) != _own(after[name])
    ]


def kept(before: Mapping[str, Sight], after: Mapping[str, Sight]) -> dict[str, bool]:
    """Return whether hands with their order, rooms and names are what they were, for everyone."""
    return {
        field + "s": all(
            _column(sight, field) == _column(after[name], field) for name, sight in before.items()
        )
        for field in ("hand", "room", "name")
    }


def _own(sight: Sight) -> tuple[str, int, str] | None:
    if sight.phase != "joined" or sight.self_id is None:
        return None
    own = sight.places.get(sight.self_id)
    return None if own is None else (sight.self_id, own.seat, own.role)


def _column(sight: Sight, field: str) -> dict[str, Any]:
    return {id_: getattr(place, field) for id_, place in sight.places.items()}
