"""What a browser says is read ahead of what is done about it, in order and up to a bound."""

import asyncio
from dataclasses import dataclass, field

import pytest
from aiohttp import WSMessage, WSMsgType
from hypothesis import given
from hypothesis import strategies as st

from consent.ids import AskId
from consent.terms import Scope
from signaling.inbound import AHEAD_MOST, Inbound, heed
from signaling.wire import JSON, MSGPACK, Wire
from tests.unit.signaling.test_dialogue import VALID, frame

END = WSMessage(WSMsgType.CLOSED, None, None)


@dataclass
class Said:
    """A socket that has all of it to say at once."""

    frames: list[WSMessage]
    read: int = 0

    async def receive(self) -> WSMessage:
        self.read += 1
        return self.frames[self.read - 1]


@dataclass
class Desk:
    shut: list[Scope | AskId] = field(default_factory=list)

    def shut_at_once(self, scope: Scope) -> None:
        self.shut.append(scope)

    def shut_for_a_no(self, ask: AskId) -> None:
        self.shut.append(ask)


def binary(data: bytes) -> WSMessage:
    return WSMessage(WSMsgType.BINARY, data, None)


async def test_frames_come_in_their_order_and_their_end_comes_last() -> None:
    heeded: list[bytes | str] = []
    ping = WSMessage(WSMsgType.PING, b"p", None)
    said = Said([binary(b"a"), ping, binary(b"b"), END])
    inbound = Inbound(said, heeded.append)  # type: ignore[arg-type]
    await inbound.read()
    assert [await inbound.next() for _ in range(4)] == said.frames
    assert heeded == [b"a", b"b"]


async def test_no_more_is_read_ahead_than_is_of_use() -> None:
    said = Said([binary(b"a")] * 99 + [END])
    inbound = Inbound(said, lambda frame: None)  # type: ignore[arg-type]
    reading = asyncio.create_task(inbound.read())
    await asyncio.sleep(0)
    assert said.read == AHEAD_MOST + 1
    for _ in range(100):
        await inbound.next()
    await reading


@pytest.mark.parametrize("wire", [MSGPACK, JSON], ids=lambda wire: wire.subprotocol)
def test_what_restricts_is_heeded_and_nothing_else(wire: Wire) -> None:
    desk = Desk()
    for message in VALID:
        heed(frame(message, wire), wire, desk)  # type: ignore[arg-type]
    restrictions = [m for m in VALID if m["type"] in {"stop_recording", "withdraw_consent"}]
    assert desk.shut == [message["scope"] for message in restrictions]


def test_a_no_may_take_back_a_yes() -> None:
    desk = Desk()
    for said in ("given", "later", "refused"):
        message = {"type": "answer_consent", "ask": said, "answer": said}
        heed(frame(message), MSGPACK, desk)  # type: ignore[arg-type]
    assert desk.shut == ["refused"]


@given(st.binary(max_size=64) | st.text(max_size=64))
def test_what_is_no_message_is_left_to_its_turn(data: bytes | str) -> None:
    desk = Desk()
    for wire in (MSGPACK, JSON):
        heed(data, wire, desk)  # type: ignore[arg-type]
    assert desk.shut == []
