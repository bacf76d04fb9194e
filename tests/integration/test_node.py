"""Promise: people who join a room hear and see each other, and only as long as they should.

The real media plane over UDP on loopback, the real store on disk, simulated participants.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from random import SystemRandom
from shutil import copytree

import pytest

from node.clock import WallClock
from node.errors import NotNow
from node.node import Node
from node.outbound import Ended, Muted, Outbound, Speaking
from node.passes import Pass
from node.ports import World
from node.state import State
from node.tile import Tile
from node.visit import Visit
from recording.ports import Recorder
from rooms.ids import Identity, ParticipantId, RoomId
from rooms.role import Role
from sfu.ids import Source
from sfu.plane import MediaPlane
from sfu.python_pump import PythonPump
from signaling.reception import Invitations
from store.opening import open_store
from store.records import RoomRecord
from tests.support.endpoint import SimulatedEndpoint
from tests.support.packets import Received

ROOM = RoomId(secrets.token_hex(16))
LIMIT = 20.0  # seconds for anything to happen; far more than it takes


class Guest:
    """A visit with a simulated browser behind it."""

    def __init__(self, name: str, visit: Visit, browser: SimulatedEndpoint) -> None:
        self.name = name
        self.visit = visit
        self.browser = browser
        self.state: State | None = None
        self.speaking: Speaking | None = None
        self.told: list[Outbound] = []

    @property
    def me(self) -> ParticipantId:
        assert self.state is not None
        return self.state.self_

    async def until(self, condition: Callable[[State], bool]) -> State:
        """Read messages until the state is as wanted."""
        async with asyncio.timeout(LIMIT):
            while self.state is None or not condition(self.state):
                await self.read()
        return self.state

    async def read(self) -> Outbound:
        message = await self.visit.next_message()
        assert message is not None, "the visit is over"
        self.told.append(message)
        if isinstance(message, State):
            self.state = message
        elif isinstance(message, Speaking):
            self.speaking = message
        return message

    async def until_over(self) -> None:
        async with asyncio.timeout(LIMIT):
            while (message := await self.visit.next_message()) is not None:
                self.told.append(message)

    async def slot(self, of: "Guest", source: Source) -> Received:
        """Return what has come in the slot that carries this, once one does."""
        wanted = (of.me, source)
        state = await self.until(
            lambda state: wanted in {(s.participant, s.source) for s in state.slots}
        )
        mid = next(s.mid for s in state.slots if (s.participant, s.source) == wanted)
        return self.browser.received_on(mid)

    async def flows(self, of: "Guest", source: Source, more: int = 10) -> None:
        """Return once `more` packets of theirs have come."""
        received = await self.slot(of, source)
        goal = received.packets + more
        await self.browser.until(lambda: received.packets >= goal, LIMIT)

    async def flows_no_more(self, received: Received, clock: "Guest", of: "Guest") -> None:
        """Prove by somebody else's packets that time passes in which none of these come.

        What was on its way may still arrive: so the first of that time does not count.
        """
        await clock.flows(of, Source.CAMERA)
        before = received.packets
        await clock.flows(of, Source.CAMERA, 12)
        assert received.packets == before


class Hall:
    def __init__(self, node: Node, stack: AsyncExitStack) -> None:
        self.node = node
        self._stack = stack

    async def come(self, name: str, role: Role = Role.CLIENT) -> Guest:
        visit = await self.node.visit(Pass(ROOM, role, Identity(name)))
        guest = await self.connect(visit, name)
        await visit.join(name=name, private_name=None, microphone=True, camera=True)
        await guest.until(lambda state: state.phase == "joined")
        return guest

    async def come_back(self, guest: Guest) -> Guest:
        visit = await self.node.revisit(ROOM, guest.visit.welcome.resume)
        again = await self.connect(visit, guest.name)
        await again.until(lambda state: state.phase == "joined")
        return again

    async def connect(self, visit: Visit, name: str) -> Guest:
        self._stack.push_async_callback(visit.close)
        browser = await SimulatedEndpoint.open(visit.welcome.offer, name=name)
        self._stack.push_async_callback(browser.close, politely=False)
        await visit.answer(browser.answer)
        await browser.connected()
        browser.begin_media()
        return Guest(name, visit, browser)


@asynccontextmanager
async def house(data: Path, recorder: Recorder | None = None) -> AsyncIterator[Hall]:
    """A node over everything real; what the data directory holds is taken up."""
    rng = SystemRandom()
    async with (
        open_store(data) as store,
        MediaPlane.open(
            host="127.0.0.1", port=0, advertise=("127.0.0.1",), pump=PythonPump(), rng=rng
        ) as plane,
        Node.open(
            World(
                plane,
                store.journal,
                store.rooms,
                store.agreements,
                WallClock(),
                rng,
                Invitations(store),
                store.memory,
                store.ledgers,
                store.secrets.ledger_key(),
                recorder,
            )
        ) as node,
        AsyncExitStack() as stack,
    ):
        if await store.rooms.get(ROOM) is None:
            await store.rooms.create(RoomRecord(id=ROOM, name="Thursday", created_at=0.0))
        yield Hall(node, stack)


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with house(tmp_path / "data") as hall:
        yield hall


async def test_two_people_join_and_hear_and_see_each_other(hall: Hall) -> None:
    lena = await hall.come("Lena", Role.FACILITATOR)
    ada = await hall.come("Ada")

    for viewer, other in ((lena, ada), (ada, lena)):
        for source in (Source.MICROPHONE, Source.CAMERA):
            await viewer.flows(other, source)
            assert set((await viewer.slot(other, source)).senders) == {other.browser.name}


async def test_before_joining_one_hears_oneself_and_after_joining_never(hall: Hall) -> None:
    lena = await hall.come("Lena", Role.FACILITATOR)
    visit = await hall.node.visit(Pass(ROOM, Role.CLIENT, Identity("Ada")))
    ada = await hall.connect(visit, "Ada")
    await visit.echo(on=True)
    mid = visit._connection.line().mids("audio")[0]
    own = ada.browser.received_on(mid)
    await ada.browser.until(lambda: own.packets >= 10, LIMIT)
    me = ada.browser.name
    assert set(own.senders) == {me}

    await visit.join(name="Ada", private_name=None, microphone=True, camera=True)
    await ada.flows(lena, Source.CAMERA)
    before = own.senders[me]
    await ada.flows(lena, Source.CAMERA, 20)

    assert own.senders[me] == before
    assert set(own.senders) <= {me, lena.browser.name}
    with pytest.raises(NotNow):
        await visit.echo(on=True)


async def test_a_muted_microphone_is_forwarded_to_nobody_until_it_is_on_again(hall: Hall) -> None:
    lena = await hall.come("Lena", Role.FACILITATOR)
    ada = await hall.come("Ada")
    heard = await lena.slot(ada, Source.MICROPHONE)
    await lena.flows(ada, Source.MICROPHONE)

    await lena.visit.chair.mute(ada.me)
    await ada.until(lambda state: not state.participants[1].microphone)
    await lena.flows_no_more(heard, lena, ada)
    while Muted(lena.me) not in ada.told:
        await ada.read()

    await ada.visit.publish(microphone=True)
    await lena.until(lambda state: state.participants[1].microphone)
    await lena.flows(ada, Source.MICROPHONE)


async def test_a_taller_tile_gets_a_better_picture(hall: Hall) -> None:
    lena = await hall.come("Lena", Role.FACILITATOR)
    ada = await hall.come("Ada")
    await lena.flows(ada, Source.CAMERA)
    seen = await lena.slot(ada, Source.CAMERA)

    async def bytes_of_packets() -> float:
        packets, size = seen.packets, seen.size
        await lena.flows(ada, Source.CAMERA, 20)
        return (seen.size - size) / (seen.packets - packets)

    small = await bytes_of_packets()
    await lena.visit.layout([Tile(ada.me, Source.CAMERA, 720)])
    await lena.flows(ada, Source.CAMERA, 20)

    assert await bytes_of_packets() > small * 1.3


async def test_whoever_speaks_is_told(hall: Hall) -> None:
    lena = await hall.come("Lena", Role.FACILITATOR)
    ada = await hall.come("Ada")

    async with asyncio.timeout(LIMIT):
        while lena.speaking is None or ada.me not in lena.speaking.participants:
            await lena.read()


async def test_after_leaving_nothing_comes_from_or_goes_to_the_one_who_left(hall: Hall) -> None:
    lena = await hall.come("Lena", Role.FACILITATOR)
    ada = await hall.come("Ada")
    birch = await hall.come("Birch")
    await lena.flows(ada, Source.CAMERA)
    from_ada = [await lena.slot(ada, source) for source in (Source.MICROPHONE, Source.CAMERA)]
    to_ada = await ada.slot(lena, Source.CAMERA)

    await ada.visit.leave()

    await ada.until_over()
    assert ada.told[-1] == Ended("left")
    for received in (*from_ada, to_ada):
        await lena.flows_no_more(received, lena, birch)
    state = await lena.until(lambda state: len(state.participants) == 2)
    assert [person.name for person in state.participants] == ["Lena", "Birch"]


async def test_a_connection_that_is_closed_holds_the_place_for_the_return(hall: Hall) -> None:
    lena = await hall.come("Lena", Role.FACILITATOR)
    ada = await hall.come("Ada")
    await lena.flows(ada, Source.CAMERA)

    await ada.browser.close()
    await ada.until_over()
    assert ada.visit.parting == "lost"
    await lena.until(lambda state: state.participants[1].connection == "reconnecting")

    again = await hall.come_back(ada)
    assert again.me == ada.me
    await lena.flows(again, Source.CAMERA)
    await again.flows(lena, Source.MICROPHONE)


async def test_after_a_kill_the_same_secrets_lead_to_the_same_seats(tmp_path: Path) -> None:
    async with house(tmp_path / "data") as hall:
        lena = await hall.come("Lena", Role.FACILITATOR)
        ada = await hall.come("Ada")
        await ada.visit.publish(camera=False)
        before = await lena.until(lambda state: not state.participants[-1].camera)
        # What is on the disk at this instant is what a kill would leave.
        copytree(tmp_path / "data", tmp_path / "found")

    async with house(tmp_path / "found") as hall:
        session = hall.node.session(ROOM)
        assert session is not None
        assert {person.connection for person in session.participants} == {"reconnecting"}

        lena_again = await hall.come_back(lena)
        ada_again = await hall.come_back(ada)

        after = await lena_again.until(
            lambda state: {p.connection for p in state.participants} == {"here"}
        )
        assert after.participants == before.participants
        await lena_again.flows(ada_again, Source.MICROPHONE)
        await ada_again.flows(lena_again, Source.CAMERA)
