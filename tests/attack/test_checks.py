"""Connectivity checks: without the password there is no answer, to anybody, however many ask.

What is never answered cannot be reflected: not one byte goes to whoever a source address names.
"""

from random import Random

from aioice import stun

from tests.support.checks import binding_request
from tests.support.siege import Live, from_participant

RNG = Random(5)
FLOOD = 20_000


async def test_checks_that_prove_nothing_get_nothing(live: Live) -> None:
    attacker = live.attacker()
    offered = live.ada.simulated.offered
    wrong_ufrag = [binding_request("0" * 16, offered.password, rng=RNG) for _ in range(200)]
    wrong_password = [binding_request(offered.ufrag, "0" * 48, rng=RNG) for _ in range(50)]
    garbled = [
        data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        for data in [live.ada.simulated.sent_checks[0]]
        for at in range(len(data))
    ]

    for attack in (wrong_ufrag, wrong_password, garbled):
        await attacker.spray(attack)

    await live.counted("dropped-stun-unknown-ufrag", 200)
    await live.counted("dropped-stun-unauthentic", 50)
    assert attacker.listen() == 0


async def test_a_flood_of_checks_for_nobody_is_not_reflected(live: Live) -> None:
    attacker = live.attacker()
    one = binding_request("0" * 16, "0" * 48, rng=RNG)

    await attacker.spray(one for _ in range(FLOOD))

    await live.counted("dropped-stun-unknown-ufrag", FLOOD // 2)
    await live.goes_on(30)
    assert attacker.listen() == 0


async def test_checks_for_somebody_by_strangers_are_verified_at_a_bounded_rate(
    live: Live,
) -> None:
    attacker = live.attacker()
    offered = live.ada.simulated.offered
    guesses = [binding_request(offered.ufrag, f"{n:048x}", rng=RNG) for n in range(1000)]

    await attacker.spray(guesses)

    await live.counted("dropped-stun-too-fast", 300)
    await live.goes_on()
    assert live.count("dropped-stun-unauthentic") + live.count("dropped-stun-too-fast") == 1000
    assert attacker.listen() == 0


async def test_no_other_kind_of_stun_gets_an_answer(live: Live) -> None:
    attacker = live.attacker()
    offered = live.ada.simulated.offered
    asked = [
        binding_request(offered.ufrag, offered.password, rng=RNG, method=method)
        for method in stun.Method
        if method is not stun.Method.BINDING
    ]
    check = binding_request(offered.ufrag, offered.password, rng=RNG)
    indication, success, failure = 0x0011, 0x0101, 0x0111
    asked += [kind.to_bytes(2) + check[2:] for kind in (indication, success, failure)]
    bare = stun.Message(stun.Method.BINDING, stun.Class.REQUEST, RNG.randbytes(12))
    long = stun.Message(stun.Method.BINDING, stun.Class.REQUEST, RNG.randbytes(12))
    long.attributes["USERNAME"] = f"{offered.ufrag}:{'x' * 600}"
    asked += [bytes(bare), bytes(long), check.ljust(1400, b"\0"), check[:4] + bytes(4) + check[8:]]

    await attacker.spray(asked * 20)

    await live.counted("dropped-stun-malformed", 20 * len(asked))
    assert attacker.listen() == 0


async def test_a_participants_answers_are_no_longer_than_their_checks(live: Live) -> None:
    eve = await live.call.join("eve")
    offered = eve.simulated.offered
    checks = [binding_request(offered.ufrag, offered.password, rng=RNG) for _ in range(50)]
    attacker = live.attacker()

    await attacker.spray(checks)

    await live.counted("checks-answered", 50)
    assert 0 < attacker.listen() <= sum(map(len, checks))
    await from_participant(eve, checks)
