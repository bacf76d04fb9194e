"""Every pump says to a viewer whose network loses much what was said before once more, and to nobody
else; and takes apart what publishers say more than once.

Redundancy is sound of a person: it obeys the same walls as what it repeats.
"""

from collections.abc import Callable, Iterable

import pytest
from aiortc.rtp import RtcpReceiverInfo, RtcpRrPacket, RtcpRtpfbPacket

from sfu import red
from sfu.codecs import OPUS, RED
from sfu.ids import Mid
from sfu.plan import Tap
from sfu.pump import Pump, Tapped
from sfu.twcc import Arrivals
from tests.support.packets import payload_of
from tests.support.person import Heard, Person, settle
from tests.support.plans import (
    AUDIO,
    GATE,
    MIC,
    VIDEO,
    at_once,
    contiguous,
    events,
    plan,
    route,
    seqs,
)

FRAME = 960  # ticks
Say = Callable[[Person], list[bytes]]


class Talk:
    """Ada speaks; Ben hears her over a network that loses some of it, and tells so."""

    def __init__(self, pump: Pump, *, reads_red: bool = True) -> None:
        self.pump = pump
        self.ada, self.ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
        self.people = [self.ada, self.ben]
        if reads_red:
            pump.agree(self.ben.id, frozenset({Mid(AUDIO)}))
        self.now, self.count = 10.0, 0
        self.later = 0.0
        """Seconds that the queue in front of Ben's link takes."""
        self._arrivals = Arrivals()
        pump.apply(plan(route(self.ben, AUDIO, self.ada, MIC)))

    def go_on(
        self, packets: int, *, lose: int = 0, say: Say = Person.voice, grows: float = 0.0
    ) -> list[Heard]:
        """Say so many packets, of which one in `lose` does not arrive; return what was sent.

        Meanwhile the queue grows by `grows` in a second.
        """
        before = len(self.ben.heard[AUDIO])
        for _ in range(packets):
            self.ada.deliver(say(self.ada), self.now)
            settle(self.people, self.pump)
            if not lose or (self.count + 1) % lose:
                self._arrivals.add(self.count & 0xFFFF, self.now + self.later)
            self.count += 1
            self.now += 0.02
            self.later = max(0.0, self.later + grows * 0.02)
            self.tell()
        return self.ben.heard[AUDIO][before:]

    def tell(self) -> None:
        for report in self._arrivals.take(self.now + 60, sender=1, media=self.ben.line(AUDIO).ssrc):
            self.ben.say(report, self.now)

    def suffer(self) -> list[Heard]:
        """Go on until it is known that a fifth gets lost."""
        return self.go_on(200, lose=5)


@pytest.fixture
def talk(pump: Pump) -> Talk:
    return Talk(pump)


def kind(heard: Heard) -> int:
    return heard.plain[1] & 127


def kinds(heard: Iterable[Heard]) -> set[int]:
    return {kind(each) for each in heard}


def primary(heard: Heard) -> bytes:
    return carried(heard).primary if kind(heard) == RED else payload_of(heard.plain)


def carried(heard: Heard) -> red.Redundant:
    found = red.read(payload_of(heard.plain))
    assert found is not None
    return found


def silent(person: Person, ticks: int) -> None:
    """Say nothing for so long: discontinuous transmission leaves no hole in the numbers."""
    person.mic.timestamp = person.mic.timestamp + ticks & 0xFFFF_FFFF


def once_more(person: Person, count: int, *, size: int = 80) -> bytes:
    """Return the next packet, protected, as a browser sends it with so many before it."""
    distances = range(count, 0, -1)
    before = {n: person.mic.history.get(person.mic.seq - n & 0xFFFF) for n in distances}
    plain = person.mic.voice(person._transport(1), size=size)
    blocks = [red.Block(n * FRAME, payload_of(each)) for n, each in before.items() if each]
    at = len(plain) - len(payload_of(plain))
    body = red.write(blocks, plain[at:])
    (protected,) = person.protect([plain[:1] + bytes([RED]) + plain[2:at] + body])
    return protected


# Downlink.


def test_while_nothing_gets_lost_nothing_is_said_twice(talk: Talk) -> None:
    assert kinds(talk.go_on(200)) == {OPUS}


