"""Who comes in at once, who waits, and that nobody is ever in a session twice."""

import pytest

from rooms.arrival import MOST_WAITING
from rooms.errors import (
    Absent,
    BadName,
    Banned,
    Locked,
    NotAllowed,
    OutOfTurn,
    RoomFull,
    SessionOver,
)
from rooms.events import (
    ArrivalLeft,
    ArrivalWaited,
    Departure,
    DevicesSwitched,
    HoldEnded,
    ParticipantJoined,
    ParticipantLeft,
    ParticipantReturned,
    SessionBegan,
)
from rooms.ids import Identity
from rooms.participant import Devices
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person


def test_clients_and_observers_wait_until_a_facilitator_is_there() -> None:
    sitting = Sitting()
    sitting.enter("Birch")
    sitting.enter("Olga", Role.OBSERVER)
    assert sitting.waiting() == ["Birch", "Olga"]
    assert sitting.inside() == []
    assert sitting.session.began_at is None


def test_the_first_facilitator_begins_the_session_and_lets_everyone_in() -> None:
    sitting = Sitting()
    sitting.enter("Birch")
    sitting.enter("Fern")
    events = sitting.facilitator()
    assert [type(event) for event in events] == [
        ParticipantJoined,
        SessionBegan,
        ParticipantJoined,
        ParticipantJoined,
    ]
    assert sitting.session.began_at == sitting.now
    assert sitting.inside() == ["Lena", "Birch", "Fern"]
    assert sitting.waiting() == []


def test_with_the_lobby_on_those_who_wait_go_on_waiting() -> None:
    sitting = Sitting(lobby=True)
    sitting.enter("Birch")
    sitting.facilitator()
    sitting.enter("Fern")
    assert sitting.waiting() == ["Birch", "Fern"]


def test_the_lobby_is_not_for_those_who_are_expected() -> None:
    sitting = Sitting(lobby=True)
    sitting.enter("Birch", expected=True)
    sitting.facilitator()
    sitting.enter("Fern", expected=True)
    assert sitting.inside() == ["Lena", "Birch", "Fern"]


def test_whoever_was_in_before_need_not_knock_again() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch")
    sitting.admit("Birch", by="Lena")
    sitting.leave("Birch")
    sitting.enter("Birch again")
    assert sitting.inside() == ["Lena", "Birch again"]


def test_whoever_was_removed_or_refused_has_to_knock_again() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch")
    sitting.admit("Birch", by="Lena")
    sitting.remove("Birch", by="Lena")
    sitting.enter("Birch 2")
    assert sitting.waiting() == ["Birch 2"]


def test_a_facilitator_never_waits() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator("Lena")
    sitting.facilitator("Max")
    assert sitting.inside() == ["Lena", "Max"]


def test_nobody_new_comes_in_on_hold_not_even_who_is_expected() -> None:
    sitting = Sitting()
    sitting.facilitator()
    sitting.drop("Lena")
    sitting.enter("Birch", expected=True)
    assert sitting.waiting() == ["Birch"]


def test_a_facilitator_who_enters_ends_the_hold() -> None:
    sitting = Sitting()
    sitting.facilitator("Lena")
    sitting.drop("Lena")
    sitting.enter("Birch")
    events = sitting.facilitator("Max")
    assert HoldEnded() in events
    assert sitting.session.hold_since is None
    assert sitting.inside() == ["Lena", "Max", "Birch"]


def test_seats_are_the_lowest_free_and_stay() -> None:
    sitting = Sitting()
    sitting.facilitator()
    for name in ("Birch", "Fern", "Moss"):
        sitting.enter(name)
    sitting.leave("Fern")
    sitting.drop("Birch")
    sitting.enter("Reed")
    assert {name: sitting.of(name).seat for name in sitting.inside()} == {
        "Lena": 0,
        "Birch": 1,
        "Reed": 2,
        "Moss": 3,
    }


def test_facilitators_sit_first_in_the_circle_and_observers_last() -> None:
    sitting = Sitting()
    sitting.facilitator("Lena")
    sitting.enter("Olga", Role.OBSERVER)
    sitting.enter("Birch")
    sitting.facilitator("Max")
    assert sitting.inside() == ["Lena", "Max", "Birch", "Olga"]


def test_a_full_room_refuses_even_for_a_place_that_is_only_held() -> None:
    sitting = Sitting(capacity=2)
    sitting.facilitator()
    sitting.enter("Birch")
    sitting.drop("Birch")
    with pytest.raises(RoomFull):
        sitting.enter("Fern")


