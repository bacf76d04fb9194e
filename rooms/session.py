"""A session: one sitting in a room, as a value.

It never changes.  Decisions read it and return events; `apply` returns the next value; the same
events applied again, from the opening on, give the same value.  The mappings are replaced, never
mutated, and keep the order in which people came.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar, assert_never

from rooms import breakouts, help_request, positions
from rooms.breakout_events import BreakoutEvent
from rooms.breakouts import Breakouts
from rooms.chat_mode import ChatMode
from rooms.events import (
    ArrivalLeft,
    ArrivalWaited,
    AwaySwitched,
    CameraStopped,
    ChatModeSwitched,
    Departure,
    DevicesSwitched,
    Ending,
    Event,
    HandLowered,
    HandRaised,
    HelpAsked,
    HelpClaimed,
    HelpEnded,
    HoldBegan,
    HoldEnded,
    LobbySwitched,
    MicrophoneMuted,
    ParticipantBanned,
    ParticipantDropped,
    ParticipantJoined,
    ParticipantLeft,
    ParticipantReturned,
    SessionBegan,
    SessionEnded,
    SessionLocked,
    SessionOpened,
    SessionUnlocked,
)
from rooms.help_request import HelpRequest
from rooms.ids import Identity, ParticipantId, RoomId, SessionId, SpaceId
from rooms.participant import Arrival, Devices, Participant
from rooms.role import Role

_V = TypeVar("_V")

UNWELCOME: Final = frozenset({Departure.REMOVED, Departure.REFUSED})

CIRCLE_ORDER: Final = {Role.FACILITATOR: 0, Role.CLIENT: 1, Role.OBSERVER: 2}


@dataclass(frozen=True, slots=True)
class Session:
    """Who is where.

    `began_at` is None until the first facilitator enters.  `admitted` are those who have been in
    and need not knock again.  `hold_since` is when the last facilitator present was gone, and
    `empty_since` when the last place was given up; None while it is not so.  While `locked`,
    places that are held are all there are: only a facilitator comes in anew.  Whoever is
    `banned` neither comes in nor waits.  `help` is who asks for it, the oldest request first.
    `breakouts` is what the main room was split into; where each person is, they know themselves.
    """

    id: SessionId
    room: RoomId
    main: SpaceId
    capacity: int
    lobby: bool
    began_at: float | None = None
    ended: Ending | None = None
    participants: Mapping[ParticipantId, Participant] = field(default_factory=dict)
    waiting: Mapping[ParticipantId, Arrival] = field(default_factory=dict)
    admitted: frozenset[Identity] = frozenset()
    hold_since: float | None = None
    empty_since: float | None = None
    locked: bool = False
    banned: frozenset[Identity] = frozenset()
    chat: ChatMode = ChatMode.FACILITATORS
    help: Mapping[ParticipantId, HelpRequest] = field(default_factory=dict)
    breakouts: Breakouts = Breakouts()  # noqa: RUF009 - frozen, and shared as any value may be

    @classmethod
    def opened(cls, entry: SessionOpened) -> "Session":
        return cls(entry.session, entry.room, entry.main, entry.capacity, entry.lobby)

    @property
    def facilitated(self) -> bool:
        """Whether a facilitator is present, which a held place alone is not."""
        return any(p.present and p.role is Role.FACILITATOR for p in self.participants.values())

    @property
    def full(self) -> bool:
        """Whether every place is held, if only for someone who dropped.

        Facilitators are counted, but a room is never full for them: they come in beyond its
        capacity, so that nobody is locked out of the group they hold.
        """
        return len(self.participants) >= self.capacity

    @property
    def circle(self) -> tuple[Participant, ...]:
        """Everyone who holds a place, in the one order all see: facilitators first, by seat."""
        return tuple(
            sorted(self.participants.values(), key=lambda p: (CIRCLE_ORDER[p.role], p.seat))
        )

    def place_of(self, identity: Identity) -> ParticipantId | None:
        """Return under which id this person holds a place or waits for one."""
        places: list[Participant | Arrival] = [*self.participants.values(), *self.waiting.values()]
        return next((place.id for place in places if place.identity == identity), None)


_Change = (
    ParticipantReturned | MicrophoneMuted | CameraStopped | HandRaised | HandLowered | AwaySwitched
)
"""What happens to one person who holds a place, and to nothing else."""


def apply(session: Session, event: Event) -> Session:  # noqa: C901, PLR0911, PLR0912
    """Return the session as it is after `event`.  The only place that knows how."""
    if isinstance(event, BreakoutEvent):
        return _rearranged(session, event)
    match event:
        case SessionBegan(at):
            return replace(session, began_at=at)
        case LobbySwitched(on):
            return replace(session, lobby=on)
        case SessionLocked():
            return replace(session, locked=True)
        case SessionUnlocked():
            return replace(session, locked=False)
        case ArrivalWaited(arrival):
            return replace(session, waiting={**session.waiting, arrival.id: arrival})
        case ArrivalLeft():
            return _turned_away(session, event)
        case ParticipantJoined(participant):
            return _seated(session, participant)
        case ParticipantLeft():
            return _departed(session, event)
        case ParticipantBanned(_, identity):
            return replace(session, banned=session.banned | {identity})
        case DevicesSwitched(id_, devices):
            return _switched(session, id_, devices)
        case ChatModeSwitched(mode):
            return replace(session, chat=mode)
        case HelpAsked() | HelpClaimed() | HelpEnded():
            return replace(session, help=help_request.apply(session.help, event))
        case HoldBegan(at):
            return replace(session, hold_since=at)
        case HoldEnded():
            return replace(session, hold_since=None)
        case SessionEnded(reason):
            return replace(
                session,
                ended=reason,
                participants={},
                waiting={},
                help={},
                breakouts=Breakouts(),
            )
        case ParticipantDropped(id_, held_until):
            dropped = replace(session.participants[id_], held_until=held_until)
            # A page that is gone hears nothing, and no room is to see an ear that does not hear.
            deaf = replace(session, breakouts=session.breakouts.deafened(id_))
            return _updated(deaf, dropped)
        case _:
            return _updated(session, _changed(session.participants[event.participant], event))


def apply_all(session: Session, events: Iterable[Event]) -> Session:
    for event in events:
        session = apply(session, event)
    return session


def _rearranged(session: Session, event: BreakoutEvent) -> Session:
    return replace(
        session,
        participants=positions.apply(session.participants, event),
        breakouts=breakouts.apply(session.breakouts, event),
    )


def _seated(session: Session, participant: Participant) -> Session:
    return replace(
        session,
        participants={**session.participants, participant.id: participant},
        waiting=_without(session.waiting, participant.id),
        admitted=session.admitted | {participant.identity},
        empty_since=None,
        breakouts=session.breakouts.arrived(participant.identity),
    )


def _departed(session: Session, event: ParticipantLeft) -> Session:
    gone, unwelcome = session.participants[event.participant], event.reason in UNWELCOME
    participants = _without(session.participants, gone.id)
    return replace(
        session,
        participants=participants,
        help=help_request.without(session.help, gone.id),
        # Whoever was removed has to knock again, and has no room that waits for them.
        admitted=session.admitted - {gone.identity} if unwelcome else session.admitted,
        empty_since=None if participants else event.at,
        breakouts=session.breakouts.departed(
            gone.id, gone.identity, None if unwelcome else gone.space
        ),
    )


def _turned_away(session: Session, event: ArrivalLeft) -> Session:
    identity = session.waiting[event.participant].identity
    return replace(
        session,
        waiting=_without(session.waiting, event.participant),
        admitted=session.admitted - {identity} if event.reason in UNWELCOME else session.admitted,
    )


def _changed(person: Participant, change: _Change) -> Participant:
    match change:
        case ParticipantReturned():
            return replace(person, held_until=None)
        case MicrophoneMuted():
            return replace(person, devices=replace(person.devices, microphone=False))
        case CameraStopped():
            return replace(person, devices=replace(person.devices, camera=False))
        case HandRaised(_, order):
            return replace(person, hand=order)
        case HandLowered():
            return replace(person, hand=None)
        case AwaySwitched(_, away):
            return replace(person, away=away)
        case _:
            assert_never(change)


def _switched(session: Session, id_: ParticipantId, devices: Devices) -> Session:
    if id_ in session.waiting:
        arrival = replace(session.waiting[id_], devices=devices)
        return replace(session, waiting={**session.waiting, id_: arrival})
    return _updated(session, replace(session.participants[id_], devices=devices))


def _updated(session: Session, participant: Participant) -> Session:
    return replace(session, participants={**session.participants, participant.id: participant})


def _without(mapping: Mapping[ParticipantId, _V], id_: ParticipantId) -> Mapping[ParticipantId, _V]:
    return {key: value for key, value in mapping.items() if key != id_}
