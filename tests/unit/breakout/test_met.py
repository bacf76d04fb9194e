"""Who met is remembered for as many sessions as asked for, and of those who are gone nothing is."""

from contextlib import suppress

import msgpack
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout import codec
from breakout.errors import UnreadableMet
from breakout.met import NOBODY_YET, Met, Who, forget, record, record_parts
from breakout.pair import pair
from breakout.part import Part
from breakout.rules import Meeting
from rooms.ids import Identity, ParticipantId

A, B, C = (ParticipantId(name) for name in "abc")
H, J, K = (Identity(name) for name in "hjk")
WHO: Who = {A: H, B: J, C: K}


@st.composite
def histories(draw: st.DrawFn) -> Met:
    met = NOBODY_YET
    who = {ParticipantId(name): Identity(name * 3) for name in "abcdef"}
    for session in draw(st.lists(st.integers(0, 30), max_size=6)):
        room = draw(st.lists(st.sampled_from(sorted(who)), unique=True))
        met = record(met, [room], who, session=session)
        parts = draw(st.dictionaries(st.sampled_from(sorted(who)), st.sampled_from(Part)))
        met = record_parts(met, parts, who, session=session)
    return met


def test_who_was_in_one_room_has_met() -> None:
    met = record(NOBODY_YET, [[A, B], [C]], WHO, session=3)
    assert met.among(WHO, session=5) == {(A, B): Meeting(1, 2)}


def test_it_is_known_how_often_and_when() -> None:
    met = record(NOBODY_YET, [[A, B, C]], WHO, session=1)
    met = record(met, [[C, A]], WHO, session=4)
    assert met.among(WHO, session=4) == {
        (A, B): Meeting(1, 3),
        (B, C): Meeting(1, 3),
        (A, C): Meeting(2, 0),
    }


def test_in_another_session_they_have_other_ids() -> None:
    met = record(NOBODY_YET, [[A, B]], WHO, session=1)
    x, y = ParticipantId("x"), ParticipantId("y")
    assert met.among({x: J, y: H}, session=2) == {(x, y): Meeting(1, 1)}
    assert met.among({x: J}, session=2) == {}


def test_two_devices_of_one_person_do_not_meet() -> None:
    assert record(NOBODY_YET, [[A, B]], {A: H, B: H}, session=1) == NOBODY_YET


def test_what_is_too_long_ago_is_forgotten() -> None:
    met = record(NOBODY_YET, [[A, B]], WHO, session=1, memory=2)
    met = record_parts(met, {A: Part.A}, WHO, session=1, memory=2)
    assert pair(H, J) in record(met, [[B, C]], WHO, session=2, memory=2).meetings
    later = record(met, [[B, C]], WHO, session=3, memory=2)
    assert later == Met({pair(J, K): (3,)})


def test_somebody_can_be_forgotten() -> None:
    met = record(NOBODY_YET, [[A, B, C]], WHO, session=1)
    met = record_parts(met, {A: Part.A, B: Part.B}, WHO, session=1)
    assert forget(met, {H}) == Met({pair(J, K): (1,)}, {(J, Part.B): (1,)})


@given(histories())
def test_a_history_reads_as_it_was_written(met: Met) -> None:
    assert codec.decode(codec.encode(met)) == met


@given(histories())
def test_what_is_equal_is_written_alike(met: Met) -> None:
    turned = Met(dict(reversed(met.meetings.items())), dict(reversed(met.parts.items())))
    assert codec.encode(turned) == codec.encode(met)


def test_the_written_form_stays() -> None:
    met = record_parts(
        record(NOBODY_YET, [[A, B]], WHO, session=7), {A: Part.COACH}, WHO, session=7
    )
    assert msgpack.unpackb(codec.encode(met)) == [
        "met",
        1,
        {"people": ["h", "j"], "meetings": [[0, 1, [7]]], "parts": [[0, "coach", [7]]]},
    ]


@pytest.mark.parametrize(
    "written",
    [
        ["met", 2, {"people": [], "meetings": [], "parts": []}],
        ["else", 1, {"people": [], "meetings": [], "parts": []}],
        ["met", 1, {"people": []}],
        ["met", 1, {"people": ["i", "i"], "meetings": [], "parts": []}],
        ["met", 1, {"people": ["i"], "meetings": [[0, 1, [1]]], "parts": []}],
        ["met", 1, {"people": ["h", "j"], "meetings": [[-1, 1, [1]]], "parts": []}],
        ["met", 1, {"people": ["h", "j"], "meetings": [[1, 1, [1]]], "parts": []}],
        ["met", 1, {"people": ["h", "j"], "meetings": [[0, 1, [2, 1]]], "parts": []}],
        ["met", 1, {"people": ["h", "j"], "meetings": [[0, 1, []]], "parts": []}],
        ["met", 1, {"people": ["h", "j"], "meetings": [[0, 1, [1]], [1, 0, [1]]], "parts": []}],
        ["met", 1, {"people": ["i"], "meetings": [], "parts": [[1, "a", [1]]]}],
        ["met", 1, {"people": ["i"], "meetings": [], "parts": [[0, "z", [1]]]}],
        ["met", 1, {"people": ["i"], "meetings": [], "parts": [[0, "a", [1]], [0, "a", [2]]]}],
        {"met": 1},
    ],
)
def test_what_this_version_cannot_read_is_refused(written: object) -> None:
    with pytest.raises(UnreadableMet):
        codec.decode(msgspec.msgpack.encode(written))


def test_an_identity_that_is_no_text_is_refused() -> None:
    written = codec.encode(record(NOBODY_YET, [[A, B]], WHO, session=1))
    with pytest.raises(UnreadableMet):
        codec.decode(written.replace(b"h", b"\x80", 1).replace(b"j", b"\x80"))


@given(st.binary(max_size=64))
def test_any_bytes_are_a_history_or_the_declared_error(data: bytes) -> None:
    with suppress(UnreadableMet):
        codec.decode(data)


@given(histories(), st.data())
def test_a_history_with_a_byte_changed_is_a_history_or_the_declared_error(
    met: Met, data: st.DataObject
) -> None:
    written = bytearray(codec.encode(met))
    written[data.draw(st.integers(0, len(written) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnreadableMet):
        codec.decode(bytes(written))
