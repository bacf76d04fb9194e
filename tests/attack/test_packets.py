"""Packets that are too large, padded with nonsense or no packets at all, rightly encrypted or not."""

import asyncio
import struct
from contextlib import suppress
from random import Random

import pylibsrtp

from tests.support.records import FATAL_ALERT, client_hello
from tests.support.siege import Live, from_participant

RNG = Random(5)


async def test_datagrams_larger_than_any_packet(live: Live) -> None:
    attacker = live.attacker()
    overheard = live.ada.simulated.sent_media[-1]
    sizes = [1472, 1501, 2048, 4096, 9000, 65_507]
    oversized = [overheard.ljust(size, b"\0") for size in sizes] * 20
    before = live.count("dropped-unauthentic")

    await attacker.spray(oversized)
    await from_participant(live.ada, oversized)

    await live.counted("dropped-media-from-stranger", 100)
    await live.counted("dropped-unauthentic", before + 100)
    assert attacker.listen() == 0


async def test_a_participant_whose_headers_promise_more_than_there_is(live: Live) -> None:
    eve = await live.call.join("eve")
    live.call.route(among=[live.ada, live.bo, eve])
    voice = eve.simulated.streams["0", None]
    eve.simulated.send_voice()
    for n in range(300):
        whole = voice.voice(n)
        at = 12 + 4 + 4 * struct.unpack_from("!H", whole, 14)[0]
        padded = bytes([whole[0] | 0x20]) + whole[1:]
        broken = [
            padded[:-1] + b"\xff",
            padded[:-1] + b"\x00",
            padded[:at] + bytes([len(whole) - at] * (len(whole) - at)),
            bytes([whole[0] | 0x0F]) + whole[1:],
            whole[:14] + b"\x00\x14" + whole[16:],
            whole[:at],
        ]
        with suppress(pylibsrtp.Error):  # libsrtp will not encrypt everything
            eve.simulated.send_rtp([broken[n % len(broken)]])

    await live.counted("dropped-malformed", 100)
    await live.goes_on(30)


async def test_padding_alone_is_no_sound(live: Live) -> None:
    eve = await live.call.join("eve")
    live.call.route(among=[live.ada, live.bo, eve])
    voice = eve.simulated.streams["0", None]
    eve.simulated.send_voice()
    for n in range(100):
        whole = voice.voice(n)
        at = 12 + 4 + 4 * struct.unpack_from("!H", whole, 14)[0]
        eve.simulated.send_rtp([bytes([whole[0] | 0x20]) + whole[1:at] + bytes(99) + b"\x64"])

    await live.goes_on(30)
    assert live.count("dropped-padding") + live.count("dropped-malformed") >= 100


def mutated(data: bytes) -> bytes:
    """Return `data` with a few bytes changed, lost or added."""
    changed = bytearray(data)
    for _ in range(RNG.randrange(1, 5)):
        at = RNG.randrange(len(changed) + 1)
        changed[at : at + RNG.randrange(3)] = RNG.randbytes(RNG.randrange(3))
    return bytes(changed)


async def test_mutated_traffic_of_all_kinds(live: Live) -> None:
    eve = await live.call.join("eve")
    attacker = live.attacker()
    real = [*live.ada.simulated.sent_media, *live.ada.simulated.sent_checks]
    real += [client_hello(RNG.randbytes(32)), FATAL_ALERT]
    attack = [mutated(RNG.choice(real)) for _ in range(3000)]

    await attacker.spray(attack)
    await from_participant(eve, attack)

    await live.counted("dropped-media-from-stranger", 1000)
    assert attacker.listen() == 0


async def test_a_participant_who_encrypts_nonsense_harms_only_themself(live: Live) -> None:
    eve = await live.call.join("eve")
    stream = eve.simulated.streams["1", "h"]
    sender_report = bytes.fromhex("80c80006") + stream.ssrc.to_bytes(4) + bytes(20)
    nack = bytes.fromhex("81cd0003") + bytes(8) + bytes.fromhex("0000ffff")
    remb = bytes.fromhex("8fce0005") + bytes(8) + b"REMB" + bytes.fromhex("0100ffff00000001")
    live.call.route(among=[live.ada, live.bo, eve])
    real = [p for n in range(20) for p in stream.frame(n, size=3000)]

    for _ in range(2000):
        with suppress(pylibsrtp.Error):  # libsrtp will not encrypt everything
            eve.simulated.send_rtp([padded(mutated(RNG.choice(real)), 12)])
        report = padded(mutated(RNG.choice([sender_report, nack, remb])), 8)
        eve.simulated.send_rtcp(bytes([0x80 | report[0] & 0x1F, 192 + report[1] % 32]) + report[2:])
        await asyncio.sleep(0)

    await live.goes_on(30)
    assert live.count("rtcp-malformed") > 0


def padded(data: bytes, least: int) -> bytes:
    """Return `data` long enough, and marked as RTP, for SRTP to take it."""
    return bytes([0x80 | data[0] & 0x3F]) + data[1:].ljust(least - 1, b"\0")
