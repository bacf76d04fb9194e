"""What most of these tests come to."""

from collections.abc import AsyncIterator

import pytest

from tests.support.door import Door, open_door
from tests.support.group_asked import Group, gathered


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with open_door() as opened:
        yield opened


@pytest.fixture
async def group() -> AsyncIterator[Group]:
    async with gathered() as found:
        yield found
