"""A group in a hall, and what tests ask about its rooms."""

from collections.abc import Iterable

from node.outbound import Outbound
from node.state import Person, Space, State
from node.visit import Visit
from rooms.ids import ParticipantId, SpaceId
from rooms.planned_room import PlannedRoom
from sfu.ids import Source
from tests.unit.node.world import Hall, endpoint_of


def truth(visit: Visit) -> State:
    state = visit._connection._outbox._told[State]
    assert isinstance(state, State)
    return state


def me(visit: Visit) -> ParticipantId:
    return truth(visit).self_


async def told(visit: Visit, kind: type[Outbound]) -> list[Outbound]:
    """Return what waits of that kind, and take everything."""
    found = []
    while visit._connection._outbox._waiting:
        message = await visit.next_message()
        if isinstance(message, kind):
            found.append(message)
    return found


def seen(by: Visit, whom: Visit) -> Person:
    return next(person for person in truth(by).participants if person.id == me(whom))


def room_of(visit: Visit) -> SpaceId:
    room = seen(visit, visit).room
    return SpaceId(room)


def rooms(visit: Visit) -> dict[str, Space]:
    return {room.name: room for room in truth(visit).rooms}


def planned(*groups: Iterable[Visit]) -> tuple[PlannedRoom, ...]:
    return tuple(PlannedRoom(participants=tuple(me(visit) for visit in group)) for group in groups)


def reaching(hall: Hall, viewer: Visit) -> set[tuple[str, Source]]:
    """Return what is routed to `viewer`: by whose endpoint, and which source."""
    return {
        (route.track.endpoint, route.track.source)
        for slot, route in hall.plan().routes.items()
        if slot.endpoint == endpoint_of(viewer)
    }


def hears(hall: Hall, viewer: Visit, whom: Visit) -> bool:
    return (endpoint_of(whom), Source.MICROPHONE) in reaching(hall, viewer)


def sees(hall: Hall, viewer: Visit, whom: Visit) -> bool:
    return (endpoint_of(whom), Source.CAMERA) in reaching(hall, viewer)
