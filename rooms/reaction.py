"""Reactions: six quiet ways to answer without a word.  They are seen once and kept nowhere."""

from enum import StrEnum

from rooms.ids import ParticipantId
from rooms.participant import Device
from rooms.permissions import Action, require
from rooms.session import Session
from rooms.visibility import may_receive


class Reaction(StrEnum):
    """None of them judges, cheers or counts; a page shows them still, beside the name."""

    NOD = "nod"
    THANKS = "thanks"
    WITH_YOU = "with-you"
    SAME_HERE = "same-here"
    SMILE = "smile"
    MOMENT = "moment"
    """A moment, please: slower, or once more."""


def audience(session: Session, sender: ParticipantId) -> frozenset[ParticipantId]:
    """Return who sees it: whoever may be sent the sender's picture, on or off."""
    require(session, sender, Action.REACT)
    return frozenset(
        id_ for id_ in session.participants if may_receive(session, id_, sender, Device.CAMERA)
    )
