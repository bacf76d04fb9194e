"""Frames against RFC 6455, and frames without end: the socket closes, and only that one."""

import struct

import pytest

from tests.attack.conftest import Dial
from tests.support.door import Door
from tests.support.raw_socket import BINARY, CONTINUATION, FIN, PING, RSV1, TEXT


async def test_an_answer_over_its_limit_ends_the_socket(door: Door, room: str, dial: Dial) -> None:
    raw = await dial(door, room)
    raw.say(type="answer", sdp="x" * (256 * 1024))

    assert await raw.close_code() == 1009
    await raw.is_cut()
    assert door.refused("too-large") == 1


async def test_a_frame_that_never_ends_is_not_waited_for(door: Door, room: str, dial: Dial) -> None:
    raw = await dial(door, room)
    raw.send(BINARY, b"x" * 60_000)
    for _ in range(4):
        raw.send(CONTINUATION, b"x" * 60_000)

    assert await raw.close_code() == 1009
    await raw.is_cut()
    assert door.refused("too-large") == 1


async def test_a_frame_that_claims_to_be_huge_is_not_waited_for(
    door: Door, room: str, dial: Dial
) -> None:
    raw = await dial(door, room)
    raw.writer.write(struct.pack("!BBQ", FIN | BINARY, 0x80 | 127, 2**40) + b"mask" + b"x" * 100)

    assert await raw.close_code() == 1009
    await raw.is_cut()
    assert door.refused("too-large") == 1


@pytest.mark.parametrize(
    ("first", "payload", "code"),
    [
        (FIN | RSV1 | BINARY, b"x", 1002),
        (FIN | 0x3, b"", 1002),
        (FIN | CONTINUATION, b"x", 1002),
        (PING, b"", 1002),
        (FIN | PING, b"x" * 126, 1002),
        (FIN | TEXT, b"\xff\xfe", 1007),
    ],
    ids=["compressed", "unknown opcode", "stray end", "split ping", "long ping", "not UTF-8"],
)
async def test_frames_against_the_rules_close(
    door: Door, room: str, dial: Dial, first: int, payload: bytes, code: int
) -> None:
    raw = await dial(door, room)
    raw.send(first, payload)

    assert await raw.close_code() == code
    await raw.is_cut()
    assert door.refused("bad-frame") == 1
