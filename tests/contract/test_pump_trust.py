"""No pump takes, or is upset by, what is not an endpoint's own, and it counts what it drops."""

import struct
from random import Random

import pytest
from aiortc.rtp import (
    RtcpPsfbPacket,
    RtcpRrPacket,
    pack_remb_fci,
)

from sfu.pump import Heard, Pump, Tapped
from tests.support.packets import VP8, rtp
from tests.support.person import SCOPE, Person, settle
from tests.support.plans import (
    AUDIO,
    MIC,
    VIDEO,
    at_once,
    contiguous,
    events,
    plan,
    route,
    seqs,
)


def test_an_unknown_address_is_dropped_and_counted(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))

    pump.receive([(data, ("203.0.113.9", 9)) for data in ada.voice()], 1.0)
    settle([ada, ben], pump)

    assert not ben.heard
    assert pump.counters()["dropped-unknown-address"] == 1


def test_an_unbound_address_is_unknown_again(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))

    pump.unbind(ada.address)
    ada.deliver(ada.voice(), 1.0)
    settle([ada, ben], pump)

    assert not ben.heard


def test_nothing_is_taken_before_the_handshake(pump: Pump) -> None:
    ada = Person(pump, "ada")
    pump.admit(SCOPE, ada.id, ada.shape)
    pump.bind(ada.address, ada.id)

    ada.deliver([*ada.voice(), *ada.frame()], 1.0)

    assert events(pump) == []
    assert pump.counters()["dropped-unsecured"] == 4


def test_nothing_is_sent_before_there_is_an_address(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person(pump, "ben")
    pump.admit(SCOPE, ben.id, ben.shape)
    pump.secure(ben.id, ben.keys)
    pump.apply(plan(route(ben, VIDEO, ada)))
    ada.deliver(ada.frame(), 1.0)
    at_once(pump, 3.0)
    settle([ada], pump)

    pump.aim(ben.id, ben.address)
    at_once(pump, 3.1)
    settle([ada, ben], pump)

    assert ada.plis(), "the first key frame was not for him, so another is asked for"
    ada.obey(3.2)
    ada.deliver(ada.frame(), 3.2)
    settle([ada, ben], pump)
    assert ben.heard[VIDEO][0].key


def test_the_first_authentic_packet_of_an_address_is_an_event(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    ada.deliver([b"\x80" + bytes(60)], 1.0)
    assert events(pump) == []

    ada.deliver(ada.voice(), 1.1)
    ada.deliver(ada.voice(), 1.2)

    assert events(pump).count(Heard(ada.id, ada.address)) == 1


def test_rtcp_makes_an_address_heard_too(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")

    ada.say(bytes(RtcpRrPacket(ssrc=1)), 1.0)

    assert events(pump) == [Heard(ada.id, ada.address)]


def test_a_forged_or_replayed_packet_does_nothing(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))
    (voice,) = ada.voice()

    ada.deliver([voice[:-1] + bytes([voice[-1] ^ 1]), voice, voice], 1.0)
    settle([ada, ben], pump)

    assert len(ben.heard[AUDIO]) == 1
    assert pump.counters()["dropped-unauthentic"] == 2


def test_an_ssrc_that_names_no_line_is_dropped_before_decryption(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    stranger = rtp(b"x", payload_type=VP8, ssrc=77, seq=1, timestamp=1)

    ada.deliver(ada.protect([stranger]), 1.0)

    assert pump.counters()["dropped-unknown-ssrc"] == 1
    assert events(pump) == []


def test_an_endpoint_has_a_bounded_number_of_ssrcs(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    flood = [
        rtp(b"x" * 20, payload_type=VP8, ssrc=n, seq=1, timestamp=1, extensions={4: b"1", 5: b"h"})
        for n in range(1, 101)
    ]

    ada.deliver(ada.protect(flood), 1.0)

    assert pump.counters()["dropped-too-many-ssrcs"] == 68


@pytest.mark.parametrize("size", range(21))
def test_no_runt_makes_it_raise(pump: Pump, size: int) -> None:
    ada = Person.enter(pump, "ada")
    ada.deliver(ada.voice(), 1.0)

    for first in range(128, 192):
        for second in (0, 96, 192, 200, 223, 255):
            ada.deliver([(bytes([first, second]) + bytes(19))[:size]], 1.1)

    assert not [event for event in events(pump) if isinstance(event, Tapped)]


def test_authentic_nonsense_does_not_make_it_raise(pump: Pump) -> None:
    rng = Random(7)
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada), route(ben, AUDIO, ada, MIC)))
    ada.deliver([*ada.frame("lmh"), *ada.voice()], 1.0)
    ssrcs = [stream.ssrc for stream in ada.streams()]
    for n in range(2000):
        body = bytes([0xBE, 0xDE, 0, rng.randrange(3)]) + rng.randbytes(rng.randrange(40))
        head = struct.pack(
            "!BBHII", rng.randrange(128, 192), rng.choice([96, 97, 111, 5]), n, n, rng.choice(ssrcs)
        )
        rtcp = bytes([rng.randrange(128, 192), rng.randrange(200, 208), 0, rng.randrange(9)])
        try:
            data = ada.protect([head + body])
        except Exception:  # noqa: BLE001  # libsrtp itself would not send it
            continue
        ada.deliver(data, 1 + n / 100)
        ada.say(rtcp + rng.randbytes(4 * rng.randrange(2, 9)), 1 + n / 100)
    pump.datagrams_to_send()

    ada.deliver(ada.voice(), 60.0)
    assert pump.datagrams_to_send()


def test_a_new_ssrc_takes_the_place_of_the_old_one(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada)))
    camera = ada.camera["h"]
    old = camera.ssrc
    ada.deliver(ada.frame(), 1.0)
    camera.ssrc = old ^ 0xFFFF
    ada.deliver(ada.frame(key=True), 1.1)
    camera.ssrc = old
    ada.deliver(ada.frame(), 1.2)
    settle([ada, ben], pump)

    assert len(ben.heard[VIDEO]) == 6
    assert contiguous(seqs(ben, VIDEO))
    assert pump.counters()["dropped-superseded"] == 3


