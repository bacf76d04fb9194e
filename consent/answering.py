"""Answering: each for themselves.  A yes is signed; a no, and taking a yes back, need nothing."""

from consent.ask import Ask
from consent.browser_key import Signed, check_key, is_signed
from consent.consents import Consents, apply_all
from consent.consequences import NOTHING, concluded, due
from consent.errors import AskOver, BadSignature, OtherTerms
from consent.events import (
    ConsentAnswered,
    ConsentEvent,
    ConsentWithdrawn,
    KeyBound,
    RecordingEnded,
)
from consent.flag import Answer, Flag
from consent.ids import AskId
from consent.outcome import Ending
from consent.terms import Scope
from rooms.errors import Absent, NotAllowed
from rooms.ids import ParticipantId
from rooms.session import Session


def bind_key(
    consents: Consents, session: Session, participant: ParticipantId, key: bytes
) -> tuple[ConsentEvent, ...]:
    """Take the key by which a browser will sign; a browser that came later brings its own.

    It is taken when somebody comes, not when they answer: it makes an entry in the ledger.
    """
    _check_here(session, participant)
    check_key(key)
    return NOTHING if consents.keys.get(participant) == key else (KeyBound(participant, key),)


def answer(
    consents: Consents,
    session: Session,
    ask: AskId,
    said: Answer,
    *,
    by: ParticipantId | None,
    now: float,
    digest: bytes = b"",
    signature: bytes = b"",
) -> tuple[ConsentEvent, ...]:
    """Answer an ask for oneself, in the session or at its door.

    `digest` and `signature` are for a yes, and looked at for nothing else: no mistake of a page
    may stand in the way of a no.  Nobody answers for others: the API, which is None, never does.
    """
    if by is None:
        raise NotAllowed("consent is never given on somebody's behalf")
    _check_here(session, by)
    found = _open(consents, session, ask, now)
    signed: Signed | None = None
    if said is Answer.GIVEN:
        signed = _checked(consents, found, by, digest, signature)
    elif said is Answer.REFUSED and found.flags.get(by) is Flag.GIVEN:
        return withdraw(consents, session, found.terms.scope, by=by, now=now)
    if _changes_nothing(found, by, said):
        return NOTHING
    answered = ConsentAnswered(ask, by, said, now, signed)
    return concluded(consents, session, answered, now=now)


def withdraw(
    consents: Consents, session: Session, scope: Scope, *, by: ParticipantId, now: float
) -> tuple[ConsentEvent, ...]:
    """Take a yes back: recording ends at once.  Where there is no yes, nothing changes.

    It is one act, needs no signature, and is refused to nobody who is here.
    """
    _check_here(session, by)
    found = consents.asks.get(scope)
    if found is None or found.flags.get(by) is not Flag.GIVEN:
        return NOTHING
    withdrawn = ConsentWithdrawn(found.id, by, now)
    # Whoever is still at the door was not in it.
    if found.running and by in session.participants:
        return (withdrawn, RecordingEnded(found.id, Ending.WITHDRAWN, now, by))
    return concluded(consents, session, withdrawn, now=now)


def _check_here(session: Session, participant: ParticipantId) -> None:
    if participant not in session.participants and participant not in session.waiting:
        raise Absent("nobody of that id is here")


def _open(consents: Consents, session: Session, id_: AskId, now: float) -> Ask:
    """Return the ask, if it may still be answered now that its time may be over."""
    found = apply_all(consents, due(consents, session, now=now)).find(id_)
    if found is None or not (found.asking or found.running):
        raise AskOver("this is not asked any more")
    return found


def _checked(
    consents: Consents, ask: Ask, by: ParticipantId, digest: bytes, signature: bytes
) -> Signed:
    if digest != ask.digest:
        raise OtherTerms("this is not what was asked")
    signed = Signed(consents.keys.get(by, b""), signature)
    if not is_signed(signed, ask.id, digest):
        raise BadSignature("a yes is signed by the browser it is said in")
    return signed


def _changes_nothing(ask: Ask, by: ParticipantId, said: Answer) -> bool:
    if said is Answer.LATER:
        return by in ask.flags or by in ask.closed
    flag = ask.flags.get(by)
    return flag == said.value or (said is Answer.REFUSED and flag is not None)
