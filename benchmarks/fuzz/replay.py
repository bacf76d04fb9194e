"""Runs everything that is kept, and what hunts have left in a folder, under a tool that counts.

python -m coverage run --branch -m benchmarks.fuzz.replay FOLDER
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fuzz import kept
from benchmarks.fuzz.target import Target
from benchmarks.fuzz.targets import TARGETS
from benchmarks.fuzz.verdict import judge


def found(target: Target, folder: Path) -> Iterator[bytes]:
    """Yield what led a hunt to somewhere new."""
    for path in sorted((folder / target.name).glob("*")):
        yield path.read_bytes()


def main() -> None:
    folder = Path(sys.argv[1])
    for target in TARGETS.values():
        for data in (*kept.inputs(target), *found(target, folder)):
            judge(target, data)


if __name__ == "__main__":
    main()
