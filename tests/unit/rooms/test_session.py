"""A session is what its journal says, from the first entry on, and nothing else."""

from rooms.events import MicrophoneMuted
from rooms.ids import Identity
from rooms.participant import Devices
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
