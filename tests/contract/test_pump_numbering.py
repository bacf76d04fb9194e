"""Every pump numbers what leaves for one browser, over all its slots, and hears what became of it."""

from aiortc.rtp import RtcpRtpfbPacket

from sfu.header import read_extensions
from sfu.pump import Pump
from sfu.twcc import Arrivals
from tests.support.person import Person, settle
from tests.support.plans import AUDIO, CAMERA, MIC, VIDEO, plan, route

SHOWN = ((AUDIO, MIC), (VIDEO, CAMERA))


def numbers(viewer: Person, *mids: str) -> list[int]:
    """Return the transport-wide numbers of what came, in the order of slots and of arrival."""
    heard = [one.plain for mid in mids for one in viewer.heard[mid]]
    return [int.from_bytes(read_extensions(plain)[3]) for plain in heard]


def ask(viewer: Person, mid: str, seq: int, now: float) -> None:
    nack = RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=viewer.line(mid).ssrc, lost=[seq])
    viewer.say(bytes(nack), now)


def test_numbers_run_over_all_slots_without_a_hole(pump: Pump) -> None:
    ada, ben, eve = (Person.enter(pump, name) for name in ("ada", "ben", "eve"))
    pump.apply(plan(*(route(v, m, ada, s) for v in (ben, eve) for m, s in SHOWN)))
    for n in range(20):
        ada.deliver([*ada.voice(), *ada.frame()], 1 + n * 0.02)
    settle([ada, ben, eve], pump)

    for viewer in (ben, eve):
        assert sorted(numbers(viewer, AUDIO, VIDEO)) == list(range(80))


def test_a_picture_that_is_resent_has_a_number_of_its_own(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, VIDEO, ada)))
    ada.deliver(ada.frame(), 1.0)
    settle([ada, ben], pump)
    ask(ben, VIDEO, ben.heard[VIDEO][0].seq, 1.1)
    settle([ada, ben], pump)

    assert ben.heard[VIDEO][-1].again
    assert numbers(ben, VIDEO) == [0, 1, 2, 3]


def test_a_voice_that_is_resent_is_the_same_to_the_bit(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))
    for n in range(3):
        ada.deliver(ada.voice(), 1 + n * 0.02)
    sent = pump.datagrams_to_send()
    ben.take(sent[1])
    ask(ben, AUDIO, ben.heard[AUDIO][0].seq, 1.1)

    (again,) = [data for data, at in pump.datagrams_to_send() if at == ben.address]
    assert again == sent[1][0]


def test_what_a_browser_tells_of_arrivals_is_counted(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))
    arrivals = Arrivals()
    for n in range(5):
        ada.deliver(ada.voice(), 1 + n * 0.02)
        arrivals.add(n, 1 + n * 0.02)
    for packet in arrivals.take(2.0, sender=1, media=ben.line(AUDIO).ssrc):
        ben.say(packet, 2.0)

    assert pump.counters()["transport-feedbacks-received"] == 1
    assert pump.counters()["rtcp-malformed"] == 0
