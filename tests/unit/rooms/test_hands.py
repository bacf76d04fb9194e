"""Hands stand in the order in which they went up, whatever else happens to their owners."""

import pytest

from rooms import hands
from rooms.errors import Absent, NotAllowed
from rooms.events import HandLowered, HandRaised
from rooms.ids import SpaceId
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person, told


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator()
    for name in ("Birch", "Fern", "Moss"):
        sitting.enter(name)
    sitting.enter("Olga", Role.OBSERVER)
    return sitting


def queue(sitting: Sitting) -> list[str]:
    return list(hands.queue(sitting.session, sitting.session.main))


def test_hands_are_in_the_order_in_which_they_went_up(sitting: Sitting) -> None:
    assert queue(sitting) == []
    assert sitting.raise_hand("Moss") == (HandRaised(person("Moss"), 1),)
    assert sitting.raise_hand("Birch") == (HandRaised(person("Birch"), 2),)
    assert queue(sitting) == ["Moss", "Birch"]


def test_a_hand_that_is_up_keeps_its_place(sitting: Sitting) -> None:
    sitting.raise_hand("Moss")
    sitting.raise_hand("Birch")
    assert sitting.raise_hand("Moss") == ()
    assert queue(sitting) == ["Moss", "Birch"]


def test_a_hand_that_goes_down_and_up_again_is_last(sitting: Sitting) -> None:
    for name in ("Moss", "Birch"):
        sitting.raise_hand(name)
    assert sitting.lower_hand("Moss", by="Moss") == (HandLowered(person("Moss"), person("Moss")),)
    sitting.raise_hand("Moss")
    assert queue(sitting) == ["Birch", "Moss"]


def test_a_hand_keeps_its_place_over_drops_returns_and_restarts(sitting: Sitting) -> None:
    for name in ("Moss", "Birch"):
        sitting.raise_hand(name)
    sitting.drop("Moss")
    assert queue(sitting) == ["Moss", "Birch"]
    sitting.come_back("Moss")
    sitting.session = told(sitting.entries)
    sitting.restart()
    assert queue(sitting) == ["Moss", "Birch"]


def test_a_hand_goes_with_its_owner(sitting: Sitting) -> None:
    sitting.raise_hand("Moss")
    sitting.leave("Moss")
    sitting.enter("Moss again")
    assert queue(sitting) == []


def test_a_facilitator_lowers_a_hand_and_all_hands(sitting: Sitting) -> None:
    for name in ("Moss", "Birch", "Lena"):
        sitting.raise_hand(name)
    assert sitting.lower_hand("Birch", by="Lena") == (HandLowered(person("Birch"), person("Lena")),)
    assert sitting.lower_all_hands(by="Lena") == (
        HandLowered(person("Moss"), person("Lena")),
        HandLowered(person("Lena"), person("Lena")),
    )
    assert queue(sitting) == []


def test_lowering_what_is_down_changes_nothing(sitting: Sitting) -> None:
    assert sitting.lower_hand("Birch", by="Birch") == ()
    assert sitting.lower_hand("Birch", by=None) == ()
    assert sitting.lower_all_hands(by=None) == ()


def test_clients_lower_only_their_own_hand(sitting: Sitting) -> None:
    sitting.raise_hand("Moss")
    with pytest.raises(NotAllowed):
        sitting.lower_hand("Moss", by="Birch")
    with pytest.raises(NotAllowed):
        sitting.lower_all_hands(by="Moss")


def test_observers_and_strangers_raise_no_hand(sitting: Sitting) -> None:
    with pytest.raises(NotAllowed):
        sitting.raise_hand("Olga")
    with pytest.raises(Absent):
        sitting.raise_hand("Nobody")
    with pytest.raises(Absent):
        sitting.lower_hand("Nobody", by="Lena")


def test_each_room_has_its_own_queue_and_a_hand_goes_along(sitting: Sitting) -> None:
    for name in ("Moss", "Birch", "Fern"):
        sitting.raise_hand(name)
    sitting.split(("Moss", "Fern"), ("Birch",))
    assert hands.queue(sitting.session, SpaceId("oak")) == ("Moss", "Fern")
    assert hands.places(sitting.session) == {"Moss": 0, "Birch": 0, "Fern": 1}
    sitting.merge()
    assert queue(sitting) == ["Moss", "Birch", "Fern"]


def test_a_facilitator_lowers_the_hands_of_their_own_room(sitting: Sitting) -> None:
    for name in ("Moss", "Birch"):
        sitting.raise_hand(name)
    sitting.split(("Birch",))
    sitting.lower_all_hands(by="Lena")
    assert hands.places(sitting.session) == {"Birch": 0}
    sitting.lower_all_hands(by=None)
    assert hands.places(sitting.session) == {}
