"""The house: everything a request may need, built once and owned by whoever opened it.

Store, media plane and node are opened in this order and closed in the other: nobody is sent a
packet after their node is gone, and nothing is journalled into a closed store.
"""

import os
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from typing import Final

from aiohttp import web

from node.clock import WallClock
from node.node import Node
from node.passes import Pass
from node.ports import World
from node.visit import Visit
from recording.ports import Recorder
from recording.recorder import open_recorder
from rooms.ids import RoomId
from sfu import pumps
from sfu.plane import MediaPlane
from sfu.viewing import Viewing
from signaling import reception
from signaling.allowance import Allowances
from signaling.bucket import SECOND, Bucket
from signaling.burden import Burden
from signaling.burden_watch import watched
from signaling.doorstep import Doorstep
from signaling.links import Links
from signaling.messages import Hello
from signaling.origins import Origins, Place
from signaling.patience import Patience
from signaling.ports import Nodelike
from signaling.recordings import Archive
from signaling.refusals import Refusals
from signaling.repetitions import Repetitions
from signaling.settings import Settings
from signaling.sockets import Sockets
from signaling.tokens import Claims, Tokens
from signaling.turn import Turn, turn_of
from signaling.turnstile import Turnstile
from signaling.violations import Violations
from store.master_key import parse
from store.opening import open_store
from store.ports import Store
from store.records import RoomRecord

VISITORS_A_MINUTE: Final = 30
"""Rooms; far more than people start by hand, and years from filling a disk."""

MASTER_KEY_VARIABLE: Final = "HOLDSPACE_MASTER_KEY"


@dataclass(frozen=True, slots=True)
class House:
    settings: Settings
    store: Store
    node: Nodelike
    counters: Callable[[], dict[str, int]]
    """The packet path's: how often each named thing happened."""
    paths: Callable[[], Mapping[str, int]]
    """How many browsers are sent to by UDP, and how many by TCP."""
    viewings: Callable[[], Sequence[Viewing]]
    """What browsers' links bear, and what they are shown."""
    pump: str
    repetitions: Repetitions
    visitors: Bucket
    """How many rooms people without an API key may start."""
    origins: Origins
    sockets: Sockets
    allowances: Allowances
    turnstile: Turnstile
    refusals: Refusals
    doorstep: Doorstep
    violations: Violations
    patience: Patience
    burden: Burden
    """How busy this process is."""
    archive: Archive | None = None
    """Recordings and their exports; None where nothing is kept beyond memory."""
    clock: Callable[[], float] = time.time
    """Wall time in seconds: what tokens and records are dated by."""

    def new_id(self) -> str:
        """Return a random word of 128 bits."""
        return secrets.token_hex(16)

    def links(self, record: RoomRecord) -> Links:
        return reception.links(self.store, record)

    def tokens(self, record: RoomRecord) -> Tokens:
        """Return what signs for this room: the embedders' keys, and that of its present links."""
        return self.links(record).tokens(self.settings.keys)

    def link_origin(self, place: Place | None = None) -> str:
        """Return where links lead: the public URL, or however the request came here."""
        if self.settings.origin:
            return self.settings.origin
        if place is not None and self.origins.is_own(f"{place.scheme}://{place.host}", place):
            return f"{place.scheme}://{place.host}"
        return f"http://localhost:{self.settings.port}"

    async def greet(self, room: RoomId, hello: Hello) -> Visit:
        """Return the visit of whoever proves to be someone; raise what speaks against it."""
        if hello.resume is not None:
            return await self.node.revisit(room, hello.resume)
        if hello.code is not None:
            return await self.node.redeem(room, hello.code)
        assert hello.token is not None
        record = await self.store.rooms.get(room) or RoomRecord(id=room, name="", created_at=0)
        claims = self.tokens(record).verify(hello.token, room, now=self.clock())
        return await self.node.visit(self._pass(claims, hello.seat))

    def _pass(self, claims: Claims, seat: str | None) -> Pass:
        """Say whose place it is: the embedder's participant, or whoever has the seat secret.

        The seat secret counts per role: one browser that tries both links is two people.
        """
        room = RoomId(claims.room)
        vouched = ("sub", claims.sub)
        if claims.by_link and seat is not None:
            vouched = (f"seat of a {claims.role}", seat)
        elif claims.by_link:
            vouched = ("link", claims.sub)
        return Pass(
            room=room,
            role=claims.role,
            identity=self.store.secrets.identity(room, *vouched),
            name=claims.name,
            private_name=claims.private_name,
            admit=claims.admit,
        )


HOUSE: Final = web.AppKey("house", House)
"""Where handlers find it, while the application runs."""


def build_house(
    settings: Settings,
    store: Store,
    node: Nodelike,
    *,
    counters: Callable[[], dict[str, int]] = dict,
    paths: Callable[[], Mapping[str, int]] = dict,
    viewings: Callable[[], Sequence[Viewing]] = tuple,
    pump: str = "none",
    patience: Patience | None = None,
    burden: Burden | None = None,
    archive: Archive | None = None,
) -> House:
    return House(
        settings=settings,
        store=store,
        node=node,
        counters=counters,
        paths=paths,
        viewings=viewings,
        pump=pump,
        repetitions=Repetitions(store.answers, time.time),
        visitors=Bucket(VISITORS_A_MINUTE, now=time.monotonic_ns(), period=60 * SECOND),
        origins=Origins(settings.origin, frozenset(settings.allowed_origins)),
        sockets=Sockets(),
        allowances=Allowances(),
        turnstile=Turnstile(sockets=settings.sockets_per_address, joins=settings.joins_per_address),
        refusals=Refusals(),
        doorstep=Doorstep(),
        violations=Violations(now=time.monotonic_ns()),
        patience=patience or Patience(),
        burden=burden or Burden(),
        archive=archive,
    )


def recordings_home(settings: Settings) -> Path:
    """Return where recordings lie; their keys lie beside it, not in it."""
    return settings.data_dir / "recordings"


def master_key() -> bytes | None:
    """Return the operator's master key, or None: then the data directory has its own."""
    given = os.environ.get(MASTER_KEY_VARIABLE)
    return parse(given) if given else None


def _world(
    plane: MediaPlane, store: Store, recorder: Recorder, rng: SystemRandom, relays: Turn | None
) -> World:
    return World(
        plane,
        store.journal,
        store.rooms,
        store.agreements,
        WallClock(),
        rng,
        reception.Invitations(store),
        store.memory,
        store.ledgers,
        store.secrets.ledger_key(),
        recorder,
        relays,
    )


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncIterator[House]:
    """Open everything that `settings` ask for; whoever leaves has closed it all."""
    wanted = "" if settings.pump == "auto" else settings.pump
    pump, make_pump = pumps.load({pumps.VARIABLE: wanted})
    rng = SystemRandom()
    async with (
        open_store(settings.data_dir, master=master_key()) as store,
        MediaPlane.open(
            host=settings.media_host,
            port=settings.media_port,
            tcp_port=settings.media_tcp_port or None,
            advertise=settings.advertise,
            pump=make_pump(),
            rng=rng,
        ) as plane,
        open_recorder(recordings_home(settings), store.secrets.recording_key) as recorder,
        Node.open(_world(plane, store, recorder, rng, turn_of(settings)), settings.bounds) as node,
        Archive.open(recordings_home(settings), store) as archive,
    ):
        with watched(Burden()) as burden:
            yield build_house(
                settings,
                store,
                node,
                counters=lambda: dict(plane.counters()),
                paths=plane.paths,
                viewings=plane.viewings,
                pump=pump,
                burden=burden,
                archive=archive,
            )
