"""Chooses the pump of this process: by name in HOLDSPACE_PUMP, else the best that is there."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sfu.errors import PumpUnknown
from sfu.pump import Pump
from sfu.python_pump import PythonPump

VARIABLE: Final = "HOLDSPACE_PUMP"

PUMPS: Final[Mapping[str, Callable[[], Pump]]] = MappingProxyType({"python": PythonPump})
"""By name, the best first."""


def load(environment: Mapping[str, str]) -> tuple[str, Callable[[], Pump]]:
    """Return the name and the maker of the pump that `environment` asks for."""
    name = environment.get(VARIABLE) or next(iter(PUMPS))
    if name not in PUMPS:
        raise PumpUnknown(f"{VARIABLE}={name}: the pumps here are {', '.join(PUMPS)}")
    return name, PUMPS[name]
