"""What every pump does with what is published: forwarding and remapping.

Told from outside, against each pump that is present: datagrams and plans in, datagrams and events
out.  People speak real SRTP under known keys; what comes out is read by aiortc's parsers.
"""

import struct
from itertools import pairwise

import pytest

from sfu.ids import Layer
from sfu.pump import Pump
from tests.support.packets import VP8, payload_of, rtp
from tests.support.person import Person, settle
from tests.support.plans import (
    AUDIO,
    MIC,
    VIDEO,
    at_once,
    contiguous,
    plan,
    route,
    seqs,
)


def test_a_voice_is_forwarded_from_its_next_packet(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))

    for n in range(10):
        ada.deliver(ada.voice(level=20), 1 + n * 0.02)
    settle([ada, ben], pump)

    heard = ben.heard[AUDIO]
    assert [one.sender for one in heard] == ["ada"] * 10
    assert contiguous(seqs(ben, AUDIO))
    assert {b.timestamp - a.timestamp for a, b in pairwise(heard)} == {960}


def test_a_picture_is_forwarded_unchanged_but_for_its_numbers(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada)))
    sent = ada.picture(ada.camera["h"], size=5000)

    ada.deliver(ada.protect(sent), 1.0)
    settle([ada, ben], pump)

    got = [heard.plain for heard in ben.heard[VIDEO]]
    assert [payload_of(p)[5:] for p in got] == [payload_of(p)[5:] for p in sent]
    assert [p[1] for p in got] == [p[1] for p in sent]
    assert {struct.unpack_from("!I", p, 8)[0] for p in got} == {ben.line(VIDEO).ssrc}


def test_first_numbers_are_below_half_so_that_no_loss_looks_like_a_rollover(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    viewers = [Person.enter(pump, f"viewer{n}") for n in range(8)]
    pump.apply(plan(*(route(viewer, VIDEO, ada) for viewer in viewers)))
    ada.deliver(ada.frame(size=100), 1.0)
    settle([ada, *viewers], pump)

    assert all(viewer.heard[VIDEO][0].seq <= 2**15 for viewer in viewers)


def test_nobody_gets_what_no_route_gives_them(pump: Pump) -> None:
    ada, ben, eve = (Person.enter(pump, name) for name in ("ada", "ben", "eve"))
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))

    ada.deliver([*ada.voice(), *ada.frame("lmh")], 1.0)
    settle([ada, ben, eve], pump)

    assert set(ben.heard) == {AUDIO}
    assert not ada.heard
    assert not eve.heard


@pytest.mark.parametrize("profile", ["AEAD_AES_128_GCM", "AES128_CM_SHA1_80"])
def test_both_profiles_are_spoken(pump: Pump, profile: str) -> None:
    ada = Person.enter(pump, "ada", profile=profile)
    ben = Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada), route(ada, VIDEO, ben)))

    ada.deliver(ada.frame(), 1.0)
    ben.deliver(ben.frame(), 1.0)
    settle([ada, ben], pump)

    assert ben.heard[VIDEO]
    assert ada.heard[VIDEO]


def test_padding_leaves_no_hole(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada)))
    camera = ada.camera["h"]
    for n in range(5):
        ada.deliver(ada.frame(size=500), 1 + n * 0.04)
        empty = bytearray(
            rtp(
                b"",
                payload_type=VP8,
                ssrc=camera.ssrc,
                seq=camera.seq,
                timestamp=1,
                extensions={4: b"1"},
            )
        )
        empty[0] |= 0x20
        camera.seq += 1
        ada.deliver(ada.protect([bytes(empty) + bytes(99) + b"\x64"]), 1 + n * 0.04)
    settle([ada, ben], pump)

    assert len(ben.heard[VIDEO]) == 5
    assert contiguous(seqs(ben, VIDEO))
    assert pump.counters()["dropped-padding"] == 5


def test_a_slot_begins_with_a_key_frame(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    ada.deliver(ada.frame(key=True), 1.0)
    pump.apply(plan(route(ben, VIDEO, ada)))
    at_once(pump, 1.1)
    ada.deliver(ada.frame(), 1.2)
    settle([ada, ben], pump)
    assert ben.heard[VIDEO] == []
    assert ada.plis() == [ada.camera["h"].ssrc]

    ada.obey(1.3)
    ada.deliver(ada.frame(), 1.3)
    settle([ada, ben], pump)

    assert ben.heard[VIDEO][0].key


def test_the_old_track_stops_at_once(pump: Pump) -> None:
    ada, eve, ben = (Person.enter(pump, name) for name in ("ada", "eve", "ben"))
    pump.apply(plan(route(ben, VIDEO, ada), route(ben, AUDIO, ada, MIC)))
    ada.deliver([*ada.frame(), *ada.voice()], 1.0)
    settle([ada, eve, ben], pump)
    ben.heard.clear()

    pump.apply(plan(route(ben, VIDEO, eve), route(ben, AUDIO, eve, MIC), epoch=2))
    ada.deliver([*ada.frame(key=True), *ada.voice()], 1.1)
    settle([ada, eve, ben], pump)

    assert not any(ben.heard.values())


def test_an_emptied_slot_forwards_nothing(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada)))
    ada.deliver(ada.frame(), 1.0)
    settle([ada, ben], pump)
    ben.heard.clear()

    pump.apply(plan(epoch=2))
    ada.deliver(ada.frame(key=True), 1.1)
    settle([ada, ben], pump)

    assert not any(ben.heard.values())


