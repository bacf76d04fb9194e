"""Whatever happens, in whatever order, these stay true of a session.

Everyone is in exactly one place; seats are unique and never too many; nobody receives across a
wall; a hold is the absence of facilitators; the journal tells the whole story; and a refusal is
one of the protocol's and changes nothing.
"""

from collections.abc import Callable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rooms import codec
from rooms.consequences import concluded, may_enter
from rooms.deadlines import due, next_deadline
from rooms.errors import RoomsError
from rooms.events import DevicesSwitched, Event, MicrophoneMuted
from rooms.ids import Identity, ParticipantId
from rooms.participant import Devices
from rooms.permissions import Action, allows
from rooms.role import Role
from rooms.visibility import may_receive
from tests.unit.rooms.sitting import Sitting, told

PEOPLE = st.sampled_from([f"i{number}" for number in range(7)])
ROLES = st.sampled_from([Role.FACILITATOR, Role.CLIENT, Role.CLIENT, Role.OBSERVER])
DEVICES = st.builds(Devices, st.booleans(), st.booleans(), st.booleans())
SWITCH = st.sampled_from([None, True, False])


class SessionMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.visits = 0

    @initialize(capacity=st.integers(1, 5), lobby=st.booleans())
    def opened(self, *, capacity: int, lobby: bool) -> None:
        self.sitting = Sitting(capacity=capacity, lobby=lobby)

    def attempt(self, act: Callable[[], tuple[Event, ...]]) -> bool:
        """Act; return whether it was decided rather than refused."""
        before = self.sitting.session
        try:
            events = act()
        except RoomsError:
            assert self.sitting.session is before
            return False
        self.only_owners_switch_on(events)
        return True

    def only_owners_switch_on(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if isinstance(event, MicrophoneMuted) and event.participant in (
                self.sitting.session.participants
            ):
                assert not self.sitting.devices(event.participant).microphone
            if isinstance(event, DevicesSwitched):
                assert event.participant == self.acting

    def id_of(self, identity: str) -> ParticipantId:
        return self.sitting.session.place_of(Identity(identity)) or ParticipantId("nobody")

    @rule(who=PEOPLE, role=ROLES, devices=DEVICES, expected=st.booleans())
    def enter(self, *, who: str, role: Role, devices: Devices, expected: bool) -> None:
        self.visits += 1
        self.acting = self.sitting.session.place_of(Identity(who))
        before = self.sitting.session.participants.get(self.acting or ParticipantId(""))
        decided = self.attempt(
            lambda: self.sitting.enter(
                f"{who} visit{self.visits}", role, devices=devices, expected=expected
            )
        )
        if decided:
            self.has_the_role_they_came_in(who, role)
            if before is not None and before.role is role:
                after = self.sitting.session.participants[before.id]
                assert (after.seat, after.name) == (before.seat, before.name)

    def has_the_role_they_came_in(self, who: str, role: Role) -> None:
        came = self.sitting.session.place_of(Identity(who))
        assert came is not None
        places = {**self.sitting.session.participants, **self.sitting.session.waiting}
        assert places[came].role is role

    @rule(who=PEOPLE, what=st.sampled_from(["drop", "come_back", "leave"]))
    def move_oneself(self, who: str, what: str) -> None:
        id_ = self.id_of(who)
        self.attempt(lambda: getattr(self.sitting, what)(id_))

    @rule(
        who=PEOPLE,
        by=st.none() | PEOPLE,
        what=st.sampled_from(["admit", "refuse", "remove", "mute"]),
    )
    def moderate(self, who: str, by: str | None, what: str) -> None:
        id_, by_id = self.id_of(who), None if by is None else self.id_of(by)
        self.attempt(lambda: getattr(self.sitting, what)(id_, by=by_id))

    @rule(who=PEOPLE, microphone=SWITCH, camera=SWITCH, screen=SWITCH)
    def switch(self, who: str, **sources: Any) -> None:
        self.acting = self.id_of(who)
        self.attempt(lambda: self.sitting.switch(self.acting, **sources))

    @rule(seconds=st.sampled_from([0.0, 1.0, 60.0, 599.0, 600.0, 3600.0]))
    def time_passes(self, seconds: float) -> None:
        self.attempt(lambda: self.sitting.wait(seconds))

    @rule()
    def the_next_deadline_comes(self) -> None:
        deadline = next_deadline(self.sitting.session)
        if deadline is not None:
            assert due(self.sitting.session, now=min(self.sitting.now, deadline - 1)) == ()
            assert self.sitting.wait(max(0.0, deadline - self.sitting.now)) != ()

    @rule()
    def restart(self) -> None:
        self.sitting.session = told(self.sitting.entries)
        self.attempt(self.sitting.restart)

    @rule(by=PEOPLE)
    def end(self, by: str) -> None:
        id_ = self.id_of(by)
        self.attempt(lambda: self.sitting.end(by=id_))

    @invariant()
    def everyone_is_in_one_place(self) -> None:
        session = self.sitting.session
        assert not set(session.participants) & set(session.waiting)
        places = [*session.participants.values(), *session.waiting.values()]
        assert len({place.identity for place in places}) == len(places)
        assert {person.space for person in session.participants.values()} <= {session.main}
        assert all(key == person.id for key, person in session.participants.items())
        assert all(key == arrival.id for key, arrival in session.waiting.items())

    @invariant()
    def seats_are_unique_and_not_too_many(self) -> None:
        session = self.sitting.session
        seats = [person.seat for person in session.participants.values()]
        beyond = sum(person.role is Role.FACILITATOR for person in session.circle)
        assert len(set(seats)) == len(seats)
        assert len(seats) - beyond <= session.capacity
        assert min(seats, default=0) >= 0
        assert set(session.circle) == set(session.participants.values())

    @invariant()
    def nothing_is_owed(self) -> None:
        session, now = self.sitting.session, self.sitting.now
        if session.ended is None and (session.began_at is not None or session.waiting):
            assert concluded(session, now=now) == ()

    @invariant()
    def a_hold_is_the_absence_of_facilitators(self) -> None:
        session = self.sitting.session
        if session.ended is None and session.began_at is not None:
            assert (session.hold_since is None) == session.facilitated
            assert (session.empty_since is None) == bool(session.participants)

    @invariant()
    def nobody_waits_who_need_not(self) -> None:
        session = self.sitting.session
        if not session.full:
            assert not any(may_enter(session, arrival) for arrival in session.waiting.values())

    @invariant()
    def nobody_receives_across_a_wall(self) -> None:
        session = self.sitting.session
        here = session.participants
        everyone = [*here, *session.waiting, ParticipantId("nobody")]
        for viewer in everyone:
            for publisher in everyone:
                if may_receive(session, viewer, publisher):
                    assert viewer != publisher
                    assert here[viewer].present
                    assert here[publisher].present
                    assert here[viewer].space == here[publisher].space
                    assert allows(here[publisher].role, Action.PUBLISH)

    @invariant()
    def observers_have_nothing_on(self) -> None:
        for person in self.sitting.session.participants.values():
            if person.role is Role.OBSERVER:
                assert person.devices == Devices()

    @invariant()
    def the_journal_tells_the_whole_story(self) -> None:
        written = [codec.encode(entry) for entry in self.sitting.entries]
        read = [codec.decode(data) for data in written]
        assert read == self.sitting.entries
        again = told(read)
        assert again == self.sitting.session
        assert list(again.waiting) == list(self.sitting.session.waiting), "in the same order"

    @invariant()
    def an_ended_session_is_empty_and_stays_so(self) -> None:
        session = self.sitting.session
        if session.ended is not None:
            assert not session.participants
            assert not session.waiting
            assert next_deadline(session) is None


TestSession = SessionMachine.TestCase
TestSession.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
