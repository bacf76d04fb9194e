"""What most of these tests begin in."""

from collections.abc import AsyncIterator

import pytest

from tests.unit.node.world import Hall, opened


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    async with opened() as hall:
        yield hall
