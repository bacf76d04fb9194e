"""Promise: the pump is chosen by its name, and a name that is none says which there are."""

import pytest

from sfu import pumps
from sfu.errors import PumpUnknown
from sfu.python_pump import PythonPump


@pytest.mark.parametrize("environment", [{}, {"HOLDSPACE_PUMP": ""}, {"HOLDSPACE_PUMP": "python"}])
def test_the_python_pump_runs_unless_another_is_wanted(environment: dict[str, str]) -> None:
    name, make = pumps.load(environment)

    assert name == "python"
    assert isinstance(make(), PythonPump)


def test_an_unknown_name_is_answered_with_those_that_exist() -> None:
    with pytest.raises(PumpUnknown, match="HOLDSPACE_PUMP=warp: the pumps here are python"):
        pumps.load({"HOLDSPACE_PUMP": "warp"})
