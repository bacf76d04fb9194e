"""Every pump that is present, one after the other."""

from random import Random

import pytest

from sfu.pump import Pump
from sfu.pumps import PUMPS


@pytest.fixture(params=PUMPS.values(), ids=PUMPS.keys())
def pump(request: pytest.FixtureRequest) -> Pump:
    made: Pump = request.param(Random(1))
    return made
