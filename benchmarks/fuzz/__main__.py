"""Does any input make a parser of ours raise, stall or amplify?  `python -m benchmarks.fuzz`.

`--gate pr` tries a million inputs and more in a minute of processor time, `--gate nightly` goes on
for twenty.  Inputs are found by atheris, led by the coverage of the parsers; the figure for
coverage is taken afterwards, by coverage.py, without any instruments of atheris.  `--keep` adds to
`tests/fuzz` what led somewhere new; crashers are always added.  The last line is one JSON object,
and the exit status says whether the gate is passed.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from benchmarks import machine
from benchmarks.fuzz import kept
from benchmarks.fuzz.replay import found
from benchmarks.fuzz.smallest import smallest
from benchmarks.fuzz.targets import MODULES, TARGETS
from benchmarks.fuzz.verdict import is_slow, judge


@dataclass(frozen=True, slots=True)
class Gate:
    seconds: int
    """Of processor time, for one target at most."""
    times: int
    """What a target tries in a pull request, so many times."""
    inputs: int
    """To be passed, together."""


GATES: Final = {"pr": Gate(8, 1, 1_000_000), "nightly": Gate(72, 1000, 10_000_000)}


class Left(msgspec.Struct):
    """What a hunt has left of one target."""

    inputs: int = 0
    undeclared: dict[str, str] = {}


def hunted(folder: Path, gate: Gate, seed: int) -> dict[str, Left | None]:
    """Hunt; None for a target whose child did not live to tell."""
    asked = [str(each) for each in (folder, gate.seconds, seed, gate.times)]
    with (folder / "log").open("wb") as log:
        subprocess.run(
            [sys.executable, "-m", "benchmarks.fuzz.hunt", *asked],
            check=True,
            stdout=log,
            stderr=log,
        )
    return {name: _left(folder / f"{name}.json") for name in TARGETS}


def _left(path: Path) -> Left | None:
    return msgspec.json.decode(path.read_bytes(), type=Left) if path.exists() else None


def crashers(folder: Path) -> dict[str, str]:
    """Confirm, without instruments, what a hunt says that it found, and keep it."""
    confirmed: dict[str, str] = {}
    for target in TARGETS.values():
        for path in sorted((folder / f"{target.name}-undeclared").glob("*")):
            if wrong := judge(target, path.read_bytes()):
                confirmed[f"{target.name}-{path.name}"] = f"{wrong.kind} at {wrong.place}"
        for path in sorted((folder / f"{target.name}-slow").glob("*")):
            if is_slow(target, path.read_bytes()):
                confirmed[f"{target.name}-{path.name}"] = "slow"
        for path in sorted(folder.glob(f"{target.name}-*/*")):
            if f"{target.name}-{path.name}" in confirmed:
                kept.keep_crasher(target, path.read_bytes())
    return confirmed


def branches(folder: Path) -> dict[str, float]:
    """Return which part of each parser's branches the corpus and the hunt have taken."""
    data, told = f"--data-file={folder / 'coverage'}", folder / "coverage.json"
    tool = [sys.executable, "-m", "coverage"]
    run = [*tool, "run", data, "--branch", "-m", "benchmarks.fuzz.replay", str(folder)]
    subprocess.run(run, check=True)
    chosen = f"--include={','.join(MODULES)}"
    subprocess.run([*tool, "json", "-q", data, chosen, "-o", str(told)], check=True)
    report = json.loads(told.read_text())
    parts = {path: each["summary"] for path, each in report["files"].items()}
    parts["all"] = report["totals"]
    return {
        path: round(each["covered_branches"] / each["num_branches"], 3)
        for path, each in sorted(parts.items())
        if each["num_branches"]
    }


def measure(gate: Gate, *, seed: int, keep: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = Path(name)
        left = hunted(folder, gate, seed)
        confirmed = crashers(folder)
        covered = branches(folder)
        if keep:
            for target in TARGETS.values():
                kept.keep(target, smallest(target, [*kept.inputs(target), *found(target, folder)]))
    inputs = {name: each.inputs if each else 0 for name, each in left.items()}
    return {
        "inputs": sum(inputs.values()),
        "undeclared": sum(each != "slow" for each in confirmed.values()),
        "slow": sum(each == "slow" for each in confirmed.values()),
        "ended": sorted(name for name, each in left.items() if each is None),
        "crashers": confirmed,
        "branch_coverage": covered.pop("all"),
        "branch_coverage_of": covered,
        "inputs_of": inputs,
        "cpu_s": round(_processor_seconds(), 1),
        "seed": seed,
    }


def _processor_seconds() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in both)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gate", choices=GATES, default="pr")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    gate = GATES[asked.gate]
    facts = machine.facts(pump="python")
    result = measure(gate, seed=asked.seed, keep=asked.keep)
    print(json.dumps({"benchmark": "fuzz", "gate": asked.gate, **result, **facts}))
    passed = result["inputs"] >= gate.inputs and not result["crashers"] and not result["ended"]
    sys.exit(not passed)


if __name__ == "__main__":
    main()
