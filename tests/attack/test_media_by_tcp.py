"""Promise: whatever is done to the TCP port, a live call beside it loses nothing.

Each attack is counted by its reason, gets not one byte back, and leaves no line in the log.  Only
our own server is attacked, over loopback.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from random import Random

import pytest

from sfu import door, tcp
from sfu.events import Connected
from sfu.framing import framed
from tests.support.checks import binding_request
from tests.support.siege import Live, besieged

RNG = Random(7)


def closed(sock: socket.socket) -> bool:
    """Return whether the server has hung up; it may never have said anything before."""
    try:
        assert sock.recv(4096) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        pass
    return True


@pytest.fixture
async def live(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Live]:
    async with besieged(caplog, tcp_port=0) as live:
        yield live


async def test_who_says_nothing_is_put_out(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "PATIENCE", 0.2)
    silent = [live.connect() for _ in range(20)]

    await live.counted("tcp-closed-stranger-too-slow", 20)

    await live.goes_on()
    assert all(map(closed, silent))


async def test_who_says_a_byte_at_a_time_is_put_out_as_soon(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "PATIENCE", 0.2)
    loris = live.connect()
    endless = framed(binding_request("0" * 16, "wrong", rng=RNG))

    for byte in endless:
        if live.count("tcp-closed-stranger-too-slow"):
            break
        loris.send(bytes([byte]))
        await live.goes_on(1)

    await live.counted("tcp-closed-stranger-too-slow")
    await live.goes_on()
    assert closed(loris)


async def test_a_crowd_pushes_itself_out_and_an_honest_guest_still_comes_in(live: Live) -> None:
    crowd: list[socket.socket] = []
    for _ in range(3 * door.STRANGERS_OF_ONE_HOST):
        crowd.append(live.connect())
        await asyncio.sleep(0)

    await live.counted("tcp-closed-stranger-pushed-out", 2 * door.STRANGERS_OF_ONE_HOST)
    cai = await live.call.join("cai", by_tcp=True)

    assert Connected(cai.id) in cai.events
    await live.goes_on()
    assert sum(map(closed, crowd)) >= 2 * door.STRANGERS_OF_ONE_HOST


async def test_a_house_full_of_guests_refuses(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "CONNECTIONS_MOST", 1)
    refused = live.connect()

    await live.counted("tcp-refused-full")

    await live.goes_on()
    assert closed(refused)


async def test_garbage_is_not_answered(live: Live) -> None:
    for n in range(20):
        live.connect().send(RNG.randbytes(1500 + n))

    # Read as lengths it is too long, or too much, or of something that nobody waits for.
    await live.goes_on(50)
    ended = live.count("tcp-closed-frame-too-long") + live.count("tcp-closed-stranger-too-much")
    assert ended >= 15


@pytest.mark.parametrize("size", [2049, 10_000, 65_535])
async def test_a_frame_too_long_ends_the_connection(live: Live, size: int) -> None:
    eve = live.connect()
    eve.send(framed(bytes(size))[:4000])

    await live.counted("tcp-closed-frame-too-long")

    await live.goes_on()
    assert closed(eve)


async def test_a_stranger_of_many_words_is_put_out(live: Live) -> None:
    eve = live.connect()
    eve.send(framed(b"GET / HTTP/1.1") * 500)

    await live.counted("tcp-closed-stranger-too-much")

    await live.goes_on()
    assert closed(eve)
    assert live.count("dropped-foreign") <= door.WORDS_MOST // 16, "what is beyond is not read"


async def test_empty_frames_are_words_too(live: Live) -> None:
    eve = live.connect()
    eve.send(bytes(2 * door.WORDS_MOST))

    await live.counted("tcp-closed-stranger-too-much")

    await live.goes_on()
    assert closed(eve)


@pytest.mark.parametrize("known", [False, True])
async def test_a_check_without_the_password_gets_nothing(live: Live, *, known: bool) -> None:
    ufrag = live.ada.simulated.offered.ufrag if known else "0" * 16
    eve = live.connect()
    eve.send(framed(binding_request(ufrag, "wrong", rng=RNG)))

    reason = "dropped-stun-unauthentic" if known else "dropped-stun-unknown-ufrag"
    await live.counted(reason)

    await live.goes_on()
    assert not closed(eve), "nothing came back"
    assert live.count("tcp-proven") == 1


async def test_a_check_that_was_overheard_is_worth_nothing_on_another_connection(
    live: Live,
) -> None:
    eve = live.connect()
    eve.send(framed(live.ada.simulated.sent_checks[-1]))

    await live.counted("dropped-stun-replayed")

    await live.goes_on()
    assert not closed(eve), "nothing came back"
    assert live.count("tcp-proven") == 1


async def test_media_and_handshakes_of_a_stranger_reach_nobody(live: Live) -> None:
    eve = live.connect()
    eve.send(framed(live.ada.simulated.sent_media[-1]) + framed(bytes([22]) + bytes(99)))

    await live.counted("dropped-media-from-stranger")
    await live.counted("dropped-dtls-from-stranger")

    await live.goes_on()
    assert not closed(eve), "nothing came back"


async def test_a_participant_who_frames_nonsense_hurts_themselves_alone(live: Live) -> None:
    cai = await live.call.join("cai", by_tcp=True)

    cai.simulated.send(bytes(10_000))

    await live.counted("tcp-closed-frame-too-long")
    await cai.simulated.until(lambda: cai.simulated.hung_up)
    await live.goes_on()


async def test_a_participant_who_floods_keeps_nobody_waiting(live: Live) -> None:
    cai = await live.call.join("cai", by_tcp=True)
    flood = framed(b"\x00") * 500

    for _ in range(200):
        try:
            cai.simulated._socket.send(flood)
        except BlockingIOError:
            await live.goes_on(1)

    await live.counted("dropped-runt", tcp.READ_MOST // 3)
    await live.goes_on()
