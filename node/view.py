"""What one person may see of a live session.  Pure; nothing else makes a `State`."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from msgspec import UNSET

from node.live import Live
from node.outbound import Help, Knock, Person, Recording, Slot, Space, Speaking, State
from node.wiring import Given, Line
from rooms import hands, helping
from rooms.ids import ParticipantId, SpaceId
from rooms.participant import Device, Participant
from rooms.session import Session
from rooms.visibility import is_confidant, may_receive, whereabouts
from sfu.ids import Mid

MAIN_ROOM: Final = "Main room"
FULL_GAIN: Final = 1.0
NOT_RECORDED: Final = Recording(state="off", scope=None, since=None)


def view(live: Live, viewer: ParticipantId, line: Line, *, unjournalled: bool = False) -> State:
    """Return the state for `viewer`, who is connected by `line`."""
    session = live.session
    if viewer not in session.participants:
        return _at_the_door(session, viewer, line)
    confided = is_confidant(session, viewer)
    up = hands.places(session)
    return State(
        phase="joined",
        self_=viewer,
        participants=tuple(_person(session, viewer, person, up) for person in session.circle),
        rooms=(Space(session.main, MAIN_ROOM, None),),
        lobby=_lobby(session) if confided else (),
        hold=session.hold_since is not None,
        locked=session.locked,
        chat_mode=session.chat,
        help=_help(session, viewer),
        recording=NOT_RECORDED,
        slots=tuple(_slot(mid, line.given) for mid in line.given),
        norms=line.norms,
        lobby_on=session.lobby if confided else UNSET,
        link_changed=bool(session.banned) if confided else UNSET,
        unjournalled=unjournalled if confided else UNSET,
    )


def speaking(live: Live, viewer: ParticipantId, speakers: Sequence[ParticipantId]) -> Speaking:
    """Return whom of `speakers` the viewer can hear, and themselves."""
    session = live.session
    return Speaking(
        tuple(
            person
            for person in speakers
            if person in session.participants
            and session.participants[person].devices.microphone
            and (person == viewer or may_receive(session, viewer, person, Device.MICROPHONE))
        )
    )


def _at_the_door(session: Session, viewer: ParticipantId, line: Line) -> State:
    return State(
        phase="lobby",
        self_=viewer,
        participants=(),
        rooms=(),
        lobby=(),
        hold=session.hold_since is not None,
        locked=session.locked,
        chat_mode=session.chat,
        help=(),
        recording=NOT_RECORDED,
        slots=(),
        norms=line.norms,
    )


def person_as_seen(
    person: Participant,
    *,
    private_name: str | None,
    room: SpaceId | Literal["elsewhere"],
    up: Mapping[ParticipantId, int],
) -> Person:
    """Say what may be seen of someone; `up` is which place whose hand has."""
    return Person(
        id=person.id,
        name=person.name,
        private_name=private_name,
        role=person.role,
        seat=person.seat,
        room=room,
        microphone=person.devices.microphone,
        camera=person.devices.camera,
        screen=person.devices.screen,
        hand=up.get(person.id),
        away=person.away,
        connection="here" if person.present else "reconnecting",
    )


def _person(
    session: Session, viewer: ParticipantId, person: Participant, up: Mapping[ParticipantId, int]
) -> Person:
    return person_as_seen(
        person,
        private_name=person.private_name if is_confidant(session, viewer) else None,
        room=whereabouts(session, viewer, person.id) or "elsewhere",
        up=up,
    )


def _help(session: Session, viewer: ParticipantId) -> tuple[Help, ...]:
    return tuple(
        Help(asker, request.quiet, request.asked_at, request.claimed_by)
        for asker, request in helping.for_viewer(session, viewer).items()
    )


def _lobby(session: Session) -> tuple[Knock, ...]:
    return tuple(
        Knock(waiting.id, waiting.name, waiting.private_name, waiting.role)
        for waiting in session.waiting.values()
    )


def _slot(mid: Mid, given: Given) -> Slot:
    feed = given[mid]
    return Slot(mid, feed.participant, feed.source, FULL_GAIN)
