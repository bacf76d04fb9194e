"""A facilitator takes one person aside: the others see 'away', not why."""

import pytest

from rooms.breakout_events import ParticipantMoved, SpaceClosed
from rooms.errors import Absent, NotAllowed, OutOfTurn
from rooms.gathering import HELD_OPEN_FOR, KNOWN_FOR
from rooms.ids import SpaceId
from rooms.planned_room import PlannedRoom
from rooms.presence import HELD_FOR
from rooms.visibility import appears_away, whereabouts
from tests.unit.rooms.reception import hear, see, watch
from tests.unit.rooms.sitting import Sitting, person

MAIN, OAK, ELM = SpaceId("main"), SpaceId("oak"), SpaceId("elm")


@pytest.fixture
def sitting() -> Sitting:
    """Birch is in oak, and Lena takes them aside, into elm."""
    sitting = Sitting()
    sitting.facilitator("Lena")
    sitting.facilitator("Max")
    for name in ("Birch", "Fern", "Moss"):
        sitting.enter(name)
    sitting.split(("Birch", "Fern"))
    sitting.step_aside("Birch", by="Lena")
    return sitting


def back() -> dict[str, list[str]]:
    return {"main": ["Lena", "Max", "Moss"], "oak": ["Birch", "Fern"]}


def away(sitting: Sitting, viewer: str, name: str) -> bool:
    return appears_away(sitting.session, person(viewer), person(name))


def test_two_are_aside_and_receive_each_other_alone(sitting: Sitting) -> None:
    assert sitting.rooms()["elm"] == ["Lena", "Birch"]
    for receive in (hear, see, watch):
        assert receive(sitting, "Birch") == {"Lena"}
        assert receive(sitting, "Lena") == {"Birch"}


def test_nothing_passes_the_door_of_a_side_room_whatever_was_meant(sitting: Sitting) -> None:
    sitting.speak_to("Max", "oak")
    assert hear(sitting, "Max") == {"Fern", "Moss"}
    sitting.listen("Max", "oak")
    assert hear(sitting, "Birch") == {"Lena"}


def test_others_see_them_as_away_and_elsewhere_and_facilitators_where(sitting: Sitting) -> None:
    for viewer in ("Fern", "Moss"):
        assert away(sitting, viewer, "Birch")
        assert away(sitting, viewer, "Lena")
        assert whereabouts(sitting.session, person(viewer), person("Birch")) is None
    assert not away(sitting, "Fern", "Max")
    assert not away(sitting, "Birch", "Lena")
    assert not away(sitting, "Max", "Birch")
    assert whereabouts(sitting.session, person("Max"), person("Birch")) == ELM
    sitting.step_away("Fern")
    assert away(sitting, "Moss", "Fern")


def test_merging_it_brings_both_back_to_where_they_came_from(sitting: Sitting) -> None:
    assert sitting.merge("elm", by="Lena") == (
        ParticipantMoved(person("Lena"), MAIN),
        ParticipantMoved(person("Birch"), OAK),
        SpaceClosed(ELM),
    )
    assert sitting.rooms() == back()
    assert sitting.session.breakouts.were_together == ()


def test_whoever_leaves_brings_the_other_back(sitting: Sitting) -> None:
    sitting.leave("Lena")
    assert sitting.rooms() == {"main": ["Max", "Moss"], "oak": ["Birch", "Fern"]}


def test_whoever_is_moved_out_brings_the_other_back(sitting: Sitting) -> None:
    sitting.move("Birch", "main", by="Max")
    assert sitting.rooms() == {"main": ["Lena", "Max", "Birch", "Moss"], "oak": ["Fern"]}


def test_a_plan_leaves_a_side_room_alone_unless_it_names_who_is_in_it(sitting: Sitting) -> None:
    sitting.plan([PlannedRoom(OAK)])
    assert sitting.rooms()["elm"] == ["Lena", "Birch"]
    with pytest.raises(Exception, match="not open"):
        sitting.plan([PlannedRoom(ELM)])
    sitting.plan([PlannedRoom(OAK, participants=(person("Birch"),))])
    assert sitting.rooms() == back()


def test_while_someone_is_aside_their_way_back_follows_what_merges(sitting: Sitting) -> None:
    sitting.merge("oak")
    assert sitting.rooms()["elm"] == ["Lena", "Birch"]
    sitting.merge("elm")
    assert sitting.rooms() == {"main": ["Lena", "Max", "Birch", "Fern", "Moss"]}


def test_merging_all_ends_side_rooms_too(sitting: Sitting) -> None:
    sitting.merge()
    assert sitting.rooms() == {"main": ["Lena", "Max", "Birch", "Fern", "Moss"]}


def test_whoever_leaves_from_aside_lands_in_the_room_they_came_from(sitting: Sitting) -> None:
    sitting.leave("Birch")
    sitting.enter("Birch again")
    assert sitting.of("Birch again").space == OAK
    sitting.leave("Lena")
    sitting.facilitator("Lena again")
    assert sitting.of("Lena again").space == MAIN


def test_nobody_stays_aside_alone_for_long(sitting: Sitting) -> None:
    sitting.leave("Max")
    sitting.drop("Lena")
    sitting.wait(HELD_OPEN_FOR)
    assert list(sitting.rooms()) == ["main"]


def test_it_merges_in_time_whatever_else_is_due_then(sitting: Sitting) -> None:
    sitting.move("Moss", "oak")
    sitting.merge("oak")
    sitting.merge(within=KNOWN_FOR, by="Max")
    sitting.wait(KNOWN_FOR)
    assert list(sitting.rooms()) == ["main"]
    assert sitting.session.breakouts.were_together == ()


def test_a_place_that_lapses_ends_it(sitting: Sitting) -> None:
    sitting.drop("Birch")
    sitting.wait(HELD_FOR)
    assert sitting.rooms() == {"main": ["Lena", "Max", "Moss"], "oak": ["Fern"]}


def test_a_side_room_is_for_the_two_in_it(sitting: Sitting) -> None:
    for attempt in (
        lambda: sitting.move("Fern", "elm"),
        lambda: sitting.exchange("Fern", "Birch"),
        lambda: sitting.exchange("Birch", "Fern"),
        lambda: sitting.choose("Birch", "oak"),
        lambda: sitting.direct_newcomers("elm"),
        lambda: sitting.merge_into("elm", "oak"),
        lambda: sitting.merge_into("oak", "elm"),
        lambda: sitting.step_aside("Birch", by="Max"),
        lambda: sitting.step_aside("Fern", by="Lena"),
        lambda: sitting.step_aside("Max", by="Max"),
    ):
        with pytest.raises(OutOfTurn):
            attempt()


def test_only_who_is_here_is_taken_aside_and_only_by_facilitators(sitting: Sitting) -> None:
    sitting.drop("Fern")
    with pytest.raises(OutOfTurn):
        sitting.step_aside("Fern", by="Max")
    with pytest.raises(Absent):
        sitting.step_aside("Nobody", by="Max")
    with pytest.raises(NotAllowed):
        sitting.step_aside("Max", by="Moss")
