"""What all tests share: no property is judged by the clock, for the machine may be busy."""

import logging
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

pytest_plugins = ["tests.support.turn_server"]

settings.register_profile("holdspace", deadline=None)
settings.load_profile("holdspace")


@pytest.fixture
def restored() -> Iterator[None]:
    """Let a test configure the logs."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)
