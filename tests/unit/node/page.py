"""What a page was told, and what is sent to it."""

from node.outbound import Outbound
from node.state import State
from node.visit import Visit
from sfu.ids import Source, TrackId
from tests.unit.node.world import Hall, endpoint_of

BOTH = (Source.MICROPHONE, Source.CAMERA)


async def read(visit: Visit) -> list[Outbound]:
    """Return all that is queued, leaving the visit as it is."""
    outbox = visit._connection._outbox
    messages = []
    while outbox._waiting:
        message = await visit.next_message()
        assert message is not None
        messages.append(message)
    return messages


async def state(visit: Visit) -> State:
    states = [message for message in await read(visit) if isinstance(message, State)]
    assert states, "nothing new was said"
    return states[-1]


def routed(hall: Hall, viewer: Visit) -> set[TrackId]:
    endpoint = endpoint_of(viewer)
    return {r.track for s, r in hall.plan().routes.items() if s.endpoint == endpoint}


def tracks(visit: Visit, *sources: Source) -> set[TrackId]:
    return {TrackId(endpoint_of(visit), source) for source in sources}
