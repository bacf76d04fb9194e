"""A node: one process of the service, and every session that lives in it."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final

import structlog

from consent.ids import AskId
from node import holders, network
from node import live as lives
from node.board import Board
from node.bounds import USUAL, Bounds
from node.chair import Chair
from node.consent_desk import ConsentDesk
from node.consent_view import ConsentView, consent_view
from node.errors import AbsentRoom, BadCode, BadResume, Crowded, Draining, NodeFull
from node.host import SessionHost
from node.ids import new_id
from node.live import Live, LiveEvent
from node.live_view import Census, LiveView, live_view
from node.passes import Pass
from node.ports import Alarm, RoomRecord, World
from node.restoring import restore
from node.speech import TICK
from node.visit import Visit
from rooms import presence
from rooms.ids import RoomId, SessionId

log = structlog.get_logger()

GUESTS_SPARE: Final = 48
"""Browsers beyond a room's places: who waits, and some pre-join pages.  Each has an endpoint."""

CLOSING_PATIENCE: Final = 10.0  # seconds for turns that wait for a slow disk


class Node:
    """Owns the hosts; the world it is given is closed after it by whoever opened it."""

    def __init__(self, world: World, bounds: Bounds = USUAL) -> None:
        self._world = world
        self._bounds = bounds
        self._hosts: dict[RoomId, SessionHost] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        # Looking for a room's session takes a while; nobody else opens a second one meanwhile.
        self._opening = asyncio.Lock()
        self._alarm: Alarm | None = None
        self._ticks = 0
        self._draining = False
        if world.recorder is not None:
            world.recorder.listen(self._give_up)

    @classmethod
    @asynccontextmanager
    async def open(cls, world: World, bounds: Bounds = USUAL) -> AsyncIterator["Node"]:
        """Take up the sessions that a former process left, then serve."""
        node = cls(world, bounds)
        try:
            await node._take_up_all()
            yield node
        finally:
            await node.close()

    async def visit(self, pass_: Pass) -> Visit:
        """Prepare an endpoint for someone whose right to the room is proven."""
        record = await self._record(pass_.room)
        async with self._opening:
            host = await self._found(record)
            if host is None or not holders.holds(host, pass_):
                self._check_space(host)
            host = host or self._start(SessionHost(record, self._world))
        self._check_welcome(host, record)
        visit = Visit(
            host, self._world, holders.known(host, pass_), record, new_id(self._world.dice)
        )
        return await _ready(visit, visit.recall())

    async def revisit(self, room: RoomId, resume: str) -> Visit:
        """Take up the place that `resume` leads to, as if it had been joined again."""
        record = await self._record(room)
        async with self._opening:
            host = await self._found(record)
        holder = None if host is None else holders.holder(host, resume)
        if host is None or holder is None:
            raise BadResume("that place is not held any more")
        self._check_welcome(host, record)
        visit = Visit(host, self._world, holder, record, resume)
        return await _ready(visit, visit.recall(), visit.come_back())

    async def redeem(self, room: RoomId, code: str) -> Visit:
        """Take up, on this device, the place of whoever was given `code` on another one."""
        record = await self._record(room)
        async with self._opening:
            host = await self._found(record)
        now = self._world.clock.now()
        owner = None if host is None else host.memory.codes.owner_of(code, now=now)
        if host is None or owner is None:
            raise BadCode("this code is not valid, or not any more")
        self._check_welcome(host, record)
        holder = holders.pass_of(host, host.live.session.participants[owner])
        visit = Visit(host, self._world, holder, record, new_id(self._world.dice))
        return await _ready(visit, visit.recall(), visit.take_over(code))

    def session(self, room: RoomId) -> LiveView | None:
        """Return the room's live session as an API key's holder may see it."""
        host = self._hosts.get(room)
        return None if host is None or host.sitting is None else live_view(host.sitting)

    def consent_view(self, room: RoomId) -> ConsentView | None:
        """Return what everyone is told of consent in the room's live session."""
        host = self._hosts.get(room)
        return None if host is None or host.sitting is None else consent_view(host.sitting)

    def census(self) -> Census:
        """Count what goes on here; nobody is named."""
        live = [host.sitting for host in self._hosts.values() if host.sitting is not None]
        places = sum(len(each.session.participants) for each in live)
        return Census(sessions=len(live), participants=places)

    def host(self, room: RoomId) -> SessionHost | None:
        """Return who owns what happens in the room, if anything does."""
        host = self._hosts.get(room)
        return None if host is None or host.over else host

    def chair(self, room: RoomId) -> Chair:
        """Return what an API key's holder may do to the live session."""
        return Chair(self._sitting(room), self._world.rooms, lambda: None)

    def board(self, room: RoomId) -> Board:
        """Return what an API key's holder may do to its breakouts."""
        return Board(self._sitting(room), self._world.dice, lambda: None)

    def consent(self, room: RoomId) -> ConsentDesk:
        """Return where an API key's holder may have everyone asked whether it may be recorded."""
        return ConsentDesk(self._sitting(room), self._world, lambda: None)

    async def close(self) -> None:
        """Send every browser away, then let the sessions finish.  Closing twice is harmless."""
        self._draining = True
        if self._alarm is not None:
            self._alarm.cancel()
        for host in self._hosts.values():
            host.stop()
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=CLOSING_PATIENCE)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)

    def _sitting(self, room: RoomId) -> SessionHost:
        host = self.host(room)
        if host is None or host.sitting is None:
            raise AbsentRoom("nobody is in this room")
        return host

    async def _record(self, room: RoomId) -> RoomRecord:
        self._check_open()
        record = await self._world.rooms.get(room)
        if record is None:
            raise AbsentRoom("there is no such room")
        return record

    async def _found(self, record: RoomRecord) -> SessionHost | None:
        """Return who has the room's session, taking it up from its journal after a fault."""
        host = self._hosts.get(record.id)
        if host is None or not host.over:
            return host
        return await self._take_up(record, host.live.session.id) if host.sitting else None

    async def _take_up(self, record: RoomRecord, session: SessionId) -> SessionHost | None:
        found = await restore(self._world.journal, session)
        if found is None:
            return None
        host = self._start(SessionHost(record, self._world, found=found))
        await host.submit(_restarted)
        return None if host.over else host

    async def _take_up_all(self) -> None:
        # The newest first: a room that left two sessions could not forget the older one in time.
        for head in reversed(await self._world.journal.open_sessions()):
            record = await self._world.rooms.get(head.room)
            if record is None or head.room in self._hosts:
                await self._world.journal.forget(head.session)
            else:
                await self._take_up(record, head.session)

    def _start(self, host: SessionHost) -> SessionHost:
        self._check_open()
        task = asyncio.create_task(host.run(), name=f"host of {host.room}")
        self._hosts[host.room] = host
        self._tasks.add(task)
        task.add_done_callback(partial(self._ended, host))
        if self._alarm is None:
            self._set_alarm()
        return host

    def _ended(self, host: SessionHost, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        fault = None if task.cancelled() else task.exception()
        if fault is not None:
            # One session cannot go on; the others do, and `_found` takes it up from its journal.
            _log_fault(host, fault)
        elif self._hosts.get(host.room) is host:
            del self._hosts[host.room]

    def _check_open(self) -> None:
        if self._draining:
            raise Draining("this node is shutting down")

    def _check_space(self, host: SessionHost | None) -> None:
        """Refuse whoever is new here, if there is no space for more of them."""
        guests = [each.guests for each in self._hosts.values() if each.guests]
        if (host is None or not host.guests) and len(guests) >= self._bounds.rooms:
            raise NodeFull("as many rooms as this server bears are in use; try again later")
        if sum(guests) >= self._bounds.browsers:
            raise NodeFull("as many people as this server bears are here; try again later")

    def _check_welcome(self, host: SessionHost, record: RoomRecord) -> None:
        self._check_open()
        if host.guests >= record.capacity + GUESTS_SPARE:
            raise Crowded("too many browsers are at this door")

    def _give_up(self, recording: AskId) -> None:
        for host in tuple(self._hosts.values()):
            host.give_up(recording)

    def _set_alarm(self) -> None:
        clock = self._world.clock
        self._alarm = clock.call_at(clock.now() + TICK, self._tick)

    def _tick(self) -> None:
        self._alarm = None
        if not self._hosts:
            return
        voices = self._world.media.voices()
        for host in tuple(self._hosts.values()):
            host.hear(voices)
        self._ticks = (self._ticks + 1) % network.TICKS
        if self._ticks == 0:
            losses = self._world.media.losses()
            for host in tuple(self._hosts.values()):
                host.judge(losses)
        self._set_alarm()


def _restarted(live: Live, now: float) -> Sequence[LiveEvent]:
    """In one turn, so that there is no plan in which a recording goes on that was interrupted."""
    return (*presence.restart(live.session, now=now), *lives.interrupt(live, now))


def _log_fault(host: SessionHost, fault: BaseException) -> None:
    log.error(
        "session failed",
        session=host.live.session.id,
        fault=type(fault).__name__,
        # Where it failed, and not with what: values may be somebody's name.
        where="".join(traceback.format_tb(fault.__traceback__)),
    )


async def _ready(visit: Visit, *steps: Coroutine[Any, Any, None]) -> Visit:
    """Return the visit once these steps are taken, or close it."""
    try:
        for step in steps:
            await step
    except BaseException:
        await visit.close()
        raise
    return visit
