"""What a browser may ask about breakouts (docs/protocol.md): closed shapes, like all messages."""

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from rooms.part import Part
from signaling.fields import Person, RequestId, Room, Text

MOST_ROOMS: Final = 64  # the rooms package says `bad-plan`, with a sentence, before this does
MOST_PEOPLE: Final = 256

Seconds = Annotated[float, Meta(ge=-1e6, le=1e6)]
"""Likewise."""

Rooms = Annotated[list[Room], Meta(max_length=MOST_ROOMS)]
People = Annotated[list[Person], Meta(max_length=MOST_PEOPLE)]


class PlannedRoom(Struct, frozen=True, forbid_unknown_fields=True):
    """A breakout as it is to be: one that is open, by its `id`, or a new one."""

    id: Room | None = None
    name: Text | None = None
    participants: People = []
    rooms: Annotated[list["PlannedRoom"], Meta(max_length=MOST_ROOMS)] = []


Plan = Annotated[list[PlannedRoom], Meta(max_length=MOST_ROOMS)]


class Split(Struct, frozen=True, forbid_unknown_fields=True, tag="split"):
    """The whole tree below the main room; splitting again is planning anew."""

    rooms: Plan
    closes_in: Seconds | None = None
    choice: bool = False
    id: RequestId | None = None


class Move(Struct, frozen=True, forbid_unknown_fields=True, tag="move"):
    participant: Person
    room: Room
    id: RequestId | None = None


class Exchange(Struct, frozen=True, forbid_unknown_fields=True, tag="exchange"):
    """Each takes the other's place."""

    participant: Person
    other: Person = msgspec.field(name="with")
    id: RequestId | None = None


class Merge(Struct, frozen=True, forbid_unknown_fields=True, tag="merge"):
    """One breakout or all, now or in some seconds."""

    room: Room | None = None
    within: Seconds | None = msgspec.field(name="in", default=None)
    id: RequestId | None = None


class MergeInto(Struct, frozen=True, forbid_unknown_fields=True, tag="merge_into"):
    room: Room
    into: Room
    id: RequestId | None = None


class Extend(Struct, frozen=True, forbid_unknown_fields=True, tag="extend"):
    """Give one breakout more time, or all."""

    seconds: Seconds
    room: Room | None = None
    id: RequestId | None = None


class Hop(Struct, frozen=True, forbid_unknown_fields=True, tag="hop"):
    """Go there oneself, as a facilitator."""

    room: Room
    id: RequestId | None = None


class ChooseRoom(Struct, frozen=True, forbid_unknown_fields=True, tag="choose_room"):
    """Go there oneself, where rooms are to be chosen."""

    room: Room
    id: RequestId | None = None


class Newcomers(Struct, frozen=True, forbid_unknown_fields=True, tag="newcomers"):
    """Where whoever comes late lands; null is the main room."""

    room: Room | None
    id: RequestId | None = None


class Ear(Struct, frozen=True, forbid_unknown_fields=True):
    participant: Person
    room: Room


class Listen(Struct, frozen=True, forbid_unknown_fields=True, tag="listen"):
    """Hear these rooms and no others, from where one is."""

    rooms: Rooms
    id: RequestId | None = None


class EarsSeen(Struct, frozen=True, forbid_unknown_fields=True, tag="ears_seen"):
    """These are all the ears that the page shows now."""

    ears: Annotated[list[Ear], Meta(max_length=MOST_PEOPLE)]
    id: RequestId | None = None


class Whisper(Struct, frozen=True, forbid_unknown_fields=True, tag="whisper"):
    """Speak into one room alone; null is to stop."""

    room: Room | None
    id: RequestId | None = None


class SpeakTo(Struct, frozen=True, forbid_unknown_fields=True, tag="speak_to"):
    """Speak to one's own room and these; null is to stop."""

    rooms: Rooms | None
    id: RequestId | None = None


class ShowTo(Struct, frozen=True, forbid_unknown_fields=True, tag="show_to"):
    """Show one's screen to one's own room and these; null is to stop."""

    rooms: Rooms | None
    id: RequestId | None = None


class SideRoom(Struct, frozen=True, forbid_unknown_fields=True, tag="side_room"):
    """Take someone aside."""

    participant: Person
    id: RequestId | None = None


class RolePlay(Struct, frozen=True, forbid_unknown_fields=True, tag="role_play"):
    """All the parts there are; without any it is over."""

    parts: Annotated[dict[Person, Part], Meta(max_length=MOST_PEOPLE)]
    cues: dict[Part, Text] = {}
    id: RequestId | None = None


class SwapParts(Struct, frozen=True, forbid_unknown_fields=True, tag="swap_parts"):
    """The parts go round in each room, and a bell is heard."""

    id: RequestId | None = None


class Deal(Struct, frozen=True, forbid_unknown_fields=True, tag="deal"):
    """Propose who goes with whom, of those in `room` or in the main one; nobody is moved."""

    count: Annotated[int, Meta(ge=1, le=MOST_PEOPLE)] | None = None
    size: Annotated[int, Meta(ge=1, le=MOST_PEOPLE)] | None = None
    room: Room | None = None
    apart: Annotated[list[tuple[Person, Person]], Meta(max_length=MOST_PEOPLE)] = []
    together: Annotated[list[People], Meta(max_length=MOST_PEOPLE)] = []
    lead: Literal["facilitator", "steady"] | None = None
    steady: People = []
    avoid_repeats: bool = True
    id: RequestId | None = None

    def __post_init__(self) -> None:
        if (self.count is None) == (self.size is None):
            raise ValueError("give one of `count` and `size`")


class SavePlan(Struct, frozen=True, forbid_unknown_fields=True, tag="save_plan"):
    """Keep the breakouts as they are now, by a name."""

    name: Text
    id: RequestId | None = None


class ForgetPlan(Struct, frozen=True, forbid_unknown_fields=True, tag="forget_plan"):
    name: Text
    id: RequestId | None = None


BreakoutMessage = (
    Split
    | Move
    | Exchange
    | Merge
    | MergeInto
    | Extend
    | Hop
    | ChooseRoom
    | Newcomers
    | Listen
    | EarsSeen
    | Whisper
    | SpeakTo
    | ShowTo
    | SideRoom
    | RolePlay
    | SwapParts
    | Deal
    | SavePlan
    | ForgetPlan
)
