"""A ledger's entries in words, for whoever reads a receipt."""

from datetime import UTC, datetime
from typing import assert_never

from consent.entry import (
    Asked,
    Ended,
    Entry,
    Erased,
    Exported,
    Fact,
    Joined,
    Moved,
    NoYes,
    Opened,
    Present,
    Settled,
    Withdrawn,
    Yes,
)
from consent.outcome import Outcome


def line(entry: Entry) -> str:
    """Return place, time and what happened.  The time is UTC: a receipt may travel."""
    when = datetime.fromtimestamp(entry.at / 1000, tz=UTC)
    return f"{entry.place:>6}  {when:%Y-%m-%d %H:%M:%S}  {said(entry.fact)}"


def said(fact: Fact) -> str:
    match fact:
        case Asked():
            return _asked(fact)
        case Joined() | Yes() | NoYes() | Withdrawn():
            return _of_somebody(fact)
        case Settled() | Present() | Moved() | Ended():
            return _of_recording(fact)
        case Erased() | Exported() | Opened():
            return _of_afterwards(fact)
        case _:
            assert_never(fact)


def _of_somebody(fact: Joined | Yes | NoYes | Withdrawn) -> str:
    match fact:
        case Joined():
            return "you came, with the key your browser signs by"
        case Yes():
            return "you said yes, signed by your browser"
        case NoYes():
            return "you did not say yes"
        case Withdrawn(_, None):
            return "nobody took a yes back"
        case Withdrawn():
            return "you took your yes back"


def _of_recording(fact: Settled | Present | Moved | Ended) -> str:
    match fact:
        case Settled(_, outcome):
            given = outcome is Outcome.GIVEN
            return "everyone said yes" if given else "not everyone agreed, or it was called off"
        case Present(_, people):
            return f"{len(people)} people are recorded from here on"
        case Moved(_, is_open):
            return "recording" if is_open else "not recording"
        case Ended():
            return "the recording ended"


def _of_afterwards(fact: Erased | Exported | Opened) -> str:
    match fact:
        case Erased(_, None):
            return "the recording was erased"
        case Erased():
            return "what was of you was erased"
        case Exported(_, _, plain):
            return "a film was made" + (", as a file that anybody can open" if plain else "")
        case Opened():
            return "somebody was given the recording to watch"


def _asked(fact: Asked) -> str:
    what = "the main room" if fact.scope == "main" else "the breakouts"
    whose = "everyone" if fact.tracks == "everyone" else "facilitators only"
    viewers = ", ".join(fact.viewers)
    return f"asked to record {what} ({whose}), kept {fact.retention} days, for {viewers}"
