"""A live session is what its journal tells, and a resume secret is never written down."""

from contextlib import suppress

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from node import live as lives
from node.live import Live, LiveEntry
from node.resumes import ResumeGiven, Resumes, digest
from rooms.errors import UnreadableEvent
from rooms.events import (
    ArrivalLeft,
    ArrivalWaited,
    Departure,
    Ending,
    ParticipantJoined,
    ParticipantLeft,
    SessionBegan,
    SessionEnded,
    SessionOpened,
)
from rooms.ids import Identity, RoomId, SessionId, SpaceId
from rooms.participant import Arrival
from rooms.role import Role
from tests.unit.node.people import member, pid, yes_of

OPENED = SessionOpened(SessionId("s"), RoomId("r"), SpaceId("main"), 14, lobby=False)
GIVEN = ResumeGiven(pid("lena"), digest("secret"))
JOINED = ParticipantJoined(member("lena", 0, Role.FACILITATOR))
ENTRIES: list[LiveEntry] = [OPENED, JOINED, SessionBegan(1.0), GIVEN]


def test_a_journal_read_back_is_the_session() -> None:
    written = [lives.encode(entry) for entry in ENTRIES]

    live = lives.replay([lives.decode(data) for data in written])

    assert list(live.session.participants) == ["lena"]
    assert live.resumes.owner_of("secret") == "lena"
    assert not any(b"secret" in data for data in written)


@pytest.mark.parametrize("entries", [[], ENTRIES[1:], [OPENED, OPENED]])
def test_what_does_not_begin_once_is_no_journal(entries: list[LiveEntry]) -> None:
    with pytest.raises(UnreadableEvent):
        lives.replay(entries)


@given(st.binary() | st.builds(lambda thing: bytes(msgpack.packb(thing)), st.lists(st.text())))
def test_what_cannot_be_read_is_said(data: bytes) -> None:
    with suppress(UnreadableEvent):
        lives.decode(data)


def test_a_newer_way_of_writing_is_said_not_guessed() -> None:
    newer = msgpack.packb(["resume-given", 2, {"participant": "p", "digest": "d"}])
    with pytest.raises(UnreadableEvent):
        lives.decode(newer)


def test_the_written_form_of_a_resume_stays() -> None:
    assert msgpack.unpackb(lives.encode(ResumeGiven(pid("p"), "d"))) == [
        "resume-given",
        1,
        {"participant": "p", "digest": "d"},
    ]


def test_a_secret_leads_nowhere_once_its_owner_has_left() -> None:
    live = lives.replay(ENTRIES)

    left = lives.apply(live, ParticipantLeft(pid("lena"), Departure.LEFT, 2.0))
    assert left.resumes.owner_of("secret") is None

    arrival = Arrival(pid("ada"), Identity("ada"), Role.CLIENT, "Ada")
    waited = lives.apply_all(
        live, [ArrivalWaited(arrival), ResumeGiven(pid("ada"), digest("other"))]
    )
    assert waited.resumes.owner_of("other") == "ada"
    gone = lives.apply(waited, ArrivalLeft(pid("ada"), Departure.LEFT))
    assert gone.resumes.owner_of("other") is None
    assert gone.resumes.owner_of("secret") == "lena"


def test_only_the_newest_secret_counts() -> None:
    given_twice = Resumes().given(GIVEN).given(ResumeGiven(pid("lena"), digest("newer")))

    assert given_twice.owner_of("secret") is None
    assert given_twice.owner_of("newer") == "lena"


def test_nothing_outlasts_the_end() -> None:
    live = Live(
        lives.replay(ENTRIES).session,
        yes_of("lena"),
        Resumes().given(GIVEN),
    )

    ended = lives.apply(live, SessionEnded(Ending.ENDED, 3.0))

    assert ended == Live(ended.session)
