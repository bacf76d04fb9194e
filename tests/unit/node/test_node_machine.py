"""Whatever people, networks, disks and crashes do, in whatever order, these stay true of a node.

No edge that visibility forbids, nobody in a plan who is not in the session, two rooms that never
mix, a journal that tells exactly the session there is, and refusals of the protocol alone.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from node import live as lives
from node.errors import NodeError
from node.host import SessionHost
from node.memory import Memory
from node.node import Node
from node.outbound import DeviceCode, Message
from node.state import State
from node.tile import Tile
from node.visit import Visit
from rooms.chat_mode import ChatMode
from rooms.errors import RoomsError
from rooms.ids import ParticipantId, RoomId
from rooms.message import Whom
from rooms.reaction import Reaction
from rooms.role import Role
from sfu.events import Connected, Lost, Resumed, Silent
from sfu.ids import Source
from tests.unit.node.people import reaches
from tests.unit.node.world import Hall, endpoint_of

ROOMS = [RoomId("c1" * 16), RoomId("d2" * 16)]
CODES = {
    "absent", "bad-name", "bad-text", "bad-token", "banned", "chat-off", "draining", "locked", "lost", "not-allowed",
    "out-of-turn", "room-full", "session-ended",
}  # fmt: skip
ON_SOMEBODY = [
    "admit", "refuse", "remove", "ban", "mute", "stop_camera", "ask_to_unmute", "lower_hands",
]  # fmt: skip
ON_EVERYBODY = ["admit_all", "mute_all", "lower_hands"]
WORD = "unspeakable"
SOURCES = ["microphone", "camera", "screen"]

rooms = st.sampled_from(ROOMS)
people = st.sampled_from(["Ada", "Birch", "Cleo", "Lena"])
roles = st.sampled_from([Role.FACILITATOR, Role.CLIENT, Role.CLIENT, Role.OBSERVER])
picks = st.integers(0, 63)
switches = st.sampled_from([None, True, False])
tiles = st.lists(
    st.tuples(picks, st.sampled_from([Source.CAMERA, Source.SCREEN]), st.integers(0, 800)),
    max_size=4,
)


class NodeMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.visits: list[tuple[RoomId, Visit]] = []
        self.secrets: list[tuple[RoomId, str]] = []
        self.codes: list[str] = []
        self.refusals: list[RoomsError | NodeError] = []

    @initialize(capacity=st.integers(2, 5), lobby=st.booleans())
    def opens(self, *, capacity: int, lobby: bool) -> None:
        self.hall = self.runner.run(self.make_hall())
        for room in ROOMS:
            self.hall.room(room, capacity=capacity, lobby=lobby)
        self.hall.node = Node(self.hall.world)

    async def make_hall(self) -> Hall:
        return Hall()

    def teardown(self) -> None:
        if hasattr(self, "hall"):
            self.runner.run(self.hall.node.close())
        self.runner.close()

    def attempt(self, act: Coroutine[Any, Any, Any]) -> Any:
        try:
            return self.runner.run(act)
        except (RoomsError, NodeError) as refusal:
            self.refusals.append(refusal)
            return None
        finally:
            self.settle()

    def settle(self) -> None:
        for room in ROOMS:
            self.runner.run(self.hall.settle(room))

    def pick(self, number: int) -> Visit:
        return self.visits[number % len(self.visits)][1]

    def somebody(self, number: int) -> ParticipantId:
        """Return someone of some session, or of none."""
        known = [
            id_
            for host in self.hosts()
            for id_ in (*host.live.session.participants, *host.live.session.waiting)
        ]
        return known[number % len(known)] if known else ParticipantId("nobody")

    def hosts(self) -> Iterator[SessionHost]:
        for room in ROOMS:
            host = self.hall.node.host(room)
            if host is not None:
                yield host

    def keep(self, room: RoomId, visit: Visit | None) -> None:
        if visit is not None:
            self.visits = [*self.visits, (room, visit)][-10:]
            self.secrets = [*self.secrets, (room, visit.welcome.resume)][-10:]

    @rule(who=people, role=roles, room=rooms)
    def somebody_opens_the_page(self, who: str, role: Role, room: RoomId) -> None:
        self.keep(room, self.attempt(self.hall.visit(f"{who} as {role}", role, room)))

    @rule(who=people, role=roles, room=rooms, camera=st.booleans())
    def somebody_comes(self, who: str, role: Role, room: RoomId, *, camera: bool) -> None:
        visit = self.attempt(self.hall.visit(f"{who} as {role}", role, room))
        self.keep(room, visit)
        self.hall.media.fire(Connected(endpoint_of(visit)))
        self.attempt(visit.join(name=who, private_name=None, microphone=True, camera=camera))

    @precondition(lambda self: self.visits)
    @rule(number=picks, name=st.sampled_from(["Ada", "Zoe", ""]))
    def a_visitor_joins(self, number: int, name: str) -> None:
        self.attempt(
            self.pick(number).join(name=name, private_name="P", microphone=True, camera=True)
        )

    @precondition(lambda self: self.secrets)
    @rule(number=picks, room=rooms)
    def somebody_resumes(self, number: int, room: RoomId) -> None:
        of_room, secret = self.secrets[number % len(self.secrets)]
        visit = self.attempt(self.hall.node.revisit(room, secret))
        assert visit is None or room == of_room
        self.keep(room, visit)

    @precondition(lambda self: self.visits)
    @rule(number=picks, on=st.fixed_dictionaries(dict.fromkeys(SOURCES, switches)))
    def somebody_switches(self, number: int, on: dict[str, bool | None]) -> None:
        self.attempt(self.pick(number).publish(**on))

    @precondition(lambda self: self.visits)
    @rule(number=picks, shown=tiles)
    def lays_out(self, number: int, shown: list[tuple[int, Source, int]]) -> None:
        layout = [Tile(self.somebody(who), source, height) for who, source, height in shown]
        self.attempt(self.pick(number).layout(layout))

    @precondition(lambda self: self.visits)
    @rule(
        number=picks,
        whom=picks,
        what=st.sampled_from(ON_SOMEBODY),
    )
    def acts_on_somebody(self, number: int, whom: int, what: str) -> None:
        self.attempt(getattr(self.pick(number).chair, what)(self.somebody(whom)))

    @precondition(lambda self: self.visits)
    @rule(number=picks, what=st.sampled_from(ON_EVERYBODY))
    def acts_on_everybody(self, number: int, what: str) -> None:
        self.attempt(getattr(self.pick(number).chair, what)())

    @precondition(lambda self: self.visits)
    @rule(number=picks, what=st.sampled_from(["lock", "switch_lobby"]), on=st.booleans())
    def sees_to_the_door(self, number: int, what: str, *, on: bool) -> None:
        self.attempt(getattr(self.pick(number).chair, what)(on=on))

    @precondition(lambda self: self.visits)
    @rule(number=picks, what=st.sampled_from(["raise_hand", "step_away"]), on=st.booleans())
    def makes_a_gesture(self, number: int, what: str, *, on: bool) -> None:
        self.attempt(getattr(self.pick(number).gestures, what)(on=on))

    @precondition(lambda self: self.visits)
    @rule(number=picks, mode=st.sampled_from(ChatMode))
    def sees_to_the_chat(self, number: int, mode: ChatMode) -> None:
        self.attempt(self.pick(number).chair.switch_chat(mode))

    @precondition(lambda self: self.visits)
    @rule(number=picks, to=st.sampled_from([*Whom, None]), whom=picks, long=st.booleans())
    def writes(self, number: int, to: Whom | None, whom: int, *, long: bool) -> None:
        text = f"{WORD} " * (300 if long else 3)
        self.attempt(self.pick(number).talk.say(text, to=to or self.somebody(whom)))

    @precondition(lambda self: self.visits)
    @rule(number=picks, what=st.sampled_from(Reaction))
    def reacts(self, number: int, what: Reaction) -> None:
        self.attempt(self.pick(number).gestures.react(what))

    @precondition(lambda self: self.visits)
    @rule(number=picks, quiet=st.booleans(), word=st.sampled_from([None, WORD]))
    def asks_for_help(self, number: int, *, quiet: bool, word: str | None) -> None:
        self.attempt(self.pick(number).helpline.ask(quiet=quiet, word=word))

    @precondition(lambda self: self.visits)
    @rule(number=picks, whom=picks, what=st.sampled_from(["claim", "end"]))
    def sees_to_help(self, number: int, whom: int, what: str) -> None:
        self.attempt(getattr(self.pick(number).helpline, what)(self.somebody(whom)))

    @precondition(lambda self: self.visits)
    @rule(number=picks)
    def asks_for_a_code(self, number: int) -> None:
        visit = self.pick(number)
        self.attempt(visit.handover.offer())
        outbox = visit._connection._outbox._waiting.values()
        self.codes += [message.code for message in outbox if isinstance(message, DeviceCode)]

    @precondition(lambda self: self.codes)
    @rule(number=picks, room=rooms)
    def comes_by_a_code(self, number: int, room: RoomId) -> None:
        code = self.codes[number % len(self.codes)]
        visit = self.attempt(self.hall.node.redeem(room, code))
        self.keep(room, visit)
        if visit is not None:
            assert self.attempt(self.hall.node.redeem(room, code)) is None, "once"

    @precondition(lambda self: self.visits)
    @rule(number=picks, on=st.booleans())
    def tests_the_network(self, number: int, *, on: bool) -> None:
        self.attempt(self.pick(number).echo(on=on))

    @rule(room=rooms, whom=picks, what=st.sampled_from(ON_SOMEBODY))
    def the_api_acts(self, room: RoomId, whom: int, what: str) -> None:
        self.attempt(self.by_key(room, what, self.somebody(whom)))

    async def by_key(self, room: RoomId, what: str, *whom: ParticipantId) -> None:
        await getattr(self.hall.node.chair(room), what)(*whom)

    @precondition(lambda self: self.visits)
    @rule(number=picks)
    def ends_the_session(self, number: int) -> None:
        self.attempt(self.pick(number).chair.end_session())

    @precondition(lambda self: self.visits)
    @rule(number=picks, how=st.sampled_from(["leave", "close"]))
    def goes(self, number: int, how: str) -> None:
        self.attempt(getattr(self.pick(number), how)())

    @precondition(lambda self: self.visits)
    @rule(number=picks, event=st.sampled_from([Connected, Silent, Resumed, Lost]))
    def the_network_changes(self, number: int, event: Any) -> None:
        endpoint = endpoint_of(self.pick(number))
        if endpoint not in self.hall.media.closed:
            self.hall.media.fire(event(endpoint))
        self.settle()

    @rule(seconds=st.sampled_from([0.1, 30.0, 601.0, 3601.0]))
    def time_passes(self, seconds: float) -> None:
        self.hall.clock.jump(seconds)
        self.settle()

    @rule(broken=st.booleans())
    def the_disk_fills_or_is_emptied(self, *, broken: bool) -> None:
        self.hall.journal.broken = broken

    @rule(loud=st.dictionaries(picks, st.integers(-60, 0), max_size=3))
    def voices_are_heard(self, loud: dict[int, int]) -> None:
        tracks = [
            route.track
            for plan in self.hall.media.plans.values()
            for route in plan.routes.values()
            if route.track.source is Source.MICROPHONE
        ]
        if tracks:
            self.hall.media.loudness = {
                tracks[number % len(tracks)]: level for number, level in loud.items()
            }
        self.hall.clock.jump(0.1)
        self.settle()

    @precondition(lambda self: not self.hall.journal.broken)
    @rule(kindly=st.booleans())
    def the_process_restarts(self, *, kindly: bool) -> None:
        """Close, or be killed: the sessions are the same afterwards."""
        self.runner.run(self.restart(kindly=kindly))
        self.settle()

    async def restart(self, *, kindly: bool) -> None:
        old = self.hall
        kept = {
            host.live.session.id: set(host.live.session.participants)
            for host in self.hosts()
            if host.sitting is not None and not host._minutes.scribe.unjournalled
        }
        if kindly:
            await old.node.close()
        else:
            tasks = tuple(old.node._tasks)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            old.node._alarm = None if old.node._alarm is None else old.node._alarm.cancel()
        self.visits = []
        dice = Random(old.dice.random())
        new = Hall(clock=old.clock, journal=old.journal, rooms=old.rooms, dice=dice)
        new.node = self.hall.node = Node(new.world)
        self.hall = new
        await new.node._take_up_all()
        for room in ROOMS:
            await new.settle(room)
        for host in self.hosts():
            session = host.live.session
            if host.sitting is not None and session.id in kept:
                assert set(session.participants) == kept[session.id]
                assert not any(person.present for person in session.participants.values())

    @invariant()
    def refusals_are_of_the_protocol(self) -> None:
        assert all(refusal.code in CODES and str(refusal) for refusal in self.refusals)

    @invariant()
    def no_edge_that_visibility_forbids(self) -> None:
        for host in self.hosts():
            plan = self.hall.plan(host.room)
            who = {line.endpoint: id_ for id_, line in host.wiring.lines.items()}
            for slot, route in plan.routes.items():
                if slot.endpoint not in who:
                    # The network test: one's own voice, before joining, to oneself.
                    assert slot.endpoint == route.track.endpoint
                    assert route.track.source is Source.MICROPHONE
                else:
                    viewer, publisher = who[slot.endpoint], who[route.track.endpoint]
                    assert reaches(host.live.session, viewer, publisher, route.track.source)
                assert slot.endpoint not in self.hall.media.closed
                assert route.track.endpoint not in self.hall.media.closed
            assert not plan.taps
            assert not plan.open_gates

    @invariant()
    def rooms_never_mix(self) -> None:
        scopes = {host.scope for host in self.hosts()}
        for scope, plan in self.hall.media.plans.items():
            if scope not in scopes:
                continue
            for slot, route in plan.routes.items():
                assert self.hall.media.scopes[slot.endpoint] == scope
                assert self.hall.media.scopes[route.track.endpoint] == scope

    @invariant()
    def the_journal_tells_the_session(self) -> None:
        for host in self.hosts():
            if host.sitting is None or host._minutes.scribe.unjournalled:
                continue
            entries = self.hall.journal.entries[host.live.session.id]
            assert lives.replay([lives.decode(entry) for entry in entries]) == host.live

    @invariant()
    def no_word_is_ever_written_down_or_outlives_what_it_was_said_in(self) -> None:
        for entries in self.hall.journal.entries.values():
            assert not any(WORD.encode() in entry for entry in entries)
        for host in self.hosts():
            session = host.live.session
            assert set(host.memory.words.words) <= set(session.help)
            if host.sitting is None:
                assert host.memory == Memory()

    @invariant()
    def nobody_is_sent_words_that_are_not_for_them(self) -> None:
        for host in self.hosts():
            readable = {m.id: {m.sender, *m.readers} for m in host.memory.transcript.messages}
            for id_, line in host.wiring.lines.items():
                for message in line.outlet._outbox._waiting.values():  # type: ignore[attr-defined]
                    if isinstance(message, Message) and message.id in readable:
                        assert id_ in readable[message.id]

    @invariant()
    def nobody_banned_is_here(self) -> None:
        for host in self.hosts():
            session = host.live.session
            here = {*session.participants.values(), *session.waiting.values()}
            assert not session.banned & {person.identity for person in here}
            assert session.lobby or not session.banned

    @invariant()
    def everyone_connected_has_a_place_or_waits_and_an_open_endpoint(self) -> None:
        for host in self.hosts():
            session = host.live.session
            known = {*session.participants, *session.waiting}
            assert set(host.wiring.lines) <= known
            for line in host.wiring.lines.values():
                assert line.endpoint not in self.hall.media.closed
            assert set(session.waiting) <= set(host.wiring.lines)

    @invariant()
    def the_newest_state_is_the_truth(self) -> None:
        for host in self.hosts():
            for id_, line in host.wiring.lines.items():
                told = line.outlet._outbox._told.get(State)  # type: ignore[attr-defined]
                assert isinstance(told, State)
                assert told.self_ == id_
                assert (told.phase == "lobby") == (id_ in host.live.session.waiting)
                people = [person.id for person in host.live.session.circle]
                assert told.phase == "lobby" or [p.id for p in told.participants] == people

    @invariant()
    def a_host_is_there_for_somebody(self) -> None:
        for host in self.hosts():
            assert host.sitting is not None or host.guests > 0 or host._leftovers


TestNode = NodeMachine.TestCase
TestNode.settings = settings(max_examples=60, stateful_step_count=40)
