"""What follows from how things are: beginning, holding, ending, and who need not wait any more."""

from rooms.consequences import all_seated, concluded, may_enter, seated
from rooms.events import Ending, HoldBegan, HoldEnded, SessionBegan, SessionEnded
from rooms.participant import Devices
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, someone

EVERYTHING = Devices(microphone=True, camera=True, screen=True)


def test_nothing_follows_from_what_is_settled() -> None:
    sitting = Sitting()
    sitting.facilitator()
    assert concluded(sitting.session, now=sitting.now) == ()


def test_a_session_begins_once_holds_and_goes_on() -> None:
    sitting = Sitting()
    assert SessionBegan(sitting.now) in sitting.facilitator()
    assert SessionBegan(sitting.now) not in sitting.facilitator("Max")
    sitting.leave("Max")
    assert HoldBegan(sitting.now) in sitting.drop("Lena")
    assert HoldEnded() in sitting.come_back("Lena")


def test_a_session_that_nobody_waits_for_never_began() -> None:
    sitting = Sitting()
    assert concluded(sitting.session, now=5.0) == (SessionEnded(Ending.NEVER_BEGAN, 5.0),)


def test_the_door_is_open_to_facilitators_always_and_to_others_by_the_rules() -> None:
    sitting = Sitting(lobby=True)
    client, expected = someone("Birch"), someone("Fern", expected=True)
    lena = someone("Lena", Role.FACILITATOR)

    def welcome() -> list[bool]:
        return [may_enter(sitting.session, each) for each in (lena, expected, client)]

    assert welcome() == [True, False, False]
    sitting.facilitator("Max")
    assert welcome() == [True, True, False]
    sitting.switch_lobby(on=False, by="Max")
    assert welcome() == [True, True, True]
    sitting.lock(by="Max")
    assert welcome() == [True, False, False]
    sitting.lock(on=False, by="Max")
    sitting.drop("Max")
    assert welcome() == [True, False, False]


def test_seats_are_given_from_the_lowest_and_go_on_beyond_the_capacity() -> None:
    sitting = Sitting(capacity=1)
    sitting.facilitator()
    joined = seated(sitting.session, someone("Max", Role.FACILITATOR, devices=EVERYTHING))
    assert (joined.participant.seat, joined.participant.devices) == (1, EVERYTHING)


def test_whoever_may_publish_nothing_sits_down_with_everything_off() -> None:
    joined = seated(Sitting().session, someone("Olga", Role.OBSERVER, devices=EVERYTHING))
    assert joined.participant.devices == Devices()


def test_as_many_are_seated_as_there_are_places_for() -> None:
    arrivals = [someone(name) for name in ("Moss", "Birch", "Fern")]
    assert [
        event.participant.id for event in all_seated(Sitting(capacity=2).session, arrivals)
    ] == [
        "Moss",
        "Birch",
    ]
    assert all_seated(Sitting().session, []) == ()
