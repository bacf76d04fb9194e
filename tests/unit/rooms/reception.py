"""Who receives whom in a sitting, in words that a test can compare."""

from rooms.participant import Device
from rooms.visibility import may_receive
from tests.unit.rooms.sitting import Sitting, person


def receivers(sitting: Sitting, publisher: str, device: Device) -> set[str]:
    return {
        viewer
        for viewer in sitting.session.participants
        if may_receive(sitting.session, viewer, person(publisher), device)
    }


def hear(sitting: Sitting, publisher: str) -> set[str]:
    return receivers(sitting, publisher, Device.MICROPHONE)


def see(sitting: Sitting, publisher: str) -> set[str]:
    return receivers(sitting, publisher, Device.CAMERA)


def watch(sitting: Sitting, publisher: str) -> set[str]:
    """Who sees a screen."""
    return receivers(sitting, publisher, Device.SCREEN)
