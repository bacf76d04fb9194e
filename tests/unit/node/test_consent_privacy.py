"""Whoever says no, decides later or says nothing is one and the same to all others: in every byte
they are sent, in how often and when they are sent it, in what the API, errors and logs tell, and in
the ledger."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from breakout.errors import BreakoutError
from consent.flag import Answer
from consent.terms import Scope
from node.errors import NodeError
from node.visit import Visit
from rooms.errors import RoomsError
from sfu.events import Resumed, Silent
from tests.unit.consent.keys import public
from tests.unit.node.agreeing import TERMS, asked, record, say_no, say_yes
from tests.unit.node.group import me, planned
from tests.unit.node.world import ROOM, Hall, endpoint_of, opened

QUIET = ("no", "silence", "later", "no, after later")
"""What Ada may do that is no yes."""


@dataclass
class Story:
    """Lena leads, Birch and perhaps others are there; Ada is the one who does not say yes."""

    hall: Hall
    lena: Visit
    ada: Visit
    others: dict[str, Visit]

    async def come(self, name: str) -> None:
        if name not in self.others:
            self.others[name] = await self.hall.come(name)
            await self.others[name].consent.bind_key(public(str(me(self.others[name]))))

    async def ada_is_quiet(self, how: str) -> None:
        if "later" in how:
            await self.ada.consent.answer(asked(self.hall).id, Answer.LATER)
        if how.startswith("no"):
            await say_no(self.hall, self.ada)

    async def seen(self) -> list[object]:
        """All that reaches others, message by message, and what the API would be told now."""
        await self.hall.settle()
        heard = [
            [msgspec.msgpack.encode(message) for message in await drained(visit)]
            for visit in (self.lena, *self.others.values())
        ]
        node = self.hall.node
        told = [msgspec.json.encode(view) for view in (node.session(ROOM), node.consent_view(ROOM))]
        return [*heard, *told]


async def drained(visit: Visit) -> list[object]:
    found: list[object] = []
    while visit._connection._outbox._waiting:
        found.append(await visit.next_message())
    return found


Step = Callable[[Story], Awaitable[object]]


async def _drop(visit: Visit, hall: Hall) -> None:
    hall.media.fire(Silent(endpoint_of(visit)))
    await hall.settle()


async def _return(visit: Visit, hall: Hall) -> None:
    hall.media.fire(Resumed(endpoint_of(visit)))
    await hall.settle()


STEPS: dict[str, Step] = {
    "lena says yes": lambda it: say_yes(it.hall, it.lena),
    "birch says yes": lambda it: say_yes(it.hall, it.others["Birch"]),
    "birch withdraws": lambda it: it.others["Birch"].consent.withdraw(Scope.MAIN),
    "birch raises a hand": lambda it: it.others["Birch"].gestures.raise_hand(on=True),
    "birch drops": lambda it: _drop(it.others["Birch"], it.hall),
    "birch is back": lambda it: _return(it.others["Birch"], it.hall),
    "birch asks for a receipt": lambda it: it.others["Birch"].consent.receipts(),
    "cy comes": lambda it: it.come("Cy"),
    "ada drops": lambda it: _drop(it.ada, it.hall),
    "ada is back": lambda it: _return(it.ada, it.hall),
    "ada leaves": lambda it: it.ada.leave(),
    "ada is removed": lambda it: it.lena.chair.remove(me(it.ada)),
    "ada raises a hand": lambda it: it.ada.gestures.raise_hand(on=True),
    "ada is split off": lambda it: it.lena.board.split(planned([it.ada]), closes_in=None),
    "all merge": lambda it: it.lena.board.merge(),
    "lena asks": lambda it: it.lena.consent.ask(TERMS),
    "lena stops": lambda it: it.lena.consent.stop(Scope.MAIN),
    "the api asks": lambda it: it.hall.node.consent(ROOM).ask(TERMS),
    "the api stops": lambda it: it.hall.node.consent(ROOM).stop(Scope.MAIN),
}
STORIES = st.lists(
    st.one_of(st.sampled_from(sorted(STEPS)), st.sampled_from([0.5, 20.0, 60.0])), max_size=8
)


async def _taken(story: Story, step: str | float) -> list[object]:
    if isinstance(step, float):
        story.hall.clock.jump(step)
        return await story.seen()
    try:
        said: object = await STEPS[step](story)
    except (RoomsError, NodeError, BreakoutError) as refusal:
        said = (refusal.code, str(refusal))
    return [said if isinstance(said, tuple) else None, *await story.seen()]


async def _told(quiet: str, steps: list[str | float], after: float, *, newcomer: bool) -> object:
    """A story in which Ada does not say yes: all that others learn of it."""
    with capture_logs() as logs:
        async with opened() as hall:
            await hall.journal.ledgers.tail(ROOM)
            hall.journal.ledgers._ids[ROOM] = bytes(16)  # in place of what was drawn at random
            lena, birch = await hall.lead(), await hall.come("Birch")
            if newcomer:
                await record(hall, lena, birch)
            ada = await hall.come("Ada")
            story = Story(hall, lena, ada, {"Birch": birch})
            for visit in (lena, birch, ada):
                await visit.consent.bind_key(public(str(me(visit))))
            if not newcomer:
                await lena.consent.ask(TERMS)
            hall.clock.jump(after)
            await story.seen()
            await story.ada_is_quiet(quiet)
            seen = [await story.seen(), *[await _taken(story, step) for step in steps]]
            kept = await hall.journal.ledgers.read(ROOM)
            return seen, kept, logs


def told(quiet: str, steps: list[str | float], after: float, *, newcomer: bool) -> object:
    return asyncio.run(_told(quiet, steps, after, newcomer=newcomer))


@settings(max_examples=25, deadline=None)
@given(STORIES, st.sampled_from([0.0, 5.0, 59.0]))
def test_of_a_question_nobody_can_tell_a_no_from_silence(
    steps: list[str | float], after: float
) -> None:
    said_no, *others = [told(quiet, steps, after, newcomer=False) for quiet in QUIET]
    for other in others:
        assert other == said_no


@settings(max_examples=25, deadline=None)
@given(STORIES, st.sampled_from([0.0, 5.0, 59.0]))
def test_of_a_newcomer_nobody_can_tell_a_no_from_silence(
    steps: list[str | float], after: float
) -> None:
    said_no, *others = [told(quiet, steps, after, newcomer=True) for quiet in QUIET]
    for other in others:
        assert other == said_no


def test_when_somebody_answers_nothing_at_all_is_sent_to_anybody_else() -> None:
    for quiet in QUIET:
        seen, _, _ = asyncio.run(_told(quiet, [], 5.0, newcomer=False))  # type: ignore[misc]
        assert seen[0][:2] == [[], []]


def test_nothing_that_others_are_sent_has_a_place_for_an_answer() -> None:
    """The words of flags are in nothing but one's own `flag`, and in what everyone is told."""

    async def answered() -> list[bytes]:
        async with opened() as hall:
            lena, birch, ada = await hall.lead(), await hall.come("Birch"), await hall.come("Ada")
            await lena.consent.ask(TERMS)
            await say_yes(hall, ada)
            await say_no(hall, birch)
            node = hall.node
            views = [node.session(ROOM), node.consent_view(ROOM)]
            sent = [*await drained(lena), *views]
            return [msgspec.json.encode(each) for each in sent]

    for each in asyncio.run(answered()):
        for word in (b"given", b"refused", b"withdrawn"):
            assert word not in each
