"""An evening of a group: a real node with its turns, a real pump, and people who do all they can.

Media is thinned: five sounds and two and a half pictures a second, of each layer.  Everybody sends
everything all the time, whatever is switched off, so that it is the server that keeps it back.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from random import Random
from typing import Any

from consent.ids import AskId
from consent.reach import concerned
from node.errors import NodeError
from node.feed import DEVICES
from node.host import SessionHost
from node.node import Node
from node.visit import Visit
from rooms.errors import RoomsError
from rooms.ids import ParticipantId
from rooms.role import Role
from rooms.visibility import may_receive
from sfu.events import Connected, Resumed
from sfu.ids import EndpointId, SlotId, Source
from sfu.pump import Tapped
from tests.sim.network import Network
from tests.sim.pump_media import Guest, PumpMedia
from tests.sim.slot_watch import SlotWatch
from tests.support.packets import Stream
from tests.support.person import Heard
from tests.unit.node.world import ROOM, Hall, ManualAlarm, endpoint_of

VOICE, FRAME = 0.2, 0.4  # seconds between two
ROLES = {
    "Lena": Role.FACILITATOR,
    "Cormac": Role.FACILITATOR,
    "Ada": Role.CLIENT,
    "Birch": Role.CLIENT,
    "Cleo": Role.CLIENT,
    "Dara": Role.CLIENT,
    "Olga": Role.OBSERVER,
}
SOURCES = {
    "a": Source.MICROPHONE,
    "l": Source.CAMERA,
    "m": Source.CAMERA,
    "h": Source.CAMERA,
    "s": Source.SCREEN,
    "t": Source.SCREEN_AUDIO,
}
"""By what a packet is marked with."""


class NetworkClock:
    """Session time is the network's."""

    def __init__(self, network: Network, ring: Callable[[Callable[[], None]], None]) -> None:
        self._network = network
        self._ring = ring

    def now(self) -> float:
        return self._network.now

    def session_time(self, monotonic: float) -> float:
        return monotonic

    def call_at(self, when: float, do: Callable[[], None]) -> ManualAlarm:
        alarm = ManualAlarm(do)

        def ring() -> None:
            if not alarm.cancelled:
                self._ring(alarm.do)

        self._network.at(max(when, self._network.now), ring)
        return alarm


