"""Another machine, as far as packets know: a network namespace of its own, with cables to ours.

Needs the right to make one: root, or a user namespace as tests/browser/namespace.sh makes it.
"""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Self

from tests.support.mortal import MORTAL

CLONE_NEWNET: Final = 0x40000000
_LIBC: Final = ctypes.CDLL(None, use_errno=True)  # os.setns came with Python 3.12

SERVER: Final = "10.97.0.1"
"""Where the other machine finds us, whichever cable is plugged in."""


def why_not() -> str | None:
    """Return why no other machine can be made here."""
    if shutil.which("ip") is None or shutil.which("unshare") is None:
        return "needs unshare and iproute2"
    if subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False).returncode:
        return "needs the right to make a network: see tests/browser/namespace.sh"
    return None


def ip(command: str) -> None:
    """Run iproute2 on our side."""
    subprocess.run(["ip", *command.split()], check=True)


def has(device: str) -> bool:
    """Return whether there is a network device of this name on our side."""
    look = ["ip", "link", "show", device]
    return subprocess.run(look, capture_output=True, check=False).returncode == 0


@dataclass(frozen=True, slots=True)
class Cable:
    """From the other machine to us: a network that can be joined and left."""

    machine: "Machine"
    name: str
    number: int

    def join(self) -> None:
        """Get an address by it, and go by it to everywhere."""
        self.machine.ip(f"link set {self.name} up")
        self.machine.ip(f"address replace 10.97.{self.number}.2/24 dev {self.name}")
        self.machine.ip(f"route replace default via 10.97.{self.number}.1 dev {self.name}")

    def leave(self) -> None:
        """Be out of its reach.  Who has connections by it is not told."""
        self.machine.ip(f"address flush dev {self.name}")
        self.machine.ip(f"link set {self.name} down")


@dataclass(frozen=True, slots=True)
class Machine:
    process: int

    @classmethod
    @contextmanager
    def made(cls) -> Iterator[Self]:
        """Make a machine with nothing but a loopback of its own."""
        holder = subprocess.Popen(
            [*MORTAL, "unshare", "--net", "sh", "-c", "echo ready; exec sleep infinity"],
            stdout=subprocess.PIPE,
        )
        assert holder.stdout is not None
        try:
            assert holder.stdout.readline() == b"ready\n", "no network namespace was made"
            machine = cls(holder.pid)
            machine.ip("link set lo up")
            yield machine
        finally:
            holder.kill()
            holder.wait()
            holder.stdout.close()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Be on it: sockets opened and programs started by this thread meanwhile stay there."""
        home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        there = os.open(f"/proc/{self.process}/ns/net", os.O_RDONLY)
        try:
            _enter(there)
            try:
                yield
            finally:
                _enter(home)
        finally:
            os.close(there)
            os.close(home)

    def running(self, *command: str) -> list[str]:
        """Return how to run a command on it."""
        return ["nsenter", f"--net=/proc/{self.process}/ns/net", *command]

    def ip(self, command: str) -> None:
        """Run iproute2 on it."""
        subprocess.run(self.running("ip", *command.split()), check=True)

    def cable(self, name: str, number: int) -> Cable:
        """Lay a cable to us, which is not joined yet.  It goes with the machine."""
        ours = f"{name}-{number}"
        ip(f"address replace {SERVER}/32 dev lo")
        ip(f"link add {ours} type veth peer name {name} netns {self.process}")
        ip(f"address add 10.97.{number}.1/24 dev {ours} noprefixroute")
        ip(f"link set {ours} up")
        # What is sent from no address in particular comes from where it was sent to.
        ip(f"route add 10.97.{number}.0/24 dev {ours} src {SERVER}")
        return Cable(self, name, number)


def _enter(namespace: int) -> None:
    if _LIBC.setns(namespace, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "no way into the network namespace")
