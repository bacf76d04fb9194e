"""As root the laboratory is a whole network between two machines: datagrams and TCP go by its plan."""

import socket
import threading
import time
from contextlib import suppress

import pytest

from tests.lab import machine, tun
from tests.lab.machine import SERVER, Machine
from tests.lab.plan import Plan, Step

PATIENCE = 20.0  # seconds
ROUNDS = 30

if (REASON := tun.why_not()) is not None:
    pytest.skip(f"a network of TUN devices {REASON}", allow_module_level=True)


@pytest.fixture(autouse=True)
def _alone() -> None:
    """Two networks of the same addresses would be one too many."""
    if machine.has(tun.OURS):
        pytest.skip("another laboratory is open on this machine")


def echoed(there: Machine, count: int) -> list[float]:
    """Send datagrams from the other machine and back; return after how many seconds each returned."""
    with socket.socket(type=socket.SOCK_DGRAM) as server:
        server.bind((tun.HERE, 0))
        server.settimeout(PATIENCE)
        with there.entered():
            client = socket.socket(type=socket.SOCK_DGRAM)
        with client:
            client.settimeout(0.3)
            took = []
            for n in range(count):
                began = time.monotonic()
                client.sendto(b"%d" % n, server.getsockname())
                server.sendto(*server.recvfrom(100))
                with suppress(TimeoutError):
                    assert client.recv(100) == b"%d" % n
                    took.append(time.monotonic() - began)
    return took


def test_a_round_takes_the_delays_of_both_ways() -> None:
    with tun.tunneled(up=Plan.of(Step(delay=0.03)), down=Plan.of(Step(delay=0.05))) as (there, _):
        took = echoed(there, 5)
    assert len(took) == 5
    assert all(each >= 0.08 for each in took)


def test_what_is_lost_is_the_plans_share() -> None:
    with tun.tunneled(up=Plan(), down=Plan.of(Step(loss=0.3))) as (there, tunnel):
        took = echoed(there, ROUNDS)
        lost = tunnel.down.tally["lost"]
    assert ROUNDS - lost <= len(took) < ROUNDS, "the kernel sends a few packets of its own"
    assert 0.05 < lost / ROUNDS < 0.6


def test_tcp_gets_no_more_than_the_rate() -> None:
    with tun.tunneled(up=Plan(), down=Plan.of(Step(rate=2e6))) as (there, tunnel):
        assert received(there, 500_000) == 500_000
        assert tunnel.down.tally["taken"] > 300


def received(there: Machine, size: int) -> int:
    """Send so many bytes of TCP to a socket of the other machine; return how many came."""
    with socket.create_server((tun.HERE, 0)) as server:
        with there.entered():
            client = socket.create_connection(server.getsockname()[:2], timeout=PATIENCE)
        peer, _ = server.accept()
        sender = threading.Thread(target=lambda: (peer.sendall(bytes(size)), peer.close()))
        sender.start()
        with client:
            came = 0
            while data := client.recv(65536):
                came += len(data)
        sender.join()
    return came


def test_another_machine_changes_its_network() -> None:
    with Machine.made() as there:
        wifi, mobile = there.cable("wifi", 1), there.cable("mobile", 2)
        with socket.socket(type=socket.SOCK_DGRAM) as server:
            server.bind((SERVER, 0))
            server.settimeout(PATIENCE)
            seen = []
            for joined, left in ((wifi, mobile), (mobile, wifi)):
                left.leave()
                joined.join()
                with there.entered():
                    client = socket.socket(type=socket.SOCK_DGRAM)
                with client:
                    client.sendto(b"here", server.getsockname())
                    seen.append(server.recvfrom(10)[1][0])
    assert seen == ["10.97.1.2", "10.97.2.2"]
