"""Promise: on the whole real way, from socket to recorder, nothing passes a gate that is shut.

The real media plane over UDP on loopback, the real store on disk, simulated participants; only
the recorder remembers instead of keeping.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from benchmarks.gate import measure
from consent.erase import Erase
from consent.flag import Answer
from consent.terms import Scope, Terms, Tracks
from rooms.role import Role
from sfu.ids import Source
from sfu.python_pump import PythonPump
from tests.integration.test_node import LIMIT, Guest, Hall, house
from tests.support.packets import sender_of
from tests.unit.consent.keys import public, signed
from tests.unit.node.recorder import Erased, FakeRecorder, Opened, RecordingOver, Shut, Taken

MAIN = Terms(Scope.MAIN)


class Group:
    def __init__(self, hall: Hall, recorder: FakeRecorder) -> None:
        self.hall = hall
        self.recorder = recorder
        self.people: list[Guest] = []

    async def gather(self, *names: str) -> None:
        for name in names:
            role = Role.FACILITATOR if name == "Lena" else Role.CLIENT
            self.people.append(await self.hall.come(name, role))

    async def record(self, terms: Terms = MAIN) -> None:
        await self.people[0].visit.consent.ask(terms)
        for guest in self.people:
            await yes(guest)

    def taken(self) -> list[Taken]:
        return [each for each in self.recorder.told if isinstance(each, Taken)]

    async def takes(self, of: Guest, source: Source = Source.MICROPHONE, more: int = 5) -> None:
        """Return once so many more packets of theirs were taken."""
        goal = self._count(of, source) + more
        await of.browser.until(lambda: self._count(of, source) >= goal, LIMIT)

    async def takes_nothing(self) -> None:
        """Prove by packets that are forwarded that time passes in which none is taken."""
        first, second, *_ = self.people
        before = len(self.taken())
        await first.flows(second, Source.MICROPHONE, 15)
        assert len(self.taken()) == before

    def _count(self, of: Guest, source: Source) -> int:
        return sum((each.owner, each.source) == (of.me, source) for each in self.taken())


async def yes(guest: Guest) -> None:
    """Say yes as a browser does, to the question that its state shows."""
    state = await guest.until(lambda state: any(each.to_answer for each in state.consents))
    (asked,) = state.consents
    await guest.visit.consent.bind_key(public(guest.name))
    signature = signed(guest.name, asked.ask, asked.digest)
    await guest.visit.consent.answer(
        asked.ask, Answer.GIVEN, digest=asked.digest, signature=signature
    )


@asynccontextmanager
async def gathered(data: Path, *names: str) -> AsyncIterator[Group]:
    recorder = FakeRecorder()
    async with house(data, recorder) as hall:
        group = Group(hall, recorder)
        await group.gather(*names)
        yield group


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with gathered(tmp_path / "data", "Lena", "Ada", "Birch") as group:
        yield group


async def test_what_everyone_sends_is_taken_under_their_own_name(group: Group) -> None:
    await group.takes_nothing()
    await group.record()

    for guest in group.people:
        await group.takes(guest, Source.MICROPHONE)
        await group.takes(guest, Source.CAMERA)

    names = {guest.me: guest.browser.name for guest in group.people}
    for each in group.taken():
        assert sender_of(each.packet) == names[each.owner]


async def test_when_packets_came_is_session_time(group: Group) -> None:
    await group.record()
    for guest in group.people:
        await group.takes(guest)
    await group.people[1].visit.consent.withdraw(Scope.MAIN)

    (opened,) = [each for each in group.recorder.told if isinstance(each, Opened)]
    (shut,) = [each for each in group.recorder.told if isinstance(each, Shut)]
    assert all(opened.mark.at <= each.arrived < shut.mark.at for each in group.taken())


async def test_after_a_withdrawal_nothing_is_taken(group: Group) -> None:
    _, ada, _ = group.people
    await group.record()
    await group.takes(ada)

    await ada.visit.consent.withdraw(Scope.MAIN, Erase.OWN)

    await group.takes_nothing()
    *_, over, erased = group.recorder.told
    assert isinstance(over, RecordingOver)
    assert isinstance(erased, Erased)
    assert erased.owner == ada.me


async def test_a_newcomer_pauses_it_and_their_yes_lets_it_go_on_with_them(group: Group) -> None:
    await group.record()
    await group.takes(group.people[0])

    cleo = await group.hall.come("Cleo")
    await group.takes_nothing()
    assert cleo.me not in {each.owner for each in group.taken()}
    await yes(cleo)

    await group.takes(cleo)


async def test_who_drops_pauses_it_until_they_are_back(group: Group) -> None:
    lena, ada, birch = group.people
    await group.record()
    await group.takes(birch)
    await birch.visit.close()
    await group.takes_nothing()

    back = await group.hall.come_back(birch)

    await group.takes(back)
    await group.takes(ada)
    assert lena.me in {each.owner for each in group.taken()}


async def test_of_the_teaching_only_facilitators_are_taken(group: Group) -> None:
    lena, *_ = group.people
    await group.record(Terms(Scope.MAIN, Tracks.TEACHING))

    await group.takes(lena, Source.MICROPHONE, 20)

    assert {each.owner for each in group.taken()} == {lena.me}


async def test_after_a_restart_it_has_to_be_asked_for_again(tmp_path: Path) -> None:
    async with gathered(tmp_path / "data", "Lena", "Ada") as group:
        await group.record()
        await group.takes(group.people[1])
        before = [guest.visit.welcome.resume for guest in group.people]
    recorder = FakeRecorder()
    async with house(tmp_path / "data", recorder) as hall:
        again = Group(hall, recorder)
        for guest in group.people:
            again.people.append(await hall.come_back(guest))
        assert [guest.visit.welcome.resume for guest in again.people] == before

        await again.takes_nothing()
        await again.record()
        await again.takes(again.people[1])


async def test_the_benchmark_of_the_gate_finds_no_leak() -> None:
    found = await measure(toggles=10, people=3, frozen=0, pump=PythonPump())

    assert found["toggles"] >= 10
    assert found["recorded"] > 0
    assert (found["leaked"], found["missed"], found["ledger_sound"]) == (0, 0, True)
