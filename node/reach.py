"""Reach: hearing and being heard in rooms one is not in."""

from collections.abc import Collection
from typing import Final

from node.connection import Connection
from node.ear_watch import Ears
from node.host import SessionHost
from rooms import listening, reaching_out
from rooms.ids import SpaceId

SEEN_WITHIN: Final = 0.5  # seconds; a page that has not shown an ear by then holds nobody up


class Reach:
    """An ear is shown before anything is heard by it: so listening takes two turns."""

    def __init__(self, host: SessionHost, connection: Connection) -> None:
        self._host = host
        self._page = connection
        self._me = connection.owner

    async def listen(self, rooms: Collection[SpaceId]) -> None:
        """Hear these rooms and no others; return once everyone there could see that one does."""
        await self._host.submit(
            lambda live, _: listening.show_ears(live.session, rooms, by=self._me())
        )
        await self._host.ear_watch.shown(self._me(), rooms, within=SEEN_WITHIN)
        await self._host.submit(
            lambda live, _: listening.open_ears(live.session, rooms, by=self._me())
        )

    async def acknowledge(self, ears: Ears) -> None:
        """Say which ears one's page shows now."""
        self._me()
        self._host.ear_watch.shows(self._page, ears)

    async def whisper(self, room: SpaceId | None) -> None:
        """Speak into one room alone; None is to stop."""
        await self._host.submit(
            lambda live, _: reaching_out.whisper(live.session, room, by=self._me())
        )

    async def speak_to(self, rooms: Collection[SpaceId] | None) -> None:
        """Speak to one's own room and these; None is to stop."""
        await self._host.submit(
            lambda live, _: reaching_out.speak_to(live.session, rooms, by=self._me())
        )

    async def show_to(self, rooms: Collection[SpaceId] | None) -> None:
        """Show one's screen to one's own room and these; None is to stop."""
        await self._host.submit(
            lambda live, _: reaching_out.show_to(live.session, rooms, by=self._me())
        )
