"""A session that tests can act on: decisions applied as they are made, and all entries kept.

Every decision goes through `do`, which holds the promises that all of them share.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from rooms import (
    arrival,
    banning,
    chat,
    closing,
    countdowns,
    deadlines,
    devices,
    door,
    hands,
    helping,
    listening,
    merging,
    moving,
    presence,
    reaching_out,
    role_play,
    side_rooms,
    splitting,
)
from rooms.chat_mode import ChatMode
from rooms.events import Entry, Event, SessionOpened
from rooms.ids import Identity, ParticipantId, RoomId, SessionId, SpaceId
from rooms.part import Part
from rooms.participant import Arrival, Devices, Participant
from rooms.planned_room import PlannedRoom
from rooms.role import Role
from rooms.session import Session, apply_all

TREES: Final = ("oak", "elm", "ash", "yew", "fir", "bay")
"""The ids of the rooms that are split off, in their order."""


def person(id_: str) -> ParticipantId:
    return ParticipantId(id_)


def someone(name: str, /, role: Role = Role.CLIENT, **changes: object) -> Arrival:
    """An arrival whose id is their name; their identity is their name's first word."""
    known: dict[str, object] = {
        "id": person(name),
        "identity": Identity(name.partition(" ")[0]),
        "role": role,
        "name": name,
    }
    return Arrival(**{**known, **changes})  # type: ignore[arg-type]


def told(entries: Sequence[Entry]) -> Session:
    """The session that a journal tells of."""
    opened, *events = entries
    assert isinstance(opened, SessionOpened)
    assert not any(isinstance(event, SessionOpened) for event in events)
    return apply_all(Session.opened(opened), events)  # type: ignore[arg-type]


