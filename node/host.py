"""The host of a room's sessions: one task, one turn at a time, and the order of effects.

A turn decides, and what was decided takes effect in this order, written only here:

    decide ─▶ new value, new plan ─▶ less flows ─▶ journal ─▶ value swapped ─▶ more flows ─▶ told

A restriction so holds before it is written, and a permission only after.  The value is never seen
half changed: until the journal has it, the old one stands.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import Final

import structlog

from node import live as lives
from node import planning, slots
from node.archive import Archive
from node.ear_watch import EarWatch
from node.errors import Draining, NodeError, SessionGone
from node.ids import new_id
from node.live import Live, LiveEvent
from node.memory import Memory
from node.outlet import Outlet
from node.ports import Alarm, RoomRecord, World
from node.scribe import Scribe
from node.senses import Senses
from node.telling import Aftermath, tell, tell_in_passing
from node.turn import (
    Decision,
    Happening,
    Rewiring,
    Turn,
    change_nothing,
    decide_nothing,
    lasting,
)
from node.wiring import Wiring
from rooms.deadlines import due, next_deadline
from rooms.errors import RoomsError
from rooms.events import SessionOpened
from rooms.ids import SessionId, SpaceId
from sfu.ids import EndpointId, ScopeId, TrackId
from sfu.plan import Plan

FORGET_AGAIN: Final = 60.0  # seconds; what should be gone is not left to the next start

log = structlog.get_logger()


class SessionHost:
    """Owns what happens in one room: one sitting after another.

    A sitting that nobody has come to yet is on no journal.  The host is over once there is
    neither a sitting nor a guest, or when it was stopped; whoever waits then gets an answer too.
    """

    def __init__(self, record: RoomRecord, world: World, *, found: Live | None = None) -> None:
        """With `found`, take up the session that a journal told of."""
        self.room = record.id
        self.scope = ScopeId(new_id(world.dice))
        self.over = False
        self.wiring = Wiring()
        self.memory = Memory()
        self.archive = Archive(world.memory, record.id)
        self._record = record
        self._world = world
        self._plan = Plan(self.scope)
        self._senses = Senses()
        self._guests: set[Outlet] = set()
        # Unbounded, but each browser and each API call waits for its answer before it asks again.
        self._inbox: asyncio.Queue[Turn | None] = asyncio.Queue()
        self._alarm: Alarm | None = None
        self._unforgotten: tuple[Scribe, ...] = ()
        self._refusal: NodeError = SessionGone("this session cannot go on here")
        self._opening: SessionOpened | None = None
        if found is None:
            self._open_sitting()
        else:
            self.live = found
            self._scribe = Scribe(world.journal, found.session.id, self.room, begun=True)
        self.ear_watch = EarWatch(world.clock, self.live)

    @property
    def sitting(self) -> Live | None:
        """The session, if somebody has come to it and it has not ended."""
        is_on = self._opening is None and self.live.session.ended is None
        return self.live if is_on else None

    @property
    def guests(self) -> int:
        return len(self._guests)

    def greet(self, guest: Outlet, record: RoomRecord) -> None:
        """Count a browser in, from its first message until `farewell`."""
        self._guests.add(guest)
        self._record = record
        if self._opening is not None:
            self._open_sitting()

    def farewell(self, guest: Outlet) -> None:
        self._guests.discard(guest)
        self.nudge()

    async def submit(
        self, decide: Decision, rewire: Rewiring = change_nothing
    ) -> tuple[Happening, ...]:
        """Take a turn: return what happened, or raise what forbade it."""
        if self.over:
            raise self._refusal
        turn = Turn(decide, rewire, asyncio.get_running_loop().create_future())
        self._inbox.put_nowait(turn)
        assert turn.outcome is not None
        return await turn.outcome

    def nudge(self, decide: Decision = decide_nothing, rewire: Rewiring = change_nothing) -> None:
        """Take a turn that nobody waits for; a refusal is nobody's."""
        if not self.over:
            self._inbox.put_nowait(Turn(decide, rewire))

    def hear(self, voices: Mapping[TrackId, int]) -> None:
        self._feel(self._senses.hear(self.live, self.wiring, voices))

    def judge(self, losses: Mapping[EndpointId, float]) -> None:
        self._feel(self._senses.judge(self.live, self.wiring, losses))

    async def run(self) -> None:
        """Serve turns until over.  Whoever starts this task awaits it."""
        try:
            while (turn := await self._inbox.get()) is not None:
                await self._take(turn)
                if self._deserted:
                    break
        finally:
            self._close()

    def stop(self) -> None:
        """Send every browser away and be over after the turns that wait already."""
        if self.over:
            return
        self.over = True
        self._refusal = Draining("this node is shutting down")
        for guest in tuple(self._guests):
            guest.part("draining")
        self._inbox.put_nowait(None)

    @property
    def _deserted(self) -> bool:
        idle = not self._guests and self._inbox.empty()
        return idle and self._opening is not None and not self._unforgotten

    async def _take(self, turn: Turn) -> None:
        try:
            happened = await self._play(turn)
        except (RoomsError, NodeError) as refusal:
            turn.fail(refusal)
        except BaseException:
            turn.fail(self._refusal)
            raise
        else:
            turn.succeed(happened)
        if self.live.session.ended is not None:
            self._close_sitting()
        self.ear_watch.look(self.live, self.wiring)
        await self._forget()
        await self.archive.settle()
        self._set_alarm()

    async def _play(self, turn: Turn) -> tuple[Happening, ...]:
        happened = tuple(turn.decide(self.live, self._world.clock.now()))
        events = lasting(happened)
        live = lives.apply_all(self.live, events)
        wiring = turn.rewire(live, self.wiring)
        if not events and wiring is self.wiring:
            return self._pass(happened)
        wiring = _assigned(live, wiring)
        plan = planning.plan(live, wiring, scope=self.scope, epoch=self._plan.epoch + 1)
        self._flow(self._plan.restricted_to(plan))
        await self._write(events)
        self.archive.note(self.live.session, happened)
        before, self.live, self.wiring = self.wiring, live, wiring
        self._flow(plan)
        self._remember(happened)
        tell(self._aftermath(before, happened))
        return happened

    def _pass(self, happened: tuple[Happening, ...]) -> tuple[Happening, ...]:
        """Let happen what changes nothing and is written nowhere."""
        self._remember(happened)
        tell_in_passing(self._aftermath(self.wiring, happened))
        return happened

    def _aftermath(self, before: Wiring, happened: Sequence[Happening]) -> Aftermath:
        return Aftermath(
            self.live,
            before,
            self.wiring,
            happened,
            self.memory,
            self.archive.plans,
            unjournalled=self._scribe.unjournalled,
        )

    def _remember(self, happened: Sequence[Happening]) -> None:
        self.memory = self.memory.after(happened, self.live.session)

    def _flow(self, plan: Plan) -> None:
        """Make `plan` true, unless it already is."""
        if replace(self._plan, epoch=plan.epoch) != plan:
            self._world.media.apply(plan)
            self._plan = plan

    async def _write(self, events: Sequence[LiveEvent]) -> None:
        if not events:
            return
        opening = () if self._opening is None else (self._opening,)
        self._opening = None
        await self._scribe.write([lives.encode(entry) for entry in (*opening, *events)])

    def _feel(self, rewire: Rewiring | None) -> None:
        if rewire is not None:
            self.nudge(rewire=rewire)

    def _open_sitting(self) -> None:
        dice = self._world.dice
        self._opening = SessionOpened(
            session=SessionId(new_id(dice)),
            room=self.room,
            main=SpaceId(new_id(dice)),
            capacity=self._record.capacity,
            lobby=self._record.lobby,
        )
        self.live = lives.opened(self._opening)
        self.memory = Memory()
        self._scribe = Scribe(self._world.journal, self._opening.session, self.room)

    def _close_sitting(self) -> None:
        """Leave the session that ended; whoever is still at the door may begin the next one."""
        log.info("session ended", session=self.live.session.id, reason=self.live.session.ended)
        self._unforgotten = (*self._unforgotten, self._scribe)
        self._open_sitting()

    async def _forget(self) -> None:
        """Destroy the journals of sessions that ended, however long the disk takes to let us."""
        kept = [scribe for scribe in self._unforgotten if not await scribe.forget()]
        self._unforgotten = tuple(kept)

    def _set_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        when = next_deadline(self.live.session)
        if self._unforgotten:
            when = min(when or inf, self._world.clock.now() + FORGET_AGAIN)
        self._alarm = None if when is None else self._world.clock.call_at(when, self._ring)

    def _ring(self) -> None:
        self.nudge(lambda live, now: due(live.session, now=now))

    def _close(self) -> None:
        self.over = True
        if self._alarm is not None:
            self._alarm.cancel()
        for guest in tuple(self._guests):
            guest.part("lost")
        while not self._inbox.empty():
            turn = self._inbox.get_nowait()
            if turn is not None:
                turn.fail(self._refusal)


def _assigned(live: Live, wiring: Wiring) -> Wiring:
    """Cut whoever is not here any more, and give everyone else their slots."""
    session = live.session
    return slots.assign(session, wiring.only({**session.participants, **session.waiting}))
