"""A visit: one browser's stay, from its first message to the end of its socket."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from node import resumes
from node.board import Board
from node.chair import Chair
from node.connection import Connection
from node.consent_desk import ConsentDesk
from node.dealing import Dealer
from node.errors import BadCode, BadResume, NodeError, NotNow, Unread
from node.gestures import Gestures
from node.handover import Handover
from node.helpline import Helpline
from node.host import SessionHost
from node.ids import new_id
from node.invitation import Invitation
from node.live import Live
from node.norms import NormsDesk
from node.outbound import Outbound, RoomTitle, Welcome
from node.outlet import Parting
from node.passes import Pass
from node.passing import CodeUsed
from node.plan_shelf import PlanShelf
from node.ports import RoomRecord, World
from node.reach import Reach
from node.resumes import ResumeGiven
from node.steps import Steps
from node.talk import Talk
from node.tile import Tile
from node.turn import Happening
from node.wiring import Wiring
from rooms import arrival, devices, presence
from rooms import session as rooms_session
from rooms.ids import Identity, ParticipantId, RoomId
from rooms.participant import Arrival, Devices


class Visit:
    """What a browser may ask for; each request returns when it has taken effect, or is refused.

    The endpoint comes up at once, while the person is still on the pre-join page; nothing is
    routed to or from it before they have a place.
    """

    def __init__(
        self, host: SessionHost, world: World, pass_: Pass, record: RoomRecord, resume: str
    ) -> None:
        self._host = host
        self._pass = pass_
        self._resume = resume
        self._answered = False
        self._closed = False
        self._connection = Connection(host, world.media, record.capacity)
        host.greet(self._connection, record)
        self._ice_servers = () if world.relays is None else world.relays.ice_servers()
        self.chair = Chair(host, world.rooms, self._connection.owner)
        self.board = Board(host, world.dice, self._connection.owner)
        self.steps = Steps(host, world.dice, self._connection.owner)
        self.reach = Reach(host, self._connection)
        self.dealer = Dealer(host, world.dice, self._connection.owner)
        self.plan_shelf = PlanShelf(host, self._connection.owner)
        self.gestures = Gestures(host, self._connection.owner)
        self.talk = Talk(host, world.dice, self._connection.owner)
        self.handover = Handover(host, world.dice, self._connection.owner)
        self.invitation = Invitation(host, world.links, self._connection.owner)
        self.helpline = Helpline(host, self._connection.owner)
        self.consent = ConsentDesk(host, world, self._connection.owner)
        self._norms = NormsDesk(host, self._connection, record.norms, pass_.identity)
        self._world = world
        self._record = record

    @property
    def welcome(self) -> Welcome:
        """What is known before joining."""
        return Welcome(
            room=RoomTitle(self._record.id, self._record.name),
            role=self._pass.role,
            name=self._pass.name,
            capacity=self._record.capacity,
            offer=self._connection.offer,
            resume=self._resume,
            norms=self._norms.shown,
            now=self._world.clock.now(),
            ice_servers=self._ice_servers,
        )

    @property
    def who(self) -> tuple[RoomId, Identity]:
        """Whose visit it is, whichever browser or socket they come by."""
        return self._pass.room, self._pass.identity

    @property
    def parting(self) -> Parting | None:
        """Why the browser is sent away and should come back; None while there is no such reason."""
        return self._connection.parting

    async def recall(self) -> None:
        """Learn what is kept of this person beyond the session, before they are welcomed."""
        await self._norms.recall(self._world.agreements)
        with suppress(Unread):  # Whoever needs it asks again, and is told why not.
            await self._host.archive.recall()

    async def agree_norms(self, version: int) -> None:
        """Agree to the room's norms, once per version, before joining or after."""
        await self._norms.agree(version, self._world.agreements, self._world.clock)

    async def answer(self, sdp: str) -> None:
        """Take the browser's one answer to the offer; a refused one may be given again."""
        if self._answered or not self._connection.is_open:
            raise NotNow("the offer is answered once")
        await self._connection.accept(sdp)
        self._answered = True

    async def join(
        self, *, name: str, private_name: str | None, microphone: bool, camera: bool
    ) -> None:
        """Come in, wait at the door, or take up the place that is still held for this person."""
        pass_ = self._pass
        newcomer = Arrival(
            id=ParticipantId(new_id(self._world.dice)),
            identity=pass_.identity,
            role=pass_.role,
            name=pass_.name or name,
            private_name=pass_.private_name or private_name,
            devices=Devices(microphone=microphone, camera=camera),
            expected=pass_.admit,
        )
        await self._host.submit(lambda live, now: self._enter(live, newcomer, now), self._connect)

    async def come_back(self) -> None:
        """Take up the place this visit's resume secret leads to, past every lobby."""
        await self._host.submit(self._return, self._connect)

    async def take_over(self, code: str) -> None:
        """Take up the place that another device's one-time code leads to; that one is sent away."""

        def take_over(live: Live, now: float) -> tuple[Happening, ...]:
            self._check_new()
            me = self._host.memory.codes.owner_of(code, now=now)
            if me is None:
                raise BadCode("this code is not valid, or not any more")
            back = presence.come_back(live.session, me, now=now)
            return (*back, ResumeGiven(me, resumes.digest(self._resume)), CodeUsed(me))

        await self._host.submit(take_over, self._connect)

    async def publish(
        self,
        *,
        microphone: bool | None = None,
        camera: bool | None = None,
        screen: bool | None = None,
    ) -> None:
        await self._host.submit(
            lambda live, _: devices.switch(
                live.session,
                self._connection.owner(),
                microphone=microphone,
                camera=camera,
                screen=screen,
            )
        )

    async def echo(self, *, on: bool) -> None:
        """Hear oneself in the first audio slot: a network test, before joining alone."""
        await self._connection.mirror(on=on)

    async def layout(self, tiles: Sequence[Tile]) -> None:
        """Say what the page shows; nothing else is sent to it."""
        shown = tuple(tiles)

        def show(live: Live, wiring: Wiring) -> Wiring:
            del live
            line = replace(wiring.lines[self._connection.owner()], tiles=shown)
            return wiring.connecting(self._connection.owner(), line)

        await self._host.submit(self._need_a_place, show)

    async def leave(self) -> None:
        """Give up the place at once; from the pre-join page there is none to give up."""
        await self._host.submit(self._go)
        self._connection.end("left")

    async def next_message(self) -> Outbound | None:
        """Return what the browser is to know next; None when the visit is over."""
        return await self._connection.next_message()

    async def close(self) -> None:
        """The socket is gone: close the endpoint and hold the place.  Twice is harmless."""
        if self._closed:
            return
        self._closed = True
        self._connection.close()
        try:
            # If the session is gone as well, so is every place.
            with suppress(NodeError):
                await self._host.submit(self._connection.go, self._connection.cut)
        finally:
            self.consent.leave()
            self._host.farewell(self._connection)

    def _need_a_place(self, live: Live, now: float) -> tuple[Happening, ...]:
        del live, now
        self._connection.owner()
        return ()

    def _enter(self, live: Live, newcomer: Arrival, now: float) -> tuple[Happening, ...]:
        self._check_new()
        events = arrival.enter(live.session, newcomer, now=now)
        me = rooms_session.apply_all(live.session, events).place_of(newcomer.identity)
        assert me is not None, "whoever entered has a place or waits for one"
        return (*events, ResumeGiven(me, resumes.digest(self._resume)))

    def _return(self, live: Live, now: float) -> tuple[Happening, ...]:
        self._check_new()
        me = live.resumes.owner_of(self._resume)
        if me is None or me not in live.session.participants:
            raise BadResume("that place is not held any more")
        return presence.come_back(live.session, me, now=now)

    def _go(self, live: Live, now: float) -> tuple[Happening, ...]:
        me = self._host.wiring.whose(self._connection)
        return () if me is None else presence.leave(live.session, me, now=now)

    def _check_new(self) -> None:
        if not self._connection.is_open:
            raise NotNow("this visit is over")
        if self._host.wiring.whose(self._connection) is not None:
            raise NotNow("you have joined already")

    def _connect(self, live: Live, wiring: Wiring) -> Wiring:
        me = live.resumes.owner_of(self._resume)
        assert me is not None, "whoever joins has been given this secret"
        return wiring.connecting(me, self._connection.line())