class Evening:
    def __init__(self, *, seed: int) -> None:
        self.rng = Random(seed)
        self.network = Network(Random(seed + 1), now=1_000_000.0)
        self.media = PumpMedia(self.network, seed=seed + 2)
        self.media.check = self._check
        self.media.check_tapped = self._check_tapped
        self.media.settled = self.settle
        self.runner = asyncio.Runner()
        self.visits: dict[str, Visit] = {}
        self.secrets: dict[str, str] = {}
        self.yes: set[tuple[AskId, ParticipantId]] = set()
        self.taken_back: set[tuple[AskId, ParticipantId]] = set()
        self.seen: Counter[str] = Counter()
        self.hall = self.runner.run(self._open(seed))

    async def _open(self, seed: int) -> Hall:
        clock = NetworkClock(self.network, self._ring)
        hall = Hall(clock=clock, media=self.media, dice=Random(seed + 3))  # type: ignore[arg-type]
        hall.room()
        hall.node = Node(hall.world)
        return hall

    def close(self) -> None:
        self.runner.run(self.hall.node.close())
        self.runner.close()

    def run(self, seconds: float) -> None:
        self.network.run(self.network.now + seconds)
        self._everyone_is_in_one_room()

    def wake_up(self) -> None:
        """Whoever was not heard of is there again."""
        for visit in self.visits.values():
            if (endpoint := endpoint_of(visit)) in self.media.guests:
                self.media.fire(Resumed(endpoint))
        self.settle()

    def dark(self) -> list[SlotId]:
        """Return the slots out of which nothing came in the last second, though it should have."""
        (plan,) = self.media.plans.values()
        return [
            slot
            for slot, route in plan.routes.items()
            if slot.endpoint in self.media.guests
            and route.track.endpoint in self.media.guests
            and not self._came_lately(slot)
        ]

    def _came_lately(self, slot: SlotId) -> bool:
        watch = self.media.guests[slot.endpoint].watches.get(slot.mid)
        return watch is not None and watch.at > self.network.now - 1

    @property
    def wraps(self) -> int:
        """How often the numbers of a slot began anew."""
        here = [watch for g in self.media.guests.values() for watch in g.watches.values()]
        return self.media.turned_over + sum(watch.wraps for watch in here)

    @property
    def host(self) -> SessionHost:
        host = self.hall.node.host(ROOM)
        assert host is not None
        return host

    def act(self, act: Awaitable[Any]) -> None:
        async def attempt() -> None:
            with suppress(RoomsError, NodeError):
                await act
            await self.hall.settle()

        self.runner.run(attempt())

    def _ring(self, do: Callable[[], None]) -> None:
        do()
        self.settle()

    def settle(self) -> None:
        """Let turns be taken that nobody waits for."""
        host = self.hall.node.host(ROOM)
        if host is not None and not host._inbox.is_empty:
            self.runner.run(self.hall.settle())

    # What people do.

    def somebody(self) -> tuple[str, Visit] | None:
        return self.rng.choice(sorted(self.visits.items())) if self.visits else None

    def leader(self) -> Visit | None:
        leads = [v for name, v in self.visits.items() if ROLES[name] is Role.FACILITATOR]
        return self.rng.choice(leads) if leads else None

    def somebodys_id(self) -> ParticipantId:
        here = sorted(self.host.live.session.participants)
        return self.rng.choice(here) if here else ParticipantId("nobody")

    async def come(self, who: str) -> None:
        microphone, camera = self.rng.random() < 0.9, self.rng.random() < 0.9
        if ROLES[who] is Role.OBSERVER:
            microphone = camera = False
        visit = await self.hall.come(who, ROLES[who], microphone=microphone, camera=camera)
        self._greet(who, visit)

    async def come_back(self, who: str) -> None:
        visit = await self.hall.node.revisit(ROOM, self.secrets[who])
        await visit.answer("answer")
        self.media.fire(Connected(endpoint_of(visit)))
        self._greet(who, visit)

    def _greet(self, who: str, visit: Visit) -> None:
        self.visits[who], self.secrets[who] = visit, visit.welcome.resume
        guest = self.media.guests[endpoint_of(visit)]
        self._speak(guest)
        self._film(guest)

    # What they send.

    def _speak(self, guest: Guest) -> None:
        if self._is_here(guest):
            person = guest.person
            for stream in (person.mic, guest.sound_of_screen):
                level = self.rng.choice([20, 30, 90])
                packet = stream.voice(person._transport(1), level=level)
                _pass_time(stream, VOICE, ticks=48_000, already=960)
                self.media.send(guest, [packet])
            self.network.at(self.network.now + VOICE, partial(self._speak, guest))

    def _film(self, guest: Guest) -> None:
        if self._is_here(guest):
            person = guest.person
            for stream in (*person.camera.values(), person.screen):
                size = 1500 if stream.key_due else 300
                packets = stream.frame(person.transport_seq, size=size, ticks=round(FRAME * 90_000))
                person._transport(len(packets))
                self.media.send(guest, packets)
            self.network.at(self.network.now + FRAME, partial(self._film, guest))

    def _is_here(self, guest: Guest) -> bool:
        return self.media.guests.get(guest.person.id) is guest

    # What stays true.

    def _check(self, guest: Guest, heard: Heard) -> None:
        """Hold what leaves against the plan, against who may see whom, and against what was."""
        endpoint, _, mark = heard.sender.partition("/")
        source, viewer = SOURCES[mark], guest.person.id
        assert viewer in self.media.guests, "nobody is sent anything who is gone"
        route = self.media.plans[guest.scope].routes.get(SlotId(viewer, heard.mid))  # type: ignore[arg-type]
        assert route is not None, "nobody gets what no route gives them"
        assert (route.track.endpoint, route.track.source) == (endpoint, source)
        self._may_see(viewer, EndpointId(endpoint), source)
        sender = self.media.guests[EndpointId(endpoint)]
        kind = guest.person.line(heard.mid).kind
        watch = guest.watches.setdefault(heard.mid, SlotWatch(kind))
        watch.look(heard, self.network.now, unrest=self.network.now < sender.unrest_until)
        self.seen[mark] += 1

    def _may_see(self, viewer: EndpointId, publisher: EndpointId, source: Source) -> None:
        session = self.host.live.session
        who = {line.endpoint: id_ for id_, line in self.host.wiring.lines.items()}
        one, other = session.participants[who[viewer]], session.participants[who[publisher]]
        device = DEVICES[source]
        assert may_receive(session, one.id, other.id, device)
        assert getattr(other.devices, device.value), "what is off reaches nobody"
        if source in {Source.MICROPHONE, Source.CAMERA}:
            assert one.space == other.space, "rooms never mix"
        assert one.present
        assert other.present

    def _check_tapped(self, tapped: Tapped) -> None:
        """A gate is open only while everybody says yes whom it concerns."""
        live = self.host.live
        ask = live.consents.find(AskId(tapped.gate))
        assert ask is not None
        assert any(tapped.gate in plan.open_gates for plan in self.media.plans.values())
        for person in concerned(live.session, ask.terms.scope):
            assert (ask.id, person.id) in self.yes
            assert (ask.id, person.id) not in self.taken_back
            assert person.present
        self.seen["tapped"] += 1

    def _everyone_is_in_one_room(self) -> None:
        host = self.hall.node.host(ROOM)
        if host is None:
            return
        session = host.live.session
        rooms = [session.main, *session.breakouts.spaces]
        for person in session.participants.values():
            assert rooms.count(person.space) == 1
        assert len({each.seat for each in session.participants.values()}) == len(
            session.participants
        )


def _pass_time(stream: Stream, seconds: float, *, ticks: int, already: int) -> None:
    stream.timestamp = stream.timestamp + round(seconds * ticks) - already & 0xFFFF_FFFF
