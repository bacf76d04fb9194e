"""One person goes to another room, and nothing else about them changes."""

from dataclasses import replace

import pytest

from rooms.breakout_events import NewcomersDirected, ParticipantMoved
from rooms.errors import Absent, NotAllowed
from rooms.ids import SpaceId
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person

OAK, ELM = SpaceId("oak"), SpaceId("elm")


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator()
    for name in ("Birch", "Fern", "Moss"):
        sitting.enter(name)
    sitting.split(("Birch",), ("Fern", "Moss"))
    return sitting


def test_someone_is_moved_with_all_they_have(sitting: Sitting) -> None:
    sitting.switch("Birch", microphone=True, camera=True)
    sitting.raise_hand("Birch")
    before = sitting.of("Birch")
    assert sitting.move("Birch", "elm", by="Lena") == (ParticipantMoved(person("Birch"), ELM),)
    assert sitting.of("Birch") == replace(before, space=ELM)
    assert sitting.move("Birch", "elm") == ()
    sitting.move("Birch", "main")
    assert sitting.rooms()["main"] == ["Lena", "Birch"]


def test_someone_who_dropped_is_moved_and_returns_there(sitting: Sitting) -> None:
    sitting.drop("Birch")
    sitting.move("Birch", "elm")
    sitting.come_back("Birch")
    assert sitting.of("Birch").space == ELM


def test_two_change_places(sitting: Sitting) -> None:
    assert sitting.exchange("Birch", "Moss", by="Lena") == (
        ParticipantMoved(person("Birch"), ELM),
        ParticipantMoved(person("Moss"), OAK),
    )
    assert sitting.exchange("Birch", "Fern") == ()
    with pytest.raises(Absent):
        sitting.exchange("Birch", "Nobody")


def test_a_facilitator_hops(sitting: Sitting) -> None:
    assert sitting.hop("Lena", "oak") == (ParticipantMoved(person("Lena"), OAK),)
    with pytest.raises(NotAllowed):
        sitting.hop("Birch", "elm")


def test_nobody_moves_who_is_not_here_or_to_what_is_not_open(sitting: Sitting) -> None:
    with pytest.raises(Absent):
        sitting.move("Nobody", "oak")
    with pytest.raises(Absent):
        sitting.move("Birch", "yew")


def test_clients_move_nobody(sitting: Sitting) -> None:
    with pytest.raises(NotAllowed):
        sitting.move("Birch", "elm", by="Birch")
    with pytest.raises(NotAllowed):
        sitting.exchange("Birch", "Fern", by="Birch")
    with pytest.raises(NotAllowed):
        sitting.direct_newcomers("oak", by="Birch")


def test_people_go_by_themselves_only_where_there_is_a_choice(sitting: Sitting) -> None:
    for room in ("elm", "main"):
        with pytest.raises(NotAllowed):
            sitting.choose("Birch", room)
    sitting.merge()
    sitting.split((), (), choice=True)
    assert sitting.choose("Birch", "ash") == (ParticipantMoved(person("Birch"), SpaceId("ash")),)
    assert sitting.choose("Birch", "ash") == ()
    assert sitting.choose("Birch", "yew") == (ParticipantMoved(person("Birch"), SpaceId("yew")),)
    with pytest.raises(Absent):
        sitting.choose("Birch", "oak")
    sitting.enter("Olga", Role.OBSERVER)
    with pytest.raises(NotAllowed):
        sitting.choose("Olga", "ash")


def test_newcomers_land_where_the_facilitator_says_while_it_is_open(sitting: Sitting) -> None:
    assert sitting.direct_newcomers("oak", by="Lena") == (NewcomersDirected(OAK),)
    assert sitting.direct_newcomers("oak") == ()
    sitting.enter("Ivy")
    assert sitting.of("Ivy").space == OAK
    assert sitting.direct_newcomers("main") == (NewcomersDirected(None),)
    sitting.enter("Ash")
    assert sitting.of("Ash").space == "main"
    sitting.direct_newcomers("oak")
    sitting.merge("oak")
    sitting.enter("Reed")
    assert sitting.of("Reed").space == "main"
    with pytest.raises(Absent):
        sitting.direct_newcomers("oak")


def test_whoever_left_and_comes_again_lands_in_the_room_they_left(sitting: Sitting) -> None:
    sitting.direct_newcomers("oak")
    sitting.leave("Fern")
    sitting.enter("Fern again")
    assert sitting.of("Fern again").space == ELM
    sitting.leave("Fern again")
    sitting.merge("elm")
    sitting.enter("Fern once more")
    assert sitting.of("Fern once more").space == OAK


def test_whoever_left_a_room_that_is_gone_lands_like_any_newcomer(sitting: Sitting) -> None:
    sitting.leave("Fern")
    sitting.leave("Birch")
    sitting.merge("elm")
    sitting.direct_newcomers("oak")
    for name in ("Fern again", "Birch again"):
        sitting.enter(name)
        assert sitting.of(name).space == OAK


def test_whoever_was_removed_has_no_room_that_waits_for_them(sitting: Sitting) -> None:
    sitting.remove("Fern", by="Lena")
    sitting.enter("Fern again")
    assert sitting.of("Fern again").space == "main"


def test_whoever_comes_in_another_role_is_in_the_room_they_were_in(sitting: Sitting) -> None:
    sitting.enter("Fern as facilitator", Role.FACILITATOR)
    assert sitting.of("Fern as facilitator").space == ELM