def test_who_loses_much_is_told_each_thing_three_times(talk: Talk) -> None:
    talk.suffer()
    heard = talk.go_on(10)

    assert kinds(heard) == {RED}
    for n in range(2, 10):
        assert [block.offset for block in carried(heard[n]).blocks] == [2 * FRAME, FRAME]
        assert [block.payload for block in carried(heard[n]).blocks] == [
            primary(heard[n - 2]),
            primary(heard[n - 1]),
        ]
    assert contiguous(seqs(talk.ben, AUDIO))


def test_it_begins_within_half_a_second_and_ends_after_a_calm(talk: Talk) -> None:
    assert RED in kinds(talk.go_on(25, lose=5))

    talk.go_on(1500)
    assert kinds(talk.go_on(50)) == {OPUS}


def test_who_cannot_read_it_is_never_sent_any(pump: Pump) -> None:
    talk = Talk(pump, reads_red=False)

    assert kinds(talk.suffer() + talk.go_on(50)) == {OPUS}


def test_others_are_sent_what_they_were(talk: Talk, pump: Pump) -> None:
    eve = Person.enter(pump, "eve")
    pump.agree(eve.id, frozenset({Mid(AUDIO)}))
    talk.people.append(eve)
    pump.apply(
        plan(route(talk.ben, AUDIO, talk.ada, MIC), route(eve, AUDIO, talk.ada, MIC), epoch=2)
    )
    talk.suffer()

    assert RED in kinds(talk.ben.heard[AUDIO])
    assert kinds(eve.heard[AUDIO]) == {OPUS}


def test_report_blocks_tell_of_losses_where_nothing_else_does(talk: Talk) -> None:
    ssrc = talk.ben.line(AUDIO).ssrc
    talk.tell = lambda: None  # type: ignore[method-assign]
    talk.go_on(50)
    for newest, lost in ((1000, 0), (1050, 10), (1100, 20)):
        info = RtcpReceiverInfo(ssrc, 51, lost, newest, 0, 0, 0)
        talk.ben.say(bytes(RtcpRrPacket(1, [info])), talk.now)

    assert kinds(talk.go_on(5)) == {RED}


def test_a_link_that_bears_hardly_two_voices_carries_each_thing_once(talk: Talk) -> None:
    talk.go_on(50)
    talk.go_on(150, grows=0.5)
    talk.go_on(50, grows=-5)

    assert kinds(talk.go_on(100, lose=5)) == {OPUS}


def test_copies_end_when_a_queue_shows_that_the_link_does_not_bear_them(talk: Talk) -> None:
    talk.suffer()
    assert kinds(talk.go_on(10, lose=5)) == {RED}

    assert kinds(talk.go_on(150, lose=5, grows=0.5)[-10:]) == {OPUS}


def test_after_a_silence_nothing_old_is_said_again(talk: Talk) -> None:
    talk.suffer()
    silent(talk.ada, red.OFFSET_MOST)
    (first, second) = talk.go_on(2)

    assert kind(first) == OPUS
    assert [block.offset for block in carried(second).blocks] == [FRAME]


def test_what_the_publishers_network_lost_is_left_out(talk: Talk) -> None:
    talk.suffer()
    talk.ada.voice()
    (newest,) = talk.go_on(1)

    assert [block.offset for block in carried(newest).blocks] == [2 * FRAME]


def test_a_slot_never_mixes_two_voices(talk: Talk, pump: Pump) -> None:
    eve = Person.enter(pump, "eve")
    talk.people.append(eve)
    talk.suffer()
    told = []
    for epoch in range(2, 12):
        shown = talk.ada if epoch % 2 else eve
        pump.apply(plan(route(talk.ben, AUDIO, shown, MIC), epoch=epoch))
        for _ in range(4):
            for person in (talk.ada, eve):
                person.deliver(person.voice(), talk.now)
            talk.now += 0.02
            before = len(talk.ben.heard[AUDIO])
            settle(talk.people, pump)
            told += [(shown.name, heard) for heard in talk.ben.heard[AUDIO][before:]]

    assert len(told) == 40
    for name, heard in told:
        assert primary(heard).endswith(name.encode().ljust(8))
        if kind(heard) == RED:
            assert all(
                each.payload.endswith(name.encode().ljust(8)) for each in carried(heard).blocks
            )
    assert [kind(heard) for _, heard in told[::4]] == [OPUS] * 10, "each begins with itself alone"


