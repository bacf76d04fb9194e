"""How a turn concludes: with what follows for consent from whatever happened.  Pure."""

from collections.abc import Sequence

from consent import consents as agreed
from consent.consequences import due
from consent.events import ConsentAnswered, ConsentEvent, RecordingAsked
from consent.flag import Answer
from node import live as lives
from node import pseudonym_key
from node.live import Live, LiveEvent
from node.ports import Dice
from node.turn import Happening, lasting
from rooms.events import SessionEnded


def concluded(
    live: Live, happened: Sequence[Happening], *, now: float, dice: Dice
) -> tuple[Happening, ...]:
    """Return what happened and all that is owed then.

    What the end of a session means for a recording comes before it, since nothing comes after it;
    and the first that is for the ledger is preceded by the key to whom it is about.
    """
    events = lasting(happened)
    after = lives.apply_all(live, events)
    said = consent_events(events)
    owed = due(agreed.apply_all(live.consents, said), after.session, now=now)
    drawn = (pseudonym_key.draw(dice),) if live.pseudonyms is None and (said or owed) else ()
    last = [each for each in happened if isinstance(each, SessionEnded)]
    before = [each for each in happened if not isinstance(each, SessionEnded)]
    return (*drawn, *before, *owed, *last)


def consent_events(events: Sequence[LiveEvent]) -> tuple[ConsentEvent, ...]:
    return tuple(event for event in events if isinstance(event, ConsentEvent))


def count_once_written(events: Sequence[LiveEvent]) -> bool:
    """Return whether there is a question or a yes among them: without a journal it is nothing."""
    return any(
        isinstance(event, RecordingAsked)
        or (isinstance(event, ConsentAnswered) and event.answer is Answer.GIVEN)
        for event in events
    )
