"""A split makes the breakouts what a plan says, and a plan that cannot be is refused with why."""

import pytest

from rooms.breakout_events import (
    ChoiceSwitched,
    CountdownSet,
    GroupsRemembered,
    ParticipantMoved,
    SpaceClosed,
    SpaceOpened,
    SpaceRenamed,
)
from rooms.errors import Absent, BadName, BadPlan, NotAllowed, RoomsError
from rooms.ids import SpaceId
from rooms.planned_room import PlannedRoom
from rooms.space import Space
from rooms.splitting import MOST_ROOMS
from tests.unit.rooms.sitting import Sitting, person

MAIN, OAK, ELM, ASH = SpaceId("main"), SpaceId("oak"), SpaceId("elm"), SpaceId("ash")


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator()
    for name in ("Birch", "Fern", "Moss"):
        sitting.enter(name)
    return sitting


def room(id_: str | None = None, /, *people: str, **more: object) -> PlannedRoom:
    open_id = None if id_ is None else SpaceId(id_)
    return PlannedRoom(open_id, participants=tuple(map(person, people)), **more)  # type: ignore[arg-type]


def test_people_are_in_the_room_of_the_plan_and_the_others_stay(sitting: Sitting) -> None:
    assert sitting.split(("Birch",), ("Fern", "Moss"), by="Lena") == (
        SpaceOpened(Space(OAK, "oak", MAIN)),
        SpaceOpened(Space(ELM, "elm", MAIN)),
        ParticipantMoved(person("Birch"), OAK),
        ParticipantMoved(person("Fern"), ELM),
        ParticipantMoved(person("Moss"), ELM),
    )
    assert sitting.rooms() == {"main": ["Lena"], "oak": ["Birch"], "elm": ["Fern", "Moss"]}


def test_a_room_may_be_empty_and_gets_the_first_name_that_is_free(sitting: Sitting) -> None:
    sitting.plan([room(), room(name="Room 1"), room(name="  A \u202e b ")])
    names = [space.name for space in sitting.session.breakouts.spaces.values()]
    assert names == ["Room 2", "Room 1", "A b"]


def test_rooms_are_split_three_deep(sitting: Sitting) -> None:
    deepest = room(None, "Moss")
    sitting.plan([room(None, "Birch", rooms=(room(None, "Fern", rooms=(deepest,)),))])
    assert sitting.rooms() == {"main": ["Lena"], "oak": ["Birch"], "elm": ["Fern"], "ash": ["Moss"]}
    spaces = sitting.session.breakouts.spaces
    assert [space.parent for space in spaces.values()] == [MAIN, OAK, ELM]


def test_splitting_again_plans_anew(sitting: Sitting) -> None:
    sitting.split(("Birch",), ("Fern", "Moss"))
    assert sitting.plan([room("elm", "Birch", name="Willow"), room(None, "Moss")]) == (
        SpaceRenamed(ELM, "Willow"),
        SpaceOpened(Space(ASH, "Room 1", MAIN)),
        ParticipantMoved(person("Birch"), ELM),
        ParticipantMoved(person("Moss"), ASH),
        SpaceClosed(OAK),
    )
    assert sitting.rooms() == {"main": ["Lena"], "elm": ["Birch", "Fern"], "ash": ["Moss"]}


def test_the_same_plan_again_changes_nothing(sitting: Sitting) -> None:
    sitting.split(("Birch",), closes_in=60)
    assert sitting.plan([room("oak", "Birch", name="oak")]) == ()


def test_what_is_not_in_the_plan_merges_into_the_nearest_that_stays(sitting: Sitting) -> None:
    sitting.plan(
        [room(rooms=(room(None, "Birch", rooms=(room(None, "Fern"),)),)), room(None, "Moss")]
    )
    sitting.plan([room("oak")])
    assert sitting.rooms() == {"main": ["Lena", "Moss"], "oak": ["Birch", "Fern"]}


def test_a_countdown_is_for_the_rooms_below_the_main_room(sitting: Sitting) -> None:
    sitting.plan([room(rooms=(room(None, "Birch"),))], closes_in=60)
    breakouts = sitting.session.breakouts
    assert breakouts.spaces[OAK].closes_at == sitting.now + 60
    assert breakouts.spaces[ELM].closes_at is None
    assert breakouts.merges_at(ELM) == breakouts.merges_at(OAK) == sitting.now + 60
    assert breakouts.merges_at(MAIN) is None


