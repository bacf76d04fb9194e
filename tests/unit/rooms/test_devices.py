"""Only its owner switches a source on; a facilitator can only ever switch a microphone off."""

import pytest

from rooms.errors import Absent, NotAllowed
from rooms.events import DevicesSwitched, MicrophoneMuted
from rooms.participant import Devices
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    sitting.facilitator()
    sitting.enter("Birch", devices=Devices(microphone=True))
    sitting.enter("Olga", Role.OBSERVER)
    return sitting


def test_what_is_not_named_stays_as_it_is(sitting: Sitting) -> None:
    assert sitting.switch("Birch", camera=True) == (
        DevicesSwitched(person("Birch"), Devices(microphone=True, camera=True)),
    )
    sitting.switch("Birch", microphone=False, screen=True)
    assert sitting.devices("Birch") == Devices(microphone=False, camera=True, screen=True)


def test_switching_to_what_is_changes_nothing(sitting: Sitting) -> None:
    assert sitting.switch("Birch", microphone=True) == ()
    assert sitting.switch("Birch") == ()


def test_whoever_waits_decides_what_will_be_on() -> None:
    sitting = Sitting()
    sitting.enter("Birch", devices=Devices(microphone=True, camera=True))
    sitting.switch("Birch", microphone=False)
    sitting.facilitator()
    assert sitting.devices("Birch") == Devices(camera=True)


def test_observers_publish_nothing(sitting: Sitting) -> None:
    with pytest.raises(NotAllowed):
        sitting.switch("Olga", microphone=True)


def test_strangers_have_no_devices(sitting: Sitting) -> None:
    with pytest.raises(Absent):
        sitting.switch("Nobody", camera=True)


def test_muting_switches_off_until_the_owner_switches_on(sitting: Sitting) -> None:
    assert sitting.mute("Birch", by="Lena") == (MicrophoneMuted(person("Birch"), person("Lena")),)
    assert not sitting.devices("Birch").microphone
    assert sitting.mute("Birch", by="Lena") == ()
    sitting.switch("Birch", microphone=True)
    assert sitting.devices("Birch").microphone


def test_only_facilitators_and_the_api_mute(sitting: Sitting) -> None:
    sitting.switch("Lena", microphone=True)
    with pytest.raises(NotAllowed):
        sitting.mute("Lena", by="Birch")
    with pytest.raises(Absent):
        sitting.mute("Nobody", by="Lena")
    assert sitting.mute("Lena", by=None) == (MicrophoneMuted(person("Lena"), None),)
