"""What every result of a benchmark must say beside its numbers: where, with what, and how busy."""

import os
import platform
import subprocess
from pathlib import Path
from typing import Any


def facts(*, pump: str) -> dict[str, Any]:
    """Call it before the run: the load it tells of shall be that of others."""
    size = f"{os.cpu_count()} cores, {_memory_gib()} GiB"
    return {
        "machine": f"{_processor()}, {size}, Linux {platform.release()}",
        "load_average": round(os.getloadavg()[0], 2),
        "commit": _commit(),
        "python": platform.python_version(),
        "pump": pump,
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory_gib() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _commit() -> str:
    """Return the commit the work tree stands on, with a plus sign when it differs from it."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--abbrev=12", "--exclude=*"],
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip() or "unknown"