def test_a_countdown_that_runs_goes_on_and_is_that_of_new_rooms_too(sitting: Sitting) -> None:
    sitting.split(("Birch",), closes_in=60)
    ends = sitting.now + 60
    sitting.now += 30
    sitting.plan([room("oak"), room()])
    assert {s.closes_at for s in sitting.session.breakouts.spaces.values()} == {ends}
    assert sitting.plan([room("oak"), room("elm")], closes_in=90) == (
        CountdownSet(OAK, sitting.now + 90),
        CountdownSet(ELM, sitting.now + 90),
    )


def test_rooms_are_open_to_choice_while_the_last_plan_says_so(sitting: Sitting) -> None:
    sitting.split((), choice=True)
    assert sitting.session.breakouts.spaces[OAK].choice
    assert sitting.plan([room("oak")]) == (ChoiceSwitched(OAK, on=False),)
    assert sitting.plan([room("oak")], choice=True) == (ChoiceSwitched(OAK, on=True),)


def test_a_new_round_forgets_who_was_together_in_the_last(sitting: Sitting) -> None:
    sitting.split(("Birch", "Fern"))
    sitting.merge()
    assert sitting.session.breakouts.were_together == (frozenset({"Birch", "Fern"}),)
    assert GroupsRemembered((), None) in sitting.split(("Birch",))
    assert sitting.session.breakouts.were_together == ()


def deep(levels: int) -> PlannedRoom:
    return room(rooms=(deep(levels - 1),) if levels > 1 else ())


REFUSED: list[tuple[list[PlannedRoom], type[RoomsError]]] = [
    ([], BadPlan),
    ([room(None, "Nobody")], Absent),
    ([room(None, "Birch", "Birch")], BadPlan),
    ([room(None, "Birch"), room(None, "Birch")], BadPlan),
    ([room(None, "Birch", rooms=(room(None, "Birch"),))], BadPlan),
    ([room("elsewhere")], BadPlan),
    ([room("main")], BadPlan),
    ([room("oak"), room("oak")], BadPlan),
    ([room(rooms=(room("oak"),))], BadPlan),
    ([deep(4)], BadPlan),
    ([deep(500)], BadPlan),
    ([room()] * (MOST_ROOMS + 1), BadPlan),
    ([room(name=" ")], BadName),
    ([room(name="<b>" * 3000)], BadName),
]


@pytest.mark.parametrize(("plan", "refusal"), REFUSED)
def test_a_plan_that_cannot_be_is_refused(
    sitting: Sitting, plan: list[PlannedRoom], refusal: type[RoomsError]
) -> None:
    sitting.split(("Birch",))
    before = sitting.session
    with pytest.raises(refusal) as refused:
        sitting.plan(plan)
    assert str(refused.value)
    assert sitting.session is before


@pytest.mark.parametrize("seconds", [0, 0.5, -1, 86401, float("nan"), float("inf")])
def test_a_countdown_has_a_second_to_a_day(sitting: Sitting, seconds: float) -> None:
    with pytest.raises(BadPlan):
        sitting.split((), closes_in=seconds)
    sitting.split((), closes_in=86400)
    with pytest.raises(BadPlan):
        sitting.extend(seconds)
    with pytest.raises(BadPlan):
        sitting.merge(within=seconds)


def test_whoever_has_left_or_waits_is_no_part_of_a_plan(sitting: Sitting) -> None:
    sitting.leave("Moss")
    sitting.switch_lobby(on=True, by=None)
    sitting.enter("Ivy")
    for name in ("Moss", "Ivy"):
        with pytest.raises(Absent):
            sitting.split((name,))


def test_as_many_rooms_as_there_may_be_can_be_split_off(sitting: Sitting) -> None:
    sitting.plan([room()] * MOST_ROOMS)
    assert len(sitting.session.breakouts.split_off) == MOST_ROOMS


def test_markup_in_a_name_is_text(sitting: Sitting) -> None:
    sitting.plan([room(name="<script>alert(1)</script>")])
    assert sitting.session.breakouts.spaces[OAK].name == "<script>alert(1)</script>"


def test_clients_split_nothing(sitting: Sitting) -> None:
    with pytest.raises(NotAllowed):
        sitting.split(("Birch",), by="Birch")
