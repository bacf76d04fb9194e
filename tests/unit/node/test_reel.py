"""The reel hands on what comes through a gate that it knows to be open, of whom it knows to agree."""

import pytest

from consent.ids import AskId
from consent.pseudonym import Pseudonyms
from node.errors import NoRecorder
from node.live import Live
from node.planning import plan
from node.reel import Reel
from node.wiring import Wiring
from recording.mark import Mark
from rooms.role import Role
from sfu.ids import EndpointId, GateId, Source, TrackId
from sfu.pump import Tapped
from tests.unit.node.people import SCOPE, member, pid, session_of, wiring_of, yes_of
from tests.unit.node.recorder import FakeRecorder, Opened, RecordingOver, Shut, Taken
from tests.unit.node.world import FakeMedia, ManualClock

GATE = GateId("ask")
PEOPLE = (member("lena", 0, Role.FACILITATOR), member("ada", 1))
LIVE = Live(session_of(*PEOPLE), yes_of("lena", "ada"), pseudonyms=Pseudonyms(bytes(32)))
WIRING = wiring_of("lena", "ada")


class Made:
    def __init__(self) -> None:
        self.recorder = FakeRecorder()
        self.media = FakeMedia()
        self.reel = Reel(self.recorder, self.media, ManualClock(), lambda at: Mark(at, 3, b"head"))

    def follow(self, live: Live = LIVE, wiring: Wiring = WIRING) -> None:
        self.reel.follow(live, wiring, plan(live, wiring, scope=SCOPE, epoch=1))

    def tap(self, endpoint: str) -> None:
        track = TrackId(EndpointId(endpoint), Source.MICROPHONE)
        if GATE in self.media.reels:
            self.media.reels[GATE](Tapped(track, GATE, b"packet", 5.0))

    @property
    def kinds(self) -> list[type]:
        return [type(each) for each in self.recorder.told]


def test_a_packet_goes_on_under_its_owners_name() -> None:
    made = Made()
    made.follow()
    made.tap("e-ada")

    assert made.recorder.told[-1] == Taken(
        AskId("ask"), pid("ada"), Source.MICROPHONE, b"packet", 5.0
    )


def test_of_whom_it_does_not_know_it_hands_on_nothing() -> None:
    made = Made()
    made.follow()
    made.tap("e-stranger")
    made.follow(wiring=wiring_of("lena", "ada", "eve"))
    made.tap("e-eve")

    assert made.kinds == [Opened]


def test_through_a_gate_that_is_shut_nothing_comes_though_it_be_tapped() -> None:
    made = Made()
    made.follow()
    hear = made.media.reels[GATE]
    made.reel.shut([GATE])
    made.reel.shut([GATE])

    hear(Tapped(TrackId(EndpointId("e-ada"), Source.CAMERA), GATE, b"packet", 5.0))

    assert made.kinds == [Opened, Shut]
    assert GATE not in made.media.reels


def test_the_recorder_is_told_of_more_people_once_and_of_fewer_never() -> None:
    made = Made()
    made.follow()
    made.follow()
    cleo = member("cleo", 2)
    more = Live(
        session_of(*PEOPLE, cleo), yes_of("lena", "ada", "cleo"), pseudonyms=LIVE.pseudonyms
    )
    made.follow(more)
    made.follow()

    opened = [each for each in made.recorder.told if isinstance(each, Opened)]
    assert [set(each.people) for each in opened] == [{"lena", "ada"}, {"lena", "ada", "cleo"}]


def test_what_is_not_agreed_to_any_more_has_ended() -> None:
    made = Made()
    made.follow()
    made.reel.shut([GATE])
    made.follow(Live(LIVE.session))
    made.reel.close()

    assert made.kinds == [Opened, Shut, RecordingOver]


async def test_without_a_recorder_it_is_never_ready() -> None:
    reel = Reel(None, FakeMedia(), ManualClock(), lambda at: Mark(at, 0, b""))
    with pytest.raises(NoRecorder):
        await reel.ready()
    reel.close()
