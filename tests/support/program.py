"""The program in a process of its own."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.mortal import MORTAL

PROGRAM = [*MORTAL, sys.executable, "-m", "signaling.cli"]
LINK = re.compile(r"(facilitator|client) +(http://\S+/r/([0-9a-f]{32})#k=(\S+))")


def environment_of(directory: Path) -> dict[str, str]:
    """Return the surroundings of a program that keeps its data here, and takes any port."""
    clean = {name: value for name, value in os.environ.items() if "HOLDSPACE" not in name}
    return {
        **clean,
        "HOLDSPACE_DATA_DIR": str(directory),
        "HOLDSPACE_PORT": "0",
        "HOLDSPACE_MEDIA_PORT": "0",
    }


class Serving:
    """A node in a process of its own, and what it has said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.links: dict[str, str] = {}
        assert process.stdout is not None
        for line in process.stdout:
            if found := LINK.search(line):
                self.links[found[1]] = found[2]
            if "Ctrl-C" in line:
                break
        assert len(self.links) == 2, "it ended before it was ready"
        self.origin = self.links["client"].partition("/r/")[0]

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(self.origin + path, timeout=10) as answer:
            return json.load(answer)

    def exchange(self, role: str) -> str:
        before, key = self.links[role].split("#k=")
        path = f"/v1/rooms/{before.rpartition('/')[2]}/exchange"
        request = urllib.request.Request(
            self.origin + path, method="POST", data=json.dumps({"key": key}).encode()
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return str(json.load(answer)["token"])


@contextmanager
def serving(environment: dict[str, str], *flags: str) -> Iterator[Serving]:
    process = subprocess.Popen(
        [*PROGRAM, "serve", *flags],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Serving(process)
    finally:
        process.kill()
        process.communicate()
