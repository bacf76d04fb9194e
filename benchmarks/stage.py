"""Where the benchmarks with real browsers play: a network of its own, a server, a blank page."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.browser.server import Server

NAMESPACE: Final = Path(__file__).parents[1] / "tests" / "browser" / "namespace.sh"
INSIDE: Final = "BENCHMARK_IN_NAMESPACE"


def move_into_namespace(module: str) -> bool:
    """Start this benchmark again where nothing can leave; return whether we are there.

    Firefox needs it, Chromium does not.
    """
    if INSIDE in os.environ:
        return True
    if subprocess.run([NAMESPACE, "true"], capture_output=True, check=False).returncode != 0:
        return False
    os.environ[INSIDE] = "1"
    os.execv(NAMESPACE, [str(NAMESPACE), sys.executable, "-m", module, *sys.argv[1:]])
    raise AssertionError("exec does not return")


@contextmanager
def served(program: tuple[str, ...] | None = None) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="holdspace-benchmark-") as data:
        server = Server(Path(data)) if program is None else Server(Path(data), program=program)
        server.start()
        try:
            yield server
        finally:
            server.stop()
