"""Whatever happens, in whatever order, these stay true of a session.

Everyone is in exactly one place; seats are unique and never too many; nobody receives, reads or
sees a reaction across a wall; only owners switch on; nobody new comes through a locked door, and
nobody banned through any; hands stand in the order in which they went up; help is known to
facilitators alone; a hold is the absence of facilitators; the journal tells the whole story; and a
refusal changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from rooms import codec, hands, helping
from rooms.chat_mode import ChatMode
from rooms.consequences import concluded, may_enter
from rooms.deadlines import due, next_deadline
from rooms.errors import Banned
from rooms.events import Event
from rooms.ids import Identity, ParticipantId
from rooms.participant import Device, Devices
from rooms.permissions import Action, allows
from rooms.role import Role
from rooms.visibility import is_confidant, may_read, may_receive
from tests.unit.rooms.sitting import Sitting, told
from tests.unit.rooms.walls import is_meant_for
from tests.unit.rooms.watch import NOBODY, Watch, talk

PEOPLE = st.sampled_from([f"i{number}" for number in range(6)])
SOME_PEOPLE = st.lists(PEOPLE, min_size=1, max_size=3)
ROLES = st.sampled_from([Role.FACILITATOR, Role.CLIENT, Role.CLIENT, Role.OBSERVER])
DEVICES = st.builds(Devices, st.booleans(), st.booleans(), st.booleans())
SWITCH = st.sampled_from([None, True, False])
MODERATORS = st.sampled_from([None, "i0", "i0", "i0", "i1", "i1", "i2", "i5"])
"""Who moderates, or tries to; None is the API."""

GROUP = {
    "i0": Role.FACILITATOR,
    "i1": Role.FACILITATOR,
    "i2": Role.CLIENT,
    "i3": Role.CLIENT,
    "i4": Role.OBSERVER,
}
"""Who has come when a story begins: the first few, so far as there are places."""

CAME = st.sampled_from([3, 4, 5, 5, 1, 0])

Happening = Callable[..., tuple[Event, ...]]

BY_ONESELF: Mapping[str, Happening] = {
    "drop": Sitting.drop,
    "come back": Sitting.come_back,
    "leave": Sitting.leave,
    "raise a hand": Sitting.raise_hand,
    "step away": Sitting.step_away,
    "step back": partial(Sitting.step_away, away=False),
    "ask": partial(Sitting.ask_for_help, quiet=False),
    "ask quietly": Sitting.ask_for_help,
}

TO_OTHERS: Mapping[str, Happening] = {
    "admit": Sitting.admit,
    "refuse": Sitting.refuse,
    "remove": Sitting.remove,
    "mute": Sitting.mute,
    "stop a camera": Sitting.stop_camera,
    "lower a hand": Sitting.lower_hand,
    "claim help": Sitting.claim_help,
    "end help": Sitting.end_help,
}

TO_ALL: Mapping[str, Happening] = {
    "admit": Sitting.admit_all,
    "mute": Sitting.mute_all,
    "lower hands": Sitting.lower_all_hands,
    **{f"chat {mode}": partial(Sitting.switch_chat, mode=mode) for mode in ChatMode},
    "end": Sitting.end,
}

TO_THE_DOOR: Mapping[str, Happening] = {
    "lock": Sitting.lock,
    "unlock": partial(Sitting.lock, on=False),
    "lobby": partial(Sitting.switch_lobby, on=True),
    "no lobby": partial(Sitting.switch_lobby, on=False),
}


class SessionMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.visits = 0

    @initialize(capacity=st.integers(2, 7), lobby=st.booleans(), came=CAME)
    def opened(self, *, capacity: int, lobby: bool, came: int) -> None:
        self.sitting = Sitting(capacity=capacity, lobby=lobby)
        self.watch = Watch(self.sitting)
        for who, role in [*GROUP.items()][: min(came, capacity)]:
            everything = Devices(microphone=True, camera=True)
            self.enter(who=who, role=role, devices=everything, expected=True)

    @precondition(lambda self: self.sitting.session.ended is not None)
    @rule(capacity=st.integers(1, 7), lobby=st.booleans(), came=CAME)
    def the_next_sitting(self, *, capacity: int, lobby: bool, came: int) -> None:
        self.opened(capacity=capacity, lobby=lobby, came=came)

    def id_of(self, identity: str) -> ParticipantId:
        return self.sitting.session.place_of(Identity(identity)) or NOBODY

    @rule(who=PEOPLE, role=ROLES, devices=DEVICES, expected=st.booleans())
    def enter(self, *, who: str, role: Role, devices: Devices, expected: bool) -> None:
        self.visits += 1
        name, acting = f"{who} visit{self.visits}", self.id_of(who)
        before = self.sitting.session.participants.get(acting)
        refusal = self.watch.see(
            lambda: self.sitting.enter(name, role, devices=devices, expected=expected),
            acting=acting,
        )
        if refusal is None:
            self.has_the_role_they_came_in(who, role)
            if before is not None and before.role is role:
                after = self.sitting.session.participants[before.id]
                assert (after.seat, after.name) == (before.seat, before.name)

    def has_the_role_they_came_in(self, who: str, role: Role) -> None:
        came = self.sitting.session.place_of(Identity(who))
        assert came is not None
        places = {**self.sitting.session.participants, **self.sitting.session.waiting}
        assert places[came].role is role

    @rule(who=SOME_PEOPLE, what=st.sampled_from(sorted(BY_ONESELF)))
    def do(self, who: Sequence[str], what: str) -> None:
        for id_ in [self.id_of(each) for each in who]:
            self.watch.see(partial(BY_ONESELF[what], self.sitting, id_))

    @rule(who=SOME_PEOPLE, by=MODERATORS, what=st.sampled_from(sorted(TO_OTHERS)))
    def moderate(self, who: Sequence[str], by: str | None, what: str) -> None:
        by_id = by and self.id_of(by)
        for id_ in [self.id_of(each) for each in who]:
            self.watch.see(partial(TO_OTHERS[what], self.sitting, id_, by=by_id))

    @rule(by=MODERATORS, what=st.sampled_from(sorted(TO_ALL)))
    def moderate_all(self, by: str | None, what: str) -> None:
        by_id = by and self.id_of(by)
        self.watch.see(partial(TO_ALL[what], self.sitting, by=by_id))

    @rule(by=MODERATORS, what=st.sampled_from(sorted(TO_THE_DOOR)), who=PEOPLE, role=ROLES)
    def see_to_the_door(self, by: str | None, what: str, who: str, role: Role) -> None:
        by_id = by and self.id_of(by)
        self.watch.see(partial(TO_THE_DOOR[what], self.sitting, by=by_id))
        self.enter(who=who, role=role, devices=Devices(), expected=False)

    @rule(who=PEOPLE, by=MODERATORS, role=ROLES)
    def ban(self, who: str, by: str | None, role: Role) -> None:
        id_, by_id = self.id_of(who), by and self.id_of(by)
        refusal = self.watch.see(lambda: self.sitting.ban(id_, by=by_id))
        if refusal is None and self.sitting.session.ended is None:
            again = self.watch.see(lambda: self.sitting.enter(f"{who} again", role, expected=True))
            assert isinstance(again, Banned)

    @rule(who=PEOPLE)
    def talk(self, who: str) -> None:
        talk(self.sitting.session, self.id_of(who))

    @rule(who=PEOPLE, microphone=SWITCH, camera=SWITCH, screen=SWITCH)
    def switch(self, who: str, **sources: Any) -> None:
        id_ = self.id_of(who)
        self.watch.see(lambda: self.sitting.switch(id_, **sources), acting=id_)

    @rule(seconds=st.sampled_from([0.0, 1.0, 60.0, 300.0, 599.0, 600.0, 3600.0]))
    def time_passes(self, seconds: float) -> None:
        self.watch.see(lambda: self.sitting.wait(seconds))

    @rule()
    def the_next_deadline_comes(self) -> None:
        deadline = next_deadline(self.sitting.session)
        if deadline is not None:
            assert due(self.sitting.session, now=min(self.sitting.now, deadline - 1)) == ()
            self.watch.see(lambda: self.sitting.wait(max(0.0, deadline - self.sitting.now)))
            assert next_deadline(self.sitting.session) != deadline

    @rule(back=st.lists(PEOPLE, max_size=6))
    def restart(self, back: Sequence[str]) -> None:
        self.sitting.session = told(self.sitting.entries)
        self.watch.see(self.sitting.restart)
        self.do(who=back, what="come back")

    @invariant()
    def everyone_is_in_one_place(self) -> None:
        session = self.sitting.session
        assert not set(session.participants) & set(session.waiting)
        places = [*session.participants.values(), *session.waiting.values()]
        assert len({place.identity for place in places}) == len(places)
        open_rooms = {session.main, *session.breakouts.spaces}
        assert {person.space for person in session.participants.values()} <= open_rooms
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
        everyone = [*here, *session.waiting, NOBODY]
        for viewer in everyone:
            for publisher in everyone:
                if may_read(session, viewer, publisher):
                    assert viewer != publisher
                    assert {viewer, publisher} <= here.keys() | session.waiting
                for device in Device:
                    if not may_receive(session, viewer, publisher, device):
                        continue
                    assert viewer != publisher
                    assert here[viewer].present
                    assert here[publisher].present
                    assert allows(here[publisher].role, Action.PUBLISH)
                    assert is_meant_for(session, viewer, publisher, device)

    @invariant()
    def observers_have_nothing_on(self) -> None:
        for person in self.sitting.session.participants.values():
            if person.role is Role.OBSERVER:
                assert person.devices == Devices()
                assert person.hand is None
                assert not person.away

    @invariant()
    def whoever_is_banned_is_not_here_and_the_door_asks_everyone(self) -> None:
        session = self.sitting.session
        assert not any(session.place_of(identity) for identity in session.banned)
        assert session.lobby or not session.banned

    @invariant()
    def hands_stand_in_the_order_in_which_they_went_up(self) -> None:
        if self.sitting.session.ended is None:
            assert list(hands.queue(self.sitting.session, None)) == self.watch.hands

    @invariant()
    def help_is_known_to_facilitators_alone_and_claimed_by_one_of_them(self) -> None:
        session = self.sitting.session
        assert session.help.keys() <= session.participants.keys()
        for request in session.help.values():
            assert request.claimed_by is None or is_confidant(session, request.claimed_by)
        for viewer in [*session.participants, *session.waiting, NOBODY]:
            known = helping.for_viewer(session, viewer)
            if is_confidant(session, viewer):
                assert known == session.help
            else:
                assert known.keys() <= {viewer}

    @invariant()
    def the_journal_tells_the_whole_story(self) -> None:
        written = [codec.encode(entry) for entry in self.sitting.entries]
        read = [codec.decode(data) for data in written]
        assert read == self.sitting.entries
        again = told(read)
        assert again == self.sitting.session
        for now, then in (
            (again.waiting, self.sitting.session.waiting),
            (again.breakouts.spaces, self.sitting.session.breakouts.spaces),
        ):
            assert list(now) == list(then), "in the same order"

    @invariant()
    def an_ended_session_is_empty_and_stays_so(self) -> None:
        session = self.sitting.session
        if session.ended is not None:
            assert not session.participants
            assert not session.waiting
            assert next_deadline(session) is None


TestSession = SessionMachine.TestCase
TestSession.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
