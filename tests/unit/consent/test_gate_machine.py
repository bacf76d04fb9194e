"""Whatever happens, in whatever order: a gate is open only if everyone it concerns has said yes.

Joins, drops, moves, breakouts, broadcasts, holds, restarts and steps of the clock; what people
said is kept here a second time, and the condition is written out once more.  Besides: time and
the session owe nothing twice, the journal tells the whole story, and a refusal changes nothing.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from consent.consents import Consents, apply_all
from consent.consequences import due, next_deadline
from consent.events import GateMoved, RecordingEnded
from consent.flag import Answer
from consent.ids import AskId
from consent.projection import State
from consent.taps import taps
from consent.terms import Scope, Terms, Tracks
from rooms.errors import RoomsError
from rooms.ids import ParticipantId
from rooms.participant import Participant
from rooms.role import Role
from tests.unit.consent.group import Group

CLIENTS = ["Ada", "Ben", "Olga", "Eve"]
FACILITATORS = ["Lena", "Cormac"]
PEOPLE = st.sampled_from([*FACILITATORS, *CLIENTS])
ROLES = {"Olga": Role.OBSERVER, **dict.fromkeys(FACILITATORS, Role.FACILITATOR)}
SCOPES = st.sampled_from([Scope.MAIN, Scope.MAIN, Scope.BREAKOUTS])
ANSWERS = st.sampled_from([Answer.GIVEN, Answer.GIVEN, Answer.GIVEN, Answer.REFUSED, Answer.LATER])

ALONE: dict[str, Callable[[Group, str], object]] = {
    "drop": lambda group, who: group.sitting.drop(who),
    "come back": lambda group, who: group.sitting.come_back(who),
    "leave": lambda group, who: group.sitting.leave(who),
    "admit": lambda group, who: group.sitting.admit(who, by=None),
    "remove": lambda group, who: group.sitting.remove(who, by=None),
}


class GateMachine(RuleBasedStateMachine):
    @initialize(
        lobby=st.booleans(),
        came=st.integers(0, 4),
        scope=st.sampled_from([Scope.MAIN, Scope.BREAKOUTS, None]),
        yes=st.booleans(),
    )
    def begun(self, *, lobby: bool, came: int, scope: Scope | None, yes: bool) -> None:
        self.group = Group(*CLIENTS[:came], lobby=lobby)
        self.said: dict[tuple[AskId, str], list[Answer]] = {}
        if scope is not None:
            self.ask(by="Lena", scope=scope, tracks=Tracks.EVERYONE, until=None)
            if yes:
                self.answer(who=[*FACILITATORS, *CLIENTS], said=Answer.GIVEN, scope=scope)
        if scope is Scope.BREAKOUTS:
            self.split(CLIENTS[:came], [])

    def try_(self, act: Callable[[], object]) -> None:
        """Take a turn: the decision, and what follows; a refusal changes nothing."""
        before = self.group.consents.asks
        try:
            act()
        except RoomsError:
            assert self.group.consents.asks == before
        self.group.due()

    @rule(who=PEOPLE)
    def enter(self, who: str) -> None:
        role = ROLES.get(who, Role.CLIENT)
        self.try_(lambda: self.group.sitting.enter(who, role))

    @rule(who=st.lists(PEOPLE, min_size=1, max_size=3), what=st.sampled_from(sorted(ALONE)))
    def alone(self, who: Sequence[str], what: str) -> None:
        for each in who:
            self.try_(lambda each=each: ALONE[what](self.group, each))  # type: ignore[misc]

    @rule(
        by=st.sampled_from(["Lena", "Lena", "Cormac", None, "Ada"]),
        scope=SCOPES,
        tracks=st.sampled_from(Tracks),
        until=st.sampled_from([None, None, 90.0]),
    )
    def ask(self, by: str | None, scope: Scope, tracks: Tracks, until: float | None) -> None:
        ends = None if until is None else self.group.now + until
        self.try_(lambda: self.group.ask(by=by, terms=Terms(scope, tracks, ends)))

    @rule(who=st.lists(PEOPLE, min_size=1, max_size=6), said=ANSWERS, scope=SCOPES)
    def answer(self, who: Sequence[str], said: Answer, scope: Scope) -> None:
        for each in who:
            if scope in self.group.consents.asks:
                self.try_(lambda each=each: self.say(each, said, scope))  # type: ignore[misc]

    @rule(yes_of=st.sets(PEOPLE, max_size=6), scope=SCOPES)
    def all_agree(self, yes_of: set[str], scope: Scope) -> None:
        self.ask(by="Lena", scope=scope, tracks=Tracks.EVERYONE, until=None)
        here = [*self.group.sitting.session.participants]
        self.answer(who=sorted({*here} - yes_of) + sorted(yes_of), said=Answer.GIVEN, scope=scope)

    def say(self, who: str, said: Answer, scope: Scope) -> None:
        ask = self.group.of(scope).id
        before = len(self.group.events)
        self.group.answer(who, said, scope)
        if len(self.group.events) > before:
            self.said.setdefault((ask, who), []).append(said)

    @rule(who=PEOPLE, scope=SCOPES)
    def withdraw(self, who: str, scope: Scope) -> None:
        def act() -> None:
            happened = self.group.withdraw(who, scope)
            if happened:
                ask = self.group.of(scope).id
                self.said.setdefault((ask, who), []).append(Answer.REFUSED)
                assert not self.group.gate(scope).open or who in self.group.sitting.session.waiting

        self.try_(act)

    @rule(scope=SCOPES, by=st.sampled_from(["Lena", "Ada", None]))
    def stop(self, scope: Scope, by: str | None) -> None:
        self.try_(lambda: self.group.stop(by=by, scope=scope))

    @rule(first=st.lists(PEOPLE, max_size=3, unique=True), second=st.lists(PEOPLE, max_size=2))
    def split(self, first: list[str], second: list[str]) -> None:
        groups = [first, [each for each in dict.fromkeys(second) if each not in first]]
        self.try_(lambda: self.group.sitting.split(*groups))

    @rule(who=PEOPLE, number=st.integers(0, 2))
    def move(self, who: str, number: int) -> None:
        session = self.group.sitting.session
        rooms = [session.main, *session.breakouts.spaces]
        self.try_(lambda: self.group.sitting.move(who, rooms[number % len(rooms)]))

    @rule(who=st.sampled_from(FACILITATORS), how=st.sampled_from(["speak", "show", "ear", "side"]))
    def reach_out(self, who: str, how: str) -> None:
        session, sitting = self.group.sitting.session, self.group.sitting
        rooms = [session.main, *session.breakouts.spaces]
        acts: dict[str, Callable[[], object]] = {
            "speak": lambda: sitting.speak_to(who, *rooms),
            "show": lambda: sitting.show_to(who, *rooms),
            "ear": lambda: sitting.listen(who, rooms[-1]),
            "side": lambda: sitting.step_aside("Ada", by=who),
        }
        self.try_(acts[how])

    @rule()
    def merge(self) -> None:
        self.try_(self.group.sitting.merge)

    @rule(seconds=st.sampled_from([0.0, 1.0, 30.0, 59.0, 60.0, 600.0]))
    def time_passes(self, seconds: float) -> None:
        self.group.wait(seconds)

    @rule(seconds=st.sampled_from([5.0, 60.0, 600.0]))
    def the_clock_jumps(self, seconds: float) -> None:
        """No alarm rings on the way: the next turn is simply late."""
        self.group.sitting.now += seconds
        self.group.due()

    @rule(seconds=st.sampled_from([1.0, 100.0]))
    def the_clock_steps_back(self, seconds: float) -> None:
        self.group.sitting.now -= seconds
        self.group.due()

    @rule(back=st.lists(PEOPLE, max_size=6))
    def restart(self, back: Sequence[str]) -> None:
        before = self.group.consents.asks
        assert apply_all(Consents(), self.group.events).asks == before
        self.group.restart()
        assert not any(self.group.gate(scope).open for scope in Scope)
        self.alone(who=back, what="come back")
        assert not any(self.group.gate(scope).open for scope in Scope)

    @rule()
    def the_journal_fails(self) -> None:
        self.try_(self.group.interrupt)
        assert not any(self.group.gate(scope).open for scope in Scope)

    # -- what stays true --------------------------------------------------------------------

    def those_in_or_heard_in(self, scope: Scope) -> list[Participant]:
        session = self.group.sitting.session
        rooms = {session.main}
        if scope is Scope.BREAKOUTS:
            rooms = {id_ for id_, space in session.breakouts.spaces.items() if not space.side}
        return [
            person
            for person in session.participants.values()
            if person.space in rooms or (person.speaks_into | person.shows_into) & rooms
        ]

    def has_only_ever_agreed(self, ask: AskId, who: ParticipantId) -> bool:
        said = [each for each in self.said.get((ask, who), []) if each is not Answer.LATER]
        return bool(said) and set(said) == {Answer.GIVEN}

    @invariant()
    def a_gate_is_open_only_if_everyone_has_said_yes(self) -> None:
        for scope in Scope:
            gate, who = self.group.gate(scope), self.those_in_or_heard_in(scope)
            if not gate.open:
                assert not gate.rooms
                continue
            ask = self.group.of(scope)
            assert gate.rooms
            assert len(who) > 1
            assert self.group.sitting.session.facilitated
            assert all(person.present for person in who)
            assert all(self.has_only_ever_agreed(ask.id, person.id) for person in who)
            ends = [e for e in self.group.events if isinstance(e, RecordingEnded)]
            assert ask.id not in {event.ask for event in ends}
            assert ask.terms.until is None or ask.terms.until > self.group.now
            if scope is Scope.MAIN:
                assert any(person.role is Role.FACILITATOR for person in who)

    @invariant()
    def it_is_open_whenever_it_may_be(self) -> None:
        for scope, ask in self.group.consents.asks.items():
            who = self.those_in_or_heard_in(scope)
            led = [person for person in who if person.role is Role.FACILITATOR]
            all_agree = all(self.has_only_ever_agreed(ask.id, person.id) for person in who)
            if scope is Scope.MAIN and ask.running and led and len(who) > 1 and all_agree:
                assert self.group.gate(scope).open is all(person.present for person in who)

    @invariant()
    def what_is_tapped_is_of_people_who_agreed_and_for_nobody_else(self) -> None:
        session = self.group.sitting.session
        for scope in Scope:
            for who, _, room in taps(self.group.consents, session, scope):
                ask, person = self.group.of(scope), session.participants[who]
                assert room in self.group.gate(scope).rooms
                assert person.space == room
                assert self.has_only_ever_agreed(ask.id, who)
                assert person.role is not Role.OBSERVER
                assert not session.breakouts.is_side(room)
                assert not any(room in ears for ears in session.breakouts.listening.values())
                assert ask.terms.tracks is Tracks.EVERYONE or person.role is Role.FACILITATOR

    @invariant()
    def what_is_written_is_what_is(self) -> None:
        group = self.group
        assert apply_all(Consents(), group.events) == group.consents
        assert due(group.consents, group.sitting.session, now=group.now) == ()
        for scope, ask in group.consents.asks.items():
            assert ask.open is group.gate(scope).open
            moves = [e for e in group.events if isinstance(e, GateMoved) and e.ask == ask.id]
            recorded = {id_ for move in moves for id_ in move.people}
            assert ask.recorded == recorded
            if ask.open:
                assert {p.id for p in self.those_in_or_heard_in(scope)} <= recorded

    @invariant()
    def what_is_owed_lies_ahead(self) -> None:
        deadline = next_deadline(self.group.consents)
        assert deadline is None or deadline > self.group.now

    @invariant()
    def the_header_tells_the_truth(self) -> None:
        recorded = any(self.group.gate(scope).open for scope in Scope)
        assert (self.group.shown().state is State.ON) is recorded

    def teardown(self) -> None:
        with suppress(AttributeError):
            self.group.wait(2000.0)
            for ask in self.group.consents.asks.values():
                assert not ask.asking


TestGate = GateMachine.TestCase
TestGate.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
