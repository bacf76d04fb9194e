"""Runts: every first byte in every length below a header's, from strangers and from participants."""

import asyncio

from sfu.events import Connected, Lost
from tests.support.siege import Live, from_participant

RUNTS = [bytes([first]) * length for length in range(21) for first in range(256)]


async def test_runts_from_a_stranger(live: Live) -> None:
    attacker = live.attacker()

    await attacker.spray(RUNTS)

    # Of 21 x 256: 4 x 20 + 44 x 13 + 64 x 12 too short, the empty ones, the rest by first byte.
    await live.counted("dropped-foreign", 20 * (256 - 4 - 44 - 64))
    await live.goes_on()
    assert live.count("dropped-runt") == 256 + 4 * 19 + 44 * 12 + 64 * 11
    assert live.count("dropped-stun-malformed") == 4
    assert live.count("dropped-dtls-from-stranger") == 44 * 8
    assert live.count("dropped-media-from-stranger") == 64 * 9
    assert attacker.listen() == 0


async def test_runts_from_a_participant(live: Live) -> None:
    carol = await live.call.join("carol")
    before = carol.simulated.counters["datagrams"]

    await from_participant(carol, RUNTS)

    await live.counted("dropped-foreign", 20 * (256 - 4 - 44 - 64))
    await live.goes_on()
    assert live.count("dropped-runt") == 256 + 4 * 19 + 44 * 12 + 64 * 11
    assert Lost(carol.id) not in carol.events
    assert carol.simulated.counters["datagrams"] - before < 200, "her own checks and feedback"


async def test_runts_while_someone_joins_do_not_keep_them_out(live: Live) -> None:
    attacker = live.attacker()
    carol = await live.call.prepare("carol")
    spraying = asyncio.create_task(attacker.spray(RUNTS * 3))

    await from_participant(carol, RUNTS)
    shaking = asyncio.create_task(carol.simulated.connected())
    await live.call.plane.accept(carol.id, carol.simulated.answer)
    await from_participant(carol, RUNTS)

    await shaking
    await carol.told(Connected(carol.id))
    await spraying
    assert live.count("dropped-runt") > 1000
    assert attacker.listen() == 0
