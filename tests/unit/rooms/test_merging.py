"""Merging brings everyone back, now or when the countdown is over, whoever is there to see it."""

import pytest

from rooms.breakout_events import CountdownSet, GroupsRemembered, ParticipantMoved, SpaceClosed
from rooms.deadlines import next_deadline
from rooms.errors import Absent, NotAllowed, OutOfTurn
from rooms.events import HoldBegan, HoldEnded
from rooms.gathering import HELD_OPEN_FOR, KNOWN_FOR
from rooms.ids import SpaceId
from rooms.planned_room import PlannedRoom
from tests.unit.rooms.sitting import Sitting, person, told

OAK, ELM, ASH = SpaceId("oak"), SpaceId("elm"), SpaceId("ash")


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator()
    for name in ("Birch", "Fern", "Moss", "Ivy"):
        sitting.enter(name)
    sitting.split(("Birch", "Fern"), ("Moss",))
    return sitting


def nested(sitting: Sitting) -> None:
    """Split elm again: Ivy is in ash, below it."""
    below = PlannedRoom(participants=(person("Ivy"),))
    sitting.plan([PlannedRoom(OAK), PlannedRoom(ELM, rooms=(below,))])


def groups(sitting: Sitting) -> list[set[str]]:
    return [set(group) for group in sitting.session.breakouts.were_together]


def test_merging_all_restores_the_main_room(sitting: Sitting) -> None:
    nested(sitting)
    assert sitting.merge(by="Lena") == (
        ParticipantMoved(person("Birch"), SpaceId("main")),
        ParticipantMoved(person("Fern"), SpaceId("main")),
        ParticipantMoved(person("Moss"), SpaceId("main")),
        ParticipantMoved(person("Ivy"), SpaceId("main")),
        SpaceClosed(ASH),
        SpaceClosed(ELM),
        SpaceClosed(OAK),
        GroupsRemembered((frozenset({person("Birch"), person("Fern")}),), sitting.now + KNOWN_FOR),
    )
    assert sitting.rooms() == {"main": ["Lena", "Birch", "Fern", "Moss", "Ivy"]}
    assert sitting.merge() == ()


def test_a_room_merges_into_its_parent_and_takes_along_what_is_below(sitting: Sitting) -> None:
    nested(sitting)
    sitting.merge("ash")
    assert sitting.rooms()["elm"] == ["Moss", "Ivy"]
    sitting.merge("elm")
    assert sitting.rooms() == {"main": ["Lena", "Moss", "Ivy"], "oak": ["Birch", "Fern"]}
    with pytest.raises(Absent):
        sitting.merge("elm")


def test_two_rooms_become_one(sitting: Sitting) -> None:
    nested(sitting)
    assert sitting.merge_into("elm", "elm") == ()
    with pytest.raises(OutOfTurn):
        sitting.merge_into("elm", "ash")
    sitting.merge_into("elm", "oak", by="Lena")
    assert sitting.rooms() == {"main": ["Lena"], "oak": ["Birch", "Fern", "Moss", "Ivy"]}
    for room, into in (("elm", "oak"), ("oak", "elm"), ("oak", "main")):
        with pytest.raises(Absent):
            sitting.merge_into(room, into)


def test_who_was_together_is_known_for_ten_minutes_after_the_last_merge(sitting: Sitting) -> None:
    sitting.split(("Birch", "Fern"), ("Moss", "Ivy"))
    assert groups(sitting) == [{"Birch", "Fern"}]
    sitting.merge("ash")
    assert groups(sitting) == [{"Birch", "Fern"}]
    sitting.merge("yew")
    assert groups(sitting) == [{"Birch", "Fern"}, {"Moss", "Ivy"}]
    sitting.leave("Moss")
    assert groups(sitting) == [{"Birch", "Fern"}]
    sitting.wait(KNOWN_FOR - 1)
    assert groups(sitting)
    assert sitting.wait(1) == (GroupsRemembered((), None),)
    assert next_deadline(sitting.session) is None


def test_a_countdown_merges_by_itself(sitting: Sitting) -> None:
    assert sitting.merge(within=60, by="Lena") == (
        CountdownSet(OAK, sitting.now + 60),
        CountdownSet(ELM, sitting.now + 60),
    )
    assert next_deadline(sitting.session) == sitting.now + 60
    assert sitting.wait(59) == ()
    sitting.wait(1)
    assert list(sitting.rooms()) == ["main"]


def test_one_room_can_have_its_own_countdown(sitting: Sitting) -> None:
    sitting.merge("oak", within=60)
    sitting.extend(60, by="Lena")
    sitting.extend(30, "oak")
    assert sitting.session.breakouts.spaces[OAK].closes_at == sitting.now + 150
    with pytest.raises(OutOfTurn):
        sitting.extend(60, "elm")
    with pytest.raises(Absent):
        sitting.extend(60, "yew")
    with pytest.raises(Absent):
        sitting.merge("yew", within=60)
    sitting.wait(150)
    assert list(sitting.rooms()) == ["main", "elm"]
    with pytest.raises(OutOfTurn):
        sitting.extend(60)


def test_a_countdown_goes_on_over_a_restart(sitting: Sitting) -> None:
    sitting.merge(within=60)
    ends = sitting.now + 60
    sitting.session = told(sitting.entries)
    sitting.restart()
    assert next_deadline(sitting.session) == ends
    sitting.wait(60)
    assert list(sitting.rooms()) == ["main"]


def test_breakouts_that_nobody_leads_merge_after_five_minutes(sitting: Sitting) -> None:
    nested(sitting)
    sitting.merge("oak", within=60)
    events = sitting.drop("Lena")
    assert events[1:] == (HoldBegan(sitting.now), CountdownSet(ELM, sitting.now + HELD_OPEN_FOR))
    sitting.wait(60)
    assert "oak" not in sitting.rooms()
    sitting.wait(HELD_OPEN_FOR - 60)
    assert list(sitting.rooms()) == ["main"]
    assert sitting.session.hold_since is not None


def test_a_facilitator_who_is_back_in_time_finds_them_as_they_were(sitting: Sitting) -> None:
    sitting.merge("oak", within=60)
    ends = sitting.now + 60
    sitting.drop("Lena")
    sitting.wait(30)
    assert sitting.come_back("Lena")[1:] == (HoldEnded(), CountdownSet(ELM, None))
    assert sitting.session.breakouts.spaces[OAK].closes_at == ends


def test_what_is_split_off_during_a_hold_has_an_end_too(sitting: Sitting) -> None:
    sitting.merge()
    sitting.drop("Lena")
    sitting.wait(100)
    sitting.split(("Birch",))
    assert next_deadline(sitting.session) == sitting.now + HELD_OPEN_FOR


def test_clients_merge_nothing(sitting: Sitting) -> None:
    for attempt in (
        lambda: sitting.merge(by="Birch"),
        lambda: sitting.merge_into("oak", "elm", by="Birch"),
        lambda: sitting.extend(60, by="Birch"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_nothing_is_left_of_breakouts_when_the_session_ends(sitting: Sitting) -> None:
    sitting.end(by="Lena")
    assert sitting.session.breakouts.spaces == {}
    assert next_deadline(sitting.session) is None
