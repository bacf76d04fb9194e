"""Floods on a socket: its sender is sent away, and nobody else waits."""

from tests.attack.conftest import Dial
from tests.support.door import Caller, Door
from tests.support.neighbors import Neighbors
from tests.support.raw_socket import FIN, PING


async def test_a_flood_of_messages_closes(door: Door, room: str, dial: Dial) -> None:
    raw = await dial(door, room)
    for _ in range(500):
        raw.say(type="publish", id=1)

    assert await raw.close_code() == 4429
    assert door.refused("too-fast") == 1


async def test_a_flood_of_pings_closes(door: Door, room: str, dial: Dial) -> None:
    raw = await dial(door, room)
    for _ in range(500):
        raw.send(FIN | PING, b"x" * 100)

    assert await raw.close_code() == 4429
    assert door.refused("too-fast") == 1


async def test_many_floods_at_once_cost_only_their_senders(
    door: Door, neighbors: Neighbors, dial: Dial
) -> None:
    room = (await door.make_room())["id"]
    raws = [await dial(door, room) for _ in range(20)]
    for raw in raws:
        for _ in range(200):
            raw.say(type="publish")
    await neighbors.are_undisturbed()

    assert {await raw.close_code() for raw in raws} == {4429}
    assert door.refused("too-fast") == 20


async def test_a_participant_at_ten_times_their_rate_is_sent_away_and_their_room_goes_on(
    door: Door, neighbors: Neighbors
) -> None:
    room = neighbors.lena.last["welcome"]["room"]["id"]
    async with await door.enter(room, "client", "Eve") as eve:
        for _ in range(500):
            await eve.say("raise_hand", on=True)
        code, _ = await eve.closed()

    assert code == 4429
    assert door.refused("too-fast") == 1
    while connection_of(neighbors.lena, "Eve") != "reconnecting":
        await neighbors.lena.hear()
    (eves,) = [
        one["id"] for one in neighbors.lena.last["state"]["participants"] if one["name"] == "Eve"
    ]
    assert (await neighbors.lena.ask("remove", participant=eves))["type"] == "done"
    while connection_of(neighbors.birch, "Eve") is not None:
        await neighbors.birch.hear()


def connection_of(caller: Caller, name: str) -> str | None:
    found = [one for one in caller.last["state"]["participants"] if one["name"] == name]
    return found[0]["connection"] if found else None
