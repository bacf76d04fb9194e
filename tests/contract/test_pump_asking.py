"""Every pump asks a publisher for what is lost and for key frames: enough, and not too often."""

import pytest
from aiortc.rtp import (
    RtcpPsfbPacket,
)

from sfu.pump import Pump
from tests.support.person import Person, settle
from tests.support.plans import (
    AUDIO,
    MIC,
    VIDEO,
    at_once,
    plan,
    route,
    seqs,
)


def test_losses_are_asked_for_and_retransmissions_taken(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada)))
    ada.deliver(ada.frame(), 1.0)
    lost, *others = ada.frame()
    ada.deliver(others, 1.1)
    settle([ada, ben], pump)
    seq = int.from_bytes(lost[2:4])
    assert ada.nacked() == {ada.camera["h"].ssrc: [seq]}

    ada.obey(1.15)
    settle([ada, ben], pump)

    assert sorted(seqs(ben, VIDEO)) == [seqs(ben, VIDEO)[0] + n for n in range(6)]
    at_once(pump, 1.3)
    settle([ada, ben], pump)
    assert not ada.nacked(), "what came is not asked for again"


def test_a_loss_is_asked_for_five_times_at_most(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))
    ada.deliver(ada.voice(), 1.0)
    ada.voice()
    ada.deliver(ada.voice(), 1.04)
    for n in range(100):
        at_once(pump, 1.04 + n * 0.01)
    settle([ada, ben], pump)

    assert [len(lost) for lost in ada.nacked().values()] == [5]


def test_what_nobody_looks_at_is_not_asked_for(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    ada.deliver(ada.frame(), 1.0)
    ada.frame()
    ada.deliver(ada.frame(), 1.1)
    at_once(pump, 1.2)
    settle([ada], pump)

    assert not ada.nacked()
    assert not ada.plis()


def test_a_key_frame_is_asked_for_until_it_comes(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    ada.deliver(ada.frame("h"), 1.0)
    pump.apply(plan(route(ben, VIDEO, ada)))
    for n in range(31):
        at_once(pump, 1.0 + n * 0.05)
        if n % 4 == 0:
            ada.deliver(ada.frame(size=300), 1.0 + n * 0.05)
    settle([ada, ben], pump)

    assert ada.plis() == [ada.camera["h"].ssrc] * 4, "at once and each 500 ms"


def test_many_viewers_cost_one_key_frame(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    viewers = [Person.enter(pump, f"viewer{n}") for n in range(6)]
    ada.deliver(ada.frame(), 1.0)
    pump.apply(plan(*(route(viewer, VIDEO, ada) for viewer in viewers)))
    at_once(pump, 1.1)
    settle([ada, *viewers], pump)
    assert len(ada.plis()) == 1
    ada.obey(1.2)

    ada.deliver(ada.frame(), 1.2)
    settle([ada, *viewers], pump)

    assert all(viewer.heard[VIDEO][0].key for viewer in viewers)


@pytest.mark.parametrize("fmt", [1, 4])
def test_a_viewers_wish_is_deferred_and_never_dropped(pump: Pump, fmt: int) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    ada.deliver(ada.frame(), 1.0)
    pump.apply(plan(route(ben, VIDEO, ada)))
    at_once(pump, 1.0)
    settle([ada, ben], pump)
    ada.obey(1.05)
    ada.deliver(ada.frame(), 1.05)

    ssrc = ben.line(VIDEO).ssrc
    fci = ssrc.to_bytes(4) + bytes(4) if fmt == 4 else b""
    media = 0 if fmt == 4 else ssrc
    ben.say(bytes(RtcpPsfbPacket(fmt=fmt, ssrc=1, media_ssrc=media, fci=fci)), 1.1)
    settle([ada, ben], pump)
    assert ada.plis() == [], "the last was asked for 100 ms ago"

    at_once(pump, 1.31)
    settle([ada, ben], pump)
    assert ada.plis() == [ada.camera["h"].ssrc]


def test_it_wakes_in_time_for_whatever_it_owes(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    ada.deliver(ada.frame(), 1.0)
    pump.apply(plan(route(ben, VIDEO, ada)))

    for _ in range(200):
        due = pump.next_timeout()
        assert due is not None
        at_once(pump, due)
        after = pump.next_timeout()
        assert after is not None
        assert after > due
        if due > 5:
            break
    settle([ada, ben], pump)

    assert len(ada.plis()) >= 8
