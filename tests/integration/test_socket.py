"""The socket: a browser's way from hello to goodbye, and back to its place."""

from dataclasses import replace

import msgspec
import pytest
from aiohttp import WSMsgType, WSServerHandshakeError

from tests.support.door import BEARER, SETTINGS, Door, open_door

SEAT = "5ea7" * 8


async def link_token(door: Door, made: dict[str, str], role: str = "client") -> str:
    key = made[f"{role}_url"].partition("#k=")[2]
    path = f"/v1/rooms/{made['id']}/exchange"
    async with door.client.post(path, json={"key": key}) as response:
        return str((await response.json())["token"])


async def test_a_visit_goes_as_the_protocol_says(door: Door) -> None:
    made = await door.make_room()
    async with await door.dial(made["id"]) as caller:
        token = await door.token(made["id"], "facilitator", "Lena")

        assert (await caller.ask("hello", token=token))["type"] == "done"
        welcome = caller.last["welcome"]
        assert welcome["protocol"] == 1
        assert welcome["room"] == {"id": made["id"], "name": made["name"]}
        assert (welcome["role"], welcome["name"], welcome["capacity"]) == (
            "facilitator",
            "Lena",
            14,
        )
        assert welcome["offer"]
        assert (await caller.ask("answer", sdp="v=0"))["type"] == "done"
        assert (await caller.ask("join", name="", microphone=True, camera=False))["type"] == "done"
        state = await caller.state()
        assert state["phase"] == "joined"
        assert [person["name"] for person in state["participants"]] == ["Lena"]
        assert (await caller.ask("publish", camera=True))["type"] == "done"
        assert (await caller.ask("layout", tiles=[]))["type"] == "done"
        assert (await caller.ask("leave"))["type"] == "done"
        code, last = await caller.closed()

    assert code == 1000
    assert last == {"type": "ended", "reason": "left"}


async def test_json_is_spoken_for_whoever_reads_along(door: Door) -> None:
    made = await door.make_room()
    token = await door.token(made["id"])
    url = f"/v1/rooms/{made['id']}/socket"
    async with door.client.ws_connect(url, protocols=["holdspace.v1.json"]) as ws:
        await ws.send_json({"type": "hello", "token": token, "id": 1})
        frame = await ws.receive(timeout=5)

        assert frame.type is WSMsgType.TEXT
        assert msgspec.json.decode(frame.data)["type"] == "welcome"


async def test_clients_wait_until_a_facilitator_comes(door: Door) -> None:
    made = await door.make_room()
    async with await door.enter(made["id"], "client", "Birch") as birch:
        state = await birch.state()
        assert (state["phase"], state["participants"]) == ("lobby", [])

        async with await door.enter(made["id"], "facilitator", "Lena") as lena:
            state = await birch.state(phase="joined")
            assert {p["name"] for p in state["participants"]} == {"Lena", "Birch"}

            assert (await birch.ask("mute", participant=state["self"]))["code"] == "not-allowed"
            assert (await lena.ask("mute", participant="nobody"))["code"] == "absent"
            assert (await lena.ask("mute", participant=state["self"]))["type"] == "done"
            assert (await birch.hear_until("muted"))["by"] == lena.last["state"]["self"]
            assert (await lena.ask("end_session"))["type"] == "done"
            assert (await birch.closed())[0] == 1000


async def test_who_drops_comes_back_to_their_place(door: Door) -> None:
    made = await door.make_room()
    async with await door.enter(made["id"], "facilitator", "Lena") as lena:
        birch = await door.enter(made["id"], "client", "Birch")
        joined = await birch.state(phase="joined")
        resume = birch.last["welcome"]["resume"]
        await birch.ws.close()
        while lena.last["state"]["participants"][-1]["connection"] != "reconnecting":
            await lena.hear()

        async with await door.dial(made["id"]) as again:
            assert (await again.ask("hello", resume=resume))["type"] == "done"
            assert again.last["welcome"]["name"] == "Birch"
            state = await again.state(phase="joined")
            assert state["self"] == joined["self"]
            assert (await again.ask("join", name="x", microphone=True, camera=True))[
                "code"
            ] == "out-of-turn"


async def test_a_place_taken_up_elsewhere_ends_here(door: Door) -> None:
    made = await door.make_room()
    async with (
        await door.enter(made["id"], "facilitator", "Lena") as first,
        await door.dial(made["id"]) as second,
    ):
        await second.ask("hello", resume=first.last["welcome"]["resume"])

        code, last = await first.closed()
        assert code == 4409
        assert last == {"type": "ended", "reason": "elsewhere"}


