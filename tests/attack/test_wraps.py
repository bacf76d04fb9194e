"""Numbers that wrap while packets are lost: every packet that arrives is heard, run after run.

The rollover counter of SRTP (RFC 3711, section 3.3.1) is never sent, only guessed.  Who begins just
below the end of the numbers and loses a third of the packets makes the guess as hard as it gets.
"""

import asyncio
from random import Random

import pytest

from sfu.events import Connected
from sfu.python_pump import PythonPump
from tests.support.person import GCM, PROFILES, Person, settle
from tests.support.plans import AUDIO, MIC, VIDEO, plan, route, seqs
from tests.support.siege import Live

RUNS = 100
START = 65_500
LOSS = 0.3


@pytest.mark.parametrize(("profile", "runs"), [(GCM, RUNS), ("AES128_CM_SHA1_80", RUNS // 5)])
def test_a_voice_that_begins_below_the_end_is_heard_in_every_run(profile: str, runs: int) -> None:
    for run in range(runs):
        rng = Random(run)
        pump = PythonPump(Random(run))
        ada = Person.enter(pump, "ada", seed=run, profile=profile)
        ben, carol = Person.enter(pump, "ben", seed=run), Person.enter(pump, "carol", seed=run)
        pump.apply(plan(route(ben, AUDIO, ada, MIC), route(ben, "5", carol, MIC)))
        ada.mic.seq = START
        arrived = 0
        for n in range(70):
            kept = [data for data in ada.voice() if rng.random() > LOSS]
            arrived += len(kept)
            ada.deliver(kept, n / 50)
            carol.deliver(carol.voice(), n / 50)
        settle([ada, ben, carol], pump)

        assert ada.mic.seq < 100, "it has wrapped"
        assert len(ben.heard[AUDIO]) == arrived
        assert len(ben.heard["5"]) == 70, "another voice is not touched by it"
        assert pump.counters()["dropped-unauthentic"] == 0


@pytest.mark.parametrize("profile", PROFILES)
def test_pictures_that_begin_below_the_end_come_with_what_is_sent_again(profile: str) -> None:
    for run in range(RUNS // 10):
        rng = Random(run)
        pump = PythonPump(Random(run))
        ada = Person.enter(pump, "ada", seed=run, profile=profile)
        ben = Person.enter(pump, "ben", seed=run)
        pump.apply(plan(route(ben, VIDEO, ada)))
        camera = ada.camera["h"]
        camera.seq = camera.rtx_seq = START
        arrived = 0
        for n in range(120):
            kept = [data for data in ada.frame() if rng.random() > LOSS]
            arrived += len(kept)
            ada.deliver(kept, n / 25)
            settle([ada, ben], pump)
            ada.deliver(ada.answers(), n / 25 + 0.02)
            settle([ada, ben], pump)

        assert camera.seq < START, "it has wrapped"
        assert pump.counters()["dropped-unauthentic"] == 0
        assert len(ben.heard[VIDEO]) >= arrived - 9, "but for what came before a key frame"


def test_what_we_send_begins_where_no_loss_can_hide_a_wrap() -> None:
    for seed in range(50):
        pump = PythonPump(Random(seed))
        ada, ben = Person.enter(pump, "ada", seed=seed), Person.enter(pump, "ben", seed=seed)
        pump.apply(plan(route(ben, AUDIO, ada, MIC), route(ben, VIDEO, ada)))
        ada.deliver([*ada.voice(), *ada.frame()], 1.0)
        settle([ada, ben], pump)

        assert seqs(ben, AUDIO)[0] < 2**15
        assert seqs(ben, VIDEO)[0] < 2**15


async def test_so_it_is_in_a_call(live: Live) -> None:
    eve = await live.call.prepare("eve")
    rng = Random(5)
    voice = eve.simulated.streams["0", None]
    voice.seq = START
    shaking = asyncio.create_task(eve.simulated.connected())
    await live.call.plane.accept(eve.id, eve.simulated.answer)
    await shaking
    await eve.told(Connected(eve.id))
    before = live.count("dropped-unauthentic")
    for n in range(100):
        packet = voice.voice(n)
        if n == 0 or rng.random() > LOSS:
            eve.simulated.send_rtp([packet])
        await asyncio.sleep(0)

    await live.goes_on()
    assert voice.seq < 100, "it has wrapped"
    assert live.count("dropped-unauthentic") == before
