"""Dealing: a proposal who goes with whom, which moves nobody."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from breakout import collision
from breakout.collision import RulesCollide
from breakout.deal import Deal, deal
from breakout.rules import Apart, Lead, LeadInEach, Person, Rooms, RoomsOf, Rules, Together, Wish
from node.errors import Collision
from node.history import History
from node.host import SessionHost
from node.live import Live
from node.ports import Dice
from node.turn import Happening
from rooms.errors import Absent
from rooms.ids import ParticipantId, SpaceId
from rooms.open_rooms import check_open
from rooms.permissions import Action, require
from rooms.session import Session


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a facilitator asks of a deal of those who are in `room`; None is the main room."""

    shape: Rooms | RoomsOf
    room: SpaceId | None = None
    apart: tuple[tuple[ParticipantId, ParticipantId], ...] = ()
    together: tuple[frozenset[ParticipantId], ...] = ()
    lead: Lead | None = None
    steady: frozenset[ParticipantId] = frozenset()
    avoid_repeats: bool = True

    @property
    def rules(self) -> tuple[Wish, ...]:
        return (
            *(Apart(one, other) for one, other in self.apart),
            *(Together(people) for people in self.together),
            *(() if self.lead is None else (LeadInEach(self.lead),)),
        )

    @property
    def named(self) -> frozenset[ParticipantId]:
        pairs = (person for pair in self.apart for person in pair)
        return frozenset().union(pairs, *self.together, self.steady)


class Dealer:
    """Deals in a thread: the hardest deals take longer than anybody's sound may wait."""

    def __init__(self, host: SessionHost, dice: Dice, me: Callable[[], ParticipantId]) -> None:
        self._host = host
        self._dice = dice
        self._me = me

    async def deal(self, wishes: Wishes) -> Deal:
        """Return a deal that keeps all rules, with as few meeting again as can be."""
        await self._host.submit(lambda live, _: self._check(live, wishes))
        session, history = self._host.live.session, await self._host.archive.recall()
        rng = Random(self._dice.getrandbits(64))  # noqa: S311 - it deals, it guards nothing
        try:
            return await asyncio.to_thread(_dealt, session, wishes, history, rng)
        except RulesCollide as exc:
            raise _in_names(exc, session) from exc

    def _check(self, live: Live, wishes: Wishes) -> tuple[Happening, ...]:
        require(live.session, self._me(), Action.SPLIT)
        check_open(live.session, wishes.room or live.session.main)
        if not wishes.named <= _people(live.session, wishes).keys():
            raise Absent("the rules name somebody who is not in this room")
        return ()


def _people(session: Session, wishes: Wishes) -> dict[ParticipantId, Person]:
    """Return who is to be dealt; nobody is paired with somebody who is not connected."""
    room = wishes.room or session.main
    return {
        person.id: Person(person.id, person.role, person.id in wishes.steady)
        for person in session.participants.values()
        if person.space == room and person.present
    }


def _dealt(session: Session, wishes: Wishes, history: History, rng: Random) -> Deal:
    people = _people(session, wishes)
    met = history.among(session, people) if wishes.avoid_repeats else {}
    return deal(Rules(tuple(people.values()), wishes.shape, wishes.rules, met), rng)


def _in_names(refusal: RulesCollide, session: Session) -> Collision:
    """Say it to a facilitator, who knows everybody by name."""
    said = collision.sentence(refusal.rules)
    for id_, person in session.participants.items():
        said = said.replace(f"{{{id_}}}", person.name)
    return Collision(said, refusal.rules)
