"""Two rooms on one node never mix: what is in one is as absent in the other as what is nowhere.

Every message and every API call that names somebody is tried by everyone in room A with the ids
of room B, and with an id of nobody: the answers are the same to the letter, and in room B nothing
is different afterwards.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any, get_args

import pytest

from sfu.events import Connected
from sfu.ids import EndpointId
from signaling import allowance
from signaling.breakout_messages import Deal, EarsSeen, RolePlay, Rooms, Split
from signaling.fields import Person, Room
from signaling.messages import Layout, Message
from signaling.talk_messages import Say
from tests.support.door import BEARER, Caller, Door, open_door

NOBODY = "0" * 32
OWN = "<whoever asks>"
ROLES = ("facilitator", "client", "observer", "waiting")

CLAIMS: list[tuple[str, dict[str, Any], str]] = [
    ("admit", {}, "participant"),
    ("refuse", {}, "participant"),
    ("remove", {}, "participant"),
    ("ban", {}, "participant"),
    ("mute", {}, "participant"),
    ("stop_camera", {}, "participant"),
    ("ask_to_unmute", {}, "participant"),
    ("lower_hand", {}, "participant"),
    ("claim_help", {}, "participant"),
    ("end_help", {}, "participant"),
    ("say", {"text": "psst"}, "to"),
    ("layout", {}, "tiles"),
    ("split", {}, "participants"),
    ("move", {"room": NOBODY}, "participant"),
    ("exchange", {"with": NOBODY}, "participant"),
    ("exchange", {"participant": NOBODY}, "with"),
    ("side_room", {}, "participant"),
    ("role_play", {}, "parts"),
    ("deal", {"size": 2}, "steady"),
    ("deal", {"size": 2}, "together"),
    ("deal", {"size": 2}, "apart"),
    ("ears_seen", {}, "ears"),
]
"""Every message that names somebody, what else it says, and in which field it names them."""

ROOM_CLAIMS: list[tuple[str, dict[str, Any], str]] = [
    ("split", {}, "id"),
    ("move", {"participant": OWN}, "room"),
    ("merge", {}, "room"),
    ("merge", {"in": 30}, "room"),
    ("merge_into", {"into": NOBODY}, "room"),
    ("merge_into", {"room": NOBODY}, "into"),
    ("extend", {"seconds": 60}, "room"),
    ("hop", {}, "room"),
    ("choose_room", {}, "room"),
    ("newcomers", {}, "room"),
    ("listen", {}, "rooms"),
    ("ears_seen", {}, "ears"),
    ("whisper", {}, "room"),
    ("speak_to", {}, "rooms"),
    ("show_to", {}, "rooms"),
    ("deal", {"size": 2}, "room"),
    ("say", {"text": "psst", "to": "broadcast"}, "rooms"),
]
"""Likewise of every message that names a room of the session."""


@dataclass
class Group:
    """A session with one of each role, who take part, and one who waits."""

    door: Door
    id: str
    made: dict[str, Any]
    callers: dict[str, Caller] = field(default_factory=dict)

    @property
    def ids(self) -> dict[str, str]:
        return {role: str(caller.last["state"]["self"]) for role, caller in self.callers.items()}

    @property
    def spaces(self) -> list[str]:
        return [room["id"] for room in self.callers["facilitator"].last["state"]["rooms"]]

    def truth(self) -> object:
        """Return all there is to know of the session here."""
        host = self.door.house.node.host(self.id)  # type: ignore[attr-defined]
        plan = self.door.media.plans[host.scope]
        return host.live, host.memory, host.wiring, plan

    async def heard(self, caller: Caller) -> list[dict[str, Any]]:
        """Return what a caller hears until the answer to a harmless request of theirs."""
        caller._id += 1
        await caller.say("agree_norms", id=caller._id, version=1)
        heard = []
        while (message := await caller.hear()).get("id") != caller._id:
            heard.append(message)
        return heard


async def gathered(door: Door, stack: AsyncExitStack) -> Group:
    made = await door.make_room()
    group = Group(door, made["id"], made)

    async def enter(role: str, name: str) -> Caller:
        caller = await stack.enter_async_context(await door.enter(group.id, role, name))
        endpoint = EndpointId(caller.last["welcome"]["offer"].removeprefix("offer "))
        door.media.fire(Connected(endpoint))
        return caller

    for role in ("facilitator", "client", "observer"):
        group.callers[role] = await enter(role, role)
        await group.callers[role].state(phase="joined")
    await group.callers["facilitator"].ask("lobby", on=True)
    await group.callers["facilitator"].ask("chat_mode", mode="everyone")
    await group.callers["facilitator"].ask("split", rooms=[{}, {}], closes_in=300, choice=True)
    group.callers["waiting"] = await enter("client", "waiting")
    await group.callers["waiting"].state(phase="lobby")
    await group.callers["client"].ask("raise_hand", on=True)
    await group.callers["client"].ask("ask_for_help", quiet=True, word="dizzy")
    await group.callers["client"].ask("say", text="between us", to="facilitators")
    for caller in group.callers.values():
        await group.heard(caller)
    return group


@pytest.fixture
async def rooms(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Group, Group]]:
    # Five claims in a row are more than anyone writes in a second; the pace has its own tests.
    monkeypatch.setattr(allowance, "PACES", {})
    async with open_door() as door, AsyncExitStack() as stack:
        yield await gathered(door, stack), await gathered(door, stack)


def naming(fields: dict[str, Any], where: str, whom: str) -> dict[str, Any]:
    match where:
        case "tiles":
            return {"tiles": [{"participant": whom, "source": "camera", "height": 720}]}
        case "participants":
            return {"rooms": [{"participants": [whom]}]}
        case "id":
            return {"rooms": [{"id": whom}]}
        case "parts":
            return {"parts": {whom: "a"}, "cues": {"a": "You ask."}}
        case "ears":
            return {"ears": [{"participant": whom, "room": whom}]}
        case "steady":
            return {**fields, "steady": [whom]}
        case "together" | "apart":
            return {**fields, where: [[whom, NOBODY]]}
        case "rooms":
            return {**fields, "rooms": [whom]}
        case _:
            return {**fields, where: whom}


def said(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "id"}


def test_every_message_that_names_somebody_is_tried() -> None:
    named = {
        kind.__struct_config__.tag
        for kind in get_args(Message)
        for type_ in kind.__annotations__.values()
        if type_ in (Person, Person | None)
    }

    assert {type_ for type_, _, _ in CLAIMS} == named | {
        kind.__struct_config__.tag for kind in (Say, Layout, Split, RolePlay, EarsSeen, Deal)
    }


def test_every_message_that_names_a_room_is_tried() -> None:
    named = {
        kind.__struct_config__.tag
        for kind in get_args(Message)
        for type_ in kind.__annotations__.values()
        if type_ in (Room, Room | None, Rooms, Rooms | None)
    }

    assert {type_ for type_, _, _ in ROOM_CLAIMS} == named | {
        kind.__struct_config__.tag for kind in (Split, EarsSeen)
    }


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("type_", "fields", "where"), CLAIMS, ids=[c[0] for c in CLAIMS])
async def test_whoever_is_in_another_room_is_as_absent_as_nobody(
    rooms: tuple[Group, Group], type_: str, fields: dict[str, Any], where: str, role: str
) -> None:
    here, there = rooms
    caller, before = here.callers[role], there.truth()
    slots = here.truth()[3]  # type: ignore[index]

    absent = said(await caller.ask(type_, **naming(fields, where, NOBODY)))
    for whom in there.ids.values():
        assert said(await caller.ask(type_, **naming(fields, where, whom))) == absent

    assert there.truth() == before
    for neighbour in there.callers.values():
        assert await there.heard(neighbour) == []
    endpoints = {line.endpoint for line in there.truth()[2].lines.values()}  # type: ignore[index]
    now = here.truth()[3]  # type: ignore[index]
    assert not endpoints & {route.track.endpoint for route in now.routes.values()}
    assert {slot.endpoint for slot in now.routes} <= {slot.endpoint for slot in slots.routes}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("type_", "fields", "where"), ROOM_CLAIMS, ids=[c[0] for c in ROOM_CLAIMS])
async def test_a_room_of_another_session_is_as_absent_as_none(
    rooms: tuple[Group, Group], type_: str, fields: dict[str, Any], where: str, role: str
) -> None:
    here, there = rooms
    caller, before = here.callers[role], there.truth()
    live = here.truth()[0]  # type: ignore[index]
    own = {name: here.ids[role] if value == OWN else value for name, value in fields.items()}

    absent = said(await caller.ask(type_, **naming(own, where, NOBODY)))
    for room in there.spaces:
        assert said(await caller.ask(type_, **naming(own, where, room))) == absent

    assert absent["type"] == "error" or type_ == "ears_seen"
    assert here.truth()[0] == live  # type: ignore[index]
    assert there.truth() == before
    for neighbour in there.callers.values():
        assert await there.heard(neighbour) == []


@pytest.mark.parametrize("what", ["admit", "remove", "mute", "move"])
@pytest.mark.parametrize("of", ROLES)
async def test_so_it_is_for_the_api(rooms: tuple[Group, Group], what: str, of: str) -> None:
    here, there = rooms
    before = there.truth()

    async def call(room: str, whom: str) -> tuple[int, Any]:
        path = f"/v1/rooms/{room}/session/participants/{whom}/{what}"
        body = {"room": here.spaces[1]} if what == "move" else None
        async with here.door.client.post(path, headers=BEARER, json=body) as response:
            return response.status, await response.json(content_type=None)

    assert await call(here.id, there.ids[of]) == await call(here.id, NOBODY)
    assert (await call(here.id, NOBODY))[0] == 404
    assert there.truth() == before


async def test_so_it_is_for_a_plan_and_a_way_to_another_room(rooms: tuple[Group, Group]) -> None:
    here, there = rooms
    before, live = there.truth(), here.truth()[0]  # type: ignore[index]
    session, own = f"/v1/rooms/{here.id}/session", here.ids["client"]

    async def call(method: str, path: str, body: object) -> tuple[int, Any]:
        async with here.door.client.request(
            method, session + path, headers=BEARER, json=body
        ) as response:
            return response.status, await response.json(content_type=None)

    async def tried(whom: str, room: str) -> list[tuple[int, Any]]:
        return [
            await call("PUT", "/breakouts", {"rooms": [{"participants": [whom]}]}),
            await call("PUT", "/breakouts", {"rooms": [{"id": room}]}),
            await call("POST", f"/participants/{own}/move", {"room": room}),
        ]

    refused = await tried(NOBODY, NOBODY)
    assert [status for status, _ in refused] == [404, 422, 404]
    for whom, room in zip(there.ids.values(), there.spaces, strict=False):
        assert await tried(whom, room) == refused
    assert here.truth()[0] == live  # type: ignore[index]
    assert there.truth() == before


async def test_no_secret_of_one_room_opens_the_other(rooms: tuple[Group, Group]) -> None:
    here, there = rooms
    client = there.callers["client"]
    await client.ask("device_code")
    secrets = {
        "resume": (client.last["welcome"]["resume"], NOBODY),
        "code": (client.last["device_code"]["code"], "0000000000"),
        "token": (await here.door.token(there.id), None),
    }
    before = there.truth()

    async def greeted(**hello: str) -> tuple[Any, ...]:
        async with await here.door.dial(here.id) as caller:
            answer = await caller.ask("hello", **hello)
            return answer["type"], answer.get("code"), answer.get("message")

    for kind, (theirs, nobodys) in secrets.items():
        told = await greeted(**{kind: theirs})
        assert told[:2] == ("error", "bad-token")
        assert nobodys is None or told == await greeted(**{kind: nobodys})
    assert there.truth() == before


async def test_a_link_of_one_room_opens_no_other(rooms: tuple[Group, Group]) -> None:
    here, there = rooms

    async def exchanged(key: str) -> tuple[int, Any]:
        path = f"/v1/rooms/{here.id}/exchange"
        async with here.door.client.post(path, json={"key": key}) as response:
            return response.status, await response.json(content_type=None)

    for role in ("facilitator", "client", "observer"):
        key = there.made[f"{role}_url"].partition("#k=")[2]
        assert await exchanged(key) == await exchanged("x" * len(key))


async def test_a_ban_in_one_room_is_none_in_the_other(rooms: tuple[Group, Group]) -> None:
    here, there = rooms
    before = await there.door.house.store.rooms.get(there.id)  # type: ignore[arg-type]

    banned = await here.callers["facilitator"].ask("ban", participant=here.ids["client"])

    assert banned["type"] == "done"
    assert await there.door.house.store.rooms.get(there.id) == before  # type: ignore[arg-type]
    assert (await there.callers["client"].ask("publish", camera=False))["type"] == "done"
