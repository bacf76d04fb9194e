"""Candidates come room by room; that none is missing, the machine of sessions watches."""

from rooms.candidates import Candidates
from rooms.visibility import vantage_of
from tests.unit.rooms.sitting import Sitting, person


def candidates(sitting: Sitting, viewer: str) -> list[str]:
    vantage = vantage_of(sitting.session, person(viewer))
    assert vantage is not None
    return list(Candidates.of(sitting.session).at(sitting.session, vantage))


def test_ones_own_room_comes_first_then_who_reaches_it_then_who_is_listened_to() -> None:
    sitting = Sitting()
    for name in ("Lena", "Max"):
        sitting.facilitator(name)
    for name in ("Birch", "Fern", "Moss"):
        sitting.enter(name)
    sitting.split(("Birch", "Max"), ("Fern",), ("Moss",))
    sitting.whisper("Lena", "oak")
    sitting.show_to("Max", "main")
    sitting.listen("Lena", "elm", "oak")

    assert candidates(sitting, "Lena") == ["Lena", "Max", "Birch", "Fern"]
    assert candidates(sitting, "Birch") == ["Max", "Birch", "Lena"]
    assert candidates(sitting, "Moss") == ["Moss"]
