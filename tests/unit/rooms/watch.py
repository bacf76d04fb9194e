"""Whoever watches a sitting and holds every step of it to what must never happen."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict

from rooms import chat, devices, reaction
from rooms.chat_mode import ChatMode
from rooms.errors import RoomsError
from rooms.events import (
    CameraStopped,
    Event,
    HandLowered,
    HandRaised,
    MicrophoneMuted,
    ParticipantLeft,
    SessionUnlocked,
)
from rooms.ids import ParticipantId
from rooms.message import To, Whom
from rooms.participant import Device, Devices
from rooms.role import Role
from rooms.session import Session
from rooms.visibility import is_confidant, may_read, may_receive
from tests.unit.rooms.sitting import Sitting

NOBODY = ParticipantId("nobody")


class Watch:
    """`hands` is whose hand is up, as whoever had watched would tell it."""

    def __init__(self, sitting: Sitting) -> None:
        self.hands: list[ParticipantId] = []
        self._sitting = sitting

    def see(
        self, act: Callable[[], tuple[Event, ...]], *, acting: ParticipantId | None = None
    ) -> RoomsError | None:
        """Act; return the refusal, if it was refused.

        `acting` is who may switch their own sources on by it.
        """
        before = self._sitting.session
        try:
            events = act()
        except RoomsError as refusal:
            assert self._sitting.session is before
            return refusal
        after = self._sitting.session
        only_owners_switch_on(before, after, events, acting)
        nobody_comes_in_who_must_not(before, after, events)
        self._follow(events)
        return None

    def _follow(self, events: Iterable[Event]) -> None:
        for event in events:
            match event:
                case HandRaised(id_):
                    assert id_ not in self.hands
                    self.hands.append(id_)
                case HandLowered(id_):
                    self.hands.remove(id_)
                case ParticipantLeft(id_) if id_ in self.hands:
                    self.hands.remove(id_)


def only_owners_switch_on(
    before: Session, after: Session, events: Iterable[Event], acting: ParticipantId | None
) -> None:
    people = {**after.participants, **after.waiting}
    for person in (*before.participants.values(), *before.waiting.values()):
        if person.id in people and person.id != acting:
            assert _on(people[person.id].devices) <= _on(person.devices)
    for event in events:
        if isinstance(event, MicrophoneMuted):
            assert not people[event.participant].devices.microphone
        if isinstance(event, CameraStopped):
            assert not people[event.participant].devices.camera


def nobody_comes_in_who_must_not(before: Session, after: Session, events: Iterable[Event]) -> None:
    new = [after.participants[id_] for id_ in after.participants.keys() - before.participants]
    let_in = [person for person in new if person.role is not Role.FACILITATOR]
    if let_in:
        assert len(after.participants) <= after.capacity
    if before.locked and not any(isinstance(event, SessionUnlocked) for event in events):
        assert not let_in
        assert after.waiting.keys() <= before.waiting.keys()
    assert before.banned <= after.banned
    assert not {person.identity for person in new} & after.banned


def talk(session: Session, sender: ParticipantId) -> None:
    """Have someone write to everybody there is, react, and ask everybody to speak."""
    everybody = [*session.participants, *session.waiting, NOBODY]
    for to in (*Whom, *everybody):
        with suppress(RoomsError):
            _only_those_read_who_may(session, sender, to)
    with suppress(RoomsError):
        seen_by = reaction.audience(session, sender)
        assert all(may_receive(session, viewer, sender, Device.CAMERA) for viewer in seen_by)
        assert session.participants[sender].role is not Role.OBSERVER
    for person in everybody:
        with suppress(RoomsError):
            asked = devices.ask_to_unmute(session, person, by=sender)
            assert is_confidant(session, sender)
            assert not any(session.participants[id_].devices.microphone for id_ in asked)


def _only_those_read_who_may(session: Session, sender: ParticipantId, to: To) -> None:
    readers = chat.audience(session, sender, to)
    assert readers
    assert all(may_read(session, reader, sender) for reader in readers)
    if is_confidant(session, sender):
        return
    if sender in session.participants:
        assert session.chat is not ChatMode.OFF
    peers = {reader for reader in readers if not is_confidant(session, reader)}
    if peers:
        assert session.chat is ChatMode.EVERYONE
        assert session.participants[sender].role is Role.CLIENT
        assert peers <= session.participants.keys()


def _on(switched: Devices) -> set[str]:
    """Return which sources are on."""
    return {source for source, on in asdict(switched).items() if on}
