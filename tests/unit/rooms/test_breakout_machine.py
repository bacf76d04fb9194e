"""Whatever happens to breakouts, in whatever order, with all that happens to a session besides.

Everyone is in exactly one room that is open; the tree has its depth and its root; merging all
brings everyone to the main room; an ear hears only where it is shown; a side room has two people
and thick walls; nobody who may be received is overlooked; what nobody leads has an end.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from rooms import chat
from rooms.breakouts import DEEPEST
from rooms.candidates import Candidates
from rooms.errors import RoomsError
from rooms.events import Event
from rooms.ids import SpaceId
from rooms.message import Whom
from rooms.part import Part
from rooms.participant import Device
from rooms.planned_room import PlannedRoom
from rooms.role import Role
from rooms.visibility import ears_in, may_receive, vantage_of
from tests.unit.rooms.sitting import Sitting
from tests.unit.rooms.test_session_machine import (
    MODERATORS,
    PEOPLE,
    SOME_PEOPLE,
    SessionMachine,
)
from tests.unit.rooms.walls import unseen_ears
from tests.unit.rooms.watch import NOBODY

WHICH = st.integers(0, 7)
"""Which room, of those there are."""

SOME_ROOMS = st.lists(WHICH, max_size=3)
LEADERS = st.sampled_from(["i0", "i0", "i0", "i1", "i1", "i2"])

Draft = tuple[int | None, list[str], list["Draft"]]
"""A room of a plan: which, if it is open already; who is in it; what is below it."""


def drafts(below: st.SearchStrategy[Draft]) -> st.SearchStrategy[Draft]:
    rooms = st.lists(below, max_size=2)
    return st.tuples(st.none() | WHICH, st.lists(PEOPLE, max_size=2), rooms)


PLANS = st.lists(
    st.recursive(st.tuples(st.none() | WHICH, st.lists(PEOPLE, max_size=2), st.just([])), drafts),
    max_size=3,
)

Reach = Callable[..., tuple[Event, ...]]

REACHING: Mapping[str, Reach] = {
    "show ears": Sitting.show_ears,
    "open ears": Sitting.open_ears,
    "listen": Sitting.listen,
    "speak to": Sitting.speak_to,
    "show to": Sitting.show_to,
}


class BreakoutMachine(SessionMachine):
    # What has no more to do with rooms than leaving them has is left to the other machine, so that
    # stories here are about breakouts.
    ban = moderate_all = see_to_the_door = None  # type: ignore[assignment]

    @initialize(capacity=st.integers(6, 7), lobby=st.booleans(), came=st.just(5))
    def opened(self, *, capacity: int, lobby: bool, came: int) -> None:
        """Begin with everybody there and two of them in breakouts, also the sittings that follow."""
        super().opened(capacity=max(6, capacity), lobby=lobby, came=5)
        self.sitting.split([self.id_of("i2")], [self.id_of("i3")])

    def room(self, which: int) -> str:
        rooms = [*self.sitting.session.breakouts.spaces, self.sitting.session.main, "nowhere"]
        return rooms[which % len(rooms)]

    def planned(self, draft: Draft) -> PlannedRoom:
        which, people, below = draft
        return PlannedRoom(
            None if which is None else SpaceId(self.room(which)),
            participants=tuple(self.id_of(each) for each in people),
            rooms=tuple(self.planned(each) for each in below),
        )

    @rule(
        plan=PLANS,
        by=MODERATORS,
        closes_in=st.sampled_from([None, None, 60.0, 600.0]),
        choice=st.booleans(),
    )
    def plan(
        self, plan: Sequence[Draft], by: str | None, closes_in: float | None, *, choice: bool
    ) -> None:
        rooms, by_id = [self.planned(draft) for draft in plan], by and self.id_of(by)
        self.watch.see(
            lambda: self.sitting.plan(rooms, by=by_id, closes_in=closes_in, choice=choice)
        )

    @precondition(lambda self: self.sitting.session.participants)
    @rule(count=st.integers(1, 3), data=st.data())
    def deal(self, count: int, data: st.DataObject) -> None:
        """Split everybody off, whoever they are."""
        people = list(self.sitting.session.participants)
        where = data.draw(
            st.lists(st.integers(0, count), min_size=len(people), max_size=len(people))
        )
        groups = [
            [person for person, room in zip(people, where, strict=True) if room == number]
            for number in range(1, count + 1)
        ]
        assert self.watch.see(lambda: self.sitting.split(*groups)) is None
        rooms = list(self.sitting.rooms().values())
        assert all(sorted(group) in map(sorted, rooms) for group in groups)

    @rule(who=PEOPLE, which=WHICH, by=MODERATORS)
    def move(self, who: str, which: int, by: str | None) -> None:
        id_, by_id = self.id_of(who), by and self.id_of(by)
        self.watch.see(lambda: self.sitting.move(id_, self.room(which), by=by_id))

    @rule(one=PEOPLE, other=PEOPLE, by=MODERATORS)
    def exchange(self, one: str, other: str, by: str | None) -> None:
        pair, by_id = (self.id_of(one), self.id_of(other)), by and self.id_of(by)
        self.watch.see(lambda: self.sitting.exchange(*pair, by=by_id))

    @rule(who=PEOPLE, which=WHICH)
    def go(self, who: str, which: int) -> None:
        id_ = self.id_of(who)
        self.watch.see(lambda: self.sitting.choose(id_, self.room(which)))
        self.watch.see(lambda: self.sitting.hop(id_, self.room(which)))

    @rule(which=st.none() | WHICH, by=MODERATORS)
    def direct_newcomers(self, which: int | None, by: str | None) -> None:
        room, by_id = None if which is None else self.room(which), by and self.id_of(by)
        self.watch.see(lambda: self.sitting.direct_newcomers(room, by=by_id))

    @rule(which=WHICH, within=st.sampled_from([None, None, 60.0]), by=MODERATORS)
    def merge(self, which: int, within: float | None, by: str | None) -> None:
        by_id = by and self.id_of(by)
        self.watch.see(lambda: self.sitting.merge(self.room(which), within=within, by=by_id))

    @rule(which=WHICH, into=WHICH, by=MODERATORS)
    def merge_into(self, which: int, into: int, by: str | None) -> None:
        by_id = by and self.id_of(by)
        self.watch.see(lambda: self.sitting.merge_into(self.room(which), self.room(into), by=by_id))

    @rule(below=WHICH, who=SOME_PEOPLE, without=st.none() | WHICH)
    def split_one(self, below: int, who: Sequence[str], without: int | None) -> None:
        """Split off a room below another, and perhaps merge one."""
        people = [id_ for each in set(who) if (id_ := self.id_of(each)) != NOBODY]
        new = PlannedRoom(participants=tuple(people))
        gone = None if without is None else self.room(without)

        def tree(parent: str) -> tuple[PlannedRoom, ...]:
            rooms = [
                PlannedRoom(space.id, rooms=tree(space.id))
                for space in self.sitting.session.breakouts.children(SpaceId(parent))
                if not space.side and space.id != gone
            ]
            return (*rooms, new) if parent == self.room(below) else tuple(rooms)

        self.watch.see(lambda: self.sitting.plan(tree(self.sitting.session.main)))

    @precondition(lambda self: len(self.sitting.session.breakouts.spaces) > 1)
    @rule(sure=st.sampled_from([False, False, True]))
    def merge_all(self, *, sure: bool) -> None:
        if not sure:
            return
        assert self.watch.see(self.sitting.merge) is None
        assert list(self.sitting.rooms()) == [self.sitting.session.main]

    @rule(seconds=st.sampled_from([60.0, 0.0]), by=MODERATORS)
    def extend(self, seconds: float, by: str | None) -> None:
        by_id = by and self.id_of(by)
        self.watch.see(lambda: self.sitting.merge(within=120.0, by=by_id))
        self.watch.see(lambda: self.sitting.extend(seconds, by=by_id))

    @rule(who=LEADERS, what=st.sampled_from(sorted(REACHING)), which=SOME_ROOMS)
    def reach(self, who: str, what: str, which: Sequence[int]) -> None:
        id_, rooms = self.id_of(who), [self.room(each) for each in which]
        self.watch.see(partial(REACHING[what], self.sitting, id_, *rooms))

    @rule(who=LEADERS, what=st.sampled_from(sorted(REACHING)), but=WHICH)
    def reach_widely(self, who: str, what: str, but: int) -> None:
        """Reach all rooms but one's own and perhaps another."""
        session, id_ = self.sitting.session, self.id_of(who)
        person = session.participants.get(id_)
        rooms = {session.main, *(space.id for space in session.breakouts.split_off)}
        rooms -= {self.room(but), person.space if person else ""}
        self.watch.see(partial(REACHING[what], self.sitting, id_, *sorted(rooms)))

    @rule(who=LEADERS, which=st.none() | WHICH)
    def whisper(self, who: str, which: int | None) -> None:
        id_, room = self.id_of(who), None if which is None else self.room(which)
        self.watch.see(lambda: self.sitting.whisper(id_, room))

    @rule(who=PEOPLE, by=LEADERS)
    def step_aside(self, who: str, by: str) -> None:
        id_, by_id = self.id_of(who), self.id_of(by)
        self.watch.see(lambda: self.sitting.step_aside(id_, by=by_id))

    @rule(parts=st.dictionaries(PEOPLE, st.sampled_from(Part), max_size=3), by=MODERATORS)
    def play(self, parts: Mapping[str, Part], by: str | None) -> None:
        by_id = by and self.id_of(by)
        given = {self.id_of(who): part for who, part in parts.items()}
        self.watch.see(lambda: self.sitting.give_parts(given, {Part.A: "Ask"}, by=by_id))
        self.watch.see(lambda: self.sitting.swap_parts(by=by_id))

    @rule(by=LEADERS, which=SOME_ROOMS)
    def broadcast(self, by: str, which: Sequence[int]) -> None:
        session, rooms = self.sitting.session, [SpaceId(self.room(each)) for each in which]
        with suppress(RoomsError):
            readers = chat.audience(session, self.id_of(by), Whom.BROADCAST, rooms=rooms)
            for reader in readers:
                person = session.participants[reader]
                assert person.space in rooms or person.role is Role.FACILITATOR

    @invariant()
    def the_tree_has_its_depth_and_its_root(self) -> None:
        session, breakouts = self.sitting.session, self.sitting.session.breakouts
        for id_, space in breakouts.spaces.items():
            lineage = list(breakouts.lineage(id_))
            assert lineage[0].id == id_
            assert len(lineage) <= DEEPEST
            assert lineage[-1].parent == session.main
            assert not space.side or space.parent == session.main

    @invariant()
    def a_side_room_has_two_people(self) -> None:
        rooms = self.sitting.rooms()
        for space in self.sitting.session.breakouts.spaces.values():
            if space.side:
                assert len(rooms[space.id]) == 2
                assert set(space.origins) == set(rooms[space.id])
                assert set(space.origins.values()) <= set(rooms)

    @invariant()
    def only_facilitators_hear_and_reach_other_rooms_and_only_open_ones(self) -> None:
        session, breakouts = self.sitting.session, self.sitting.session.breakouts
        named = {session.main, *(space.id for space in breakouts.split_off)}
        for listener, ears in breakouts.ears.items():
            person = session.participants[listener]
            assert person.role is Role.FACILITATOR
            assert person.present
            assert ears
            assert ears <= named - {person.space}
        for person in session.participants.values():
            assert person.speaks_into | person.shows_into <= named
            if person.role is not Role.FACILITATOR:
                assert not person.speaks_into | person.shows_into
        assert not unseen_ears(session)
        assert {breakouts.newcomers, *breakouts.last_in.values()} <= {None, *named}

    @invariant()
    def every_ear_is_seen_in_the_room_it_hears_and_not_in_others(self) -> None:
        session = self.sitting.session
        for viewer, person in session.participants.items():
            seen = ears_in(session, viewer)
            here = {
                listener
                for listener, ears in session.breakouts.ears.items()
                if person.space in ears
            }
            assert {listener for listener, space in seen if space == person.space} == here
            if person.role is not Role.FACILITATOR:
                assert {space for _, space in seen} <= {person.space}

    @invariant()
    def nobody_who_may_be_received_is_overlooked(self) -> None:
        session = self.sitting.session
        candidates = Candidates.of(session)
        for viewer in session.participants:
            vantage = vantage_of(session, viewer)
            named = [] if vantage is None else list(candidates.at(session, vantage))
            for publisher in session.participants.keys() - named:
                assert not any(may_receive(session, viewer, publisher, each) for each in Device)

    @invariant()
    def what_nobody_leads_has_an_end(self) -> None:
        session, now = self.sitting.session, self.sitting.now
        for space in session.breakouts.children(session.main):
            assert session.hold_since is None or space.closes_at is not None
            assert space.closes_at is None or space.closes_at > now

    @invariant()
    def what_belonged_to_someone_went_with_them(self) -> None:
        session, breakouts = self.sitting.session, self.sitting.session.breakouts
        assert breakouts.parts.keys() <= session.participants.keys()
        for group in breakouts.were_together:
            assert len(group) > 1
            assert group <= session.participants.keys()


TestBreakouts = BreakoutMachine.TestCase
TestBreakouts.settings = settings(max_examples=50, stateful_step_count=40, deadline=None)
