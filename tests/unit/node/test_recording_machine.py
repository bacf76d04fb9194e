"""No packet reaches a recorder through a shut gate, whatever people, disks and crashes do.

Everyone sends all the time, also while a turn waits for a store that is frozen.  What people said
is kept here a second time, from the moment they said it; what was recorded is held against that,
against who was in the room, and against the ledger as it lies on the disk.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from consent import checkpoint, entry
from consent.entry import Moved
from consent.erase import Erase
from consent.events import GateMoved, RecordingEnded
from consent.flag import Answer
from consent.gate import gate
from consent.ids import AskId
from consent.ledger import opened as record_of
from consent.reach import concerned
from consent.taps import taps
from consent.terms import Scope, Terms, Tracks
from consent.verifier import verify
from node import live as lives
from node.errors import NodeError
from node.feed import SOURCES
from node.host import SessionHost
from node.live import Live
from node.node import Node
from node.visit import Visit
from rooms.errors import RoomsError
from rooms.ids import ParticipantId
from rooms.planned_room import PlannedRoom
from rooms.role import Role
from sfu.events import Lost, Resumed, Silent
from sfu.ids import Source, TrackId
from tests.unit.consent.keys import public, signed
from tests.unit.node.recorder import FakeRecorder, Opened, RecordingOver, Shut, Taken
from tests.unit.node.world import LEDGER_KEY, ROOM, Hall, endpoint_of

ROLES = {
    "Lena": Role.FACILITATOR,
    "Cormac": Role.FACILITATOR,
    "Ada": Role.CLIENT,
    "Birch": Role.CLIENT,
    "Olga": Role.OBSERVER,
}
people = st.sampled_from(sorted(ROLES))
leaders = st.sampled_from(["Lena", "Lena", "Cormac"])
scopes = st.sampled_from([Scope.MAIN, Scope.MAIN, Scope.MAIN, Scope.BREAKOUTS])
MEANWHILE = ["come", "come back", "go", "withdraw", "stop", "yes", "move"]


class RecordingMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.visits: dict[str, Visit] = {}
        self.secrets: dict[str, str] = {}
        self.under_way: list[asyncio.Task[None]] = []
        self.yes: set[tuple[AskId, ParticipantId]] = set()
        self.not_yes: set[tuple[AskId, ParticipantId]] = set()
        self.stopped: set[AskId] = set()
        self.holds = 0
        self.looked = 0

    # -- how it is run ---------------------------------------------------------------------

    @initialize(
        came=st.integers(2, 5), recorded=st.sampled_from([True, True, False]), lobby=st.booleans()
    )
    def opens(self, *, came: int, recorded: bool, lobby: bool) -> None:
        self.hall = self.runner.run(self.make_hall(lobby=lobby))
        for who in list(ROLES)[:came]:
            self.comes(who)
        if recorded:
            self.asks("Lena", Scope.MAIN, Tracks.EVERYONE, None)
            self.all_say_yes(Scope.MAIN)

    async def make_hall(self, *, lobby: bool) -> Hall:
        hall = Hall()
        hall.room(lobby=lobby)
        hall.node = Node(hall.world)
        return hall

    def teardown(self) -> None:
        if hasattr(self, "hall"):
            self.thaws()
            self.runner.run(self.hall.node.close())
            self.everything_the_recorder_was_told_is_in_order()
        self.runner.close()

    @property
    def frozen(self) -> bool:
        return not self.hall.journal.free.is_set()

    def act(self, act: Awaitable[Any]) -> None:
        """Begin to do something, and wait for it unless the store is frozen."""
        self.runner.run(self.begun(act))
        self.everyone_sends()

    async def begun(self, act: Awaitable[Any]) -> None:
        task = asyncio.create_task(attempt(act))
        self.under_way.append(task)
        if self.frozen:
            for _ in range(20):
                await asyncio.sleep(0)
                self.everyone_sends()
        else:
            await self.done()

    async def done(self) -> None:
        while self.under_way:
            await self.under_way.pop(0)
        await self.hall.settle()

    def host(self) -> SessionHost | None:
        return self.hall.node.host(ROOM)

    def live(self) -> Live | None:
        host = self.host()
        return None if host is None else host.live

    def who_is(self, who: str) -> ParticipantId | None:
        host = self.host()
        return None if host is None else host.wiring.whose(self.visits[who]._connection)

    # -- what people do --------------------------------------------------------------------

    @rule(who=people)
    def comes(self, who: str) -> None:
        async def come() -> None:
            self.visits[who] = visit = await self.hall.come(who, ROLES[who])
            self.secrets[who] = visit.welcome.resume

        if who not in self.visits:
            self.act(come())

    @precondition(lambda self: self.visits)
    @rule(data=st.data(), how=st.sampled_from(["close", "close", "leave"]))
    def goes(self, data: st.DataObject, how: str) -> None:
        who = data.draw(st.sampled_from(sorted(self.visits)))
        visit = self.visits.pop(who)
        self.act(getattr(visit, how)())

    @rule(who=people)
    def comes_back(self, who: str) -> None:
        async def come_back() -> None:
            self.visits[who] = await self.hall.node.revisit(ROOM, self.secrets[who])

        if who in self.secrets and who not in self.visits:
            self.act(come_back())

    @precondition(lambda self: self.visits)
    @rule(data=st.data(), event=st.sampled_from([Silent, Resumed, Lost]))
    def the_network_changes(self, data: st.DataObject, event: Any) -> None:
        endpoint = endpoint_of(self.visits[data.draw(st.sampled_from(sorted(self.visits)))])
        if endpoint not in self.hall.media.closed:
            self.hall.media.fire(event(endpoint))
        self.act(asyncio.sleep(0))

    def by(self, who: str, act: Callable[[Visit], Awaitable[Any]]) -> None:
        if who in self.visits:
            # What is done when it is called is done before anybody sends again.
            self.runner.run(self.called(lambda: act(self.visits[who])))

    async def called(self, act: Callable[[], Awaitable[Any]]) -> None:
        try:
            doing = act()
        except (RoomsError, NodeError):
            return
        self.everyone_sends()
        await self.begun(doing)

    @rule(
        who=leaders,
        scope=scopes,
        tracks=st.sampled_from([Tracks.EVERYONE, Tracks.EVERYONE, Tracks.TEACHING]),
        until=st.sampled_from([None, None, 90.0]),
    )
    def asks(self, who: str, scope: Scope, tracks: Tracks, until: float | None) -> None:
        ends = None if until is None else self.hall.clock.now() + until
        self.by(who, lambda visit: visit.consent.ask(Terms(scope, tracks, ends)))

    @rule(scope=scopes, tracks=st.sampled_from(Tracks), came=st.integers(2, 5))
    def they_agree_anew(self, scope: Scope, tracks: Tracks, came: int) -> None:
        """So that there is something to shut: without it, most of what happens has no effect."""
        self.it_thaws(broken=False)
        self.hall.clock.jump(601.0)
        for who in list(ROLES)[:came]:
            self.comes_back(who)
            self.comes(who)
        self.leads("Lena", "admit_all")
        if scope is Scope.BREAKOUTS:
            self.leads("Lena", "split")
        self.asks("Lena", scope, tracks, None)
        self.all_say_yes(scope)

    @rule(scope=scopes)
    def all_say_yes(self, scope: Scope) -> None:
        for who in sorted(self.visits):
            self.answers(who, Answer.GIVEN, scope)

    @rule(
        who=people,
        said=st.sampled_from([Answer.GIVEN, Answer.GIVEN, Answer.REFUSED, Answer.LATER]),
        scope=scopes,
    )
    def answers(self, who: str, said: Answer, scope: Scope) -> None:
        live, me = self.live(), self.who_is(who) if who in self.visits else None
        if live is None or me is None or scope not in live.consents.asks:
            return
        ask = live.consents.asks[scope]

        async def answer(visit: Visit) -> None:
            signature = signed(who, ask.id, ask.digest) if said is Answer.GIVEN else b""
            await visit.consent.bind_key(public(who))
            answering = visit.consent.answer(ask.id, said, digest=ask.digest, signature=signature)
            if said is not Answer.LATER:
                (self.yes if said is Answer.GIVEN else self.not_yes).add((ask.id, me))
            await answering

        self.by(who, answer)

    @rule(who=people, scope=scopes, erase=st.sampled_from(Erase), ahead=st.booleans())
    def withdraws(self, who: str, scope: Scope, erase: Erase, *, ahead: bool) -> None:
        live, me = self.live(), self.who_is(who) if who in self.visits else None
        if live is None or me is None:
            return
        ask = live.consents.asks.get(scope)

        def withdraw(visit: Visit) -> Awaitable[None]:
            if ahead:
                visit.consent.shut_at_once(scope)
                self.everyone_sends()
            withdrawing = visit.consent.withdraw(scope, erase)
            if ask is not None and (ask.id, me) in self.yes:
                self.not_yes.add((ask.id, me))
            return withdrawing

        self.by(who, withdraw)

    @rule(who=people, scope=scopes)
    def is_read_ahead(self, who: str, scope: Scope) -> None:
        """And never carried out, as when its socket is lost: the visit ends."""
        if who in self.visits:
            visit = self.visits.pop(who)
            visit.consent.shut_at_once(scope)
            self.everyone_sends()
            self.act(visit.close())

    @rule(who=st.sampled_from(["Lena", "Cormac", "Ada"]), scope=scopes)
    def stops(self, who: str, scope: Scope) -> None:
        live, me = self.live(), self.who_is(who) if who in self.visits else None
        if live is None or me is None:
            return
        ask = live.consents.asks.get(scope)

        def stop(visit: Visit) -> Awaitable[None]:
            stopping = visit.consent.stop(scope)
            leads = me in live.session.participants and ROLES[who] is Role.FACILITATOR
            if ask is not None and leads and not ask.is_over:
                self.stopped.add(ask.id)
            return stopping

        self.by(who, stop)

    @rule(who=leaders, what=st.sampled_from(["lobby", "admit_all", "split", "merge", "end"]))
    def leads(self, who: str, what: str) -> None:
        live = self.live()
        if live is None:
            return
        here = sorted(live.session.participants)
        rooms = (PlannedRoom(participants=tuple(here[1:3])), PlannedRoom(participants=()))
        acts: dict[str, Callable[[Visit], Awaitable[Any]]] = {
            "lobby": lambda visit: visit.chair.switch_lobby(on=not live.session.lobby),
            "admit_all": lambda visit: visit.chair.admit_all(),
            "split": lambda visit: visit.board.split(rooms),
            "merge": lambda visit: visit.board.merge(),
            "end": lambda visit: visit.chair.end_session(),
        }
        self.by(who, acts[what])

    @rule(who=leaders, whom=people, number=st.integers(0, 2))
    def moves(self, who: str, whom: str, number: int) -> None:
        live, them = self.live(), self.who_is(whom) if whom in self.visits else None
        if live is not None and them is not None:
            rooms = [live.session.main, *live.session.breakouts.spaces]
            room = rooms[number % len(rooms)]
            self.by(who, lambda visit: visit.board.move(them, room))

    # -- what else happens -----------------------------------------------------------------

    @rule(seconds=st.sampled_from([0.5, 30.0, 61.0, 700.0]))
    def time_passes(self, seconds: float) -> None:
        self.hall.clock.jump(seconds)
        self.act(asyncio.sleep(0))

    @rule()
    def the_store_freezes(self) -> None:
        self.hall.journal.free.clear()

    @rule(broken=st.booleans())
    def it_thaws(self, *, broken: bool) -> None:
        self.hall.journal.broken = broken
        self.thaws()

    @rule(
        acts=st.lists(st.tuples(people, st.sampled_from(MEANWHILE)), min_size=1, max_size=4),
        broken=st.sampled_from([False, False, True]),
    )
    def much_happens_while_it_is_frozen(self, acts: list[tuple[str, str]], *, broken: bool) -> None:
        self.the_store_freezes()
        for who, what in acts:
            match what:
                case "come":
                    self.comes(who)
                case "come back":
                    self.comes_back(who)
                case "go" if who in self.visits:
                    self.act(self.visits.pop(who).close())
                case "withdraw":
                    self.withdraws(who, Scope.MAIN, Erase.NONE, ahead=False)
                case "stop":
                    self.stops(who, Scope.MAIN)
                case "yes":
                    self.answers(who, Answer.GIVEN, Scope.MAIN)
                case _:
                    self.moves("Lena", who, 1)
        self.it_thaws(broken=broken)

    def thaws(self) -> None:
        self.hall.journal.free.set()
        self.runner.run(self.done())
        self.everyone_sends()

    @rule(broken=st.booleans())
    def the_disk_fills_or_is_emptied(self, *, broken: bool) -> None:
        self.hall.journal.broken = broken

    @rule()
    def the_recorder_gives_up(self) -> None:
        live = self.live()
        for ask in () if live is None else live.consents.asks.values():
            self.recorder.failed(ask.id)
            self.stopped |= {ask.id} if ask.running else set()
        self.everyone_sends()
        self.act(asyncio.sleep(0))

    @rule(back=st.sets(people))
    def the_process_is_killed(self, back: set[str]) -> None:
        """Also in the middle of a turn."""
        self.stopped |= {ask for ask, _ in self.yes}
        self.runner.run(self.killed())
        self.everyone_sends()
        for who in sorted(back):
            self.comes_back(who)

    async def killed(self) -> None:
        old = self.hall
        tasks = [*old.node._tasks, *self.under_way]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if old.node._alarm is not None:
            old.node._alarm.cancel()
        old.journal.free.set()
        old.journal.broken = False
        self.visits, self.under_way = {}, []
        self.hall = Hall(
            clock=old.clock,
            journal=old.journal,
            rooms=old.rooms,
            recorder=old.recorder,
            dice=Random(old.dice.random()),
        )
        self.hall.node = Node(self.hall.world)
        await self.hall.node._take_up_all()
        await self.hall.settle()

    # -- what stays true -------------------------------------------------------------------

    @property
    def recorder(self) -> FakeRecorder:
        assert self.hall.recorder is not None
        return self.hall.recorder

    def everyone_sends(self) -> None:
        media = self.hall.media
        for endpoint in media.scopes:
            for source in Source:
                media.send(TrackId(endpoint, source), arrived=self.hall.clock.now())
        told = self.recorder.told
        for each in told[self.looked :]:
            if isinstance(each, Taken):
                self.may_be_recorded(each)
        self.looked = len(told)

    def may_be_recorded(self, taken: Taken) -> None:
        host = self.host()
        assert host is not None
        live, ask = host.live, host.live.consents.find(taken.recording)
        assert ask is not None
        assert ask.id not in self.stopped
        assert ask.id not in self.being_shut(), "restriction before ink"
        room = {person.id for person in concerned(live.session, ask.terms.scope)}
        assert taken.owner in room
        for person in room | self.heard_or_seen_by(host, room):
            assert (ask.id, person) in self.yes
            assert (ask.id, person) not in self.not_yes
            assert live.session.participants[person].present
        moves = [fact for fact in self.facts() if isinstance(fact, Moved) and fact.ask == ask.id]
        assert moves[-1].open, "ink before permission"
        assert ask.terms.until is None or taken.arrived < ask.terms.until
        if ask.terms.tracks is Tracks.TEACHING:
            assert live.session.participants[taken.owner].role is Role.FACILITATOR

    def heard_or_seen_by(self, host: SessionHost, room: set[ParticipantId]) -> set[ParticipantId]:
        """Return who sends to those in the room at this moment, by what really flows."""
        plan = self.hall.plan()
        who = {line.endpoint: id_ for id_, line in host.wiring.lines.items()}
        return {
            who[route.track.endpoint]
            for slot, route in plan.routes.items()
            if who.get(slot.endpoint) in room and route.track.endpoint != slot.endpoint
        } - set(host.live.session.breakouts.listening)

    def being_shut(self) -> set[AskId]:
        """Return what is shut, or ended, by what is just being written."""
        shut = set()
        for event in map(lives.decode, self.hall.journal.writing):
            match event:
                case GateMoved(ask, is_open):
                    shut = shut - {ask} if is_open else shut | {ask}
                case RecordingEnded(ask):
                    shut.add(ask)
                case _:
                    pass
        return shut

    def facts(self) -> list[entry.Fact]:
        found = []
        for data in self.hall.journal.ledgers._records.get(ROOM, []):
            record = record_of(data)
            read = None if record is None else entry.read(record.entry)
            assert read is not None
            found.append(read.fact)
        return found

    @invariant()
    def the_ledger_verifies(self) -> None:
        books = self.hall.journal.ledgers
        if ROOM not in books._ids:
            return
        signed_ = [checkpoint.read(data) for data in books._checkpoints[ROOM]]
        known = [each for each in signed_ if each is not None]
        assert len(known) == len(signed_)
        key = LEDGER_KEY.public_key().public_bytes_raw()
        verdict = verify(books._ids[ROOM], books._records[ROOM], key, known)
        assert verdict.sound, verdict.findings

    @invariant()
    def nothing_is_asked_or_recorded_that_cannot_be_written(self) -> None:
        host = self.host()
        if host is not None and not self.frozen and host._minutes.scribe.unjournalled:
            assert all(ask.is_over for ask in host.live.consents.asks.values())

    @invariant()
    def what_everyone_agreed_to_is_recorded(self) -> None:
        """Nothing stays shut by mistake: once all turns are taken, what may be kept is kept."""
        host = self.host()
        if self.frozen or host is None or host.sitting is None:
            return
        live = host.live
        for scope, ask in live.consents.asks.items():
            opens = gate(live.consents, live.session, scope).open
            assert opens is ask.open
            for who, device, _ in taps(live.consents, live.session, scope):
                line = host.wiring.lines.get(who)
                for source in SOURCES[device] if line is not None else ():
                    assert line is not None
                    assert self.hall.media.send(TrackId(line.endpoint, source)) == 1
        self.looked = len(self.recorder.told)

    @invariant()
    def everything_the_recorder_was_told_is_in_order(self) -> None:
        open_, over = set(), set()
        for each in self.recorder.told:
            match each:
                case Opened(sheet):
                    assert sheet.recording not in over
                    open_.add(sheet.recording)
                case Taken(recording):
                    assert recording in open_
                case Shut(recording):
                    open_.remove(recording)
                case RecordingOver(recording):
                    assert recording not in open_ | over
                    over.add(recording)
                case _:
                    pass


async def attempt(act: Awaitable[Any]) -> None:
    with suppress(RoomsError, NodeError):
        await act


TestRecording = RecordingMachine.TestCase
TestRecording.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
