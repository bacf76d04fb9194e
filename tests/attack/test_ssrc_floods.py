"""SSRCs without end: what names no line costs no decryption, what does is few, and others wait for none."""

from tests.support.packets import rtp
from tests.support.siege import Live, from_participant

FLOOD = 20_000


async def test_twenty_thousand_ssrcs_are_dropped_before_they_are_decrypted(live: Live) -> None:
    eve = await live.call.join("eve")
    flood = (
        rtp(bytes(60), payload_type=111, ssrc=n + 1, seq=n & 0xFFFF, timestamp=n)
        for n in range(FLOOD)
    )

    await from_participant(eve, flood)

    await live.counted("dropped-unknown-ssrc", FLOOD // 2)
    await live.goes_on(30)
    assert live.count("dropped-unauthentic") == 0


async def test_ssrcs_that_name_a_line_are_at_most_as_many_as_a_browser_may_have(
    live: Live,
) -> None:
    eve = await live.call.join("eve")
    voice = eve.simulated.streams["0", None]

    for n in range(200):
        voice.ssrc = n + 1
        eve.simulated.send_voice()

    await live.counted("dropped-too-many-ssrcs", 100)
    await live.goes_on(30)


async def test_reports_under_ever_new_ssrcs_are_bounded(live: Live) -> None:
    eve = await live.call.join("eve")

    for ssrc in range(1, 501):
        eve.simulated.send_rtcp(bytes.fromhex("80c90001") + ssrc.to_bytes(4))

    await live.counted("dropped-too-many-ssrcs", 300)
    await live.goes_on(30)
