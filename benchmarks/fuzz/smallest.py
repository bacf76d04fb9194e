"""A small corpus that goes where a large one goes: for every step of the code a short input."""

import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any, Final

from benchmarks.fuzz.target import Target
from benchmarks.fuzz.verdict import judge

Step = tuple[str, int, int]
"""From one line of a file to another."""

ROOT: Final = str(Path(__file__).parents[2])


def smallest(target: Target, corpus: Sequence[bytes]) -> list[bytes]:
    """Return of `corpus` what takes a step that nothing shorter takes."""
    taken: set[Step] = set()
    chosen = []
    for data in sorted(set(corpus), key=lambda each: (len(each), each)):
        steps = _steps(target, data)
        if not steps <= taken:
            taken |= steps
            chosen.append(data)
    return chosen


def _steps(target: Target, data: bytes) -> set[Step]:
    steps: set[Step] = set()
    last: dict[FrameType, int] = {}

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        del argument
        path = frame.f_code.co_filename
        if not path.startswith(ROOT) or ".venv" in path:
            return None
        if event == "line":
            steps.add((path, last.get(frame, 0), frame.f_lineno))
            last[frame] = frame.f_lineno
        return trace

    sys.settrace(trace)
    try:
        judge(target, data)
    finally:
        sys.settrace(None)
    return steps