def test_what_was_said_before_one_might_hear_it_is_never_said_again(talk: Talk, pump: Pump) -> None:
    talk.suffer()
    zoe = Person.enter(pump, "zoe")
    talk.people.append(zoe)
    only_zoe = plan(route(zoe, AUDIO, talk.ada, MIC), epoch=2)
    both = plan(route(zoe, AUDIO, talk.ada, MIC), route(talk.ben, AUDIO, talk.ada, MIC), epoch=3)

    def secret(ada: Person) -> list[bytes]:
        return ada.protect([ada.mic.voice(ada._transport(1), sound=b"between us")])

    pump.apply(only_zoe)
    talk.go_on(10, say=secret)
    pump.apply(both)
    heard = talk.go_on(10)

    assert len(zoe.heard[AUDIO]) == 20
    assert len(heard) == 10
    assert not any(b"between us" in each.plain for each in heard)
    assert kinds(heard[1:]) == {RED}


def test_nothing_is_resent_of_redundant_sound_that_one_may_not_hear_any_more(
    talk: Talk, pump: Pump
) -> None:
    talk.suffer()
    old = seqs(talk.ben, AUDIO)[-10:]
    pump.apply(plan(epoch=2))
    resent = pump.counters()["resent"]
    talk.ben.say(nack(talk.ben, old), talk.now)

    assert pump.counters()["resent"] == resent


def nack(person: Person, sequences: list[int]) -> bytes:
    ssrc = person.line(AUDIO).ssrc
    return bytes(RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=ssrc, lost=sequences))


def test_redundant_sound_is_resent_to_the_bit(talk: Talk, pump: Pump) -> None:
    talk.suffer()
    sent = []
    for n in range(20):
        said = talk.ada.voice()
        if n % 7:
            talk.ada.deliver(said, talk.now)
        sent += [data for data, _ in pump.datagrams_to_send() if data[1] & 127 in {OPUS, RED}]
        talk.now += 0.02
    assert {data[1] & 127 for data in sent} == {RED}

    talk.ben.say(nack(talk.ben, [int.from_bytes(data[2:4]) for data in sent]), talk.now)

    again = [data for data, _ in pump.datagrams_to_send() if data[1] & 127 in {OPUS, RED}]
    assert sorted(again) == sorted(sent)


def test_reports_count_what_is_said_twice(talk: Talk) -> None:
    talk.suffer()
    talk.go_on(200)
    heard = talk.ben.heard[AUDIO]
    octets = sum(len(payload_of(each.plain)) for each in heard)
    reports = [each.sender_info for each in talk.ben.reports() if hasattr(each, "sender_info")]

    assert 0 <= octets - reports[-1].octet_count <= 60 * 300


# Uplink.


def test_a_publishers_redundant_sound_is_forwarded_plain(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))
    for n in range(10):
        ada.deliver([once_more(ada, 1)], 1 + n * 0.02)
    settle([ada, ben], pump)

    heard = ben.heard[AUDIO]
    assert len(heard) == 10
    assert kinds(heard) == {OPUS}
    assert {len(payload_of(each.plain)) for each in heard} == {80}
    assert pump.counters()["repaired"] == 0


@pytest.mark.parametrize("copies", [1, 2, 3])
def test_what_was_lost_is_taken_from_what_came_after(pump: Pump, copies: int) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))
    ada.deliver([once_more(ada, copies)], 1.0)
    sent = [payload_of(each) for each in [*ada.mic.history.values()][-1:]]
    for n in range(1, 30):
        protected = once_more(ada, copies)
        sent.append(payload_of([*ada.mic.history.values()][-1]))
        if n % (copies + 1) == 0:
            ada.deliver([protected], 1 + n * 0.02)
    settle([ada, ben], pump)

    heard = ben.heard[AUDIO]
    assert len(heard) >= 27
    assert contiguous(seqs(ben, AUDIO))
    assert [payload_of(each.plain) for each in heard] == sent[: len(heard)]
    assert not ada.nacked(), "what came in another packet is not asked for"


