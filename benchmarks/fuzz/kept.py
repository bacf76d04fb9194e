"""What is kept of a hunt, in `tests/fuzz`: a corpus for each target, and every crasher by its hash.

Unit tests replay both.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.fuzz.target import Target
from benchmarks.fuzz.verdict import name_of

FOLDER: Final = Path(__file__).parents[2] / "tests" / "fuzz"


def inputs(target: Target) -> Iterator[bytes]:
    """Yield the seeds, the corpus and the crashers of `target`."""
    yield from target.seeds
    path = FOLDER / "corpus" / f"{target.name}.msgpack"
    if path.exists():
        yield from msgspec.msgpack.decode(path.read_bytes(), type=list[bytes])
    for crasher in sorted((FOLDER / "crashers").glob(f"{target.name}-*")):
        yield crasher.read_bytes()


def keep(target: Target, corpus: Sequence[bytes]) -> None:
    """Make `corpus` the one of `target`, in an order that only its contents decide."""
    folder = FOLDER / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(set(corpus), key=lambda each: (len(each), each))
    (folder / f"{target.name}.msgpack").write_bytes(msgspec.msgpack.encode(ordered))


def keep_crasher(target: Target, data: bytes) -> None:
    folder = FOLDER / "crashers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{target.name}-{name_of(data)}").write_bytes(data)
