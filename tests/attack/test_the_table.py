"""The table of attacks in docs/threat-model.md names tests that exist, and what metrics count."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from sfu.counters import Count
from sfu.edge_counts import EdgeCount

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
TABLE: Final = (ROOT / "docs/threat-model.md").read_text().partition("## What is attacked")[2]
ROWS: Final = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TABLE.splitlines()
    if line.startswith("| ")
][2:]
NO_ATTACK: Final = {"test_the_table"}


def named(cell: str) -> list[tuple[Path, str]]:
    """Return the files and functions that a cell of tests names."""
    found = []
    for file, name in re.findall(r"`([\w/]+)::(\w+)`", cell):
        folder = ROOT if "/" in file else HERE
        found.append((folder / f"{file}.py", f"test_{name}"))
    return found


@cache
def functions(file: Path) -> frozenset[str]:
    """Return the names of the tests in a file."""
    return frozenset(
        node.name
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


@cache
def words_of_signaling() -> frozenset[str]:
    sources = (ROOT / "signaling").rglob("*.py"), (ROOT / "rooms").rglob("*.py")
    texts = [path.read_text() for paths in sources for path in paths]
    texts.append((ROOT / "sfu/errors.py").read_text())
    return frozenset(word for text in texts for word in re.findall(r'"([a-z_-]+)"', text))


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:40] for row in ROWS])
def test_a_row_has_tests_that_exist_and_a_count_that_is_counted(row: list[str]) -> None:
    assert len(row) == 5
    _, tests, becomes, counted, requirement = row

    assert named(tests), "it names none"
    for file, name in named(tests):
        assert name in functions(file), f"{file.name} has no {name}"
    known = {*map(str, Count), *map(str, EdgeCount), *words_of_signaling()}
    for word in re.findall(r"`([\w-]+)`", counted):
        assert word.removesuffix("_total") in known, word
    assert becomes
    assert re.match(r"17\.[1-3]|V\d", requirement)


def test_every_file_of_attacks_is_in_the_table() -> None:
    files = {path.stem for path in HERE.glob("test_*.py")} - NO_ATTACK

    assert files == {file.stem for row in ROWS for file, _ in named(row[1]) if file.parent == HERE}
