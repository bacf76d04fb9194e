"""The consent desk: where people are asked whether it may be recorded, and answer."""

from collections.abc import Awaitable, Callable, Sequence

from consent import answering, asking
from consent.ask import Ask
from consent.erase import Erase
from consent.flag import Answer
from consent.ids import AskId
from consent.terms import Scope, Terms
from node.errors import NotNow, Unread
from node.host import SessionHost
from node.ids import new_id
from node.live import Live
from node.ports import World
from node.receipts import receipts
from node.turn import Decision, Happening
from rooms.errors import NotAllowed
from rooms.ids import ParticipantId
from rooms.permissions import Action, may
from sfu.ids import GateId
from store.errors import StoreUnavailable


class ConsentDesk:
    """People are at it, and whoever has an API key: for them `by` returns None.

    The API may ask and stop.  It never answers, and nothing here tells it what anybody answered.
    """

    def __init__(
        self, host: SessionHost, world: World, by: Callable[[], ParticipantId | None]
    ) -> None:
        self._host = host
        self._clock = world.clock
        self._dice = world.dice
        self._by = by
        self._held: list[GateId] = []

    async def bind_key(self, key: bytes) -> None:
        """Say by which key this browser signs."""
        await self._host.submit(
            lambda live, _: answering.bind_key(live.consents, live.session, self._me(), key)
        )

    async def ask(self, terms: Terms) -> AskId:
        """Ask everyone, once it is certain that what they agree to could be kept, and proven."""
        ask = AskId(new_id(self._dice))

        def decide(live: Live, now: float) -> Sequence[Happening]:
            by = self._by()
            return asking.ask(live.consents, live.session, terms, new_id=ask, by=by, now=now)

        decide(self._host.live, self._clock.now())  # What is refused anyway looks nothing up.
        await self._host.reel.ready()
        await self._host.ledger.vouch()
        await self._host.submit(decide)
        return ask

    def stop(self, scope: Scope) -> Awaitable[None]:
        """End a recording, or take a question back.

        The gate is shut when this returns, before anything is awaited; so it is for all three.
        """
        found = self._host.live.consents.asks.get(scope)

        def stop(live: Live, now: float) -> Sequence[Happening]:
            return asking.stop(live.consents, live.session, scope, by=self._by(), now=now)

        return _done(self._shutting(found, stop))

    def answer(
        self, ask: AskId, said: Answer, *, digest: bytes = b"", signature: bytes = b""
    ) -> Awaitable[None]:
        """Answer an ask; a no takes back a yes."""
        found = self._host.live.consents.find(ask) if said is Answer.REFUSED else None

        def answer(live: Live, now: float) -> Sequence[Happening]:
            return answering.answer(
                live.consents,
                live.session,
                ask,
                said,
                by=self._me(),
                now=now,
                digest=digest,
                signature=signature,
            )

        return _done(self._shutting(found, answer))

    def withdraw(self, scope: Scope, erase: Erase = Erase.NONE) -> Awaitable[None]:
        """Take a yes back, and have erased what was recorded before."""
        me = self._me()
        found = self._host.live.consents.asks.get(scope)

        def withdraw(live: Live, now: float) -> Sequence[Happening]:
            return answering.withdraw(live.consents, live.session, scope, by=me, now=now)

        turn = self._shutting(found, withdraw)
        return _done(turn) if found is None else self._erasing(turn, found, me, erase)

    async def receipts(self) -> tuple[bytes, ...]:
        """Return one's own part of the room's ledger, as far as it goes; nothing if there is none.

        It proves by itself what of it is one's own: only what is verified is handed out.
        """
        me = self._me()
        try:
            found = await receipts(self._host.ledger, self._host.live, [me])
        except StoreUnavailable as exc:
            raise Unread("the ledger cannot be read now: try again") from exc
        return found.get(me, ())

    @property
    def node_key(self) -> bytes:
        """Return by which public key (Ed25519, 32 bytes) receipts are verified."""
        return self._host.ledger.public_key

    def shut_at_once(self, scope: Scope) -> None:
        """Shut a gate for a request that is read and has to wait for others of its browser.

        It stays shut until that request, or the visit's end, has been taken in its turn.
        """
        self._hold(self._host.live.consents.asks.get(scope))

    def shut_for_a_no(self, ask: AskId) -> None:
        """Shut a gate for a no that has to wait: it may take back a yes."""
        self._hold(self._host.live.consents.find(ask))

    def leave(self) -> None:
        """Hold no gate any more."""
        for gate in set(self._held):
            self._release(gate)

    def _hold(self, ask: Ask | None) -> None:
        if ask is not None and not ask.is_over and self._may_shut(ask):
            self._host.flow.bar(GateId(ask.id))
            self._held.append(GateId(ask.id))

    def _release(self, gate: GateId) -> None:
        """Leave a gate to the turns that wait; what is held for other requests stays."""
        while gate in self._held:
            self._held.remove(gate)
            self._host.flow.unbar(gate)
            self._host.nudge()

    def _me(self) -> ParticipantId:
        me = self._by()
        if me is None:
            raise NotAllowed("consent is never given, or taken back, on somebody's behalf")
        return me

    def _may_shut(self, ask: Ask) -> bool:
        try:
            me, session = self._by(), self._host.live.session
        except NotNow:
            return False
        return me is None or may(session, me, Action.RECORD) or ask.may_count_on(me)

    def _shutting(self, ask: Ask | None, decide: Decision) -> Awaitable[object]:
        """Shut the gate of an ask now, and take the turn that says whether it stays so."""
        turn: Awaitable[object]
        if ask is None or ask.is_over or not self._may_shut(ask):
            turn = self._host.submit(decide)
        else:
            turn = self._host.submit(self._host.flow.behind(GateId(ask.id), decide))
        if ask is not None:
            self._release(GateId(ask.id))
        return turn

    async def _erasing(
        self, turn: Awaitable[object], ask: Ask, me: ParticipantId, erase: Erase
    ) -> None:
        live = self._host.live
        await turn
        # If the session ended with it, what people agreed to is gone by now.
        recorded = (self._host.live.consents.find(ask.id) or ask).recorded
        if erase is not Erase.NONE and me in recorded:
            await self._host.eraser.erase(live, ask.id, me if erase is Erase.OWN else None)


async def _done(turn: Awaitable[object]) -> None:
    await turn
