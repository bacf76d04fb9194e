"""The live session over HTTP: seen, steered, ended."""

from tests.support.calling import call
from tests.support.door import Door


async def test_the_live_session_is_seen_and_steered(door: Door) -> None:
    made = await door.make_room()
    session = f"/v1/rooms/{made['id']}/session"
    assert (await call(door, "GET", session))[0] == 404

    async with await door.enter(made["id"], "facilitator", "Lena") as lena:
        async with await door.enter(made["id"], "client", "Birch") as birch:
            status, live = await call(door, "GET", session)
            people = {person["name"]: person["id"] for person in live["participants"]}
            assert status == 200
            assert (set(people), live["gate"]) == ({"Lena", "Birch"}, "shut")
            assert live["recording"]["state"] == "off"
            path = f"{session}/participants/{people['Birch']}"

            assert (await call(door, "POST", f"{path}/mute"))[0] == 200
            assert (await birch.hear_until("muted"))["by"] is None
            assert (await call(door, "POST", f"{path}/remove"))[0] == 200
            assert (await birch.hear_until("ended"))["reason"] == "removed"
            assert (await call(door, "POST", f"{path}/remove"))[0] == 404

        assert (await call(door, "POST", f"{session}/end"))[0] == 200
        assert (await lena.hear_until("ended"))["reason"] == "session-ended"
    assert (await call(door, "GET", session))[0] == 404
    assert (await call(door, "POST", f"{session}/end"))[0] == 404


async def test_who_waits_is_let_in(door: Door) -> None:
    made = await door.make_room(lobby=True)
    session = f"/v1/rooms/{made['id']}/session"
    async with (
        await door.enter(made["id"], "facilitator", "Lena"),
        await door.enter(made["id"], "client", "Birch") as birch,
    ):
        (waiting,) = (await call(door, "GET", session))[1]["lobby"]
        path = f"{session}/participants/{waiting['id']}/admit"

        assert (await call(door, "POST", path))[0] == 200
        await birch.state(phase="joined")


async def test_a_deleted_room_ends_its_session(door: Door) -> None:
    made = await door.make_room()
    async with await door.enter(made["id"], "facilitator", "Lena") as lena:
        assert (await call(door, "DELETE", f"/v1/rooms/{made['id']}"))[0] == 204
        assert (await lena.hear_until("ended"))["reason"] == "session-ended"
