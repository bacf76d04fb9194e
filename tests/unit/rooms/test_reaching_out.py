"""A facilitator's voice and screen reach the rooms they are meant for, and no others."""

import pytest

from rooms.breakout_events import ShownInto, SpokenInto
from rooms.errors import Absent, NotAllowed, OutOfTurn
from rooms.ids import SpaceId
from tests.unit.rooms.reception import hear, see, watch
from tests.unit.rooms.sitting import Sitting, person

MAIN, OAK, ELM = SpaceId("main"), SpaceId("oak"), SpaceId("elm")
LENA = person("Lena")


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator()
    for name in ("Birch", "Fern", "Moss"):
        sitting.enter(name)
    sitting.split(("Birch",), ("Fern",))
    return sitting


def test_a_whisper_is_heard_there_alone(sitting: Sitting) -> None:
    assert sitting.whisper("Lena", "oak") == (SpokenInto(LENA, frozenset({OAK})),)
    assert hear(sitting, "Lena") == {"Birch"}
    assert see(sitting, "Lena") == watch(sitting, "Lena") == {"Moss"}
    assert hear(sitting, "Birch") == set(), "whispering is not listening"
    assert sitting.whisper("Lena", "oak") == ()
    assert sitting.whisper("Lena", None) == (SpokenInto(LENA, frozenset()),)
    assert hear(sitting, "Lena") == {"Moss"}


def test_whoever_listens_to_a_room_does_not_hear_what_is_whispered_from_it(
    sitting: Sitting,
) -> None:
    sitting.facilitator("Max")
    sitting.hop("Max", "elm")
    sitting.listen("Max", "main")
    assert hear(sitting, "Lena") == {"Moss", "Max"}
    sitting.whisper("Lena", "oak")
    assert hear(sitting, "Lena") == {"Birch"}


def test_a_voice_can_reach_several_rooms_and_ones_own(sitting: Sitting) -> None:
    sitting.speak_to("Lena", "oak", "elm")
    assert hear(sitting, "Lena") == {"Birch", "Fern", "Moss"}
    assert sitting.speak_to("Lena", "elm", "oak", "main") == ()
    assert sitting.speak_to("Lena", "main") == (SpokenInto(LENA, frozenset()),)
    assert sitting.speak_to("Lena") == ()


def test_a_screen_can_be_shown_in_several_rooms(sitting: Sitting) -> None:
    assert sitting.show_to("Lena", "oak") == (ShownInto(LENA, frozenset({MAIN, OAK})),)
    assert watch(sitting, "Lena") == {"Birch", "Moss"}
    assert hear(sitting, "Lena") == see(sitting, "Lena") == {"Moss"}
    assert sitting.show_to("Lena", "oak") == ()
    sitting.show_to("Lena")
    assert watch(sitting, "Lena") == {"Moss"}


def test_whoever_moves_speaks_and_shows_in_their_own_room_again(sitting: Sitting) -> None:
    sitting.whisper("Lena", "oak")
    sitting.show_to("Lena", "elm")
    sitting.hop("Lena", "elm")
    assert hear(sitting, "Lena") == watch(sitting, "Lena") == {"Fern"}


def test_a_room_that_merges_is_reached_no_longer(sitting: Sitting) -> None:
    sitting.speak_to("Lena", "oak", "elm")
    sitting.show_to("Lena", "oak")
    sitting.merge("oak")
    assert sitting.of("Lena").speaks_into == {MAIN, ELM}
    assert sitting.of("Lena").shows_into == frozenset()
    sitting.whisper("Lena", "elm")
    sitting.merge()
    assert sitting.of("Lena").speaks_into == frozenset()


def test_nothing_reaches_into_a_side_room_or_out_of_it(sitting: Sitting) -> None:
    sitting.facilitator("Max")
    sitting.step_aside("Birch", by="Lena")
    for attempt in (sitting.whisper, sitting.speak_to, sitting.show_to):
        for name, room in (("Max", "ash"), ("Lena", "elm")):
            with pytest.raises(OutOfTurn):
                attempt(name, room)
    assert sitting.whisper("Lena", None) == sitting.speak_to("Lena") == ()


def test_only_rooms_that_are_open_are_reached(sitting: Sitting) -> None:
    for attempt in (sitting.whisper, sitting.speak_to, sitting.show_to):
        with pytest.raises(Absent):
            attempt("Lena", "yew")


def test_clients_are_heard_in_their_own_room_alone(sitting: Sitting) -> None:
    for attempt in (sitting.whisper, sitting.speak_to, sitting.show_to):
        with pytest.raises(NotAllowed):
            attempt("Birch", "elm")
