"""The chair: what whoever leads a session may do to it, and to the people in it."""

from collections.abc import Callable, Sequence

from node.errors import LinkStands
from node.host import SessionHost
from node.live import Live
from node.passing import UnmuteAsked
from node.ports import RoomBook
from node.turn import Happening
from rooms import arrival, banning, chat, closing, devices, door, hands, presence
from rooms.chat_mode import ChatMode
from rooms.ids import ParticipantId
from store.errors import StoreUnavailable, Unknown


class Chair:
    """Facilitators sit in it, and whoever has an API key: for them `by` returns None.

    Anybody may ask; `rooms.permissions` answers, in the turn that would carry it out.
    """

    def __init__(
        self, host: SessionHost, rooms: RoomBook, by: Callable[[], ParticipantId | None]
    ) -> None:
        self._host = host
        self._rooms = rooms
        self._by = by

    async def admit(self, participant: ParticipantId) -> None:
        await self._host.submit(
            lambda live, now: arrival.admit(live.session, participant, by=self._by(), now=now)
        )

    async def admit_all(self) -> None:
        await self._host.submit(
            lambda live, now: arrival.admit_all(live.session, by=self._by(), now=now)
        )

    async def refuse(self, participant: ParticipantId) -> None:
        await self._host.submit(
            lambda live, now: arrival.refuse(live.session, participant, by=self._by(), now=now)
        )

    async def remove(self, participant: ParticipantId) -> None:
        await self._host.submit(
            lambda live, now: presence.remove(live.session, participant, by=self._by(), now=now)
        )

    async def ban(self, participant: ParticipantId) -> None:
        """End someone's part in the session for good; the link they came by opens no more."""
        await self._host.submit(
            lambda live, now: banning.ban(live.session, participant, by=self._by(), now=now)
        )
        try:
            await self._rooms.spoil_client_link(self._host.room)
        except Unknown:
            pass  # The room was deleted meanwhile: none of its links leads anywhere.
        except StoreUnavailable as exc:
            raise LinkStands("they are out, but their link still works: make new links") from exc

    async def mute(self, participant: ParticipantId) -> None:
        await self._host.submit(
            lambda live, _: devices.mute(live.session, participant, by=self._by())
        )

    async def mute_all(self) -> None:
        await self._host.submit(lambda live, _: devices.mute_all(live.session, by=self._by()))

    async def stop_camera(self, participant: ParticipantId) -> None:
        await self._host.submit(
            lambda live, _: devices.stop_camera(live.session, participant, by=self._by())
        )

    async def ask_to_unmute(self, participant: ParticipantId) -> None:
        def ask(live: Live, _: float) -> Sequence[Happening]:
            by = self._by()
            asked = devices.ask_to_unmute(live.session, participant, by=by)
            return [UnmuteAsked(each, by) for each in asked]

        await self._host.submit(ask)

    async def lower_hands(self, participant: ParticipantId | None = None) -> None:
        """Lower someone's hand, or everyone's."""
        await self._host.submit(
            lambda live, _: (
                hands.lower_all(live.session, by=self._by())
                if participant is None
                else hands.lower(live.session, participant, by=self._by())
            )
        )

    async def lock(self, *, on: bool) -> None:
        await self._host.submit(
            lambda live, now: door.switch_lock(live.session, on=on, by=self._by(), now=now)
        )

    async def switch_lobby(self, *, on: bool) -> None:
        await self._host.submit(
            lambda live, now: door.switch_lobby(live.session, on=on, by=self._by(), now=now)
        )

    async def switch_chat(self, mode: ChatMode) -> None:
        await self._host.submit(lambda live, _: chat.switch(live.session, mode, by=self._by()))

    async def end_session(self) -> None:
        await self._host.submit(lambda live, now: closing.end(live.session, by=self._by(), now=now))
