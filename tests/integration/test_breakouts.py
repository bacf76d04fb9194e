"""Breakouts as browsers meet them: over real sockets, each by what it is told."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from sfu.events import Connected
from sfu.ids import EndpointId
from tests.support.door import Caller, Door, open_door


@dataclass
class Group:
    """Lena who leads, Birch, Fern and Wren."""

    door: Door
    lena: Caller
    birch: Caller
    fern: Caller
    wren: Caller

    @property
    def everyone(self) -> tuple[Caller, ...]:
        return self.lena, self.birch, self.fern, self.wren

    async def paired(self, **more: Any) -> None:
        """Split Birch and Fern off, and Wren."""
        rooms = [
            {"participants": [me(self.birch), me(self.fern)]},
            {"participants": [me(self.wren)]},
        ]
        assert (await self.lena.ask("split", rooms=rooms, **more))["type"] == "done"
        for caller in (self.birch, self.fern):
            await once(caller, lambda state: len(state["rooms"]) == 2)


def me(caller: Caller) -> str:
    return str(caller.last["state"]["self"])


def room_of(caller: Caller) -> str:
    people = caller.last["state"]["participants"]
    return next(person["room"] for person in people if person["id"] == me(caller))


async def once(caller: Caller, condition: Any) -> dict[str, Any]:
    while not condition(caller.last["state"]):
        await caller.hear()
    return caller.last["state"]


@pytest.fixture
async def group() -> AsyncIterator[Group]:
    async with open_door() as door, AsyncExitStack() as stack:
        made = await door.make_room()
        callers = []
        for name in ("Lena", "Birch", "Fern", "Wren"):
            role = "facilitator" if name == "Lena" else "client"
            caller = await stack.enter_async_context(await door.enter(made["id"], role, name))
            offer = caller.last["welcome"]["offer"]
            door.media.fire(Connected(EndpointId(offer.removeprefix("offer "))))
            await caller.state(phase="joined")
            callers.append(caller)
        yield Group(door, *callers)


async def test_the_first_word_after_a_split_is_the_new_room_with_its_slots(group: Group) -> None:
    for caller in group.everyone:
        await caller.ask("ears_seen", ears=[])  # Until here everything is heard.
    before = room_of(group.birch)

    await group.paired(closes_in=480)

    states = group.birch.last["state"]
    assert room_of(group.birch) == states["rooms"][1]["id"] != before
    assert {slot["participant"] for slot in states["slots"]} == {me(group.fern)}
    welcome = group.birch.last["welcome"]
    assert states["rooms"][1]["closes_at"] > welcome["now"]


async def test_an_ear_is_shown_before_it_hears(group: Group) -> None:
    await group.paired()
    pair = room_of(group.birch)
    await group.lena.say("listen", id=901, rooms=[pair])

    for caller in (group.birch, group.fern):
        state = await once(caller, lambda state: state["ears"])
        assert state["ears"] == [{"participant": me(group.lena), "room": pair}]
        assert group.lena.last.get("done", {}).get("id") != 901
        await caller.ask("ears_seen", ears=state["ears"])
    while group.lena.last.get("done", {}).get("id") != 901:
        await group.lena.hear()

    state = await once(group.lena, lambda state: state["slots"])
    assert {slot["gain"] for slot in state["slots"]} == {0.25}
    assert group.wren.last["state"]["ears"] == []


async def test_a_deal_is_told_before_it_is_done_and_what_collides_in_names(group: Group) -> None:
    ids = sorted(me(caller) for caller in (group.birch, group.fern, group.wren))
    assert (await group.lena.ask("deal", count=3))["type"] == "done"
    dealt = group.lena.last["dealt"]
    assert sorted(id_ for room in dealt["rooms"] for id_ in room["participants"]) == ids
    assert (dealt["repeats"], dealt["minimum"], dealt["exact"]) == ([], 0, True)

    both = [me(group.birch), me(group.fern)]
    refused = await group.lena.ask("deal", count=1, apart=[both])
    assert refused["code"] == "rules-collide"
    assert "Birch" in refused["message"]
    assert "Fern" in refused["message"]
    assert {"rule": "apart", "participants": sorted(both)} in [
        {**rule, "participants": sorted(rule["participants"])} for rule in refused["colliding"]
    ]
    assert room_of(group.birch) == room_of(group.lena)


async def test_everyone_who_plays_hears_the_bell(group: Group) -> None:
    await group.paired()
    parts = {me(group.birch): "a", me(group.fern): "b"}
    await group.lena.ask("role_play", parts=parts, cues={"a": "You ask.", "b": "You refuse."})
    assert (await group.lena.ask("swap_parts"))["type"] == "done"

    await group.birch.hear_until("bell")
    state = await once(group.birch, lambda state: state["participants"][1].get("part") == "b")
    assert state["cues"] == {"a": "You ask.", "b": "You refuse."}


async def test_help_reaches_the_facilitator_from_every_room(group: Group) -> None:
    await group.paired()
    await group.birch.ask("ask_for_help", quiet=True, word="dizzy")

    state = await once(group.lena, lambda state: state["help"])
    assert state["help"][0]["participant"] == me(group.birch)
    assert group.fern.last["state"]["help"] == []


async def test_the_room_is_who_one_writes_to_and_a_broadcast_reaches_all(group: Group) -> None:
    await group.lena.ask("chat_mode", mode="everyone")
    await group.paired()
    await group.birch.ask("say", text="only us", to="room")
    await group.lena.ask("say", text="two minutes", to="broadcast")

    heard = []
    while "two minutes" not in heard:
        heard.append((await group.wren.hear_until("message"))["text"])
    assert heard == ["two minutes"]
    assert (await group.fern.hear_until("message"))["text"] == "only us"


@pytest.mark.parametrize(
    ("rooms", "code"),
    [
        ([], "bad-plan"),
        ([{"participants": ["nobody"]}], "absent"),
        ([{"participants": ["<birch>"]}, {"participants": ["<birch>"]}], "bad-plan"),
        ([{"participants": ["<birch>", "<birch>"]}], "bad-plan"),
        ([{"name": "x" * 10_000}], "bad-name"),
        ([{"name": "\u202e\u200b"}], "bad-name"),
        ([{"id": "<main>"}], "bad-plan"),
        ([{"rooms": [{"rooms": [{"rooms": [{}]}]}]}], "bad-plan"),
        ([{}] * 51, "bad-plan"),
        ([{}] * 65, "bad-message"),
    ],
)
async def test_what_cannot_be_split_so_is_refused_in_words_and_changes_nothing(
    group: Group, rooms: list[Any], code: str
) -> None:
    host = group.door.house.node.host(group.lena.last["welcome"]["room"]["id"])  # type: ignore[attr-defined]
    before = host.live
    known = {"<birch>": me(group.birch), "<main>": room_of(group.lena)}

    def meant(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: meant(each) for name, each in value.items()}
        return [meant(each) for each in value] if isinstance(value, list) else known.get(value, value)  # fmt: skip

    told = await group.lena.ask("split", rooms=meant(rooms))

    assert (told["type"], told["code"]) == ("error", code)
    assert " " in told["message"]
    assert host.live == before


async def test_somebody_who_has_left_is_absent_from_every_plan(group: Group) -> None:
    gone = me(group.wren)
    await group.wren.ask("leave")

    for request in (
        {"type": "split", "rooms": [{"participants": [gone]}]},
        {"type": "move", "participant": gone, "room": room_of(group.lena)},
        {"type": "side_room", "participant": gone},
        {"type": "role_play", "parts": {gone: "a"}},
    ):
        told = await group.lena.ask(request.pop("type"), **request)  # type: ignore[arg-type]
        assert told["code"] == "absent"


async def test_markup_is_text_and_an_empty_room_is_a_room(group: Group) -> None:
    name = "<b onclick=alert(1)>Pair</b>"
    assert (await group.lena.ask("split", rooms=[{"name": name}]))["type"] == "done"
    state = await once(group.lena, lambda state: len(state["rooms"]) == 2)
    assert (state["rooms"][1]["name"], state["rooms"][1]["people"]) == (name, 0)
