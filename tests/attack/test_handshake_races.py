"""Handshakes: whoever is not the browser cannot begin, end or disturb one."""

import asyncio

from sfu.events import Connected, Lost
from tests.support.records import FATAL_ALERT, client_hello, dtls_record
from tests.support.siege import CHUNK, Live, from_participant

CLOSE_NOTIFY = dtls_record(21, b"\x01\x00")
HELLOS = [client_hello(bytes([n]) * 32) for n in range(200)]


async def test_handshakes_and_alerts_of_strangers_race_against_a_join(live: Live) -> None:
    attacker = live.attacker()
    race = [part for hello in HELLOS for part in (hello, FATAL_ALERT)]
    stop = asyncio.Event()

    async def spray() -> None:
        while not stop.is_set():
            await attacker.spray(race[:CHUNK])
            await asyncio.sleep(0)

    spraying = asyncio.create_task(spray())
    for n in range(10):
        await live.call.join(f"guest{n}")
    stop.set()
    await spraying

    await live.counted("dropped-dtls-from-stranger", 100)
    assert attacker.listen() == 0


async def test_forged_alerts_from_the_participants_own_address_are_not_believed(
    live: Live,
) -> None:
    carol = await live.call.prepare("carol")
    await carol.simulated.until(lambda: carol.simulated.counters["check-answered"] > 0)
    shaking = asyncio.create_task(carol.simulated.connected())
    for _ in range(20):
        carol.simulated.send(FATAL_ALERT)
        await asyncio.sleep(0)
    await live.call.plane.accept(carol.id, carol.simulated.answer)

    await shaking
    await carol.told(Connected(carol.id))
    assert live.count("dropped-dtls-plain-alert") == 20


async def test_records_forged_in_the_middle_of_a_call_do_not_end_it(live: Live) -> None:
    before = live.count("dtls-received") + live.count("dropped-dtls-queue-full")

    for forged in ([FATAL_ALERT] * 20, [CLOSE_NOTIFY] * 20, HELLOS[:20]):
        await from_participant(live.ada, forged)
        await live.goes_on()

    after = live.count("dtls-received") + live.count("dropped-dtls-queue-full")
    assert after - before == 60, "read by the one handshake there is, and dropped there"


async def test_a_hello_of_ones_own_does_not_begin_anew(live: Live) -> None:
    done = live.count("handshakes-done")

    await from_participant(live.bo, HELLOS)

    await live.goes_on()
    assert live.count("handshakes-done") == done


async def test_many_hellos_before_an_answer_cost_a_bounded_number_of_handshakes(
    live: Live,
) -> None:
    eve = await live.call.prepare("eve")
    await eve.simulated.until(lambda: eve.simulated.counters["check-answered"] > 0)

    await from_participant(eve, HELLOS)

    await live.counted("dropped-dtls-queue-full", 100)
    assert Lost(eve.id) not in eve.events
