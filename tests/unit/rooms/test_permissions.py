"""One table says who may do what; a place that is held keeps its rights."""

from itertools import product

import pytest

from rooms.errors import Absent, NotAllowed
from rooms.permissions import PERMISSIONS, Action, allows, require
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person

MODERATION = {Action.ADMIT, Action.REFUSE, Action.REMOVE, Action.MUTE, Action.END_SESSION}


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_the_table_is_the_whole_truth(role: Role, action: Action) -> None:
    expected = (
        role is Role.FACILITATOR
        or (action is Action.PUBLISH and role is Role.CLIENT)
        or action not in MODERATION | {Action.PUBLISH}
    )
    assert allows(role, action) is expected


def test_every_role_is_in_the_table() -> None:
    assert set(PERMISSIONS) == set(Role)


def test_only_participants_have_rights_and_the_api_has_all() -> None:
    sitting = Sitting()
    sitting.enter("Birch")
    with pytest.raises(Absent):
        require(sitting.session, person("Birch"), Action.LEAVE)
    sitting.facilitator()
    require(sitting.session, person("Birch"), Action.LEAVE)
    require(sitting.session, None, Action.END_SESSION)
    with pytest.raises(NotAllowed):
        require(sitting.session, person("Birch"), Action.END_SESSION)


def test_a_dropped_facilitator_can_still_act() -> None:
    sitting = Sitting()
    sitting.facilitator()
    sitting.drop("Lena")
    require(sitting.session, person("Lena"), Action.END_SESSION)
