"""A session is what its journal says, from the first entry on, and nothing else."""

from dataclasses import replace

from rooms.chat_mode import ChatMode
from rooms.events import (
    ArrivalLeft,
    ArrivalWaited,
    AwaySwitched,
    CameraStopped,
    ChatModeSwitched,
    Departure,
    DevicesSwitched,
    Ending,
    Event,
    HandLowered,
    HandRaised,
    HelpAsked,
    HelpClaimed,
    HelpEnded,
    HoldBegan,
    HoldEnded,
    LobbySwitched,
    MicrophoneMuted,
    ParticipantBanned,
    ParticipantDropped,
    ParticipantLeft,
    ParticipantReturned,
    SessionEnded,
    SessionLocked,
    SessionUnlocked,
)
from rooms.help_request import HelpRequest
from rooms.ids import Identity
from rooms.participant import Arrival, Devices, Participant
from rooms.role import Role
from rooms.session import Session, apply_all
from tests.unit.rooms.sitting import Sitting, person, told


def test_the_same_events_give_the_same_session() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch", devices=Devices(microphone=True))
    sitting.admit("Birch", by="Lena")
    sitting.mute("Birch", by="Lena")
    sitting.drop("Birch")
    assert isinstance(sitting.entries[-2], MicrophoneMuted)
    assert told(sitting.entries) == sitting.session


def test_a_place_is_found_by_whose_it_is_inside_and_at_the_door() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator("Lena")
    sitting.enter("Birch")
    assert sitting.session.place_of(Identity("Lena")) == person("Lena")
    assert sitting.session.place_of(Identity("Birch")) == person("Birch")
    assert sitting.session.place_of(Identity("Fern")) is None


LENA, BIRCH, FERN = person("Lena"), person("Birch"), person("Fern")


def group() -> Session:
    """Lena leads; Birch and Fern are in, with all they could have on."""
    sitting = Sitting()
    sitting.facilitator("Lena")
    for name in ("Birch", "Fern"):
        sitting.enter(name, devices=Devices(microphone=True, camera=True))
    return sitting.session


def after(*events: Event) -> Session:
    return apply_all(group(), events)


def birch(*events: Event) -> Participant:
    return after(*events).participants[BIRCH]


def test_what_happens_to_one_person_changes_nothing_else() -> None:
    for event, changed in [
        (ParticipantDropped(BIRCH, 9.5), {"held_until": 9.5}),
        (MicrophoneMuted(BIRCH, LENA), {"devices": Devices(camera=True)}),
        (CameraStopped(BIRCH, LENA), {"devices": Devices(microphone=True)}),
        (DevicesSwitched(BIRCH, Devices(screen=True)), {"devices": Devices(screen=True)}),
        (HandRaised(BIRCH, 3), {"hand": 3}),
        (AwaySwitched(BIRCH, away=True), {"away": True}),
    ]:
        was = group()
        now = apply_all(was, [event])
        assert now.participants[BIRCH] == replace(was.participants[BIRCH], **changed)
        assert replace(now, participants=was.participants) == was
        assert now.participants[FERN] == was.participants[FERN]


def test_what_happens_to_one_person_can_be_undone() -> None:
    was = birch()
    assert birch(ParticipantDropped(BIRCH, 9.5), ParticipantReturned(BIRCH)) == was
    assert birch(HandRaised(BIRCH, 3), HandLowered(BIRCH, LENA)) == was
    assert birch(AwaySwitched(BIRCH, away=True), AwaySwitched(BIRCH, away=False)) == was


def test_what_happens_to_the_session_is_as_the_event_says() -> None:
    assert after(LobbySwitched(on=True, by=LENA)).lobby
    assert not after(LobbySwitched(on=True, by=LENA), LobbySwitched(on=False, by=LENA)).lobby
    assert after(SessionLocked(LENA)).locked
    assert not after(SessionLocked(LENA), SessionUnlocked(LENA)).locked
    assert after(ChatModeSwitched(ChatMode.OFF, LENA)).chat is ChatMode.OFF
    assert after(HoldBegan(7.0)).hold_since == 7.0
    assert after(HoldBegan(7.0), HoldEnded()).hold_since is None
    banned = ParticipantBanned(BIRCH, Identity("Birch"), Role.CLIENT, LENA)
    assert after(banned).banned == {"Birch"}
    assert BIRCH in after(banned).participants, "another event ends the place"


def test_help_is_asked_for_claimed_and_over() -> None:
    asked, claimed = HelpAsked(BIRCH, quiet=True, at=3.0), HelpClaimed(BIRCH, LENA)
    assert after(asked).help == {BIRCH: HelpRequest(3.0, quiet=True)}
    assert after(asked, claimed).help == {BIRCH: HelpRequest(3.0, quiet=True, claimed_by=LENA)}
    assert after(asked, claimed, asked).help == after(asked).help
    assert after(asked, claimed, HelpEnded(BIRCH, BIRCH)).help == {}
    gone = ParticipantLeft(LENA, Departure.LEFT, 4.0)
    assert after(asked, claimed, gone).help == after(asked).help
    assert after(asked, ParticipantLeft(BIRCH, Departure.LEFT, 4.0)).help == {}


def test_whoever_is_at_the_door_waits_switches_and_goes() -> None:
    moss = Arrival(person("Moss"), Identity("Moss"), Role.CLIENT, "Moss")
    waited = ArrivalWaited(moss)
    assert after(waited).waiting == {moss.id: moss}
    switched = after(waited, DevicesSwitched(moss.id, Devices(camera=True)))
    assert switched.waiting[moss.id].devices == Devices(camera=True)
    for reason in (Departure.LEFT, Departure.REFUSED):
        assert after(waited, ArrivalLeft(moss.id, reason)).waiting == {}


def test_only_whoever_left_of_themselves_need_not_knock_again() -> None:
    assert "Birch" in after(ParticipantLeft(BIRCH, Departure.LEFT, 4.0)).admitted
    assert "Birch" not in after(ParticipantLeft(BIRCH, Departure.REMOVED, 4.0)).admitted


def test_an_empty_session_knows_since_when() -> None:
    gone = [ParticipantLeft(id_, Departure.LEFT, 4.0) for id_ in (LENA, BIRCH, FERN)]
    assert after(*gone[:2]).empty_since is None
    assert after(*gone).empty_since == 4.0


def test_nothing_is_left_of_a_session_that_ended() -> None:
    ended = after(HelpAsked(BIRCH, quiet=True, at=3.0), SessionEnded(Ending.ENDED, 9.0))
    assert ended.ended is Ending.ENDED
    assert (ended.participants, ended.waiting, ended.help) == ({}, {}, {})
    assert not ended.facilitated


def test_the_circle_is_in_one_order_and_full_when_every_place_is_held() -> None:
    assert [person.id for person in group().circle] == [LENA, BIRCH, FERN]
    assert not group().full
    assert replace(group(), capacity=3).full
