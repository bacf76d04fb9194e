"""Nobody is heard by a facilitator whose ear their room has not been shown before."""

import pytest

from rooms.breakout_events import EarsOpened, EarsShown
from rooms.errors import Absent, NotAllowed, OutOfTurn
from rooms.ids import SpaceId
from rooms.participant import Device
from rooms.visibility import ears_in, from_afar
from tests.unit.rooms.reception import hear, see, watch
from tests.unit.rooms.sitting import Sitting, person, told

OAK, ELM = SpaceId("oak"), SpaceId("elm")
LENA = person("Lena")


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator()
    sitting.facilitator("Max")
    for name in ("Birch", "Fern", "Moss"):
        sitting.enter(name)
    sitting.split(("Birch",), ("Fern",))
    return sitting


def ears(sitting: Sitting, viewer: str) -> set[tuple[str, str]]:
    return set(ears_in(sitting.session, person(viewer)))


def test_an_ear_is_shown_before_it_hears(sitting: Sitting) -> None:
    assert sitting.show_ears("Lena", "oak") == (EarsShown(LENA, frozenset({OAK})),)
    assert hear(sitting, "Birch") == set()
    assert sitting.open_ears("Lena", "oak") == (EarsOpened(LENA, frozenset({OAK})),)
    assert hear(sitting, "Birch") == see(sitting, "Birch") == watch(sitting, "Birch") == {"Lena"}
    assert hear(sitting, "Lena") == {"Max", "Moss"}, "listening is not speaking"
    assert from_afar(sitting.session, LENA, person("Birch"), Device.MICROPHONE)
    assert not from_afar(sitting.session, LENA, person("Moss"), Device.MICROPHONE)


def test_an_ear_is_seen_in_the_room_that_is_heard_and_by_facilitators(sitting: Sitting) -> None:
    sitting.show_ears("Lena", "oak")
    assert ears(sitting, "Birch") == ears(sitting, "Max") == ears(sitting, "Lena") == {(LENA, OAK)}
    assert ears(sitting, "Fern") == ears(sitting, "Moss") == set()


def test_only_what_is_still_shown_is_opened(sitting: Sitting) -> None:
    sitting.show_ears("Lena", "oak", "elm")
    sitting.show_ears("Lena", "elm")
    assert sitting.open_ears("Lena", "oak") == ()
    assert sitting.open_ears("Lena", "oak", "elm") == (EarsOpened(LENA, frozenset({ELM})),)
    assert sitting.open_ears("Lena", "elm") == ()
    assert hear(sitting, "Birch") == set()


def test_an_open_ear_stays_open_when_another_is_shown(sitting: Sitting) -> None:
    sitting.listen("Lena", "oak")
    assert sitting.show_ears("Lena", "oak") == ()
    sitting.show_ears("Lena", "oak", "elm")
    assert hear(sitting, "Birch") == {"Lena"}
    assert hear(sitting, "Fern") == set()
    sitting.show_ears("Lena")
    assert hear(sitting, "Birch") == set()
    assert sitting.session.breakouts.ears == sitting.session.breakouts.listening == {}


def test_from_a_breakout_the_main_room_is_heard(sitting: Sitting) -> None:
    sitting.hop("Lena", "oak")
    sitting.listen("Lena", "main")
    assert hear(sitting, "Moss") == {"Max", "Lena"}
    assert ears(sitting, "Moss") == {(LENA, "main")}


def test_an_ear_goes_with_its_room_and_when_its_owner_goes_in(sitting: Sitting) -> None:
    sitting.listen("Lena", "oak", "elm")
    sitting.hop("Lena", "oak")
    assert ears(sitting, "Lena") == {(LENA, ELM)}
    sitting.merge("elm")
    assert ears(sitting, "Lena") == set()


def test_an_ear_elsewhere_stays_when_a_room_merges(sitting: Sitting) -> None:
    sitting.listen("Lena", "oak", "elm")
    sitting.listen("Max", "oak")
    sitting.merge("elm")
    assert ears(sitting, "Lena") == {(LENA, OAK), (person("Max"), OAK)}
    assert hear(sitting, "Birch") == {"Lena", "Max"}


@pytest.mark.parametrize("go", [Sitting.drop, Sitting.leave])
def test_an_ear_goes_with_its_owner(sitting: Sitting, go: object) -> None:
    sitting.listen("Lena", "oak")
    go(sitting, "Lena")  # type: ignore[operator]
    assert ears(sitting, "Max") == set()
    assert sitting.session.breakouts.listening == {}


def test_no_ear_outlasts_a_restart(sitting: Sitting) -> None:
    sitting.listen("Lena", "oak")
    sitting.session = told(sitting.entries)
    sitting.restart()
    sitting.come_back("Lena")
    assert ears(sitting, "Lena") == set()


def test_side_rooms_are_not_listened_to_nor_from(sitting: Sitting) -> None:
    sitting.listen("Lena", "elm")
    sitting.step_aside("Birch", by="Lena")
    assert sitting.session.breakouts.ears == {}
    for name, room in (("Max", "ash"), ("Lena", "elm")):
        with pytest.raises(OutOfTurn):
            sitting.show_ears(name, room)


def test_ones_own_room_is_heard_without_an_ear(sitting: Sitting) -> None:
    with pytest.raises(OutOfTurn):
        sitting.show_ears("Lena", "main")
    with pytest.raises(Absent):
        sitting.show_ears("Lena", "yew")
    sitting.drop("Lena")
    with pytest.raises(OutOfTurn):
        sitting.show_ears("Lena", "oak")


def test_clients_never_listen_in(sitting: Sitting) -> None:
    with pytest.raises(NotAllowed):
        sitting.show_ears("Birch", "elm")