async def test_after_a_ban_the_facilitator_learns_the_link_that_opens(door: Door) -> None:
    made = await door.make_room()
    path = f"/v1/rooms/{made['id']}/exchange"
    old = made["client_url"].partition("#k=")[2]
    async with (
        await door.enter(made["id"], "facilitator", "Lena") as lena,
        await door.enter(made["id"], "client", "Birch") as birch,
    ):
        seen = await birch.state(phase="joined")
        assert "link_changed" not in seen
        await lena.ask("client_link")
        assert lena.last["client_link"]["key"] == old

        await lena.ask("ban", participant=seen["self"])
        assert (await lena.state(link_changed=True))["lobby_on"] is True
        await lena.ask("client_link")

    new = lena.last["client_link"]["key"]
    for key, status in ((old, 404), (new, 200)):
        async with door.client.post(path, json={"key": key}) as response:
            assert response.status == status


async def test_who_reconnects_may_not_say_more_for_it(door: Door) -> None:
    made = await door.make_room()
    async with await door.enter(made["id"], "facilitator", "Lena") as lena:
        resume = lena.last["welcome"]["resume"]
        async with await door.dial(made["id"]) as again:
            await again.ask("hello", resume=resume)
            assert len(door.house.allowances) == 1, "both of her sockets draw on the same"


async def test_the_seat_secret_tells_who_comes_by_a_link(door: Door) -> None:
    made = await door.make_room()

    async def enter(role: str, seat: str | None) -> str:
        caller = await door.dial(made["id"])
        more = {"seat": seat} if seat else {}
        await caller.ask("hello", token=await link_token(door, made, role), **more)
        await caller.ask("join", name="Lena", microphone=True, camera=True)
        state = await caller.state()
        return str(state["self"])

    lena = await enter("facilitator", SEAT)

    assert await enter("facilitator", SEAT) == lena, "the same secret, the same person"
    assert await enter("facilitator", "0" * 32) != lena
    assert await enter("facilitator", None) != lena
    assert await enter("client", SEAT) != lena, "who tries both links is two people"


async def test_a_link_leaves_the_name_to_the_person(door: Door) -> None:
    made = await door.make_room()
    async with await door.dial(made["id"]) as caller:
        await caller.ask("hello", token=await link_token(door, made, "facilitator"), seat=SEAT)
        assert caller.last["welcome"]["name"] is None

        refused = await caller.ask("join", name="\u200b", microphone=True, camera=True)
        assert refused["code"] == "bad-name"
        joined = await caller.ask("join", name="Lena", microphone=True, camera=True)
        assert joined["type"] == "done"


async def test_rotating_the_links_spoils_what_they_were_exchanged_for(door: Door) -> None:
    made = await door.make_room()
    old = await link_token(door, made)
    embedders = await door.token(made["id"])
    async with door.client.post(f"/v1/rooms/{made['id']}/rotate-links", headers=BEARER) as response:
        rotated = await response.json()

    for token, welcome in [
        (old, "error"),
        (embedders, "done"),
        (await link_token(door, rotated), "done"),
    ]:
        async with await door.dial(made["id"]) as caller:
            assert (await caller.ask("hello", token=token))["type"] == welcome


@pytest.mark.parametrize("resume", ["x", "0" * 32])
async def test_a_resume_that_leads_nowhere_is_refused(door: Door, resume: str) -> None:
    made = await door.make_room()
    async with await door.dial(made["id"]) as caller:
        assert (await caller.ask("hello", resume=resume))["code"] == "bad-token"
        assert (await caller.closed())[0] == 4401


async def test_a_token_for_another_room_opens_none(door: Door) -> None:
    made, other = await door.make_room(), await door.make_room()
    async with await door.dial(made["id"]) as caller:
        assert (await caller.ask("hello", token=await door.token(other["id"])))[
            "code"
        ] == "bad-token"
        assert (await caller.closed())[0] == 4401


async def test_a_deleted_room_is_absent(door: Door) -> None:
    made = await door.make_room()
    token = await door.token(made["id"])
    await door.house.store.rooms.delete(made["id"])  # type: ignore[arg-type]
    async with await door.dial(made["id"]) as caller:
        assert (await caller.ask("hello", token=token))["code"] == "absent"
        assert (await caller.closed())[0] == 4404


async def test_a_bad_answer_may_be_given_again(door: Door) -> None:
    made = await door.make_room()
    async with await door.dial(made["id"]) as caller:
        await caller.ask("hello", token=await door.token(made["id"]))

        assert (await caller.ask("answer", sdp="bad"))["code"] == "bad-answer"
        assert (await caller.ask("answer", sdp="v=0"))["type"] == "done"
        assert (await caller.ask("answer", sdp="v=0"))["code"] == "out-of-turn"


