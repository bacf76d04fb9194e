"""Promise: what a hunt once found is never found again, and what it learned still fits."""

import pytest

from benchmarks.fuzz import kept
from benchmarks.fuzz.targets import TARGETS
from benchmarks.fuzz.verdict import judge


@pytest.mark.parametrize("name", TARGETS)
def test_every_kept_input_is_read_or_refused_as_declared(name: str) -> None:
    target = TARGETS[name]

    wrong = {data: judge(target, data) for data in kept.inputs(target)}

    assert {data: each for data, each in wrong.items() if each} == {}


def test_every_crasher_belongs_to_a_target() -> None:
    crashers = [path.name for path in (kept.FOLDER / "crashers").iterdir()]

    assert {name.rpartition("-")[0] for name in crashers} <= set(TARGETS)
