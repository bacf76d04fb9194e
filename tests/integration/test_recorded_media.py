"""From the microphones of people to the disk: nothing without everybody's yes, and then all of it.

The program runs in a process of its own, and people send real SRTP.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import av
import pytest
from aiohttp import ClientSession

from consent.ids import AskId
from recording.library import Library, State
from recording.reel import Take
from rooms.ids import RoomId
from sfu.ids import Source
from store.master_key import load_or_create
from store.secrets import Secrets
from tests.support.consenting import Person
from tests.support.door import MSGPACK, Caller
from tests.support.endpoint import SimulatedEndpoint
from tests.support.program import Serving, environment_of, serving

NAMES = ("Lena", "Ada", "Birch")
COUNTED = 30  # packets that somebody has received before something is looked at


class Guest(Person):
    """Somebody who is there with voice and camera."""

    def __init__(self, caller: Caller, name: str, endpoint: SimulatedEndpoint) -> None:
        super().__init__(caller, name)
        self.endpoint = endpoint

    async def received(self, more: int = COUNTED) -> None:
        """Return when so many more packets have come through the server."""
        goal = self.packets + more
        await self.endpoint.until(lambda: self.packets >= goal)

    @property
    def packets(self) -> int:
        return sum(each.packets for each in self.endpoint.received.values())


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@asynccontextmanager
async def guest(node: Serving, http: ClientSession, name: str) -> AsyncIterator[Guest]:
    role = "client" if name != "Lena" else "facilitator"
    room = node.links["client"].partition("/r/")[2].partition("#")[0]
    async with http.ws_connect(
        f"{node.origin}/v1/rooms/{room}/socket", protocols=[MSGPACK]
    ) as connection:
        caller = Caller(connection)
        await caller.ask("hello", token=node.exchange(role))
        endpoint = await SimulatedEndpoint.open(caller.last["welcome"]["offer"], name=name)
        try:
            await caller.ask("answer", sdp=endpoint.answer)
            await endpoint.connected()
            await caller.ask("join", name=name, microphone=True, camera=True)
            endpoint.begin_media(layers="l")
            person = Guest(caller, name, endpoint)
            await person.bind()
            yield person
        finally:
            await endpoint.close()


@asynccontextmanager
async def together(node: Serving, http: ClientSession) -> AsyncIterator[dict[str, Guest]]:
    async with AsyncExitStack() as stack:
        people = {name: await stack.enter_async_context(guest(node, http, name)) for name in NAMES}
        for person in people.values():
            await person.received()
        yield people


def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "tmp").mkdir()
    return environment_of(tmp_path / "data") | {"TMPDIR": str(tmp_path / "tmp")}


def files(folder: Path) -> Iterable[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def found_anywhere(folder: Path, people: Iterable[Guest]) -> list[Path]:
    """Return the files in which anything is that anybody sent."""
    marks = {person.endpoint.name for person in people}
    marks |= {person.endpoint.sent_media[-1][12:60] for person in people}
    return [each for each in files(folder) if any(mark in each.read_bytes() for mark in marks)]


async def test_an_unrecorded_session_leaves_no_byte_of_media_anywhere(
    tmp_path: Path, http: ClientSession
) -> None:
    with serving(environment(tmp_path)) as node:
        async with together(node, http) as people:
            lena, ada, birch = people.values()
            assert (await lena.caller.ask("ask_to_record", scope="main"))["type"] == "done"
            for person in (lena, ada):
                await person.yes()
            await birch.no()
            await ada.asked(flag="given")
            for person in people.values():
                await person.received()
            await lena.caller.ask("end_session")
            assert found_anywhere(tmp_path, people.values()) == []
        node.process.terminate()
        node.process.wait(20)
    assert found_anywhere(tmp_path, people.values()) == []
    left = {each.name for each in files(tmp_path / "data" / "recordings")}
    assert left <= {"writer.lock"}
    assert Library(tmp_path / "data" / "recordings", bytes(32)).recordings() == ()
    assert list((tmp_path / "tmp").iterdir()) == []


async def test_a_recorded_one_has_everybody_from_the_last_yes_and_lies_there_sealed(
    tmp_path: Path, http: ClientSession
) -> None:
    with serving(environment(tmp_path)) as node:
        async with together(node, http) as people:
            lena = people["Lena"]
            assert (await lena.caller.ask("ask_to_record", scope="main"))["type"] == "done"
            for person in people.values():
                await person.yes()
            ask = AskId((await lena.asked(outcome="given"))["ask"])
            for person in people.values():
                await person.recording("on")
            for person in people.values():
                await person.received(8 * COUNTED)
            await people["Birch"].withdraw()
            await lena.recording("ended")
            ended = {person.name: person.packets for person in people.values()}
            for person in people.values():
                await person.received()
                assert person.packets > ended[person.name], "the call goes on"
            assert found_anywhere(tmp_path, people.values()) == []
        node.process.terminate()
        node.process.wait(20)

    home = tmp_path / "data" / "recordings"
    key = Secrets(load_or_create(tmp_path / "data" / "keys")).recording_key
    library = Library(home, key)
    (listed,) = library.recordings()
    assert listed.recording == ask
    assert listed.room == RoomId(node.links["client"].partition("/r/")[2].partition("#")[0])
    assert {each.state for each in library.verify(ask)} == {State.READABLE}
    reel = library.reel(ask)
    shown = {(take.portrait.name, take.source) for take in reel.takes if take.portrait}
    assert shown == {(n, s) for n in NAMES for s in (Source.MICROPHONE, Source.CAMERA)}
    (interval,) = reel.intervals
    for take in reel.takes:
        assert interval.opened.at <= take.began
        assert take.ended <= interval.shut.at + 0.1
        assert take.portrait is not None
        assert of_whom(take) == {take.portrait.name.encode().ljust(8)[:8]}


def of_whom(take: Take) -> set[bytes]:
    """Return whose packets are in a take: each ends with the name of who sent it."""
    with take.open() as file, av.open(file, mode="r") as container:
        return {bytes(packet)[-8:] for packet in container.demux() if packet.size}
