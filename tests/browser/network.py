"""What happens between a browser and the server: a line is cut, a network is gone, a machine sleeps."""

import asyncio
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from benchmarks.line import Line as Relay
from tests.browser.guest import Guest
from tests.browser.server import Server

ADDRESS: Final = "10.99.0.1"
"""This machine's, in the network that namespace.sh makes."""

LOCAL_PORTS: Final = """
const ports = [];
for (const peer of test.peers) {
  if (peer.connectionState === 'closed') continue;
  for (const one of (await peer.getStats()).values()) if (one.type === 'local-candidate') ports.push(one.port);
}
return [...new Set(ports)].filter(Boolean);
"""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody's own TCP line to the server.  Media goes past it."""

    relay: Relay
    loop: asyncio.AbstractEventLoop

    def link(self, server: Server, link: str) -> str:
        """Return `link` by way of this line."""
        return link.replace(server.url, self.relay.url)

    def cut(self) -> None:
        """Reset every connection at both ends."""
        self.loop.call_soon_threadsafe(self.relay.cut)


@contextmanager
def laid(port: int) -> Iterator[Line]:
    """Lay a line to `port`; it is carried by a thread, because Playwright wants its own for itself."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="line")
    thread.start()
    relay = Relay(port)
    asyncio.run_coroutine_threadsafe(relay.open(), loop).result()
    try:
        yield Line(relay, loop)
    finally:
        asyncio.run_coroutine_threadsafe(relay.close(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def asleep(guest: Guest) -> Iterator[None]:
    """Stop every process of the browser, as a lid that is shut does."""
    processes = guest.tab.processes()
    _signal(processes, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal(processes, signal.SIGCONT)


@contextmanager
def away(guest: Guest, line: Line) -> Iterator[None]:
    """Take the network from under somebody: nothing of theirs comes through, and nobody is told."""
    if not _has_network_of_its_own():
        pytest.skip("only a network of our own may be taken away: see tests/browser/namespace.sh")
    ports = [f"ipproto udp {way} {port}" for port in guest.tab.run(LOCAL_PORTS) for way in ENDS]
    with _closed(
        [*ports, *(f"ipproto tcp {way} {line.relay.port}" for way in ENDS)], "unreachable"
    ):
        yield


@contextmanager
def udp_blocked(port: int, *, but: str = "") -> Iterator[None]:
    """Let nothing through to or from a UDP port, and tell nobody, as a hospital's firewall does.

    `but`: what comes from and goes to these ports beyond the firewall, as "61000-64999".
    """
    if not _has_network_of_its_own():
        pytest.skip("only a network of our own may be closed: see tests/browser/namespace.sh")
    passing = [f"ipproto udp sport {port} dport {but}", f"ipproto udp sport {but} dport {port}"]
    with (
        _ruled([f"pref 49 {each} lookup local" for each in passing if but]),
        _closed([f"ipproto udp {way} {port}" for way in ENDS], NOWHERE),
    ):
        yield


ENDS: Final = ("sport", "dport")
IPV6: Final = Path("/proc/net/if_inet6")

NOWHERE: Final = "lookup 51"
"""The way out of namespace.sh that ends at once.  The kernel's own `blackhole` would not do: it
tells the sender, and Chromium then closes the socket that it speaks to a TURN server with."""


def _has_network_of_its_own() -> bool:
    if shutil.which("ip") is None:
        return False
    look = ["ip", "link", "show", "holdspace0"]
    return subprocess.run(look, capture_output=True, check=False).returncode == 0


@contextmanager
def _closed(packets: list[str], how: str) -> Iterator[None]:
    """Let none of these through.  Other tests may close their own in the same network meanwhile."""
    with _ruled([f"pref 50 {each} {how}" for each in packets]):
        yield


@contextmanager
def _ruled(wanted: list[str]) -> Iterator[None]:
    families = ("-4", "-6") if IPV6.exists() else ("-4",)
    rules = [(family, rule) for rule in wanted for family in families]
    for family, rule in rules:
        subprocess.run(["ip", family, "rule", "add", *rule.split()], check=True)
    try:
        yield
    finally:
        for family, rule in rules:
            subprocess.run(["ip", family, "rule", "del", *rule.split()], check=True)


def _signal(processes: list[int], what: signal.Signals) -> None:
    for process in processes:
        os.kill(process, what)