class Sitting:
    def __init__(self, *, capacity: int = 14, lobby: bool = False) -> None:
        opened = SessionOpened(
            SessionId("session"), RoomId("room"), SpaceId("main"), capacity, lobby
        )
        self.session = Session.opened(opened)
        self.entries: list[Entry] = [opened]
        self.now = 1000.0
        self.opened = 0

    def do(self, decide: Callable[[Session], tuple[Event, ...]]) -> tuple[Event, ...]:
        before = deepcopy(self.session)
        try:
            events = decide(self.session)
        finally:
            assert self.session == before, "a decision never changes what it reads"
        self.session = apply_all(self.session, events)
        self.entries.extend(events)
        return events

    def enter(self, name: str, /, role: Role = Role.CLIENT, **changes: object) -> tuple[Event, ...]:
        who = someone(name, role, **changes)
        return self.do(lambda session: arrival.enter(session, who, now=self.now))

    def facilitator(self, name: str = "Lena") -> tuple[Event, ...]:
        return self.enter(name, Role.FACILITATOR)

    def admit(self, name: str, *, by: str | None) -> tuple[Event, ...]:
        return self.do(
            lambda session: arrival.admit(session, person(name), by=_by(by), now=self.now)
        )

    def admit_all(self, *, by: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: arrival.admit_all(session, by=_by(by), now=self.now))

    def switch_lobby(self, *, on: bool, by: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: door.switch_lobby(session, on=on, by=_by(by), now=self.now))

    def lock(self, *, on: bool = True, by: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: door.switch_lock(session, on=on, by=_by(by), now=self.now))

    def refuse(self, name: str, *, by: str | None) -> tuple[Event, ...]:
        return self.do(
            lambda session: arrival.refuse(session, person(name), by=_by(by), now=self.now)
        )

    def drop(self, name: str) -> tuple[Event, ...]:
        return self.do(lambda session: presence.drop(session, person(name), now=self.now))

    def come_back(self, name: str) -> tuple[Event, ...]:
        return self.do(lambda session: presence.come_back(session, person(name), now=self.now))

    def leave(self, name: str) -> tuple[Event, ...]:
        return self.do(lambda session: presence.leave(session, person(name), now=self.now))

    def remove(self, name: str, *, by: str | None) -> tuple[Event, ...]:
        return self.do(
            lambda session: presence.remove(session, person(name), by=_by(by), now=self.now)
        )

    def ban(self, name: str, *, by: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: banning.ban(session, person(name), by=_by(by), now=self.now))

    def restart(self) -> tuple[Event, ...]:
        return self.do(lambda session: presence.restart(session, now=self.now))

    def switch(self, name: str, **on: bool) -> tuple[Event, ...]:
        return self.do(lambda session: devices.switch(session, person(name), **on))

    def mute(self, name: str, *, by: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: devices.mute(session, person(name), by=_by(by)))

    def mute_all(self, *, by: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: devices.mute_all(session, by=_by(by)))

    def stop_camera(self, name: str, *, by: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: devices.stop_camera(session, person(name), by=_by(by)))

    def raise_hand(self, name: str) -> tuple[Event, ...]:
        return self.do(lambda session: hands.put_up(session, person(name)))

    def lower_hand(self, name: str, *, by: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: hands.lower(session, person(name), by=_by(by)))

    def lower_all_hands(self, *, by: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: hands.lower_all(session, by=_by(by)))

    def step_away(self, name: str, *, away: bool = True) -> tuple[Event, ...]:
        return self.do(lambda session: presence.step_away(session, person(name), away=away))

    def switch_chat(self, mode: ChatMode, *, by: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: chat.switch(session, mode, by=_by(by)))

    def ask_for_help(self, name: str, *, quiet: bool = True) -> tuple[Event, ...]:
        return self.do(
            lambda session: helping.ask(session, person(name), quiet=quiet, now=self.now)
        )

    def claim_help(self, name: str, *, by: str) -> tuple[Event, ...]:
        return self.do(lambda session: helping.claim(session, person(name), by=person(by)))

    def end_help(self, name: str, *, by: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: helping.end(session, person(name), by=_by(by)))

    def plan(
        self, rooms: Sequence[PlannedRoom], *, by: str | None = None, **how: Any
    ) -> tuple[Event, ...]:
        return self.do(
            lambda session: splitting.split(
                session, rooms, by=_by(by), now=self.now, new_space=self.new_space, **how
            )
        )

    def split(self, *groups: Sequence[str], by: str | None = None, **how: Any) -> tuple[Event, ...]:
        """Split into one breakout for each group, with the names of trees."""
        rooms = [
            PlannedRoom(name=name, participants=tuple(map(person, group)))
            for name, group in zip(TREES, groups, strict=False)
        ]
        return self.plan(rooms, by=by, **how)

    def new_space(self) -> SpaceId:
        """Name rooms for trees, so that tests can tell them apart."""
        self.opened += 1
        return SpaceId(TREES[self.opened - 1] if self.opened <= len(TREES) else f"s{self.opened}")

    def move(self, name: str, room: str, *, by: str | None = None) -> tuple[Event, ...]:
        return self.do(
            lambda session: moving.move(
                session, person(name), SpaceId(room), by=_by(by), now=self.now
            )
        )

    def exchange(self, one: str, other: str, *, by: str | None = None) -> tuple[Event, ...]:
        return self.do(
            lambda session: moving.exchange(session, person(one), person(other), by=_by(by))
        )

    def hop(self, name: str, room: str) -> tuple[Event, ...]:
        return self.do(
            lambda session: moving.hop(session, SpaceId(room), by=person(name), now=self.now)
        )

    def choose(self, name: str, room: str) -> tuple[Event, ...]:
        return self.do(lambda session: moving.choose(session, person(name), SpaceId(room)))

    def direct_newcomers(self, room: str | None, *, by: str | None = None) -> tuple[Event, ...]:
        return self.do(lambda session: moving.direct_newcomers(session, _room(room), by=_by(by)))

    def merge(
        self, room: str | None = None, *, by: str | None = None, within: float | None = None
    ) -> tuple[Event, ...]:
        return self.do(
            lambda session: merging.merge(
                session, _room(room), by=_by(by), now=self.now, within=within
            )
        )

    def merge_into(self, room: str, into: str, *, by: str | None = None) -> tuple[Event, ...]:
        return self.do(
            lambda session: merging.merge_into(
                session, SpaceId(room), SpaceId(into), by=_by(by), now=self.now
            )
        )

    def extend(
        self, seconds: float, room: str | None = None, *, by: str | None = None
    ) -> tuple[Event, ...]:
        return self.do(lambda session: countdowns.extend(session, seconds, _room(room), by=_by(by)))

    def listen(self, name: str, *rooms: str) -> tuple[Event, ...]:
        """Show ears and, as if every page had shown them, open them."""
        shown = self.show_ears(name, *rooms)
        return (*shown, *self.open_ears(name, *rooms))

    def show_ears(self, name: str, *rooms: str) -> tuple[Event, ...]:
        spaces = [SpaceId(room) for room in rooms]
        return self.do(lambda session: listening.show_ears(session, spaces, by=person(name)))

    def open_ears(self, name: str, *rooms: str) -> tuple[Event, ...]:
        spaces = [SpaceId(room) for room in rooms]
        return self.do(lambda session: listening.open_ears(session, spaces, by=person(name)))

    def whisper(self, name: str, room: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: reaching_out.whisper(session, _room(room), by=person(name)))

    def speak_to(self, name: str, *rooms: str) -> tuple[Event, ...]:
        spaces = [SpaceId(room) for room in rooms]
        return self.do(lambda session: reaching_out.speak_to(session, spaces, by=person(name)))

    def show_to(self, name: str, *rooms: str) -> tuple[Event, ...]:
        spaces = [SpaceId(room) for room in rooms]
        return self.do(lambda session: reaching_out.show_to(session, spaces, by=person(name)))

    def step_aside(self, name: str, *, by: str) -> tuple[Event, ...]:
        return self.do(
            lambda session: side_rooms.step_aside(
                session, person(name), by=person(by), new_space=self.new_space
            )
        )

    def give_parts(
        self,
        parts: Mapping[str, Part],
        cues: Mapping[Part, str] | None = None,
        *,
        by: str | None = None,
    ) -> tuple[Event, ...]:
        given = {person(name): part for name, part in parts.items()}
        return self.do(lambda session: role_play.give_parts(session, given, cues or {}, by=_by(by)))

    def swap_parts(self, *, by: str | None = None) -> tuple[Event, ...]:
        return self.do(lambda session: role_play.swap(session, by=_by(by)))

    def rooms(self) -> dict[str, list[str]]:
        """Who is where, by room; breakouts that are empty as well."""
        where: dict[str, list[str]] = {self.session.main: []}
        where |= {space: [] for space in self.session.breakouts.spaces}
        for id_, participant in self.session.participants.items():
            where[participant.space].append(id_)
        return where

    def end(self, *, by: str | None) -> tuple[Event, ...]:
        return self.do(lambda session: closing.end(session, by=_by(by), now=self.now))

    def wait(self, seconds: float) -> tuple[Event, ...]:
        self.now += seconds
        return self.do(lambda session: deadlines.due(session, now=self.now))

    def inside(self) -> list[str]:
        return [participant.id for participant in self.session.circle]

    def waiting(self) -> list[str]:
        return list(self.session.waiting)

    def of(self, name: str) -> Participant:
        return self.session.participants[person(name)]

    def devices(self, name: str) -> Devices:
        return self.of(name).devices


def _by(name: str | None) -> ParticipantId | None:
    return None if name is None else person(name)


def _room(id_: str | None) -> SpaceId | None:
    return None if id_ is None else SpaceId(id_)
