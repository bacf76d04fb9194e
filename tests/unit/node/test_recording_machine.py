"""No packet reaches a recorder through a shut gate, whatever people, disks and crashes do.

Everyone sends all the time, also while a turn waits for a store that is frozen.  A witness holds
what was recorded against what people said, against who was in the room, and against the ledger as
it lies on the disk.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from consent.erase import Erase
from consent.flag import Answer
from consent.terms import Scope, Terms, Tracks
from node.visit import Visit
from rooms.planned_room import PlannedRoom
from rooms.role import Role
from sfu.events import Lost, Resumed, Silent
from tests.unit.consent.keys import public, signed
from tests.unit.node.agreeing import the_recorder
from tests.unit.node.stage import Stage
from tests.unit.node.witness import (
    Witness,
    everything_the_recorder_was_told_is_in_order,
    nothing_is_asked_or_recorded_that_cannot_be_written,
    the_ledger_verifies,
)
from tests.unit.node.world import ROOM, endpoint_of

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
    @initialize(
        came=st.integers(2, 5), recorded=st.sampled_from([True, True, False]), lobby=st.booleans()
    )
    def opens(self, *, came: int, recorded: bool, lobby: bool) -> None:
        self.witness = Witness()
        self.stage = Stage(self.witness, lobby=lobby)
        for who in list(ROLES)[:came]:
            self.comes(who)
        if recorded:
            self.asks("Lena", Scope.MAIN, Tracks.EVERYONE, None)
            self.all_say_yes(Scope.MAIN)

    def teardown(self) -> None:
        if hasattr(self, "stage"):
            self.stage.close()
            everything_the_recorder_was_told_is_in_order(self.stage.hall)

    # -- what people do --------------------------------------------------------------------

    @rule(who=people)
    def comes(self, who: str) -> None:
        async def come() -> None:
            self.stage.visits[who] = visit = await self.stage.hall.come(who, ROLES[who])
            self.stage.secrets[who] = visit.welcome.resume

        if who not in self.stage.visits:
            self.stage.act(come())

    @precondition(lambda self: self.stage.visits)
    @rule(data=st.data(), how=st.sampled_from(["close", "close", "leave"]))
    def goes(self, data: st.DataObject, how: str) -> None:
        who = data.draw(st.sampled_from(sorted(self.stage.visits)))
        visit = self.stage.visits.pop(who)
        self.stage.act(getattr(visit, how)())

    @rule(who=people)
    def comes_back(self, who: str) -> None:
        async def come_back() -> None:
            self.stage.visits[who] = await self.stage.hall.node.revisit(
                ROOM, self.stage.secrets[who]
            )

        if who in self.stage.secrets and who not in self.stage.visits:
            self.stage.act(come_back())

    @precondition(lambda self: self.stage.visits)
    @rule(data=st.data(), event=st.sampled_from([Silent, Resumed, Lost]))
    def the_network_changes(self, data: st.DataObject, event: Any) -> None:
        endpoint = endpoint_of(
            self.stage.visits[data.draw(st.sampled_from(sorted(self.stage.visits)))]
        )
        if endpoint not in self.stage.hall.media.closed:
            self.stage.hall.media.fire(event(endpoint))
        self.stage.act(asyncio.sleep(0))

    @rule(
        who=leaders,
        scope=scopes,
        tracks=st.sampled_from([Tracks.EVERYONE, Tracks.EVERYONE, Tracks.TEACHING]),
        until=st.sampled_from([None, None, 90.0]),
    )
    def asks(self, who: str, scope: Scope, tracks: Tracks, until: float | None) -> None:
        ends = None if until is None else self.stage.hall.clock.now() + until
        self.stage.by(who, lambda visit: visit.consent.ask(Terms(scope, tracks, ends)))

    @rule(scope=scopes, tracks=st.sampled_from(Tracks), came=st.integers(2, 5))
    def they_agree_anew(self, scope: Scope, tracks: Tracks, came: int) -> None:
        """So that there is something to shut: without it, most of what happens has no effect."""
        self.it_thaws(broken=False)
        self.stage.hall.clock.jump(601.0)
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
        for who in sorted(self.stage.visits):
            self.answers(who, Answer.GIVEN, scope)

    @rule(
        who=people,
        said=st.sampled_from([Answer.GIVEN, Answer.GIVEN, Answer.REFUSED, Answer.LATER]),
        scope=scopes,
    )
    def answers(self, who: str, said: Answer, scope: Scope) -> None:
        live, me = self.stage.live(), self.stage.who_is(who) if who in self.stage.visits else None
        if live is None or me is None or scope not in live.consents.asks:
            return
        ask = live.consents.asks[scope]

        async def answer(visit: Visit) -> None:
            signature = signed(who, ask.id, ask.digest) if said is Answer.GIVEN else b""
            await visit.consent.bind_key(public(who))
            answering = visit.consent.answer(ask.id, said, digest=ask.digest, signature=signature)
            if said is not Answer.LATER:
                (self.witness.yes if said is Answer.GIVEN else self.witness.not_yes).add(
                    (ask.id, me)
                )
            await answering

        self.stage.by(who, answer)

    @rule(who=people, scope=scopes, erase=st.sampled_from(Erase), ahead=st.booleans())
    def withdraws(self, who: str, scope: Scope, erase: Erase, *, ahead: bool) -> None:
        live, me = self.stage.live(), self.stage.who_is(who) if who in self.stage.visits else None
        if live is None or me is None:
            return
        ask = live.consents.asks.get(scope)

        def withdraw(visit: Visit) -> Awaitable[None]:
            if ahead:
                visit.consent.shut_at_once(scope)
                self.stage.everyone_sends()
            withdrawing = visit.consent.withdraw(scope, erase)
            if ask is not None and (ask.id, me) in self.witness.yes:
                self.witness.not_yes.add((ask.id, me))
            return withdrawing

        self.stage.by(who, withdraw)

    @rule(who=people, scope=scopes)
    def is_read_ahead(self, who: str, scope: Scope) -> None:
        """And never carried out, as when its socket is lost: the visit ends."""
        if who in self.stage.visits:
            visit = self.stage.visits.pop(who)
            visit.consent.shut_at_once(scope)
            self.stage.everyone_sends()
            self.stage.act(visit.close())

    @rule(who=st.sampled_from(["Lena", "Cormac", "Ada"]), scope=scopes)
    def stops(self, who: str, scope: Scope) -> None:
        live, me = self.stage.live(), self.stage.who_is(who) if who in self.stage.visits else None
        if live is None or me is None:
            return
        ask = live.consents.asks.get(scope)

        def stop(visit: Visit) -> Awaitable[None]:
            stopping = visit.consent.stop(scope)
            leads = me in live.session.participants and ROLES[who] is Role.FACILITATOR
            if ask is not None and leads and not ask.is_over:
                self.witness.stopped.add(ask.id)
            return stopping

        self.stage.by(who, stop)

    @rule(who=leaders, what=st.sampled_from(["lobby", "admit_all", "split", "merge", "end"]))
    def leads(self, who: str, what: str) -> None:
        live = self.stage.live()
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
        self.stage.by(who, acts[what])

    @rule(who=leaders, whom=people, number=st.integers(0, 2))
    def moves(self, who: str, whom: str, number: int) -> None:
        live, them = (
            self.stage.live(),
            self.stage.who_is(whom) if whom in self.stage.visits else None,
        )
        if live is not None and them is not None:
            rooms = [live.session.main, *live.session.breakouts.spaces]
            room = rooms[number % len(rooms)]
            self.stage.by(who, lambda visit: visit.board.move(them, room))

    # -- what else happens -----------------------------------------------------------------

    @rule(seconds=st.sampled_from([0.5, 30.0, 61.0, 700.0]))
    def time_passes(self, seconds: float) -> None:
        self.stage.hall.clock.jump(seconds)
        self.stage.act(asyncio.sleep(0))

    @rule()
    def the_store_freezes(self) -> None:
        self.stage.hall.journal.free.clear()

    @rule(broken=st.booleans())
    def it_thaws(self, *, broken: bool) -> None:
        self.stage.hall.journal.broken = broken
        self.stage.thaw()

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
                case "go" if who in self.stage.visits:
                    self.stage.act(self.stage.visits.pop(who).close())
                case "withdraw":
                    self.withdraws(who, Scope.MAIN, Erase.NONE, ahead=False)
                case "stop":
                    self.stops(who, Scope.MAIN)
                case "yes":
                    self.answers(who, Answer.GIVEN, Scope.MAIN)
                case _:
                    self.moves("Lena", who, 1)
        self.it_thaws(broken=broken)

    @rule(broken=st.booleans())
    def the_disk_fills_or_is_emptied(self, *, broken: bool) -> None:
        self.stage.hall.journal.broken = broken

    @rule()
    def the_recorder_gives_up(self) -> None:
        live = self.stage.live()
        for ask in () if live is None else live.consents.asks.values():
            the_recorder(self.stage.hall).failed(ask.id)
            self.witness.stopped |= {ask.id} if ask.running else set()
        self.stage.everyone_sends()
        self.stage.act(asyncio.sleep(0))

    @rule(back=st.sets(people))
    def the_process_is_killed(self, back: set[str]) -> None:
        """Also in the middle of a turn."""
        self.witness.stopped |= {ask for ask, _ in self.witness.yes}
        self.stage.kill()
        for who in sorted(back):
            self.comes_back(who)

    # -- what stays true -------------------------------------------------------------------

    @invariant()
    def the_ledger_verifies(self) -> None:
        the_ledger_verifies(self.stage.hall)

    @invariant()
    def nothing_is_asked_or_recorded_that_cannot_be_written(self) -> None:
        nothing_is_asked_or_recorded_that_cannot_be_written(self.stage.hall)

    @invariant()
    def what_everyone_agreed_to_is_recorded(self) -> None:
        self.witness.what_everyone_agreed_to_is_recorded(self.stage.hall)

    @invariant()
    def everything_the_recorder_was_told_is_in_order(self) -> None:
        everything_the_recorder_was_told_is_in_order(self.stage.hall)


TestRecording = RecordingMachine.TestCase
TestRecording.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
