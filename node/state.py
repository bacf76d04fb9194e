"""The state: the whole truth as one person may see it, exactly as docs/protocol.md has it."""

from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from consent.flag import Flag
from consent.ids import AskId
from consent.outcome import PublicOutcome
from consent.terms import Scope, Tracks, Viewer
from rooms.chat_mode import ChatMode
from rooms.ids import ParticipantId, SpaceId
from rooms.part import Part
from rooms.role import Role
from sfu.ids import Mid, Source


class Person(Struct, frozen=True, omit_defaults=True):
    """Someone who holds a place, as one viewer may see them.

    Of whoever is elsewhere nothing is told but that they are.  `speaks_to` are the rooms somebody
    speaks to instead of their own alone: facilitators are told all of them, others whether theirs
    is one.
    """

    id: ParticipantId
    name: str
    private_name: str | None
    role: Role
    seat: int
    room: SpaceId | Literal["elsewhere"]
    microphone: bool
    camera: bool
    screen: bool
    hand: int | None
    away: bool
    connection: Literal["here", "reconnecting"]
    speaks_to: tuple[SpaceId, ...] = ()
    shows_to: tuple[SpaceId, ...] = ()
    part: Part | None = None


class Space(Struct, frozen=True):
    """A room inside the session; outside the code it is never called otherwise.

    `closes_at` is when it merges, if only because a room above it does; `people` is how many are
    inside, None for whom that is no business of.
    """

    id: SpaceId
    name: str
    parent: SpaceId | None
    closes_at: float | None
    side: bool
    choice: bool
    people: int | None


class Ear(Struct, frozen=True):
    """A facilitator who is shown as hearing a room from another one."""

    participant: ParticipantId
    room: SpaceId


class SavedRoom(Struct, frozen=True):
    name: str
    participants: tuple[ParticipantId, ...]


class SavedPlan(Struct, frozen=True):
    """Breakouts that were saved by a name, with those of their people who are here now."""

    name: str
    rooms: tuple[SavedRoom, ...]


class Knock(Struct, frozen=True):
    """Someone who waits, as facilitators see them."""

    id: ParticipantId
    name: str
    private_name: str | None
    role: Role


class Help(Struct, frozen=True):
    """A request for help; `claimed_by` is the facilitator who will see to it."""

    participant: ParticipantId
    quiet: bool
    asked_at: float
    claimed_by: ParticipantId | None


class Recording(Struct, frozen=True):
    state: Literal["off", "asking", "on", "paused", "ended"]
    scope: str | None
    since: float | None


class Consent(Struct, frozen=True):
    """A question to you, and your own answer: nobody else is told it.

    `digest` is what a yes is signed to; `by` is None when it was the API.
    """

    ask: AskId
    by: ParticipantId | None
    scope: Scope
    tracks: Tracks
    until: float | None
    retention: int
    viewers: tuple[Viewer, ...]
    wording: int
    digest: bytes
    flag: Flag | None
    to_answer: bool
    sheet_open: bool
    may_withdraw: bool
    outcome: PublicOutcome | None
    settles_at: float


class LedgerHead(Struct, frozen=True):
    """How far the room's ledger goes, under the node's signature; `at` is in milliseconds.

    It goes to every browser, so that nothing can be cut off behind their backs.
    """

    id: bytes
    size: int
    head: bytes
    at: int
    signature: bytes


class Slot(Struct, frozen=True):
    """What a receive stream carries; `gain` is how loud it is to be played."""

    mid: Mid
    participant: ParticipantId
    source: Source
    gain: float


class OwnNorms(Struct, frozen=True):
    """Whether you have agreed to this version."""

    version: int
    agreed: bool


class State(Struct, frozen=True, tag="state"):
    """Each one replaces the one before.

    What is UNSET is for facilitators alone: `lobby_on`, whether arrivals knock in this session;
    `link_changed`, that somebody was banned in it and clients come by a new link since;
    `unjournalled`, that a restart would forget what happens now; `newcomers`, in which breakout
    whoever comes lands; `plans`; and `ask_again_at`, before which people are not asked again.
    """

    phase: Literal["lobby", "joined"]
    self_: ParticipantId = msgspec.field(name="self")
    participants: tuple[Person, ...]
    rooms: tuple[Space, ...]
    lobby: tuple[Knock, ...]
    hold: bool
    locked: bool
    chat_mode: ChatMode
    help: tuple[Help, ...]
    recording: Recording
    slots: tuple[Slot, ...]
    norms: OwnNorms | None
    ears: tuple[Ear, ...] = ()
    cues: dict[Part, str] | None = None
    were_together: tuple[tuple[ParticipantId, ...], ...] = ()
    consents: tuple[Consent, ...] = ()
    ledger: LedgerHead | None = None
    lobby_on: bool | UnsetType = UNSET
    link_changed: bool | UnsetType = UNSET
    unjournalled: bool | UnsetType = UNSET
    newcomers: SpaceId | UnsetType | None = UNSET
    plans: tuple[SavedPlan, ...] | UnsetType = UNSET
    ask_again_at: dict[Scope, float] | UnsetType = UNSET
