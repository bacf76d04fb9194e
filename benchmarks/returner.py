"""A simulated participant who comes back as our browser client does.

The real socket protocol in JSON, real ICE, DTLS and SRTP.  A lost socket is retried for ever at the
pace of web/client/backoff.ts, with `resume` from the last `welcome`; each return is a new endpoint.
Times are the machine's, in seconds since 1970, for they are compared with a browser's.
"""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, WSMsgType

from tests.support.endpoint import SimulatedEndpoint
from tests.support.tape import Tape

FIRST_PAUSE: Final = 0.25  # seconds, as web/client/backoff.ts
LONGEST_PAUSE: Final = 8.0
FOR_EVER: Final = 86_400.0
NOWHERE: Final[dict[str, Any]] = {"phase": "reconnecting", "self": None, "participants": []}
REMEMBERED: Final = 4000  # arrivals of each person's pictures


@dataclass(frozen=True, slots=True)
class Media:
    """What somebody sends beside the camera's `layers`, and who else hears what they hear."""

    layers: str
    voice: bool
    tape: Tape | None = None
    """What browsers can hear and see; None: fillers."""
    overhear: Callable[[bytes], None] | None = None
    """Handed the payload of every voice's packet that came in."""


@dataclass(slots=True)
class Path:
    """One endpoint's life: when it was secure, and when the first packet came over it."""

    connected: float | None = None
    received: float | None = None


class Returner:
    """Stays in a room until its task is cancelled; what it sees is plain to read."""

    def __init__(
        self, http: ClientSession, address: str, token: str, name: str, media: Media
    ) -> None:
        self._http = http
        self._address = address
        self._token = token
        self._media = media
        self._random = Random(name)
        self._resume: str | None = None
        self._attempts = 0
        self._owners: dict[str, str] = {}
        self._outbox: ClientWebSocketResponse | None = None
        self.name = name
        self.state: dict[str, Any] = NOWHERE
        self.paths: list[Path] = []
        self.seen: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
        """When packets of whose camera arrived."""

    async def stay(self) -> None:
        while True:
            with suppress(ClientError, OSError, TimeoutError):
                protocols = ["holdspace.v1.json"]
                async with self._http.ws_connect(self._address, protocols=protocols) as socket:
                    await self._talk(socket)
            longest = min(FIRST_PAUSE * 2**self._attempts, LONGEST_PAUSE)
            self._attempts += 1
            await asyncio.sleep(longest * (0.5 + self._random.random() / 2))

    async def say(self, **message: Any) -> None:
        """Send something whose effect the next states tell."""
        assert self._outbox is not None, f"{self.name} is not connected"
        await self._outbox.send_json(message)

    def returned_after(self, moment: float) -> Path | None:
        """Return the first path made since that has brought something."""
        for path in self.paths:
            if path.received is not None and path.received >= moment:
                assert path.connected is not None
                if path.connected >= moment:
                    return path
        return None

    async def _talk(self, socket: ClientWebSocketResponse) -> None:
        resume = self._resume
        hello = {"resume": resume} if resume else {"token": self._token}
        await socket.send_json({"type": "hello", **hello})
        flows: list[asyncio.Task[None]] = []
        self._outbox = socket
        is_here = False
        try:
            async for frame in socket:
                if frame.type is not WSMsgType.TEXT:
                    break
                message = frame.json()
                if message["type"] == "welcome":
                    flows.append(await self._welcomed(message, returning=resume is not None))
                elif message["type"] == "state":
                    self._saw(message)
                    if message["phase"] == "joined" and not is_here:
                        is_here = True
                        await self.say(type="publish", microphone=self._media.voice, camera=True)
                elif message["type"] == "error":
                    print(f"{self.name} was told {message['code']}", flush=True)
        finally:
            self._outbox = None
            self.state = NOWHERE
            for flow in flows:
                flow.cancel()
            if flows:
                await asyncio.wait(flows)

    async def _welcomed(self, welcome: dict[str, Any], *, returning: bool) -> asyncio.Task[None]:
        self._attempts = 0
        self._resume = welcome["resume"]
        endpoint = await SimulatedEndpoint.open(
            welcome["offer"],
            name=self.name,
            seed=len(self.paths),
            decrypt_every=50,
            tape=self._media.tape,
            overhear=self._media.overhear,
        )
        flow = asyncio.create_task(self._flow(endpoint))
        await self.say(type="answer", sdp=endpoint.answer, id=1)
        if not returning:
            await self.say(type="join", name=self.name, microphone=False, camera=False, id=2)
        return flow

    async def _flow(self, endpoint: SimulatedEndpoint) -> None:
        path = Path()
        self.paths.append(path)
        try:
            await endpoint.connected(30)
            path.connected = time.time()
            endpoint.begin_media(voice=self._media.voice, layers=self._media.layers)
            await endpoint.until(self._watch(endpoint, path), FOR_EVER)
        finally:
            await endpoint.close(politely=False)

    def _watch(self, endpoint: SimulatedEndpoint, path: Path) -> Callable[[], bool]:
        """Return what looks after every read of the socket at what came; it never has enough."""
        mids = {line.ssrcs[0]: line.mid for line in endpoint.offered.slots}
        counted: dict[int, int] = {}

        def look() -> bool:
            now = time.time()
            for ssrc, stream in endpoint.received.items():
                if stream.packets == counted.get(ssrc, 0):
                    continue
                counted[ssrc] = stream.packets
                if path.received is None:
                    path.received = now
                owner = self._owners.get(mids.get(ssrc, ""))
                if owner is not None:
                    self.seen[owner].append(now)
            return False

        return look

    def _saw(self, state: dict[str, Any]) -> None:
        self.state = state
        cameras = (slot for slot in state["slots"] if slot["source"] == "camera")
        self._owners = {slot["mid"]: slot["participant"] for slot in cameras}
