"""Asking for help, and being helped.  Only facilitators and whoever asked ever know of it.

The word that may come with a request is no part of it here: it is never written down, and lives
in `help_words`.
"""

from collections.abc import Mapping

from rooms.consequences import NOTHING
from rooms.errors import Absent, OutOfTurn
from rooms.events import Event, HelpAsked, HelpClaimed, HelpEnded
from rooms.help_request import HelpRequest
from rooms.ids import ParticipantId
from rooms.permissions import Action, require
from rooms.session import Session
from rooms.visibility import is_confidant


def ask(
    session: Session, participant: ParticipantId, *, quiet: bool, now: float
) -> tuple[Event, ...]:
    """Ask for help.  Asking again changes nothing, but asking otherwise is a new request.

    Whoever turns from an open question to the quiet key is so noticed once more, even if
    somebody had claimed the question.
    """
    require(session, participant, Action.ASK_FOR_HELP)
    request = session.help.get(participant)
    if request is not None and request.quiet is quiet:
        return NOTHING
    return (HelpAsked(participant, quiet, now),)


def claim(session: Session, participant: ParticipantId, *, by: ParticipantId) -> tuple[Event, ...]:
    """Say that one will see to it, so that nobody else needs to.

    What somebody claimed who has dropped since can be claimed anew.
    """
    require(session, by, Action.CLAIM_HELP)
    if participant not in session.help:
        raise Absent("nobody of that id asks for help")
    claimed_by = session.help[participant].claimed_by
    if claimed_by == by:
        return NOTHING
    # Whoever leaves takes their claims with them, so a claim's owner always holds a place.
    if claimed_by is not None and session.participants[claimed_by].present:
        raise OutOfTurn("someone is on the way already")
    return (HelpClaimed(participant, by),)


def end(
    session: Session, participant: ParticipantId, *, by: ParticipantId | None
) -> tuple[Event, ...]:
    """End a request: whoever asked, or any facilitator.  Ending twice changes nothing."""
    own = by == participant
    require(session, by, Action.ASK_FOR_HELP if own else Action.CLAIM_HELP)
    return (HelpEnded(participant, by),) if participant in session.help else NOTHING


def for_viewer(session: Session, viewer: ParticipantId) -> Mapping[ParticipantId, HelpRequest]:
    """Return the open requests that `viewer` may know of, the oldest first."""
    if is_confidant(session, viewer):
        return session.help
    return {asker: request for asker, request in session.help.items() if asker == viewer}
