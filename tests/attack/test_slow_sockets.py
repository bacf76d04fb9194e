"""Sockets that say nothing, read nothing or vanish: each is cut in time and costs no memory."""

from dataclasses import dataclass
from typing import Any

import pytest

from node.node import Node
from node.passes import Pass
from node.visit import Visit
from signaling.patience import Patience
from tests.attack.conftest import Dial
from tests.support.door import Door, open_door
from tests.support.neighbors import Neighbors, neighboring


async def test_who_says_no_hello_is_sent_away() -> None:
    async with open_door(patience=Patience(hello=0.3)) as door, neighboring(door):
        room = (await door.make_room())["id"]
        async with await door.dial(room) as silent, await door.dial(room) as babbling:
            for _ in range(3):
                await babbling.say("shout")

            code, last = await silent.closed()
            assert (code, last["code"]) == (4408, "hello-timeout")
            assert (await babbling.closed())[0] == 4408
        assert door.refused("hello-timeout") == 2


async def test_a_crowd_that_says_nothing_keeps_nobody_out(
    door: Door, neighbors: Neighbors, dial: Dial
) -> None:
    room = (await door.make_room())["id"]
    for _ in range(100):
        await dial(door, room)

    await neighbors.are_undisturbed()
    async with await door.enter(room, "facilitator", "Ada") as ada:
        await ada.state(phase="joined")
    assert len(door.house.sockets) >= 102


@dataclass
class Talkative:
    """A visit that always has something new to say, and a lot of it."""

    visit: Visit
    taken: int = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.visit, name)

    async def next_message(self) -> object:
        self.taken += 1
        return {"type": "state", "much": "x" * 60_000}


async def test_a_reader_that_stops_reading_costs_no_memory_and_is_cut(
    monkeypatch: pytest.MonkeyPatch, dial: Dial
) -> None:
    talkative: list[Talkative] = []
    visit = Node.visit

    async def visit_but_eve(node: Node, pass_: Pass) -> Any:
        made = await visit(node, pass_)
        if pass_.name != "Eve":
            return made
        talkative.append(Talkative(made))
        return talkative[-1]

    monkeypatch.setattr(Node, "visit", visit_but_eve)
    async with open_door(patience=Patience(write=0.5)) as door, neighboring(door) as both:
        room = (await door.make_room())["id"]
        async with await door.enter(room, "facilitator", "Ada") as ada:
            slow = await dial(door, room, buffer=2048)
            slow.say(type="hello", token=await door.token(room, "client", "Eve"))
            slow.say(type="join", name="Eve", microphone=True, camera=True)
            await both.are_undisturbed()
            # From here on it reads nothing, while there is ever more to tell it.
            while not any(
                person["name"] == "Eve" and person["connection"] == "reconnecting"
                for person in ada.last.get("state", {"participants": []})["participants"]
            ):
                await ada.hear()

            # What it was sent lies in the kernel's buffers, a few MB at most, and nowhere else.
            assert talkative[0].taken < 300
            assert (await ada.ask("publish", screen=True))["type"] == "done"
            assert door.refused("reads-too-slowly") == 1


async def test_a_socket_that_goes_without_goodbye_is_let_go(
    door: Door, room: str, dial: Dial
) -> None:
    raws = [await dial(door, room) for _ in range(10)]
    for raw in raws:
        raw.writer.transport.abort()
    async with await door.dial(room):
        pass

    async with await door.enter(room, "facilitator", "Ada") as ada:
        assert (await ada.ask("publish", camera=True))["type"] == "done"