async def test_when_the_node_shuts_down_everyone_is_sent_away(door: Door) -> None:
    made = await door.make_room()
    async with (
        await door.enter(made["id"], "facilitator", "Lena") as lena,
        await door.dial(made["id"]) as silent,
    ):
        await door.house.sockets.drain()

        assert (await lena.closed())[0] == 4503
        code, last = await silent.closed()
        assert (code, last["code"]) == (4503, "draining")
        with pytest.raises(WSServerHandshakeError) as refused:
            await door.dial(made["id"])
        assert refused.value.status == 503


async def test_a_mistake_of_ours_ends_one_socket(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await door.make_room()
    token = await door.token(made["id"])
    async with await door.enter(made["id"], "facilitator", "Lena") as lena:
        with monkeypatch.context() as broken:
            broken.setattr(type(door.house.node), "visit", None)
            async with await door.dial(made["id"]) as caller:
                await caller.say("hello", token=token)
                assert (await caller.closed())[0] == 1011

        assert (await lena.ask("publish", camera=False))["type"] == "done"


async def test_every_socket_is_counted_and_none_is_kept(door: Door) -> None:
    made = await door.make_room()
    callers = [await door.dial(made["id"]) for _ in range(5)]
    assert len(door.house.sockets) == 5

    for caller in callers:
        await caller.ws.close()
        await door.make_room()  # a round trip, in which the other end has closed too

    assert len(door.house.sockets) == 0


# Whose pages may dial (facts: cross-site WebSocket hijacking).

EMBEDDER = "https://clinic.example.net"


@pytest.mark.parametrize(
    ("origin", "welcome"),
    [
        (None, True),
        ("https://rooms.example.org", True),
        ("https://ehr.example.com", True),
        (EMBEDDER, True),
        ("null", False),
        ("https://rooms.example.org:8443", False),
        ("http://rooms.example.org", False),
        ("https://rooms.example.org.evil.net", False),
        ("https://evil-rooms.example.org", False),
        ("https://clinic.example.net.evil.net", False),
        (f"{EMBEDDER}:444", False),
        ("file://", False),
    ],
)
async def test_who_may_dial_and_exchange(origin: str | None, *, welcome: bool) -> None:
    public = replace(
        SETTINGS,
        public_url="https://rooms.example.org",
        allowed_origins=("https://ehr.example.com",),
    )
    headers = {"Host": "rooms.example.org"} | ({"Origin": origin} if origin else {})
    async with open_door(public) as door:
        made = await door.make_room(allowed_origins=[EMBEDDER])
        path = f"/v1/rooms/{made['id']}"
        key = made["client_url"].partition("#k=")[2]

        async with await door.dial(made["id"], headers=headers) as caller:
            # What is said before the refusal is read changes nothing.
            await caller.say("hello", token=await door.token(made["id"]), id=1)
            if welcome:
                assert (await caller.hear())["type"] == "welcome"
            else:
                code, last = await caller.closed()
                assert (code, last["code"]) == (4403, "foreign-origin")
                assert "allowed_origins" in last["message"]
                assert "id" not in last
        assert len(door.media.scopes) == (1 if welcome else 0), "a stranger has an endpoint"
        async with door.client.post(
            f"{path}/exchange", json={"key": key}, headers=headers
        ) as response:
            assert response.status == (200 if welcome else 403)
            if welcome:
                assert response.headers.get("Access-Control-Allow-Origin") == origin
            else:
                assert "Access-Control-Allow-Origin" not in response.headers
        async with door.client.options(f"{path}/exchange", headers=headers) as response:
            assert response.status == (204 if welcome else 403)


async def test_a_refused_exchange_can_be_read_by_the_page_that_embeds(door: Door) -> None:
    made = await door.make_room(allowed_origins=[EMBEDDER])
    path = f"/v1/rooms/{made['id']}/exchange"

    async with door.client.post(
        path, json={"key": "wrong"}, headers={"Origin": EMBEDDER}
    ) as response:
        assert response.status == 404
        assert response.headers["Access-Control-Allow-Origin"] == EMBEDDER


@pytest.mark.parametrize(
    "protocols", [[], ["chat"], ["holdspace.v2.msgpack"], ["HOLDSPACE.V1.MSGPACK"]]
)
async def test_another_subprotocol_is_not_spoken(door: Door, protocols: list[str]) -> None:
    made = await door.make_room()

    with pytest.raises(WSServerHandshakeError) as refused:
        await door.dial(made["id"], protocols=protocols)

    assert refused.value.status == 400


async def test_without_an_upgrade_the_door_explains_itself(door: Door) -> None:
    made = await door.make_room()
    async with door.client.get(f"/v1/rooms/{made['id']}/socket") as response:
        assert response.status == 400
        assert "holdspace.v1.msgpack" in (await response.json(content_type=None))["detail"]
