"""Rebinding: a call moves with its browser alone, whatever somebody overheard, or even knows."""

import asyncio
from random import Random

from sfu.ice import REMEMBERED
from tests.support.checks import binding_request
from tests.support.siege import Live

ANSWER = 96
"""Bytes: a success response is 92 to 96."""

RNG = Random(5)


async def test_an_overheard_check_and_overheard_media_do_not_move_the_call(live: Live) -> None:
    attacker = live.attacker()
    checks = list(live.ada.simulated.sent_checks)
    assert checks

    for _ in range(20):
        await attacker.spray([*checks, *live.ada.simulated.sent_media, *checks])

    await live.counted("dropped-stun-replayed", 40 * len(checks))
    await live.counted("dropped-media-from-stranger", 100)
    await live.goes_on()
    assert attacker.listen() == 0


async def test_someone_who_knows_the_password_still_cannot_have_the_media(live: Live) -> None:
    attacker = live.attacker()
    offered = live.ada.simulated.offered
    for _ in range(10):
        await attacker.spray([binding_request(offered.ufrag, offered.password, rng=RNG)])
        await attacker.spray(list(live.ada.simulated.sent_media))
        await live.goes_on(2)

    await live.goes_on()
    assert 0 < attacker.listen() <= 10 * ANSWER, "answers to checks, no media"
    assert live.count("dropped-unauthentic") >= 100


async def test_a_check_that_is_forgotten_by_now_brings_its_answer_and_nothing_else(
    live: Live,
) -> None:
    carol = await live.call.join("carol")
    live.call.route()
    attacker = live.attacker()
    overheard = carol.simulated.sent_checks[0]
    answered = live.count("checks-answered")
    for _ in range(REMEMBERED):
        carol.simulated.check()
        await asyncio.sleep(0)
    await live.counted("checks-answered", answered + REMEMBERED)

    for _ in range(20):
        await attacker.spray([overheard])
        await live.goes_on(2)

    heard = carol.hears().packets
    await carol.simulated.until(lambda: carol.hears().packets >= heard + 20)
    assert attacker.listen() <= 20 * len(overheard), "no more than was sent, and no media"


async def test_a_browser_that_really_moves_takes_its_call_along(live: Live) -> None:
    carol = await live.call.join("carol")
    live.call.route()
    carol.simulated.begin_media()
    attacker = live.attacker()
    overheard = [*carol.simulated.sent_checks, *carol.simulated.sent_media]

    carol.simulated.move()
    await attacker.spray(overheard * 5)
    carol.simulated.check()
    await attacker.spray(overheard * 5)

    heard = carol.hears().packets
    await carol.simulated.until(lambda: carol.hears().packets >= heard + 50)
    assert attacker.listen() == 0
    assert live.count("dropped-stun-replayed") > 0


async def test_an_address_that_is_somebodys_is_not_taken_by_another(live: Live) -> None:
    eve = await live.call.join("eve")
    offered = eve.simulated.offered
    taken = live.count("dropped-stun-address-taken")
    check = binding_request(offered.ufrag, offered.password, rng=RNG)

    live.ada.simulated.send(check)

    await live.counted("dropped-stun-address-taken", taken + 1)
