"""What each request of a browser asks of its visit."""

from typing import assert_never

from node.tile import Tile
from rooms.ids import ParticipantId
from sfu.ids import Source
from signaling import messages
from signaling.messages import (
    Admit,
    Answer,
    EndSession,
    Hello,
    Join,
    Layout,
    Leave,
    Message,
    Mute,
    Publish,
    Refuse,
    Remove,
)
from signaling.ports import Visit


async def carry_out(request: Message, visit: Visit) -> None:  # noqa: C901 - one case per message
    """Return when `request` has taken effect; what forbids it is raised."""
    match request:
        case Answer(sdp=sdp):
            await visit.answer(sdp)
        case Join():
            await visit.join(
                name=request.name,
                private_name=request.private_name,
                microphone=request.microphone,
                camera=request.camera,
            )
        case Publish():
            await visit.publish(
                microphone=request.microphone, camera=request.camera, screen=request.screen
            )
        case Layout(tiles=tiles):
            await visit.layout([_shown(tile) for tile in tiles])
        case Admit(participant=participant):
            await visit.admit(ParticipantId(participant))
        case Refuse(participant=participant):
            await visit.refuse(ParticipantId(participant))
        case Remove(participant=participant):
            await visit.remove(ParticipantId(participant))
        case Mute(participant=participant):
            await visit.mute(ParticipantId(participant))
        case EndSession():
            await visit.end_session()
        case Leave():
            await visit.leave()
        case Hello():
            raise AssertionError("a second hello is out of turn")
        case _:
            assert_never(request)


def _shown(tile: messages.Tile) -> Tile:
    return Tile(ParticipantId(tile.participant), Source(tile.source), tile.height)
