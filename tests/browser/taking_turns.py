"""Which of the two browsers runs a test that can run in both.

Every test in both takes twice as long as a change should have to wait.  So they take turns, in the
order in which a file tells them: each file, which is one promise to people, is walked in both.
`EVERY_BROWSER=1` runs every test in both; without Firefox, Chromium runs all.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import pytest

BROWSERS: Final = ("chromium", "firefox")
EVERY: Final = "EVERY_BROWSER"


def chosen(items: Iterable[pytest.Item], browsers: Sequence[str]) -> set[pytest.Item]:
    """Return who is to run of these, of which each names its browser or needs none."""
    if os.environ.get(EVERY):
        return set(items)
    lines: dict[str, set[int]] = defaultdict(set)
    for item in items:
        if _browser_of(item) is not None:
            lines[_file(item)].add(_line(item))
    return {item for item in items if _is_on(item, sorted(lines[_file(item)]), browsers)}


def _is_on(item: pytest.Item, lines: Sequence[int], browsers: Sequence[str]) -> bool:
    browser = _browser_of(item)
    if browser is None or (len(lines) == 1 and browser in browsers):
        return True
    return browser == browsers[lines.index(_line(item)) % len(browsers)]


def _browser_of(item: pytest.Item) -> str | None:
    callspec = getattr(item, "callspec", None)
    return None if callspec is None else callspec.params.get("fern")


def _file(item: pytest.Item) -> str:
    return item.location[0]


def _line(item: pytest.Item) -> int:
    return item.location[1] or 0
