"""The host of a room's sessions: one task, one turn at a time, and the order of effects.

A turn decides, and what was decided takes effect in this order, written only here:

    decide ─▶ new value, new plan ─▶ less flows ─▶ journal ─▶ value swapped ─▶ more flows ─▶ told

A restriction so holds before it is written, and a permission only after.  The value is never seen
half changed: until the journal has it, the old one stands.  One thing comes before its turn: a
gate shuts as soon as somebody takes a yes back, since that can only shut.
"""

from collections.abc import Mapping, Sequence

import structlog

from consent import consequences
from consent.ids import AskId
from node import live as lives
from node.archive import Archive
from node.concluding import concluded
from node.ear_watch import EarWatch
from node.erasing import Eraser
from node.errors import Draining, LedgerBroken, NodeError, SessionGone, Unjournalled
from node.flow import Flow
from node.ids import new_id
from node.inbox import Inbox
from node.ledger_scribe import LedgerScribe
from node.leftovers import Leftovers
from node.live import Live, LiveEvent
from node.memory import Memory
from node.minutes import Minutes, opening_of
from node.outlet import Outlet
from node.ports import RoomRecord, World
from node.receipts import hand_out
from node.reel import Reel
from node.scribe import Scribe
from node.senses import Senses
from node.step import Step
from node.telling import Aftermath, tell, tell_in_passing
from node.turn import (
    Decision,
    Happening,
    Rewiring,
    Turn,
    change_nothing,
    decide_nothing,
    lapse,
    lasting,
)
from node.wake import Wake
from node.wiring import Wiring
from rooms.deadlines import next_deadline
from rooms.errors import RoomsError
from rooms.ids import SessionId
from sfu.ids import EndpointId, GateId, ScopeId, TrackId
from sfu.plan import Plan

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
        self.ledger = LedgerScribe(world.ledgers, world.ledger_key, record.id)
        self.reel = Reel(world.recorder, world.media, world.clock, self.ledger.mark)
        self.eraser = Eraser(world.recorder, self.ledger, world.clock)
        self._record = record
        self._world = world
        self.flow = Flow(world.media, self.scope, self.reel.shut)
        self._senses = Senses()
        self._guests: set[Outlet] = set()
        self._inbox = Inbox()
        self._wake = Wake(world.clock, self._ring)
        self._leftovers = Leftovers()
        self._refusal: NodeError = SessionGone("this session cannot go on here")
        if found is None:
            self._open_sitting()
        else:
            self.live = found
            self._minutes = Minutes(self._scribe_of(found.session.id, begun=True))
        self.ear_watch = EarWatch(world.clock, self.live)

    @property
    def sitting(self) -> Live | None:
        """The session, if somebody has come to it and it has not ended."""
        is_on = self._minutes.is_begun and self.live.session.ended is None
        return self.live if is_on else None

    @property
    def guests(self) -> int:
        return len(self._guests)

    def greet(self, guest: Outlet, record: RoomRecord) -> None:
        """Count a browser in, from its first message until `farewell`."""
        self._guests.add(guest)
        self._record = record
        if not self._minutes.is_begun:
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
        return await self._inbox.submit(decide, rewire)

    def nudge(self, decide: Decision = decide_nothing, rewire: Rewiring = change_nothing) -> None:
        """Take a turn that nobody waits for; a refusal is nobody's."""
        if not self.over:
            self._inbox.put(decide, rewire)

    def give_up(self, recording: AskId) -> None:
        """End a recording, if it is this session's: nobody keeps it any more."""
        ask = self.live.consents.find(recording)
        if ask is not None and ask.running:
            self.nudge(self.flow.behind(GateId(recording), lives.giving_up(recording)))

    def hear(self, voices: Mapping[TrackId, int]) -> None:
        self._feel(self._senses.hear(self.live, self.wiring, voices))

    def judge(self, losses: Mapping[EndpointId, float]) -> None:
        self._feel(self._senses.judge(self.live, self.wiring, losses))

    async def run(self) -> None:
        """Serve turns until over.  Whoever starts this task awaits it."""
        try:
            while (turn := await self._inbox.next()) is not None:
                await self._take(turn)
                if self._deserted:
                    break
        finally:
            self._close()
            await self.eraser.close()

    def stop(self) -> None:
        """Send every browser away and be over after the turns that wait already."""
        if self.over:
            return
        self.over = True
        self._refusal = Draining("this node is shutting down")
        for guest in tuple(self._guests):
            guest.part("draining")
        # Whoever starts next would end it as well; but so the ledger is whole until then.
        self._inbox.put(lives.interrupt, change_nothing)
        self._inbox.finish()

    @property
    def _deserted(self) -> bool:
        idle = not self._guests and self._inbox.is_empty
        return idle and not self._minutes.is_begun and not self._leftovers

    async def _take(self, turn: Turn) -> None:
        try:
            happened = await self._play(turn)
        except (RoomsError, NodeError) as refusal:
            turn.fail(refusal)
            await self._settle(refusal)
        except BaseException:
            turn.fail(self._refusal)
            raise
        else:
            turn.succeed(happened)
        if self.live.session.ended is not None:
            self._close_sitting()
        self.ear_watch.look(self.live, self.wiring)
        await self._leftovers.forget()
        await self.archive.settle()
        self._set_alarm()

    async def _settle(self, refusal: RoomsError | NodeError) -> None:
        """Do what follows of a refusal: what cannot be proven ends, and a gate may open again."""
        if isinstance(refusal, Unjournalled | LedgerBroken):
            await self._play(Turn(lives.interrupt, change_nothing))
        elif not self.flow.is_settled:
            await self._play(Turn(decide_nothing, change_nothing))

    async def _play(self, turn: Turn) -> tuple[Happening, ...]:
        now = self._world.clock.now()
        happened = concluded(self.live, turn.decide(self.live, now), now=now, dice=self._world.dice)
        live = lives.apply_all(self.live, lasting(happened))
        step = Step(happened, live, turn.rewire(live, self.wiring))
        if not step.events and step.wiring is self.wiring and self.flow.is_settled:
            return self._pass(happened)
        step = step.assigned()
        plan = self.flow.restrict(step)
        await self._minutes.write(self.live, step.events, now)
        if self._minutes.is_failing and (ended := lives.interrupt(step.live, now)):
            step, plan = await self._interrupted(step, ended, now)
        if step.live.session.ended is not None:
            await hand_out(self.ledger, self.live, self.wiring)
        self._take_effect(step, plan)
        return step.happened

    async def _interrupted(
        self, step: Step, ended: Sequence[LiveEvent], now: float
    ) -> tuple[Step, Plan]:
        """End what cannot be proven now, be it what this very step would begin."""
        after = step.then(ended)
        plan = self.flow.restrict(after)
        await self._minutes.write(step.live, ended, now)
        return after, plan

    def _take_effect(self, step: Step, plan: Plan) -> None:
        self.archive.note(self.live.session, step.happened)
        before, self.live, self.wiring = self.wiring, step.live, step.wiring
        self.reel.follow(step.live, step.wiring, self.flow.passing(plan))
        self.flow.make(plan)
        self._remember(step.happened)
        tell(self._aftermath(before, step.happened))

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
            unjournalled=self._minutes.scribe.unjournalled,
            checkpoint=self.ledger.checkpoint,
        )

    def _remember(self, happened: Sequence[Happening]) -> None:
        self.memory = self.memory.after(happened, self.live.session)

    def _feel(self, rewire: Rewiring | None) -> None:
        if rewire is not None:
            self.nudge(rewire=rewire)

    def _open_sitting(self) -> None:
        opening = opening_of(self._record, self._world.dice)
        self.live = lives.opened(opening)
        self.memory = Memory()
        self._minutes = Minutes(self._scribe_of(opening.session), opening)

    def _scribe_of(self, session: SessionId, *, begun: bool = False) -> Scribe:
        return Scribe(self._world.journal, self.ledger, session, self.room, begun=begun)

    def _close_sitting(self) -> None:
        """Leave the session that ended; whoever is still at the door may begin the next one."""
        log.info("session ended", session=self.live.session.id, reason=self.live.session.ended)
        self._leftovers.add(self._minutes.scribe)
        self._open_sitting()

    def _set_alarm(self) -> None:
        self._wake.set(
            (
                next_deadline(self.live.session),
                consequences.next_deadline(self.live.consents),
                self._leftovers.next(self._world.clock.now()),
            )
        )

    def _ring(self) -> None:
        """Take what has come due; the end that people agreed to does not wait for its turn."""
        decide: Decision = lapse
        for ask in consequences.outlasted(self.live.consents, now=self._world.clock.now()):
            decide = self.flow.behind(GateId(ask), decide)
        self.nudge(decide)

    def _close(self) -> None:
        self.over = True
        self._wake.cancel()
        self.flow.stop()
        self.reel.close()
        for guest in tuple(self._guests):
            guest.part("lost")
        self._inbox.refuse(self._refusal)
