"""Every refusal has its word in the protocol's table."""

import re
from pathlib import Path

import pytest

from rooms import errors
from rooms.errors import RoomsError

PROTOCOL = Path(__file__).parents[3] / "docs" / "protocol.md"
REFUSALS = [cls for cls in RoomsError.__subclasses__() if cls.__module__ == errors.__name__]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda cls: cls.__name__)
def test_a_refusal_has_a_code_of_the_protocol(refusal: type[RoomsError]) -> None:
    table = PROTOCOL.read_text().split("## Refusals")[1]
    assert refusal.code in set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE))
