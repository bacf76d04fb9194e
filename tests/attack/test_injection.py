"""Media and reports put in by others: nobody hears them, and nobody is asked for anything."""

from random import Random

from tests.support.packets import rtp
from tests.support.siege import Live, from_participant

RNG = Random(5)


async def test_media_from_a_stranger(live: Live) -> None:
    attacker = live.attacker()
    overheard = list(live.ada.simulated.sent_media)
    invented = [RNG.randbytes(12 + n) for n in range(200)]

    await attacker.spray(overheard)
    await attacker.spray(bytes([0x80]) + data[1:] for data in invented)

    await live.counted("dropped-media-from-stranger", len(overheard) + len(invented))
    assert attacker.listen() == 0


async def test_media_of_one_participant_put_in_by_another(live: Live) -> None:
    eve = await live.call.join("eve")
    overheard = list(live.ada.simulated.sent_media)
    before = live.count("dropped-unauthentic")

    await from_participant(eve, overheard)

    await live.counted("dropped-unauthentic", before + len(overheard))
    assert set(live.bo.hears().senders) == {live.ada.simulated.name}


async def test_an_ssrc_of_somebody_else_is_one_of_ones_own(live: Live) -> None:
    eve = await live.call.join("eve")
    stolen = live.ada.simulated.streams["0", None].ssrc
    eve.simulated.streams["0", None].ssrc = stolen

    for _ in range(50):
        eve.simulated.send_voice()

    await live.goes_on(30)
    assert set(live.bo.hears().senders) == {live.ada.simulated.name}


async def test_noise_under_a_known_ssrc_is_not_heard(live: Live) -> None:
    ssrc = live.ada.simulated.streams["0", None].ssrc
    before = live.count("dropped-unauthentic")
    noise = [
        rtp(RNG.randbytes(80), payload_type=111, ssrc=ssrc, seq=n, timestamp=n) for n in range(500)
    ]

    await from_participant(live.ada, noise)

    await live.counted("dropped-unauthentic", before + len(noise))
    assert set(live.bo.hears().senders) == {live.ada.simulated.name}


async def test_reports_that_do_not_authenticate_are_not_heeded(live: Live) -> None:
    attacker = live.attacker()
    slot = int.from_bytes(live.ada.simulated.sent_media[0][8:12])
    asks = [bytes.fromhex("81ce0002") + bytes(4) + slot.to_bytes(4) + bytes(20)] * 50
    goodbye = [bytes.fromhex("81cb0001") + slot.to_bytes(4) + bytes(20)] * 50
    before = live.count("key-frames-wanted")

    await attacker.spray(asks + goodbye)
    for data in asks + goodbye:
        live.ada.simulated.send(data)

    await live.counted("dropped-unauthentic", 50)
    await live.counted("dropped-media-from-stranger", 100)
    await live.goes_on()
    assert live.count("key-frames-wanted") == before
    assert attacker.listen() == 0


async def test_packets_garbled_on_the_way_are_dropped(live: Live) -> None:
    before, sent = live.count("dropped-unauthentic"), 0
    for data in list(live.ada.simulated.sent_media):
        # From behind the SSRC on, so that it is still the same stream's.
        garbled = [
            data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :] for at in range(12, len(data), 7)
        ]
        sent += len(garbled)
        await from_participant(live.ada, garbled)

    await live.counted("dropped-unauthentic", before + sent)
