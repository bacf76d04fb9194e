"""The board: what whoever leads a session may do to its breakouts, and to who is in which."""

from collections.abc import Callable, Mapping, Sequence

from node.host import SessionHost
from node.ids import new_id
from node.live import Live
from node.passing import BellRung
from node.ports import Dice
from node.turn import Happening
from rooms import countdowns, merging, moving, role_play, splitting
from rooms.ids import ParticipantId, SpaceId
from rooms.part import Part
from rooms.planned_room import PlannedRoom
from rooms.session import Session


class Board:
    """Facilitators stand at it, and whoever has an API key: for them `by` returns None.

    Each of these is one turn: everyone whom it moves is told of their room, who is in it and whose
    media they receive by one message.
    """

    def __init__(
        self, host: SessionHost, dice: Dice, by: Callable[[], ParticipantId | None]
    ) -> None:
        self._host = host
        self._dice = dice
        self._by = by

    async def split(
        self,
        plan: Sequence[PlannedRoom],
        *,
        closes_in: float | None = None,
        choice: bool = False,
    ) -> None:
        """Make the breakouts what `plan` says; what is open and not in it merges."""
        await self._host.submit(
            lambda live, now: splitting.split(
                live.session,
                plan,
                by=self._by(),
                now=now,
                new_space=lambda: SpaceId(new_id(self._dice)),
                closes_in=closes_in,
                choice=choice,
            )
        )

    async def move(self, participant: ParticipantId, room: SpaceId) -> None:
        await self._host.submit(
            lambda live, now: moving.move(live.session, participant, room, by=self._by(), now=now)
        )

    async def exchange(self, one: ParticipantId, other: ParticipantId) -> None:
        """Have two people change places."""
        await self._host.submit(
            lambda live, _: moving.exchange(live.session, one, other, by=self._by())
        )

    async def merge(self, room: SpaceId | None = None, *, within: float | None = None) -> None:
        """Merge a breakout, or all of them: now, or so many seconds from now."""
        await self._host.submit(
            lambda live, now: merging.merge(
                live.session, room, by=self._by(), now=now, within=within
            )
        )

    async def merge_into(self, room: SpaceId, into: SpaceId) -> None:
        await self._host.submit(
            lambda live, now: merging.merge_into(live.session, room, into, by=self._by(), now=now)
        )

    async def extend(self, seconds: float, room: SpaceId | None = None) -> None:
        """Give a breakout more time, or all of them that have a countdown."""
        await self._host.submit(
            lambda live, _: countdowns.extend(live.session, seconds, room, by=self._by())
        )

    async def direct_newcomers(self, room: SpaceId | None) -> None:
        """Say where whoever comes from now on lands; None is the main room."""
        await self._host.submit(
            lambda live, _: moving.direct_newcomers(live.session, room, by=self._by())
        )

    async def give_parts(
        self, parts: Mapping[ParticipantId, Part], cues: Mapping[Part, str]
    ) -> None:
        """Begin a role play, change it, or without parts end it."""
        await self._host.submit(
            lambda live, _: role_play.give_parts(live.session, parts, cues, by=self._by())
        )

    async def swap_parts(self) -> None:
        """Hand the parts on in each room, with a bell for all who are there."""

        def swap(live: Live, _: float) -> Sequence[Happening]:
            by = self._by()
            swapped = role_play.swap(live.session, by=by)
            return [*swapped, BellRung(_concerned(live.session, by))]

        await self._host.submit(swap)


def _concerned(session: Session, by: ParticipantId | None) -> frozenset[ParticipantId]:
    """Return who is in a room where a part is played, and who rings."""
    people = session.participants
    playing = {people[id_].space for id_ in session.breakouts.parts if id_ in people}
    return frozenset(
        person.id for person in people.values() if person.space in playing or person.id == by
    )
