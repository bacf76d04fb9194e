"""A whole network between this machine and another one, for root: `python -m tests.lab.tun PLAN -- COMMAND`.

Makes a network namespace whose only way out is a pair of TUN devices, carries every packet between
them by a plan, TCP as well as UDP, and runs the command in there: a browser, or a shell.  We are
10.98.0.1 for it, and it is 10.98.0.2 for us; `--up` is the plan of what it sends.

    python -m tests.lab.tun "rate=5M delay=20ms; 30 rate=300k" -- ping 10.98.0.1
"""

import argparse
import fcntl
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from tests.lab import machine
from tests.lab.machine import Machine
from tests.lab.path import Path as Way
from tests.lab.plan import Plan

TUN: Final = Path("/dev/net/tun")
TUNSETIFF: Final = 0x400454CA
IFF_TUN_NO_PI: Final = 0x0001 | 0x1000
OURS: Final = "lab0"
THEIRS: Final = "lab1"
HERE: Final = "10.98.0.1"
THERE: Final = "10.98.0.2"
MTU: Final = 1400
PACKET_MOST: Final = 2048
BATCH: Final = 64


def why_not() -> str | None:
    """Return why no such network can be made here."""
    if (reason := machine.why_not()) is not None:
        return reason
    try:
        os.close(os.open(TUN, os.O_RDWR))
    except OSError as error:
        return f"needs {TUN}: {error.strerror}"
    return None


class Tunnel:
    """Two devices, a path each way, and the thread that carries."""

    def __init__(self, ours: int, theirs: int, *, up: Plan, down: Plan, seed: int) -> None:
        now = time.monotonic()
        self.up: Final[Way[Callable[[], None]]] = Way(up, Random(f"{seed} up"), began=now)
        self.down: Final[Way[Callable[[], None]]] = Way(down, Random(f"{seed} down"), began=now)
        self._selector = selectors.DefaultSelector()
        self._selector.register(ours, selectors.EVENT_READ, (self.down, theirs))
        self._selector.register(theirs, selectors.EVENT_READ, (self.up, ours))
        self._end, self._bell = os.pipe()
        self._selector.register(self._end, selectors.EVENT_READ, None)
        self._thread = threading.Thread(target=self._carry, name="tunnel")
        self._thread.start()

    def close(self) -> None:
        os.write(self._bell, b"!")
        self._thread.join()
        self._selector.close()
        os.close(self._bell)
        os.close(self._end)

    def _carry(self) -> None:
        while True:
            for key, _ in self._selector.select(self._patience()):
                if key.data is None:
                    return
                way, other = key.data
                for packet in _read(key.fd):
                    way.put(partial(_write, other, packet), len(packet), time.monotonic())
            now = time.monotonic()
            for deliver in (*self.up.take(now), *self.down.take(now)):
                deliver()

    def _patience(self) -> float | None:
        due = [at for at in (self.up.next_timeout(), self.down.next_timeout()) if at is not None]
        return max(0.0, min(due) - time.monotonic()) if due else None


@contextmanager
def tunneled(*, up: Plan, down: Plan, seed: int = 1) -> Iterator[tuple[Machine, Tunnel]]:
    """Make a machine that has nothing but this network."""
    with Machine.made() as there, ExitStack() as stack:
        ours = stack.enter_context(_device(OURS))
        with there.entered():
            theirs = stack.enter_context(_device(THEIRS))
        for run, name, address in ((machine.ip, OURS, HERE), (there.ip, THEIRS, THERE)):
            run(f"address add {address}/24 dev {name}")
            run(f"link set {name} mtu {MTU} up")
        there.ip(f"route add default via {HERE}")
        tunnel = Tunnel(ours, theirs, up=up, down=down, seed=seed)
        stack.callback(tunnel.close)
        yield there, tunnel


@contextmanager
def _device(name: str) -> Iterator[int]:
    """Open a TUN device where this thread is; it is gone when it is closed."""
    device = os.open(TUN, os.O_RDWR | os.O_NONBLOCK)
    try:
        fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN_NO_PI))
        yield device
    finally:
        os.close(device)


def _read(device: int) -> Iterator[bytes]:
    with suppress(BlockingIOError):
        for _ in range(BATCH):
            yield os.read(device, PACKET_MOST)


def _write(device: int, packet: bytes) -> None:
    with suppress(BlockingIOError):  # A full queue loses it, as a network does.
        os.write(device, packet)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.lab.tun", description=__doc__)
    parser.add_argument("plan", type=Plan.read, help="of what it is sent")
    parser.add_argument("--up", type=Plan.read, default=Plan(), help="of what it sends")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("command", nargs="+")
    told = parser.parse_args()
    if (reason := why_not()) is not None:
        parser.error(f"no network can be made here: {reason}")
    with tunneled(up=told.up, down=told.plan, seed=told.seed) as (there, tunnel):
        ended = subprocess.run(there.running(*told.command), check=False).returncode
        sys.stderr.write(f"up {dict(tunnel.up.tally)}\ndown {dict(tunnel.down.tally)}\n")
    return ended


if __name__ == "__main__":
    sys.exit(main())
