"""Every pump answers its viewers and reports to both sides, as RFC 3550 and RFC 4588 say."""

from aiortc.rtp import (
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSdesPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
)

from sfu.pump import Pump
from tests.support.packets import OPUS, payload_of
from tests.support.person import Person, TransportFeedback, settle
from tests.support.plans import (
    AUDIO,
    MIC,
    VIDEO,
    at_once,
    plan,
    route,
    seqs,
)


def nack(person: Person, slot: str, sequences: list[int]) -> bytes:
    ssrc = person.line(slot).ssrc
    return bytes(RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=ssrc, lost=sequences))


def test_what_a_viewer_missed_is_resent_on_the_retransmission_ssrc(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada)))
    for n in range(4):
        ada.deliver(ada.frame(), 1 + n * 0.04)
    settle([ada, ben], pump)
    first = {heard.seq: heard for heard in ben.heard[VIDEO]}
    missed = seqs(ben, VIDEO)[3:9:2]
    ben.heard.clear()

    ben.say(nack(ben, VIDEO, missed), 1.2)
    settle([ada, ben], pump)

    assert seqs(ben, VIDEO) == missed
    for heard in ben.heard[VIDEO]:
        assert heard.again
        assert heard.timestamp == first[heard.seq].timestamp
        assert payload_of(heard.plain) == payload_of(first[heard.seq].plain)


def test_nobody_is_resent_what_they_may_no_longer_see(pump: Pump) -> None:
    ada, eve, ben = (Person.enter(pump, name) for name in ("ada", "eve", "ben"))
    pump.apply(plan(route(ben, VIDEO, ada), route(ben, AUDIO, ada, MIC)))
    ada.deliver([*ada.frame(), *ada.voice()], 1.0)
    settle([ada, eve, ben], pump)
    old = {slot: seqs(ben, slot) for slot in (VIDEO, AUDIO)}
    ben.heard.clear()

    pump.apply(plan(route(ben, VIDEO, eve), route(ben, AUDIO, eve, MIC), epoch=2))
    for slot in (VIDEO, AUDIO):
        ben.say(nack(ben, slot, old[slot]), 1.1)
    eve.deliver([*eve.frame(), *eve.voice()], 1.2)
    for slot in (VIDEO, AUDIO):
        ben.say(nack(ben, slot, old[slot]), 1.3)
    settle([ada, eve, ben], pump)

    assert {heard.sender for slot in ben.heard.values() for heard in slot} == {"eve"}
    assert not any(heard.again for slot in ben.heard.values() for heard in slot)
    assert pump.counters()["resent"] == 0


def test_a_voice_is_resent_to_the_bit(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))
    ada.deliver(ada.voice(), 1.0)
    (first,) = [data for data, _ in pump.datagrams_to_send() if data[1] & 127 == OPUS]
    for n in range(5):
        ada.deliver(ada.voice(), 1.02 + n * 0.02)
    pump.datagrams_to_send()

    ben.say(nack(ben, AUDIO, [int.from_bytes(first[2:4])]), 1.2)

    assert [data for data, _ in pump.datagrams_to_send() if data[1] & 127 == OPUS] == [first]


def test_a_viewer_cannot_make_us_resend_without_end(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada)))
    ada.deliver(ada.frame(size=20_000), 1.0)
    settle([ada, ben], pump)
    missed = seqs(ben, VIDEO)
    for n in range(100):
        ben.say(nack(ben, VIDEO, missed), 1.1 + n / 1000)

    assert pump.counters()["resent"] < 600
    assert pump.counters()["resends-refused"] > 0


def test_a_slot_that_flows_reports_each_second(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))
    for n in range(101):
        ada.deliver(ada.voice(), 10 + n * 0.02)
    settle([ada, ben], pump)

    reports = [r for r in ben.reports() if isinstance(r, RtcpSrPacket)]
    names = [r for r in ben.reports() if isinstance(r, RtcpSdesPacket)]
    ssrc = ben.line(AUDIO).ssrc
    assert [report.ssrc for report in reports] == [ssrc] * len(reports)
    assert len(reports) in {2, 3}
    assert names[0].chunks[0].items == [(1, ben.line(AUDIO).cname.encode())]
    a, b = reports[-2].sender_info, reports[-1].sender_info
    seconds = (b.ntp_timestamp - a.ntp_timestamp) / 2**32
    assert abs((b.rtp_timestamp - a.rtp_timestamp) % 2**32 / 48_000 - seconds) < 0.05
    assert b.packet_count > a.packet_count
    assert b.octet_count - a.octet_count == 80 * (b.packet_count - a.packet_count)


def test_publishers_are_told_what_arrived_each_second(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    report = RtcpSrPacket(ada.mic.ssrc, RtcpSenderInfo(0x1234_5678_9ABC_DEF0, 5, 1, 1))
    for n in range(101):
        if n != 30:
            ada.deliver(ada.voice(), 10 + n * 0.02)
        else:
            ada.voice()
            ada.say(bytes(report), 10 + n * 0.02)
    settle([ada], pump)

    blocks = [b for r in ada.reports() if isinstance(r, RtcpRrPacket) for b in r.reports]
    assert {block.ssrc for block in blocks} == {ada.mic.ssrc}
    assert blocks[-1].packets_lost == 1
    assert blocks[-1].lsr == 0x5678_9ABC
    assert 0 < blocks[-1].dlsr < 3 * 65536


def test_publishers_get_transport_feedback_every_50_ms(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    for n in range(51):
        while (due := pump.next_timeout()) is not None and due <= 10 + n * 0.02:
            at_once(pump, due)
        ada.deliver(ada.voice(), 10 + n * 0.02)
    settle([ada], pump)

    feedback = [r for r in ada.told if isinstance(r, TransportFeedback)]
    assert 18 <= len(feedback) <= 20


def test_an_unused_line_is_quiet(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    for n in range(100):
        at_once(pump, 1 + n * 0.1)
    settle([ada, ben], pump)

    assert not ada.told
    assert not ben.told


def test_what_the_network_loses_on_the_way_to_us_is_a_share_since_the_last_question(
    pump: Pump,
) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    for n in range(101):
        if (voice := ada.voice()) and n % 10 != 5:
            ada.deliver(voice, 10 + n * 0.02)
    at_once(pump, 13)

    losses = pump.losses()
    assert abs(losses[ada.id] - 0.1) < 0.01
    assert ben.id not in losses, "of whom nothing came nothing is known"
    assert pump.losses() == {}


def test_what_the_network_loses_on_the_way_from_us_is_what_viewers_report(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))
    ssrc = ben.line(AUDIO).ssrc
    for at, newest, lost in ((1.0, 1000, 7), (2.0, 1050, 7), (3.0, 1100, 27)):
        told = RtcpReceiverInfo(ssrc, 51, lost, newest, 0, 0, 0)
        stranger = RtcpReceiverInfo(77, 255, lost * 9, newest, 0, 0, 0)
        ben.say(bytes(RtcpRrPacket(1, [told, stranger])), at)

    assert pump.losses() == {ben.id: 0.2}
