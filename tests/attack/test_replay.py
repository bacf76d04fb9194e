"""Replay: whatever was overheard and is sent again does nothing a second time, and is counted."""

from random import Random

from sfu.python_pump import PythonPump
from tests.support.person import Person, settle
from tests.support.plans import AUDIO, MIC, plan, route, seqs
from tests.support.siege import Live, from_participant

PLI = bytes.fromhex("81ce0002") + bytes(4)
RNG = Random(5)


async def test_a_participants_packets_played_again_are_played_once(live: Live) -> None:
    before, played = live.count("dropped-unauthentic"), 0

    for _ in range(10):
        again = list(live.ada.simulated.sent_media)
        played += len(again)
        await from_participant(live.ada, again)

    await live.counted("dropped-unauthentic", before + played)
    assert live.bo.hears().packets <= live.ada.simulated.streams["0", None].sent


async def test_a_report_played_again_is_heeded_once(live: Live) -> None:
    slot = live.bo.prepared.shape.slots_of("video")[0]
    wanted, refused = live.count("key-frames-wanted"), live.count("dropped-unauthentic")
    asked = live.bo.simulated._dtls._tx_srtp.protect_rtcp(PLI + slot.ssrc.to_bytes(4))

    await from_participant(live.bo, [asked] * 50)

    await live.counted("dropped-unauthentic", refused + 49)
    assert live.count("key-frames-wanted") == wanted + 1


def test_what_is_older_than_the_window_is_dropped_too() -> None:
    pump = PythonPump(Random(1))
    ada, ben, carol = (Person.enter(pump, name) for name in ("ada", "ben", "carol"))
    pump.apply(plan(route(ben, AUDIO, ada, MIC), route(ben, "5", carol, MIC)))
    said: list[bytes] = []
    for n in range(2000):
        said += ada.voice()
        ada.deliver(said[-1:], n / 50)
        carol.deliver(carol.voice(), n / 50)
    settle([ada, ben, carol], pump)
    heard, neighbor = seqs(ben, AUDIO), seqs(ben, "5")

    ada.deliver(said, 40.0)
    carol.deliver(carol.voice(), 40.0)
    settle([ada, ben, carol], pump)

    assert seqs(ben, AUDIO) == heard
    assert len(seqs(ben, "5")) == len(neighbor) + 1
    assert pump.counters()["dropped-unauthentic"] == len(said) == 2000
