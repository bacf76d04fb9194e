"""Everyone is told how their own place ended, and only theirs."""

from typing import get_args

import pytest

from node.live import Live
from node.outbound import EndReason, Muted, Speaking, State
from node.telling import tell
from node.wiring import Wiring
from rooms.events import Departure, MicrophoneMuted, ParticipantLeft
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

    tell(live, before, after, [ParticipantLeft(pid("ada"), reason, 1.0)], unjournalled=False)

    (word,) = ear(before, "ada").ended
    assert word == reason
    assert word in get_args(EndReason)
    assert ear(before, "lena").ended == []


def test_whoever_is_muted_is_told_by_whom_and_nobody_else_is() -> None:
    live = Live(session_of(member("lena", 0, Role.FACILITATOR), member("ada", 1)))
    wiring = wiring_of("lena", "ada")

    tell(live, wiring, wiring, [MicrophoneMuted(pid("ada"), pid("lena"))], unjournalled=False)

    assert Muted(pid("lena")) in ear(wiring, "ada").told
    assert [type(message) for message in ear(wiring, "lena").told] == [State, Speaking]