def test_a_retransmission_of_nothing_known_is_dropped(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    ada.picture(ada.camera["h"])
    again = ada.camera["h"].again(ada.camera["h"].seq - 1, 1)
    assert again is not None

    ada.deliver(ada.protect([again]), 1.0)

    assert pump.counters()["dropped-rtx-without-source"] == 1


def test_foreign_payload_types_are_dropped(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))
    ada.deliver(ada.voice(), 1.0)
    foreign = rtp(b"x" * 20, payload_type=VP8, ssrc=ada.mic.ssrc, seq=ada.mic.seq, timestamp=1)

    ada.deliver(ada.protect([foreign]), 1.1)
    settle([ada, ben], pump)

    assert len(ben.heard[AUDIO]) == 1
    assert pump.counters()["dropped-payload-type"] == 1


def test_an_endpoint_is_admitted_once(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")

    with pytest.raises(ValueError, match="once"):
        pump.admit(SCOPE, ada.id, ada.shape)


def test_rtcp_under_ever_new_ssrcs_is_bounded(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")

    for ssrc in range(1, 101):
        ada.say(bytes(RtcpRrPacket(ssrc=ssrc)), 1.0)

    assert pump.counters()["rtcp-received"] == 64
    assert pump.counters()["dropped-too-many-ssrcs"] == 36


def test_rtcp_about_nothing_of_ours_is_counted(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")

    ada.say(bytes(RtcpPsfbPacket(fmt=1, ssrc=1, media_ssrc=12345)), 1.0)
    ada.say(bytes(RtcpPsfbPacket(fmt=15, ssrc=1, media_ssrc=0, fci=pack_remb_fci(10**6, []))), 1.0)
    ada.say(b"\x81\xcd\x00\x01" + bytes(4), 1.0)

    assert pump.counters()["rtcp-for-an-unknown-ssrc"] == 1
    assert pump.counters()["bandwidth-estimates-received"] == 1
    assert pump.counters()["rtcp-malformed"] == 1
