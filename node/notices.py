"""Notices: what is told of a happening beyond what the state says, and to whom."""

from collections.abc import Iterator

from msgspec import UNSET

from node import outbound
from node.memory import Memory
from node.outbound import Outbound
from node.passing import (
    BellRung,
    CodeGiven,
    HelpWorded,
    KeyTold,
    MessageWritten,
    Reacted,
    UnmuteAsked,
)
from node.turn import Happening
from rooms.events import CameraStopped, MicrophoneMuted
from rooms.helping import for_viewer
from rooms.ids import ParticipantId
from rooms.message import Message
from rooms.session import Session

Notice = tuple[ParticipantId, Outbound]
"""Who is told, and what."""


def of(happening: Happening, session: Session) -> Iterator[Notice]:
    match happening:
        case MicrophoneMuted(participant, by):
            yield participant, outbound.Muted(by)
        case CameraStopped(participant, by):
            yield participant, outbound.CameraStopped(by)
        case UnmuteAsked(participant, by):
            yield participant, outbound.AskedToUnmute(by)
        case CodeGiven(participant, code, expires_at):
            yield participant, outbound.DeviceCode(code, expires_at)
        case KeyTold(participant, key):
            yield participant, outbound.ClientLink(key)
        case BellRung(heard_by):
            for hearer in heard_by:
                yield hearer, outbound.Bell()
        case MessageWritten() | Reacted() | HelpWorded():
            yield from _shared(happening, session)
        case _:
            pass


def remembered(memory: Memory, session: Session, viewer: ParticipantId) -> Iterator[Outbound]:
    """Return what someone is told who is here anew: what they knew, or would have come to know."""
    for message in memory.transcript.for_viewer(viewer):
        yield _shown(message)
    for asker, word in memory.words.for_viewer(session, viewer).items():
        if asker != viewer:
            yield outbound.HelpWord(asker, word)


def _shared(happening: MessageWritten | Reacted | HelpWorded, session: Session) -> Iterator[Notice]:
    match happening:
        case MessageWritten(message):
            for reader in {message.sender, *message.readers}:
                yield reader, _shown(message)
        case Reacted(participant, reaction, seen_by):
            for viewer in {participant, *seen_by}:
                yield viewer, outbound.Reaction(participant, reaction)
        case HelpWorded(asker, str(word)):
            for viewer in session.participants:
                if viewer != asker and asker in for_viewer(session, viewer):
                    yield viewer, outbound.HelpWord(asker, word)
        case HelpWorded():
            pass


def _shown(message: Message) -> outbound.Message:
    return outbound.Message(
        id=message.id,
        sender=message.sender,
        name=message.name,
        role=message.role,
        to=message.to,
        text=message.text,
        at=message.at,
        rooms=UNSET if message.rooms is None else tuple(sorted(message.rooms)),
    )
