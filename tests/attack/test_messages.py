"""Messages that are none, or not now: refused by a stable code, and nothing is different afterwards."""

import os

import msgspec
import pytest

from tests.support.door import Door
from tests.support.neighbors import Neighbors


async def test_noise_is_refused_eight_times(door: Door, room: str) -> None:
    async with await door.dial(room) as caller:
        for n in range(8):
            await caller.ws.send_bytes(os.urandom(n + 1)[:-1] + b"\xc1")
            assert (await caller.hear())["code"] == "bad-message"
        assert (await caller.closed())[0] == 4400
    assert door.refused("bad-message") == 8


@pytest.mark.parametrize(
    "frames",
    [
        [b""] * 8,
        [msgspec.msgpack.encode({"type": "state"})] * 8,
        [msgspec.msgpack.encode({"type": "hello", "token": "t", "role": "facilitator"})] * 8,
        [b"\x81\xa4type" + b"\x91" * 50_000] * 8,
        [b"\xdf\xff\xff\xff\xff"] * 8,
        [b"\xdd\xff\xff\xff\xff" + b"\x00" * 100] * 8,
        [b"\xc6\xff\xff\xff\xff"] * 8,
    ],
    ids=["empty", "ours", "foreign field", "deep", "huge map", "huge list", "huge bytes"],
)
async def test_what_is_no_message_is_refused(door: Door, room: str, frames: list[bytes]) -> None:
    async with await door.dial(room) as caller:
        for frame in frames:
            await caller.ws.send_bytes(frame)
        code, last = await caller.closed()
    assert (code, last["code"]) == (4400, "bad-message")
    assert door.refused("bad-message") == 8


async def test_text_is_not_msgpack(door: Door, room: str) -> None:
    async with await door.dial(room) as caller:
        await caller.ws.send_str('{"type":"hello","token":"t","id":1}')
        assert (await caller.hear())["code"] == "bad-message"


async def test_out_of_turn_changes_nothing(door: Door, room: str) -> None:
    async with await door.dial(room) as caller:
        for type_, fields in [
            ("join", {"name": "x", "microphone": True, "camera": True}),
            ("answer", {"sdp": "v=0"}),
            ("publish", {"microphone": True}),
            ("end_session", {}),
            ("mute", {"participant": "p"}),
        ]:
            assert (await caller.ask(type_, **fields))["code"] == "out-of-turn"
        assert not caller.ws.closed
    assert door.refused("out-of-turn") == 5


async def test_a_visitor_before_join_steers_nobody(door: Door, neighbors: Neighbors) -> None:
    made = await door.make_room()
    async with await door.dial(made["id"]) as caller:
        await caller.ask("hello", token=await door.token(made["id"], "facilitator", "Eve"))
        await caller.ask("join", name="Eve", microphone=True, camera=True)
        victim = neighbors.birch.last["state"]["self"]
        for verb in ("mute", "remove", "admit", "refuse"):
            assert (await caller.ask(verb, participant=victim))["code"] == "absent"
    assert door.refused("absent") == 4


async def test_a_large_message_that_is_no_answer_closes(door: Door, room: str) -> None:
    async with await door.dial(room) as caller:
        await caller.ask("hello", token=await door.token(room))
        padding = [{"participant": "p" * 64, "source": "camera", "height": n} for n in range(128)]
        big = msgspec.msgpack.encode({"type": "layout", "tiles": padding})
        # The same message, each height written in nine bytes and each text with a long head.
        await caller.ws.send_bytes(big.replace(b"\xd9\x40", b"\xdb\x00\x00\x00\x40") + b"")
        assert (await caller.hear_until("error"))["code"] in {"out-of-turn", "bad-message"}
        await caller.ws.send_bytes(
            msgspec.msgpack.encode({"type": "publish", "microphone": True, "x": "y" * 70_000})
        )
        assert (await caller.hear_until("error"))["code"] == "bad-message"
