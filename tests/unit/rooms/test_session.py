"""A session is what its journal says, from the first entry on, and nothing else."""

import pytest

from rooms.events import MicrophoneMuted, SessionBegan, SessionOpened
from rooms.ids import Identity
from rooms.participant import Devices
from rooms.session import replay
from tests.unit.rooms.sitting import Sitting, person


def test_replaying_gives_the_same_session() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch", devices=Devices(microphone=True))
    sitting.admit("Birch", by="Lena")
    sitting.mute("Birch", by="Lena")
    sitting.drop("Birch")
    assert isinstance(sitting.entries[-2], MicrophoneMuted)
    assert replay(sitting.entries) == sitting.session


def test_a_journal_begins_with_the_opening_and_has_one() -> None:
    opened = Sitting().entries[0]
    assert isinstance(opened, SessionOpened)
    with pytest.raises(ValueError, match="begins with"):
        replay([])
    with pytest.raises(ValueError, match="begins with"):
        replay([SessionBegan(1.0), opened])
    with pytest.raises(ValueError, match="once"):
        replay([opened, opened])


def test_a_place_is_found_by_whose_it_is_inside_and_at_the_door() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator("Lena")
    sitting.enter("Birch")
    assert sitting.session.place_of(Identity("Lena")) == person("Lena")
    assert sitting.session.place_of(Identity("Birch")) == person("Birch")
    assert sitting.session.place_of(Identity("Fern")) is None
