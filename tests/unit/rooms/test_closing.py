"""A facilitator, or the API, ends the session for everyone, once."""

import pytest

from rooms.errors import NotAllowed
from rooms.events import Ending, SessionEnded
from tests.unit.rooms.sitting import Sitting


def test_the_end_empties_the_room_and_the_door() -> None:
    sitting = Sitting(lobby=True)
    sitting.facilitator()
    sitting.enter("Birch")
    assert sitting.end(by="Lena") == (SessionEnded(Ending.ENDED, sitting.now),)
    assert (sitting.inside(), sitting.waiting()) == ([], [])
    assert sitting.session.ended is Ending.ENDED


def test_ending_twice_changes_nothing() -> None:
    sitting = Sitting()
    sitting.facilitator()
    sitting.end(by=None)
    assert sitting.end(by="Lena") == ()


def test_a_client_cannot_end_it() -> None:
    sitting = Sitting()
    sitting.facilitator()
    sitting.enter("Birch")
    with pytest.raises(NotAllowed):
        sitting.end(by="Birch")