def test_whoever_waited_gets_the_place_that_becomes_free() -> None:
    sitting = Sitting(capacity=2)
    sitting.enter("Birch")
    sitting.enter("Fern")
    sitting.facilitator()
    assert (sitting.inside(), sitting.waiting()) == (["Lena", "Birch"], ["Fern"])
    sitting.leave("Birch")
    assert (sitting.inside(), sitting.waiting()) == (["Lena", "Fern"], [])


def test_the_door_has_room_for_so_many() -> None:
    sitting = Sitting()
    for number in range(MOST_WAITING):
        sitting.enter(f"n{number}")
    with pytest.raises(RoomFull):
        sitting.enter("another")
    sitting.enter("n0", name="still n0")
    assert sitting.session.waiting[person("n0")].name == "still n0"


def test_entering_twice_is_one_participant_taken_up_again() -> None:
    sitting = Sitting()
    sitting.facilitator()
    sitting.enter("Birch")
    assert sitting.enter("Birch second tab") == ()
    assert sitting.inside() == ["Lena", "Birch"]
    assert sitting.session.place_of(Identity("Birch")) == "Birch"
    assert sitting.of("Birch").name == "Birch"


def test_the_second_tab_says_what_is_switched_on() -> None:
    sitting = Sitting()
    sitting.facilitator()
    sitting.enter("Birch")
    events = sitting.enter("Birch 2", devices=Devices(camera=True))
    assert events == (DevicesSwitched(person("Birch"), Devices(camera=True)),)


def test_entering_a_held_place_returns_to_it_whatever_the_lobby() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch", expected=True)
    sitting.drop("Birch")
    assert sitting.enter("Birch 2") == (ParticipantReturned(person("Birch")),)


def test_waiting_twice_is_one_who_waits() -> None:
    sitting = Sitting()
    sitting.enter("Birch")
    assert sitting.enter("Birch", id=person("other")) == ()
    events = sitting.enter("Birch", id=person("other"), name="Willow")
    assert [type(event) for event in events] == [ArrivalWaited]
    assert sitting.waiting() == ["Birch"]
    assert sitting.session.waiting[person("Birch")].name == "Willow"


def test_a_client_who_comes_again_as_facilitator_is_a_new_participant() -> None:
    sitting = Sitting()
    sitting.facilitator("Max")
    sitting.enter("Lena")
    events = sitting.enter("Lena 2", Role.FACILITATOR)
    assert events[0] == ParticipantLeft(person("Lena"), Departure.ELSEWHERE, sitting.now)
    assert sitting.inside() == ["Max", "Lena 2"]


def test_a_facilitator_who_comes_again_as_client_is_one_no_more() -> None:
    sitting = Sitting()
    sitting.facilitator("Lena")
    sitting.enter("Lena 2", Role.CLIENT)
    assert sitting.of("Lena 2").role is Role.CLIENT
    assert sitting.session.hold_since == sitting.now


def test_whoever_waited_as_client_may_come_in_as_facilitator() -> None:
    sitting = Sitting()
    sitting.enter("Lena")
    events = sitting.enter("Lena 2", Role.FACILITATOR)
    assert events[0] == ArrivalLeft(person("Lena"), Departure.ELSEWHERE)
    assert (sitting.inside(), sitting.waiting()) == (["Lena 2"], [])


def test_an_observer_enters_with_everything_off() -> None:
    sitting = Sitting()
    sitting.facilitator()
    sitting.enter("Olga", Role.OBSERVER, devices=Devices(microphone=True, camera=True))
    assert sitting.devices("Olga") == Devices()
    assert sitting.enter("Olga", Role.OBSERVER, devices=Devices(microphone=True)) == ()


def test_names_are_cleaned_on_the_way_in() -> None:
    sitting = Sitting()
    sitting.facilitator()
    sitting.enter("Birch", name=" Bi\u202erch ", private_name="\tJo ")
    assert (sitting.of("Birch").name, sitting.of("Birch").private_name) == ("Birch", "Jo")
    with pytest.raises(BadName):
        sitting.enter("Fern", name="\u200b")


def test_a_session_that_has_ended_lets_nobody_in() -> None:
    sitting = Sitting()
    sitting.facilitator()
    sitting.end(by="Lena")
    with pytest.raises(SessionOver):
        sitting.facilitator()


