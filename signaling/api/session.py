"""The live session of a room, as an API key's holder may see and steer it."""

from typing import Final

from msgspec import Struct

from node.live_view import LiveView
from signaling.api.call import Call
from signaling.api.rooms import ROOM, found
from signaling.api.route import Route
from signaling.problem import ProblemRaised

SESSION: Final = f"{ROOM}/session"
PARTICIPANT: Final = f"{SESSION}/participants/{{participant}}"


class Nothing(Struct, frozen=True):
    """It has taken effect; there is nothing more to say."""


async def get_session(call: Call) -> LiveView:
    await found(call)
    live = call.house.node.session(call.room)
    if live is None:
        raise ProblemRaised("absent", "Nobody is in this room.")
    return live


async def end_session(call: Call) -> Nothing:
    await found(call)
    await call.house.node.chair(call.room).end_session()
    return Nothing()


async def admit_participant(call: Call) -> Nothing:
    await found(call)
    await call.house.node.chair(call.room).admit(call.participant)
    return Nothing()


async def remove_participant(call: Call) -> Nothing:
    await found(call)
    await call.house.node.chair(call.room).remove(call.participant)
    return Nothing()


async def mute_participant(call: Call) -> Nothing:
    await found(call)
    await call.house.node.chair(call.room).mute(call.participant)
    return Nothing()


ROUTES: Final = (
    Route(
        "GET",
        SESSION,
        get_session,
        "Look at the live session",
        answer=LiveView,
        refusals=("absent",),
    ),
    Route(
        "POST",
        f"{SESSION}/end",
        end_session,
        "End the session for everyone",
        answer=Nothing,
        refusals=("absent",),
    ),
    Route(
        "POST",
        f"{PARTICIPANT}/admit",
        admit_participant,
        "Let someone in who waits",
        answer=Nothing,
        refusals=("absent", "out-of-turn", "room-full"),
    ),
    Route(
        "POST",
        f"{PARTICIPANT}/remove",
        remove_participant,
        "End someone's place",
        answer=Nothing,
        refusals=("absent",),
    ),
    Route(
        "POST",
        f"{PARTICIPANT}/mute",
        mute_participant,
        "Stop forwarding someone's microphone until they switch it on again",
        answer=Nothing,
        refusals=("absent",),
    ),
)
