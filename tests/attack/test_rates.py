"""A legitimate participant at ten times their rate: what is too much is dropped, and nobody else waits."""

import asyncio

from sfu.events import Lost
from tests.support.siege import CHUNK, Live


async def test_a_participant_at_many_times_their_rate_is_heard_at_most_twice_a_voice(
    live: Live,
) -> None:
    eve = await live.call.join("eve")
    live.call.route(among=[live.ada, live.bo, eve])
    for n in range(2000):
        eve.simulated.send_voice()
        if n % CHUNK == 0:
            await asyncio.sleep(0)

    await live.counted("dropped-too-fast", 500)
    await live.goes_on(30)


async def test_a_camera_at_ten_times_its_rate_is_cut_to_its_own_bounds(live: Live) -> None:
    eve = await live.call.join("eve")
    live.call.route(among=[live.ada, live.bo, eve])
    for _ in range(1500):
        eve.simulated.send_frames("lmh")
        await asyncio.sleep(0)

    await live.counted("dropped-too-fast", 500)
    await live.goes_on(30)
    assert Lost(eve.id) not in eve.events


async def test_requests_for_key_frames_by_the_thousand_are_one_request(live: Live) -> None:
    eve = await live.call.join("eve")
    live.call.route(among=[live.ada, live.bo, eve])
    slot = eve.prepared.shape.slots_of("video")[0]
    asked, wanted = live.count("key-frames-asked"), live.count("key-frames-wanted")

    for n in range(1000):
        eve.simulated.send_rtcp(bytes.fromhex("81ce0002") + bytes(4) + slot.ssrc.to_bytes(4))
        if n % CHUNK == 0:
            await asyncio.sleep(0)

    await live.counted("key-frames-wanted", wanted + 500)
    await live.goes_on(30)
    assert live.count("key-frames-asked") - asked < 50


async def test_requests_for_the_same_packets_by_the_thousand_are_not_a_lever(live: Live) -> None:
    eve = await live.call.join("eve")
    live.call.route(among=[live.ada, live.bo, eve])
    await eve.simulated.until(lambda: eve.sees().packets > 20)
    slot = eve.prepared.shape.slots_of("video")[0]
    resent = live.count("resent")
    nack = bytes.fromhex("81cd0003") + bytes(4) + slot.ssrc.to_bytes(4)

    for n in range(1000):
        last = int.from_bytes(eve.sees().last[2:4])
        eve.simulated.send_rtcp(nack + (last - 16 & 0xFFFF).to_bytes(2) + b"\xff\xff")
        if n % CHUNK == 0:
            await asyncio.sleep(0)

    await live.goes_on(30)
    assert live.count("nacks-received") > 500
    assert live.count("resent") - resent < 16_000 / 2