def test_what_came_late_after_it_was_repaired_is_not_forwarded_twice(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))
    ada.deliver([once_more(ada, 1)], 1.0)
    late = once_more(ada, 1)
    ada.deliver([once_more(ada, 1)], 1.04)
    ada.deliver([late], 1.05)
    settle([ada, ben], pump)

    assert contiguous(seqs(ben, AUDIO))
    assert pump.counters()["dropped-duplicate"] == 1


def test_nobody_begins_with_what_was_lost_before(pump: Pump) -> None:
    ada, ben, eve = (Person.enter(pump, name) for name in ("ada", "ben", "eve"))
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))
    ada.deliver([once_more(ada, 1)], 1.0)
    once_more(ada, 1)
    pump.apply(plan(route(ben, AUDIO, ada, MIC), route(eve, AUDIO, ada, MIC), epoch=2))
    ada.deliver([once_more(ada, 1)], 1.04)
    settle([ada, ben, eve], pump)

    assert len(eve.heard[AUDIO]) == 1
    assert eve.heard[AUDIO][0].plain[-80:] == ben.heard[AUDIO][-1].plain[-80:]


def test_a_recorder_is_given_each_thing_once_and_plain(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    tapped = plan(taps=[Tap(ada.track(MIC), GATE)], open_gates=[GATE])
    pump.apply(tapped)
    for n in range(10):
        protected = once_more(ada, 1)
        if n != 5:
            ada.deliver([protected], 1 + n * 0.02)

    packets = [event.packet for event in events(pump) if isinstance(event, Tapped)]
    assert [packet[1] & 127 for packet in packets] == [OPUS] * 10
    assert contiguous([int.from_bytes(packet[2:4]) for packet in packets])
    assert {len(payload_of(packet)) for packet in packets} == {80}


def test_what_is_no_redundant_sound_is_dropped(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC), route(ben, VIDEO, ada)))
    voice = ada.mic.voice(1)
    (picture,) = ada.picture(ada.camera["h"], size=500, key=True)
    for plain in (voice, picture):
        ada.deliver(ada.protect([plain[:1] + bytes([RED]) + plain[2:]]), 1.0)
    at_once(pump, 1.1)
    settle([ada, ben], pump)

    assert not ben.heard
    assert pump.counters()["dropped-payload-type"] == 2


# What a publisher is told.


def fractions(person: Person) -> list[int]:
    return [
        block.fraction_lost
        for report in person.reports()
        if isinstance(report, RtcpRrPacket)
        for block in report.reports
        if block.ssrc == person.mic.ssrc
    ]


def test_a_publisher_is_told_what_somebody_without_redundancy_misses(pump: Pump) -> None:
    talk = Talk(pump, reads_red=False)
    talk.suffer()
    talk.go_on(100, lose=5)

    assert abs(fractions(talk.ada)[-1] - 0.2 * 256) < 0.06 * 256
    lost = [
        block.packets_lost
        for report in talk.ada.reports()
        if isinstance(report, RtcpRrPacket)
        for block in report.reports
    ]
    assert not any(lost), "by the number of them a browser judges its own link"


def test_a_publisher_is_not_told_of_losses_that_are_mended(talk: Talk) -> None:
    talk.suffer()
    talk.ada.told.clear()
    talk.go_on(200, lose=5)

    assert fractions(talk.ada)[-1] <= 0.02 * 256


def test_a_publisher_is_never_told_more_than_a_quarter_because_of_others(pump: Pump) -> None:
    talk = Talk(pump, reads_red=False)
    talk.go_on(200, lose=2)

    assert max(fractions(talk.ada)) == 64


def test_a_publisher_is_told_of_nobody_who_hears_somebody_else(pump: Pump) -> None:
    talk = Talk(pump, reads_red=False)
    talk.suffer()
    assert fractions(talk.ada)[-1] > 0
    pump.apply(plan(epoch=2))
    talk.go_on(60)

    assert fractions(talk.ada)[-1] == 0
