"""Only its owner switches a source on; a facilitator can only ever switch one off."""

import pytest

from rooms import devices
from rooms.errors import Absent, NotAllowed
from rooms.events import CameraStopped, DevicesSwitched, MicrophoneMuted
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


def test_muting_all_silences_everyone_but_facilitators() -> None:
    sitting = Sitting()
    everything = Devices(microphone=True, camera=True)
    for name in ("Lena", "Max"):
        sitting.enter(name, Role.FACILITATOR, devices=everything)
    for name in ("Birch", "Fern", "Moss"):
        sitting.enter(name, devices=everything)
    sitting.switch("Fern", microphone=False)
    sitting.drop("Moss")
    assert sitting.mute_all(by="Lena") == (
        MicrophoneMuted(person("Birch"), person("Lena")),
        MicrophoneMuted(person("Moss"), person("Lena")),
    )
    assert sitting.devices("Max") == everything
    assert sitting.devices("Birch") == Devices(camera=True)
    assert sitting.mute_all(by=None) == ()


def test_only_facilitators_and_the_api_mute_all(sitting: Sitting) -> None:
    with pytest.raises(NotAllowed):
        sitting.mute_all(by="Birch")


def test_stopping_a_camera_leaves_it_off_until_its_owner_switches_it_on(sitting: Sitting) -> None:
    sitting.switch("Birch", camera=True)
    assert sitting.stop_camera("Birch", by="Lena") == (
        CameraStopped(person("Birch"), person("Lena")),
    )
    assert sitting.devices("Birch") == Devices(microphone=True)
    assert sitting.stop_camera("Birch", by="Lena") == ()
    sitting.switch("Birch", camera=True)
    assert sitting.devices("Birch").camera


def test_only_facilitators_and_the_api_stop_cameras(sitting: Sitting) -> None:
    sitting.switch("Lena", camera=True)
    with pytest.raises(NotAllowed):
        sitting.stop_camera("Lena", by="Birch")
    with pytest.raises(Absent):
        sitting.stop_camera("Nobody", by="Lena")
    assert sitting.stop_camera("Lena", by=None) == (CameraStopped(person("Lena"), None),)


def test_whoever_is_muted_can_only_be_asked_to_speak(sitting: Sitting) -> None:
    def asked(name: str, by: str) -> frozenset[str]:
        return frozenset(devices.ask_to_unmute(sitting.session, person(name), by=person(by)))

    assert asked("Birch", "Lena") == frozenset(), "they can be heard already"
    sitting.mute("Birch", by="Lena")
    assert asked("Birch", "Lena") == {"Birch"}
    assert not sitting.devices("Birch").microphone
    with pytest.raises(NotAllowed):
        asked("Lena", "Birch")
    with pytest.raises(NotAllowed):
        asked("Olga", "Lena")
    with pytest.raises(Absent):
        asked("Nobody", "Lena")


def test_a_facilitator_mutes_their_own_room_and_the_api_all_of_them() -> None:
    sitting = Sitting()
    sitting.facilitator()
    for name in ("Birch", "Fern"):
        sitting.enter(name, devices=Devices(microphone=True))
    sitting.split(("Birch",))
    assert sitting.mute_all(by="Lena") == (MicrophoneMuted(person("Fern"), person("Lena")),)
    assert sitting.mute_all(by=None) == (MicrophoneMuted(person("Birch"), None),)
