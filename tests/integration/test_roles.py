"""Who may do what: every message of a browser, by everyone there is, against one explicit table.

`waiting` is a client at the door, `greeted` one on the page before joining.  What is refused
changes nothing.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, get_args

import pytest

from node.live import Live
from signaling.messages import Message
from tests.support.door import Caller, Door, open_door
from tests.unit.consent.keys import public

BIRCH, ELM = "<a client in the session>", "<a client at the door>"
RED, BLUE = "<a room that may be chosen>", "<another one>"
ASK = "<what everyone was asked>"

COLUMNS = ("facilitator", "client", "observer", "waiting", "greeted")

Row = tuple[str, dict[str, Any], tuple[str, str, str, str, str]]

LEADS = ("done", "not-allowed", "not-allowed", "absent", "out-of-turn")
TAKES_PART = ("done", "done", "not-allowed", "absent", "out-of-turn")
IS_THERE = ("done", "done", "done", "absent", "out-of-turn")
CONNECTED = ("done", "done", "done", "done", "out-of-turn")
EARLY = ("out-of-turn", "out-of-turn", "out-of-turn", "out-of-turn", "done")
ALWAYS = ("done", "done", "done", "done", "done")
NEVER = ("out-of-turn", "out-of-turn", "out-of-turn", "out-of-turn", "out-of-turn")

TABLE: list[Row] = [
    ("hello", {"token": "t"}, NEVER),
    ("answer", {"sdp": "v=0"}, EARLY),
    ("join", {"name": "Ada", "microphone": True, "camera": True}, EARLY),
    ("echo", {"on": True}, EARLY),
    ("agree_norms", {"version": 1}, ALWAYS),
    ("leave", {}, ALWAYS),
    ("publish", {"camera": False}, ("done", "done", "not-allowed", "done", "out-of-turn")),
    ("layout", {"tiles": []}, CONNECTED),
    ("raise_hand", {"on": True}, TAKES_PART),
    ("raise_hand", {"on": False}, TAKES_PART),
    ("step_away", {"on": True}, TAKES_PART),
    ("react", {"name": "nod"}, TAKES_PART),
    ("ask_for_help", {"quiet": True, "word": "dizzy"}, IS_THERE),
    ("end_help", {}, IS_THERE),
    ("end_help", {"participant": BIRCH}, LEADS),
    ("claim_help", {"participant": BIRCH}, LEADS),
    ("device_code", {}, ("done", "done", "done", "out-of-turn", "out-of-turn")),
    ("say", {"text": "hello", "to": "facilitators"}, CONNECTED),
    ("say", {"text": "hello", "to": "room"}, ("done", *["not-allowed"] * 3, "out-of-turn")),  # type: ignore[list-item]
    ("say", {"text": "hello", "to": "everyone"}, ("done", *["not-allowed"] * 3, "out-of-turn")),  # type: ignore[list-item]
    ("say", {"text": "hello", "to": "lobby"}, ("done", *["not-allowed"] * 3, "out-of-turn")),  # type: ignore[list-item]
    ("say", {"text": "hello", "to": BIRCH}, LEADS),
    ("say", {"text": "hello", "to": ELM}, ("done", "absent", "absent", "absent", "out-of-turn")),
    ("chat_mode", {"mode": "everyone"}, LEADS),
    ("admit", {"participant": ELM}, LEADS),
    ("admit_all", {}, LEADS),
    ("refuse", {"participant": ELM}, LEADS),
    ("lobby", {"on": False}, LEADS),
    ("lock", {"on": True}, LEADS),
    ("remove", {"participant": BIRCH}, LEADS),
    ("remove", {"participant": ELM}, LEADS),
    ("ban", {"participant": BIRCH}, LEADS),
    ("ban", {"participant": ELM}, LEADS),
    ("client_link", {}, LEADS),
    ("mute", {"participant": BIRCH}, LEADS),
    ("mute_all", {}, LEADS),
    ("stop_camera", {"participant": BIRCH}, LEADS),
    ("ask_to_unmute", {"participant": BIRCH}, LEADS),
    ("lower_hand", {"participant": BIRCH}, LEADS),
    ("lower_hand", {}, LEADS),
    ("say", {"text": "hello", "to": "broadcast"}, ("done", *["not-allowed"] * 3, "out-of-turn")),  # type: ignore[list-item]
    ("split", {"rooms": [{"participants": [BIRCH]}]}, LEADS),
    ("split", {"rooms": [{"id": RED, "rooms": [{}]}], "closes_in": 60, "choice": True}, LEADS),
    ("move", {"participant": BIRCH, "room": RED}, LEADS),
    ("exchange", {"participant": BIRCH, "with": BIRCH}, LEADS),
    ("merge", {}, LEADS),
    ("merge", {"room": RED, "in": 30}, LEADS),
    ("merge_into", {"room": RED, "into": BLUE}, LEADS),
    ("extend", {"seconds": 60}, LEADS),
    ("hop", {"room": RED}, LEADS),
    ("choose_room", {"room": RED}, TAKES_PART),
    ("newcomers", {"room": RED}, LEADS),
    ("newcomers", {"room": None}, LEADS),
    ("listen", {"rooms": [RED, BLUE]}, LEADS),
    ("ears_seen", {"ears": [{"participant": BIRCH, "room": RED}]}, CONNECTED),
    ("whisper", {"room": RED}, LEADS),
    ("speak_to", {"rooms": [RED, BLUE]}, LEADS),
    ("show_to", {"rooms": None}, LEADS),
    ("side_room", {"participant": BIRCH}, LEADS),
    ("role_play", {"parts": {BIRCH: "a"}, "cues": {"a": "You ask."}}, LEADS),
    ("swap_parts", {}, LEADS),
    ("deal", {"size": 2, "together": [[BIRCH, BIRCH]]}, LEADS),
    ("save_plan", {"name": "Pairs"}, LEADS),
    ("forget_plan", {"name": "Old pairs"}, LEADS),
    ("bind_key", {"key": public("Ada")}, CONNECTED),
    ("ask_to_record", {"scope": "main", "tracks": "teaching", "viewers": ["absent"]}, LEADS),
    ("stop_recording", {"scope": "breakouts"}, LEADS),
    ("answer_consent", {"ask": ASK, "answer": "later"}, CONNECTED),
    ("answer_consent", {"ask": ASK, "answer": "refused"}, CONNECTED),
    ("withdraw_consent", {"scope": "breakouts", "erase": "all"}, CONNECTED),
    ("ask_receipts", {}, CONNECTED),
    ("end_session", {}, LEADS),
]

CASES = [
    pytest.param(type_, fields, column, answer, id=f"{column}-{type_}-{number}")
    for number, (type_, fields, answers) in enumerate(TABLE)
    for column, answer in zip(COLUMNS, answers, strict=True)
]


def test_the_table_has_every_message_there_is() -> None:
    tags = {kind.__struct_config__.tag for kind in get_args(Message)}

    assert {type_ for type_, _, _ in TABLE} == tags


@dataclass
class Group:
    """A session with Lena, Birch (whose hand is up and who asks for help) and Elm at the door.

    Two rooms are split off, with nobody in them; and everyone was asked whether they may be
    recorded.
    """

    door: Door
    room: str
    people: dict[str, str]
    actor: Caller

    @property
    def live(self) -> Live:
        host = self.door.house.node.host(self.room)  # type: ignore[attr-defined]
        assert host is not None
        live: Live = host.live
        return live


@asynccontextmanager
async def gathered(column: str) -> AsyncIterator[Group]:
    async with open_door() as door, AsyncExitStack() as stack:
        made = await door.make_room(norms={"version": 1, "text": "We are kind."})
        room = made["id"]

        async def enter(role: str, name: str) -> Caller:
            return await stack.enter_async_context(await door.enter(room, role, name))

        lena, birch = await enter("facilitator", "Lena"), await enter("client", "Birch")
        if column in {"facilitator", "client", "observer"}:
            actor = await enter(column, "Ada")
        await lena.ask("lobby", on=True)
        elm = await enter("client", "Elm")
        if column == "waiting":
            actor = await enter("client", "Ada")
        elif column == "greeted":
            actor = await stack.enter_async_context(await door.dial(room))
            await actor.ask("hello", token=await door.token(room, "client", "Ada"))
        await birch.ask("raise_hand", on=True)
        await birch.ask("ask_for_help", quiet=False)
        await lena.ask("split", rooms=[{}, {}], closes_in=300, choice=True)
        red, blue = (room["id"] for room in lena.last["state"]["rooms"][1:])
        people = {
            BIRCH: (await birch.state(phase="joined"))["self"],
            ELM: (await elm.state(phase="lobby"))["self"],
            RED: red,
            BLUE: blue,
        }
        await lena.ask("role_play", parts={people[BIRCH]: "a"})
        await lena.ask("save_plan", name="Old pairs")
        await lena.ask("ask_to_record", scope="breakouts")
        people[ASK] = (await lena.state(phase="joined"))["consents"][0]["ask"]
        yield Group(door, room, people, actor)


def meant(value: Any, people: dict[str, str]) -> Any:
    """Return what a message says, with ids in place of what stands for them."""
    if isinstance(value, dict):
        return {meant(name, people): meant(each, people) for name, each in value.items()}
    if isinstance(value, list):
        return [meant(each, people) for each in value]
    return people.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize(("type_", "fields", "column", "answer"), CASES)
async def test_everyone_may_do_what_the_table_says_and_nothing_else(
    type_: str, fields: dict[str, Any], column: str, answer: str
) -> None:
    async with gathered(column) as group:
        before = group.live
        told = await group.actor.ask(type_, **meant(fields, group.people))

        assert told.get("code", told["type"]) == answer, told
        if told["type"] == "error":
            assert group.live == before
