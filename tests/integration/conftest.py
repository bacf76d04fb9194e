"""What most of these tests come to."""

from collections.abc import AsyncIterator

import pytest

from tests.support.door import Door, open_door


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with open_door() as opened:
        yield opened
