"""The gate is open only while everyone has said yes; whatever is not known shuts it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.consents import Consents, Flag
from consent.gate import is_open
from rooms.ids import Identity, ParticipantId, SpaceId
from rooms.participant import Participant
from rooms.role import Role


def someone(name: str, role: Role = Role.CLIENT) -> Participant:
    return Participant(
        ParticipantId(name), Identity(name), role, name, None, seat=0, space=SpaceId("main")
    )


LENA = someone("Lena", Role.FACILITATOR)
BIRCH = someone("Birch")
OLGA = someone("Olga", Role.OBSERVER)
ALL_GIVEN = Consents(settled=True, flags={person.id: Flag.GIVEN for person in (LENA, BIRCH, OLGA)})


def test_nobody_was_asked_so_it_is_shut() -> None:
    assert not is_open(Consents(), [LENA, BIRCH])


def test_everyone_said_yes_so_it_is_open() -> None:
    assert is_open(ALL_GIVEN, [LENA, BIRCH, OLGA])


def test_an_ask_that_is_not_settled_leaves_it_shut() -> None:
    assert not is_open(replace(ALL_GIVEN, settled=False), [LENA, BIRCH])


@pytest.mark.parametrize("who", [[], [LENA], [BIRCH], [BIRCH, OLGA]])
def test_without_a_facilitator_and_another_person_it_is_shut(who: list[Participant]) -> None:
    assert not is_open(ALL_GIVEN, who)


def test_someone_who_has_dropped_shuts_it() -> None:
    assert not is_open(ALL_GIVEN, [LENA, replace(BIRCH, held_until=9.0)])


@given(st.lists(st.sampled_from([*Flag, None]), min_size=3, max_size=3))
def test_one_who_has_not_said_yes_shuts_it(answers: list[Flag | None]) -> None:
    people = [LENA, BIRCH, OLGA]
    flags = {person.id: answer for person, answer in zip(people, answers, strict=True) if answer}
    everyone_said_yes = answers == [Flag.GIVEN] * 3
    assert is_open(Consents(settled=True, flags=flags), people) is everyone_said_yes
