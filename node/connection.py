"""A connection: one browser's endpoint and what waits to be sent to it."""

from dataclasses import replace
from typing import Final, assert_never

from node.errors import NotNow
from node.host import SessionHost
from node.live import Live
from node.outbound import Ended, EndReason, Outbound
from node.outbox import Outbox
from node.outlet import Parting
from node.ports import Media
from node.state import OwnNorms
from node.turn import Happening
from node.wiring import Line, Wiring
from rooms import presence
from rooms.ids import ParticipantId
from sfu.events import Connected, Lost, MediaEvent, Resumed, Silent
from sfu.pump import TrackFlowed

PLACES_LEAST: Final = 4
"""Whom even the smallest room has slots for: facilitators come in beyond its capacity."""


class Connection:
    """The session's way to a browser, and the media plane's way to tell of it.

    Owns its endpoint: it is closed with whatever comes first, the end of the place, the loss of
    the media path, or the end of the socket.
    """

    def __init__(self, host: SessionHost, media: Media, capacity: int) -> None:
        self.parting: Parting | None = None
        self.norms: OwnNorms | None = None
        self._host = host
        self._media = media
        self._outbox = Outbox()
        self._connected = False
        self._open = True
        self._prepared = media.prepare(host.scope, max(capacity, PLACES_LEAST), self.hear)

    @property
    def offer(self) -> str:
        return self._prepared.offer

    @property
    def is_open(self) -> bool:
        return self._open

    def owner(self) -> ParticipantId:
        """Return under which id this browser's person is here; asked anew in every turn."""
        owner = self._host.wiring.whose(self)
        if owner is None:
            raise NotNow("join first")
        return owner

    def line(self) -> Line:
        """Return the line by which a place is taken up."""
        prepared = self._prepared
        return Line(
            prepared.endpoint,
            prepared.shape,
            self,
            connected=self._connected,
            norms=self.norms,
        )

    async def accept(self, sdp: str) -> None:
        await self._media.accept(self._prepared.endpoint, sdp)

    def tell(self, message: Outbound) -> None:
        self._outbox.put(message)

    def end(self, reason: EndReason) -> None:
        self._outbox.put(Ended(reason))
        self.close()

    def part(self, why: Parting) -> None:
        if self._open:
            self.parting = why
        self.close()

    def hear(self, event: MediaEvent) -> None:
        """Follow the endpoint: a place is held while nothing is heard from its owner."""
        match event:
            case Connected():
                self._connected = True
                self._host.nudge(rewire=self._connect)
            case Silent():
                self._host.nudge(self._fall_silent)
            case Resumed():
                self._host.nudge(self._resume)
            case Lost():
                self.part("lost")
                self._host.nudge(self.go, self.cut)
            case TrackFlowed():
                pass
            case _:
                assert_never(event)

    def go(self, live: Live, now: float) -> tuple[Happening, ...]:
        """Decide that whoever was here is gone without a word."""
        owner = self._host.wiring.whose(self)
        return () if owner is None else presence.drop(live.session, owner, now=now)

    def cut(self, live: Live, wiring: Wiring) -> Wiring:
        del live
        return wiring.without(self)

    async def next_message(self) -> Outbound | None:
        return await self._outbox.next()

    def close(self) -> None:
        """Close the endpoint; what is queued may still be read.  Closing twice is harmless."""
        self._open = False
        self._outbox.close()
        self._media.close_endpoint(self._prepared.endpoint)

    async def mirror(self, *, on: bool) -> None:
        """Hear oneself, to test the way there and back: only for as long as one has not joined."""

        def mirror(live: Live, wiring: Wiring) -> Wiring:
            del live
            return wiring.mirroring(self.line()) if on else wiring.unmirrored(self)

        await self._host.submit(self._not_joined, mirror)

    def _not_joined(self, live: Live, now: float) -> tuple[Happening, ...]:
        del live, now
        if self._host.wiring.whose(self) is not None or not self._open:
            raise NotNow("the network test is over once you have joined")
        return ()

    def _connect(self, live: Live, wiring: Wiring) -> Wiring:
        del live
        owner = wiring.whose(self)
        if owner is None:
            return wiring.mirroring(self.line()) if wiring.mirrors(self) else wiring
        return wiring.connecting(owner, replace(wiring.lines[owner], connected=True))

    def _fall_silent(self, live: Live, now: float) -> tuple[Happening, ...]:
        # At the door there is no place to be held: whoever waits does so while the socket is open.
        return self.go(live, now) if self._seated(live) else ()

    def _resume(self, live: Live, now: float) -> tuple[Happening, ...]:
        owner = self._seated(live)
        return () if owner is None else presence.come_back(live.session, owner, now=now)

    def _seated(self, live: Live) -> ParticipantId | None:
        owner = self._host.wiring.whose(self)
        return owner if owner in live.session.participants else None
