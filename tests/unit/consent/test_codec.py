"""Events survive being written; what cannot be read is said, never guessed."""

from contextlib import suppress

import msgpack
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent import codec, events
from consent.browser_key import Signed
from consent.flag import Answer
from consent.ids import AskId
from consent.outcome import Ending, Outcome
from consent.terms import Scope, Terms, Tracks, Viewer
from rooms import codec as rooms_codec
from rooms.errors import UnreadableEvent
from rooms.ids import ParticipantId

WHO, ASK = ParticipantId("p"), AskId("a")
TERMS = Terms(Scope.BREAKOUTS, Tracks.TEACHING, 9.5, 7, frozenset({Viewer.ABSENT}))
EVENTS: list[events.ConsentEvent] = [
    events.KeyBound(WHO, b"key"),
    events.RecordingAsked(ASK, None, TERMS, 1, b"digest", frozenset({WHO}), 1.5),
    events.ConsentAnswered(ASK, WHO, Answer.GIVEN, 2.5, Signed(b"key", b"signature")),
    events.ConsentWithdrawn(ASK, WHO, 3.5),
    events.AskSettled(ASK, Outcome.NOT_AGREED, 4.5),
    events.HoldoutsChanged(ASK, {WHO: 5.5}),
    events.GateMoved(ASK, True, frozenset({WHO}), 6.5),  # noqa: FBT003
    events.RecordingEnded(ASK, Ending.WITHDRAWN, 7.5, WHO),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_every_event_reads_as_it_was_written(event: events.ConsentEvent) -> None:
    assert codec.decode(codec.encode(event)) == event


def test_no_kind_of_event_is_forgotten() -> None:
    assert [type(event) for event in EVENTS] == list(codec.WRITTEN_AS)
    assert set(codec.WRITTEN_AS) == set(events.ConsentEvent.__args__)


def test_the_written_form_stays() -> None:
    written = codec.encode(events.ConsentWithdrawn(ASK, WHO, 3.5))
    fields = {"ask": "a", "participant": "p", "at": 3.5}
    assert msgpack.unpackb(written) == ["consent-withdrawn", 1, fields]


def test_no_tag_is_one_of_the_session() -> None:
    for event in EVENTS:
        with pytest.raises(UnreadableEvent):
            rooms_codec.decode(codec.encode(event))


@pytest.mark.parametrize(
    "entry",
    [
        ["ask-settled", 2, {"ask": "a", "outcome": "given", "at": 1.0}],
        ["ask-settled", 1, {"ask": "a", "outcome": "perhaps", "at": 1.0}],
        ["something-newer", 1, {}],
        ["ask-settled", 1],
    ],
)
def test_what_this_version_cannot_read_is_a_declared_error(entry: object) -> None:
    with pytest.raises(UnreadableEvent):
        codec.decode(msgspec.msgpack.encode(entry))


@given(st.binary(max_size=64))
def test_any_bytes_are_an_event_or_the_declared_error(data: bytes) -> None:
    with suppress(UnreadableEvent):
        codec.decode(data)
