"""A turn concludes with what follows for consent, before the end of the session if it is that."""

from dataclasses import replace
from random import Random

from consent.events import ConsentAnswered, GateMoved, KeyBound, RecordingEnded
from consent.flag import Answer
from consent.ids import AskId
from consent.outcome import Ending as RecordingEnding
from node import live as lives
from node.concluding import concluded, consent_events, count_once_written
from node.live import Live, LiveEvent
from node.pseudonym_key import PseudonymKeyDrawn
from node.turn import Happening, lasting
from rooms.events import Ending, ParticipantDropped, ParticipantJoined, SessionEnded
from rooms.role import Role
from tests.unit.consent.keys import public
from tests.unit.node.people import member, pid, session_of, yes_of


def recorded() -> Live:
    """Two who have agreed, and whose gate is open."""
    people = (member("lena", 0, Role.FACILITATOR), member("ada", 1))
    live = Live(session_of(*people), yes_of("lena", "ada"))
    return lives.apply_all(live, lasting(after(live)))


def after(live: Live, *happened: Happening) -> tuple[Happening, ...]:
    return concluded(live, happened, now=10.0, dice=Random(1))


def test_what_is_owed_follows_from_whatever_happened() -> None:
    live = recorded()
    joined = ParticipantJoined(member("birch", 2))

    first, *_, moved = after(live, joined)

    assert first == joined
    assert isinstance(moved, GateMoved)
    assert not moved.open


def test_nothing_is_owed_twice() -> None:
    live = recorded()
    dropped = ParticipantDropped(pid("ada"), 700.0)
    paused = lives.apply_all(live, lasting(after(live, dropped)))

    assert after(live) == ()
    assert after(paused) == ()


def test_a_recording_ends_before_the_session_does_and_nothing_comes_after() -> None:
    live = recorded()

    *_, over, last = after(live, SessionEnded(Ending.ENDED, 10.0))

    assert over == RecordingEnded(AskId("ask"), RecordingEnding.SESSION_OVER, 10.0)
    assert last == SessionEnded(Ending.ENDED, 10.0)
    ended = lives.apply_all(live, lasting(after(live, last)))
    assert ended == Live(ended.session)


def test_the_key_of_pseudonyms_is_drawn_with_the_first_that_needs_it_and_never_again() -> None:
    live = Live(session_of(member("ada", 0)))
    bound = KeyBound(pid("ada"), public("ada"))
    assert after(live, ParticipantJoined(member("birch", 1))) == (
        ParticipantJoined(member("birch", 1)),
    )

    drawn, *then = after(live, bound)

    assert isinstance(drawn, PseudonymKeyDrawn)
    assert then == [bound]
    keyed = lives.apply_all(live, lasting((drawn, bound)))
    assert after(keyed, replace(bound, key=public("ben"))) == (replace(bound, key=public("ben")),)
    assert str(drawn.key) not in repr(drawn)


def test_a_yes_counts_only_once_written_and_a_no_at_once() -> None:
    def said(answer: Answer) -> LiveEvent:
        return ConsentAnswered(AskId("ask"), pid("ada"), answer, 1.0, None)

    assert count_once_written([said(Answer.GIVEN)])
    assert not count_once_written([said(Answer.REFUSED), said(Answer.LATER)])
    assert consent_events([said(Answer.REFUSED), SessionEnded(Ending.ENDED, 1.0)]) == (
        said(Answer.REFUSED),
    )


def test_every_event_of_consent_is_written_and_read_back() -> None:
    live = recorded()
    events = lasting(after(live, SessionEnded(Ending.ENDED, 10.0)))

    assert tuple(lives.decode(lives.encode(event)) for event in events) == events
