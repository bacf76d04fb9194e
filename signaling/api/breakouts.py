"""The breakouts of a live session, as an API key's holder may split, move and merge."""

from typing import Annotated, Final

from msgspec import Meta, Struct

from node.live_view import LiveView
from signaling.api.call import Call
from signaling.api.rooms import found
from signaling.api.route import Route
from signaling.api.session import PARTICIPANT, SESSION, Nothing, get_session
from signaling.breakout_messages import Plan, Seconds
from signaling.fields import Room
from signaling.requests import planned

BREAKOUTS: Final = f"{SESSION}/breakouts"


class Breakouts(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole tree below the main room; what is open and not in it merges."""

    rooms: Plan
    closes_in: Annotated[Seconds, Meta(description="Seconds until all merge.")] | None = None
    choice: Annotated[bool, Meta(description="Clients go into them by themselves.")] = False


class Destination(Struct, frozen=True, forbid_unknown_fields=True):
    room: Annotated[Room, Meta(description="A breakout, or the main room.")]


async def split_breakouts(call: Call) -> LiveView:
    """Answered by the session as it is then: it tells the ids of the new rooms."""
    await found(call)
    plan: Breakouts = call.body
    board = call.house.node.board(call.room)
    await board.split(planned(plan.rooms), closes_in=plan.closes_in, choice=plan.choice)
    return await get_session(call)


async def merge_breakouts(call: Call) -> Nothing:
    await found(call)
    await call.house.node.board(call.room).merge()
    return Nothing()


async def move_participant(call: Call) -> Nothing:
    await found(call)
    await call.house.node.board(call.room).move(call.participant, call.body.room)
    return Nothing()


ROUTES: Final = (
    Route(
        "PUT",
        BREAKOUTS,
        split_breakouts,
        "Split the session into breakouts, or change those that are open",
        body=Breakouts,
        answer=LiveView,
        refusals=("absent", "bad-plan", "bad-name"),
    ),
    Route(
        "DELETE",
        BREAKOUTS,
        merge_breakouts,
        "Merge all breakouts into the main room",
        answer=Nothing,
        refusals=("absent",),
    ),
    Route(
        "POST",
        f"{PARTICIPANT}/move",
        move_participant,
        "Move someone to another room of the session",
        body=Destination,
        answer=Nothing,
        refusals=("absent", "out-of-turn"),
    ),
)