def test_numbers_go_on_over_a_remap(pump: Pump) -> None:
    ada, eve, ben = (Person.enter(pump, name) for name in ("ada", "eve", "ben"))
    now = 1.0
    for epoch in range(1, 7):
        shown = ada if epoch % 2 else eve
        pump.apply(plan(route(ben, VIDEO, shown), route(ben, AUDIO, shown, MIC), epoch=epoch))
        for _ in range(4):
            now += 0.04
            for person in (ada, eve):
                person.deliver([*person.frame(), *person.voice()], now)
            settle([ada, eve, ben], pump)
            for person in (ada, eve):
                person.obey(now)

    heard = ben.heard[VIDEO]
    assert contiguous(seqs(ben, VIDEO))
    assert contiguous(seqs(ben, AUDIO))
    assert {one.sender for one in heard} == {"ada", "eve"}
    pictures = list(dict.fromkeys(one.picture_id for one in heard))
    assert pictures == [(pictures[0] + n) % 2**15 for n in range(len(pictures))]
    indexes = list(dict.fromkeys((one.picture_id, one.tl0) for one in heard))
    assert all((b - a) % 256 == 1 for (_, a), (_, b) in pairwise(indexes))
    times = list(dict.fromkeys(one.timestamp for one in heard))
    assert all(0 < (b - a) % 2**32 < 90_000 for a, b in pairwise(times))


def test_a_change_of_layer_keeps_the_old_one_until_the_new_begins(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    ada.deliver(ada.frame("lmh"), 1.0)
    pump.apply(plan(route(ben, VIDEO, ada, layer=Layer.LOW)))
    ada.deliver(ada.frame("lmh", key=True), 1.1)
    settle([ada, ben], pump)

    pump.apply(plan(route(ben, VIDEO, ada, layer=Layer.HIGH), epoch=2))
    at_once(pump, 1.2)
    before = len(ben.heard[VIDEO])
    ada.deliver(ada.frame("lmh", size=500), 1.2)
    settle([ada, ben], pump)
    assert len(ben.heard[VIDEO]) == before + 1, "the low layer still flows"
    assert ada.plis() == [ada.camera["h"].ssrc]

    ada.obey(1.3)
    ada.deliver(ada.frame("lmh", size=3000), 1.3)
    settle([ada, ben], pump)
    assert len(ben.heard[VIDEO]) > before + 2, "now the high one does"
    assert contiguous(seqs(ben, VIDEO))


def test_a_silent_layer_gives_way_to_a_lower_one_and_comes_back(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada)))
    now = 1.0

    def pass_time(layers: str, frames: int) -> int:
        nonlocal now
        before = len(ben.heard[VIDEO])
        for _ in range(frames):
            now += 0.05
            ada.deliver(ada.frame(layers, size=500), now)
            settle([ada, ben], pump)
            ada.obey(now)
        return len(ben.heard[VIDEO]) - before

    pass_time("lmh", 10)
    assert pass_time("lm", 30) >= 15, "the middle layer took over within 600 ms"
    ada.camera["h"].key_due = True
    assert pass_time("lmh", 10) >= 9
    assert contiguous(seqs(ben, VIDEO))


def test_packets_from_before_the_switch_are_dropped(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada)))
    old = ada.frame(size=500)
    new = ada.frame(size=500, key=True)

    ada.deliver([*new, *old], 1.0)
    settle([ada, ben], pump)

    assert len(ben.heard[VIDEO]) == 1
    assert pump.counters()["dropped-before-switch"] == 1


def test_an_old_plan_is_ignored(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(epoch=5))

    pump.apply(plan(route(ben, AUDIO, ada, MIC), epoch=4))
    ada.deliver(ada.voice(), 1.0)
    settle([ada, ben], pump)

    assert not ben.heard
    assert pump.counters()["plans-too-old"] == 1


def test_a_plan_of_the_same_epoch_counts(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(epoch=5))

    pump.apply(plan(route(ben, AUDIO, ada, MIC), epoch=5))
    ada.deliver(ada.voice(), 1.0)
    settle([ada, ben], pump)

    assert ben.heard[AUDIO]
