"""Nobody is sent what they may not receive: all of who may receive whom, case by case."""

from dataclasses import replace

import pytest

from rooms.ids import SpaceId
from rooms.participant import Device
from rooms.role import Role
from rooms.session import Session
from rooms.visibility import is_confidant, may_read, may_receive, whereabouts
from tests.unit.rooms.sitting import Sitting, person


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator()
    sitting.enter("Birch")
    sitting.enter("Fern")
    sitting.enter("Olga", Role.OBSERVER)
    return sitting


def hears(sitting: Sitting, viewer: str, publisher: str) -> bool:
    return may_receive(sitting.session, person(viewer), person(publisher), Device.CAMERA)


def moved(session: Session, name: str, space: str) -> Session:
    elsewhere = replace(session.participants[person(name)], space=SpaceId(space))
    return replace(session, participants={**session.participants, elsewhere.id: elsewhere})


def test_those_in_one_space_receive_each_other(sitting: Sitting) -> None:
    assert hears(sitting, "Birch", "Fern")
    assert hears(sitting, "Fern", "Birch")
    assert hears(sitting, "Birch", "Lena")


def test_nobody_receives_themselves(sitting: Sitting) -> None:
    assert not hears(sitting, "Birch", "Birch")


def test_an_observer_receives_and_is_not_received(sitting: Sitting) -> None:
    assert hears(sitting, "Olga", "Birch")
    assert not hears(sitting, "Birch", "Olga")
    assert not hears(sitting, "Lena", "Olga")


def test_someone_dropped_neither_sends_nor_receives(sitting: Sitting) -> None:
    sitting.drop("Birch")
    assert not hears(sitting, "Birch", "Fern")
    assert not hears(sitting, "Fern", "Birch")


def test_someone_at_the_door_neither_sends_nor_receives() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch")
    assert not hears(sitting, "Birch", "Lena")
    assert not hears(sitting, "Lena", "Birch")


def test_walls_between_spaces_hold_for_facilitators_too(sitting: Sitting) -> None:
    session = moved(sitting.session, "Birch", "pair")
    assert not may_receive(session, person("Birch"), person("Fern"), Device.CAMERA)
    assert not may_receive(session, person("Fern"), person("Birch"), Device.CAMERA)
    assert not may_receive(session, person("Lena"), person("Birch"), Device.CAMERA)


def test_only_facilitators_are_confidants(sitting: Sitting) -> None:
    names = ("Lena", "Birch", "Olga", "Nobody")
    assert [is_confidant(sitting.session, person(name)) for name in names] == [
        True,
        False,
        False,
        False,
    ]


def test_clients_see_others_elsewhere_and_facilitators_see_where(sitting: Sitting) -> None:
    session = moved(sitting.session, "Birch", "pair")
    assert whereabouts(session, person("Fern"), person("Birch")) is None
    assert whereabouts(session, person("Fern"), person("Lena")) == "main"
    assert whereabouts(session, person("Birch"), person("Birch")) == "pair"
    assert whereabouts(session, person("Lena"), person("Birch")) == "pair"


def readers(session: Session, writer: str) -> set[str]:
    known = {*session.participants, *session.waiting, person("Nobody")}
    return {reader for reader in known if may_read(session, reader, person(writer))}


def test_words_pass_between_facilitators_and_anyone_and_within_a_space(sitting: Sitting) -> None:
    sitting.switch_lobby(on=True, by="Lena")
    sitting.enter("Moss")
    sitting.drop("Fern")
    session = moved(sitting.session, "Birch", "pair")
    assert readers(session, "Lena") == {"Birch", "Fern", "Olga", "Moss"}
    assert readers(session, "Birch") == {"Lena"}
    assert readers(session, "Fern") == {"Lena", "Olga"}
    assert readers(session, "Olga") == {"Lena"}
    assert readers(session, "Moss") == {"Lena"}
    assert readers(session, "Nobody") == set()
