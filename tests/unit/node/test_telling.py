"""Everyone is told how their own place ended, and only theirs."""

from typing import get_args

import pytest

from node import outbound
from node.live import Live
from node.outbound import EndReason, Speaking
from node.passing import UnmuteAsked
from node.state import State
from node.telling import Aftermath, tell
from node.turn import Happening
from node.wiring import Wiring
from rooms.events import (
    CameraStopped,
    Departure,
    MicrophoneMuted,
    ParticipantBanned,
    ParticipantLeft,
)
from rooms.ids import Identity
from rooms.role import Role
from tests.unit.node.people import Ear, member, pid, session_of, wiring_of


def ear(wiring: Wiring, name: str) -> Ear:
    outlet = wiring.lines[pid(name)].outlet
    assert isinstance(outlet, Ear)
    return outlet


@pytest.mark.parametrize("reason", list(Departure))
def test_every_way_to_depart_has_its_word_on_the_wire(reason: Departure) -> None:
    live = Live(session_of(member("lena", 0, Role.FACILITATOR)))
    before = wiring_of("lena", "ada")
    after = before.only(live.session.participants)

    tell(Aftermath(live, before, after, [ParticipantLeft(pid("ada"), reason, 1.0)]))

    (word,) = ear(before, "ada").ended
    assert word == reason
    assert word in get_args(EndReason)
    assert ear(before, "lena").ended == []


def test_whoever_is_banned_is_told_so_and_nobody_else_is() -> None:
    live = Live(session_of(member("lena", 0, Role.FACILITATOR), member("cleo", 2)))
    before = wiring_of("lena", "ada", "cleo")
    happened = [
        ParticipantBanned(pid("ada"), Identity("identity"), Role.CLIENT, pid("lena")),
        ParticipantLeft(pid("ada"), Departure.REMOVED, 1.0),
    ]

    tell(Aftermath(live, before, before.only(live.session.participants), happened))

    assert ear(before, "ada").ended == ["banned"]
    assert ear(before, "lena").ended == ear(before, "cleo").ended == []


@pytest.mark.parametrize(
    ("happening", "word"),
    [
        (MicrophoneMuted(pid("ada"), pid("lena")), outbound.Muted(pid("lena"))),
        (CameraStopped(pid("ada"), None), outbound.CameraStopped(None)),
        (UnmuteAsked(pid("ada"), pid("lena")), outbound.AskedToUnmute(pid("lena"))),
    ],
)
def test_what_was_done_to_someone_is_told_to_them_and_to_nobody_else(
    happening: Happening, word: outbound.Outbound
) -> None:
    live = Live(session_of(member("lena", 0, Role.FACILITATOR), member("ada", 1)))
    wiring = wiring_of("lena", "ada")

    tell(Aftermath(live, wiring, wiring, [happening]))

    assert word in ear(wiring, "ada").told
    assert [type(message) for message in ear(wiring, "lena").told] == [State, Speaking]