def test_admitting_lets_in_and_twice_changes_nothing() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch")
    sitting.admit("Birch", by="Lena")
    assert sitting.admit("Birch", by="Lena") == ()
    assert (sitting.inside(), sitting.waiting()) == (["Lena", "Birch"], [])


def test_refusing_sends_away() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch")
    events = sitting.refuse("Birch", by="Lena")
    assert events == (ArrivalLeft(person("Birch"), Departure.REFUSED),)
    assert sitting.waiting() == []


def test_only_facilitators_and_the_api_open_the_door() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch", expected=True)
    sitting.enter("Fern")
    with pytest.raises(NotAllowed):
        sitting.admit("Fern", by="Birch")
    with pytest.raises(NotAllowed):
        sitting.refuse("Fern", by="Birch")
    with pytest.raises(Absent):
        sitting.admit("Fern", by="Fern")
    sitting.admit("Fern", by=None)
    assert "Fern" in sitting.inside()


def test_nobody_is_admitted_who_does_not_wait() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    with pytest.raises(Absent):
        sitting.admit("Nobody", by="Lena")
    with pytest.raises(Absent):
        sitting.refuse("Lena", by="Lena")


def test_nobody_is_admitted_before_a_facilitator_is_there_or_on_hold() -> None:
    sitting = Sitting(lobby=True)
    sitting.enter("Birch")
    with pytest.raises(OutOfTurn):
        sitting.admit("Birch", by=None)
    sitting.facilitator()
    sitting.drop("Lena")
    with pytest.raises(OutOfTurn):
        sitting.admit("Birch", by="Lena")


def test_nobody_is_admitted_into_a_full_room() -> None:
    sitting = Sitting(capacity=1, lobby=True)
    sitting.facilitator()
    sitting.enter("Birch")
    with pytest.raises(RoomFull):
        sitting.admit("Birch", by="Lena")


def test_a_room_is_never_full_for_a_facilitator() -> None:
    sitting = Sitting(capacity=2)
    sitting.facilitator("Lena")
    sitting.enter("Birch")
    for name in ("Max", "Ida", "Noor"):
        sitting.facilitator(name)
    assert [sitting.of(name).seat for name in sitting.inside()] == [0, 2, 3, 4, 1]
    sitting.leave("Noor")
    with pytest.raises(RoomFull):
        sitting.enter("Fern")


def test_places_beyond_the_capacity_are_free_again_only_below_it() -> None:
    sitting = Sitting(capacity=2)
    sitting.enter("Birch")
    sitting.enter("Fern")
    for name in ("Lena", "Max"):
        sitting.facilitator(name)
    sitting.leave("Max")
    assert sitting.waiting() == ["Fern"]
    sitting.leave("Birch")
    assert sitting.inside() == ["Lena", "Fern"]


def test_admitting_all_lets_in_everyone_in_the_order_they_came() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    assert sitting.admit_all(by="Lena") == ()
    for name in ("Moss", "Birch", "Fern"):
        sitting.enter(name)
    events = sitting.admit_all(by="Lena")
    assert [type(event) for event in events] == [ParticipantJoined] * 3
    assert (sitting.inside(), sitting.waiting()) == (["Lena", "Moss", "Birch", "Fern"], [])


def test_admitting_all_lets_in_as_many_as_there_are_places_for() -> None:
    sitting = Sitting(capacity=2, lobby=True)
    sitting.facilitator()
    sitting.enter("Moss")
    sitting.enter("Birch")
    sitting.admit_all(by="Lena")
    assert (sitting.inside(), sitting.waiting()) == (["Lena", "Moss"], ["Birch"])
    with pytest.raises(RoomFull):
        sitting.admit_all(by="Lena")


def test_nobody_is_admitted_with_all_others_on_hold_or_by_a_client() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch", expected=True)
    sitting.enter("Fern")
    with pytest.raises(NotAllowed):
        sitting.admit_all(by="Birch")
    sitting.drop("Lena")
    with pytest.raises(OutOfTurn):
        sitting.admit_all(by="Lena")


def test_nobody_new_comes_in_or_is_admitted_behind_a_locked_door() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch")
    sitting.lock(by="Lena")
    with pytest.raises(Locked):
        sitting.enter("Fern")
    with pytest.raises(OutOfTurn):
        sitting.admit("Birch", by="Lena")


def test_whoever_was_banned_does_not_even_wait() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch")
    sitting.ban("Birch", by="Lena")
    with pytest.raises(Banned):
        sitting.enter("Birch again")
