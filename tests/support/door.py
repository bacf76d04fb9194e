"""The front door over a real node and a store in memory; only the media is a fake."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from logging import getLogger
from pathlib import Path
from random import Random
from typing import Any, Self

import msgspec
import typed_settings as ts
from aiohttp import ClientWebSocketResponse, WSMessage, WSMsgType, web
from aiohttp.test_utils import TestClient, TestServer

from node.clock import WallClock
from node.node import Node
from node.ports import Clock, World
from signaling.app import create_app
from signaling.doorway import Runner
from signaling.house import HOUSE, House, build_house
from signaling.logs import AccessLog
from signaling.patience import Patience
from signaling.reception import Invitations
from signaling.recordings import Archive
from signaling.settings import Settings
from store.opening import open_store
from tests.unit.node.recorder import FakeRecorder
from tests.unit.node.world import FakeMedia

KEY = "clinic:secret-of-the-clinic-0123456789ab"
BEARER = {"Authorization": f"Bearer {KEY}"}
SETTINGS = Settings(api_keys=(ts.types.Secret(KEY),))
MSGPACK = "holdspace.v1.msgpack"


@dataclass
class Door:
    client: TestClient[Any, Any]
    house: House
    media: FakeMedia
    recorder: FakeRecorder

    def refused(self, why: str) -> int:
        """Return how often the metrics say that this was refused."""
        return self.house.refusals.by_code().get(why, 0)

    async def make_room(self, **wish: Any) -> dict[str, Any]:
        body = {"name": "Thursday skills group", **wish}
        async with self.client.post("/v1/rooms", json=body, headers=BEARER) as response:
            assert response.status == 201, await response.text()
            made: dict[str, Any] = await response.json()
            return made

    async def token(self, room: str, role: str = "client", name: str = "Birch") -> str:
        url, body = f"/v1/rooms/{room}/tokens", {"role": role, "name": name}
        async with self.client.post(url, json=body, headers=BEARER) as response:
            assert response.status == 201, await response.text()
            return str((await response.json())["token"])

    async def dial(self, room: str, **more: Any) -> "Caller":
        more.setdefault("protocols", [MSGPACK])
        return Caller(await self.client.ws_connect(f"/v1/rooms/{room}/socket", **more))

    async def enter(self, room: str, role: str = "client", name: str = "Birch") -> "Caller":
        """Come in as a browser does: hello, answer, join."""
        caller = await self.dial(room)
        await caller.ask("hello", token=await self.token(room, role, name))
        await caller.ask("answer", sdp="v=0")
        await caller.ask("join", name=name, microphone=True, camera=True)
        return caller


class Caller:
    """A browser's end of the socket."""

    def __init__(self, ws: ClientWebSocketResponse) -> None:
        self.ws = ws
        self.last: dict[str, dict[str, Any]] = {}
        """The newest message of each type."""
        self._id = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.ws.close()

    async def say(self, type_: str, **fields: Any) -> None:
        await self.ws.send_bytes(msgspec.msgpack.encode({"type": type_, **fields}))

    async def ask(self, type_: str, **fields: Any) -> dict[str, Any]:
        """Return the answer to a request, keeping what else arrives meanwhile."""
        self._id += 1
        await self.say(type_, id=self._id, **fields)
        while True:
            message = await self.hear()
            if message["type"] in {"done", "error"} and message.get("id") == self._id:
                return message

    async def hear(self) -> dict[str, Any]:
        frame = await self.ws.receive(timeout=10)
        assert frame.type is WSMsgType.BINARY, frame
        message: dict[str, Any] = msgspec.msgpack.decode(frame.data)
        self.last[message["type"]] = message
        return message

    async def state(self, **fields: Any) -> dict[str, Any]:
        """Return the newest state once it has those fields."""
        while not ("state" in self.last and fields.items() <= self.last["state"].items()):
            await self.hear()
        return self.last["state"]

    async def hear_until(self, type_: str, **fields: Any) -> dict[str, Any]:
        """Return the first message of that type with those fields."""
        while True:
            message = await self.hear()
            if message["type"] == type_ and fields.items() <= message.items():
                return message

    async def closed(self) -> tuple[int | None, dict[str, Any]]:
        """Return the close code, and the last message before it."""
        last: dict[str, Any] = {}
        while True:
            frame: WSMessage = await self.ws.receive(timeout=10)
            if frame.type is not WSMsgType.BINARY:
                return self.ws.close_code, last
            last = msgspec.msgpack.decode(frame.data)


class Behind(TestServer):
    """Serves as the program does, behind the doorway."""

    def __init__(self, app: web.Application, *, access_log: bool) -> None:
        super().__init__(app)
        self._log = AccessLog if access_log else None

    async def _make_runner(self, **more: Any) -> Runner:
        if self._log is not None:
            # The library asks its own logger, too, whether anything is logged.
            more |= {"access_log_class": self._log, "access_log": getLogger("signaling.access")}
        return Runner(self.app, **more)


@asynccontextmanager
async def open_door(
    settings: Settings = SETTINGS,
    *,
    static: Path = Path("/nowhere"),
    patience: Patience | None = None,
    access_log: bool = False,
    clock: Clock | None = None,
    where: str | Path = "memory:",
    recordings: Path | None = None,
) -> AsyncIterator[Door]:
    """Open a front door; with `clock` time passes as a test says, and `where` the store lies.

    `recordings` is where they are kept, if they are.
    """
    media, recorder = FakeMedia(), FakeRecorder()

    @asynccontextmanager
    async def opener(settings: Settings) -> AsyncIterator[House]:
        async with open_store(where) as store:
            world = World(
                media,
                store.journal,
                store.rooms,
                store.agreements,
                clock or WallClock(),
                Random(5),
                Invitations(store),
                store.memory,
                store.ledgers,
                store.secrets.ledger_key(),
                recorder,
            )
            async with AsyncExitStack() as stack:
                node = await stack.enter_async_context(Node.open(world, settings.bounds))
                archive = None
                if recordings is not None:
                    archive = await stack.enter_async_context(Archive.open(recordings, store))
                yield build_house(
                    settings,
                    store,
                    node,
                    counters=lambda: {"late-dropped": 3},
                    patience=patience,
                    archive=archive,
                )

    app = create_app(settings, opener=opener, static=static)
    async with TestClient(Behind(app, access_log=access_log)) as client:
        yield Door(client, app[HOUSE], media, recorder)
