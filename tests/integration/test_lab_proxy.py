"""The laboratory's proxy carries datagrams both ways, does to each way what its plan says, and moves its clients."""

import socket
import time
from collections.abc import Callable, Iterator

import pytest

from tests.lab.plan import Plan, Step
from tests.lab.proxy import Proxy

PATIENCE = 5.0  # seconds
MANY = 200  # datagrams: no more than every socket's buffer holds


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)  # The proxy's thread tells nobody.


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(PATIENCE)
        yield sock


def port(sock: socket.socket) -> int:
    return int(sock.getsockname()[1])


@pytest.fixture
def client() -> Iterator[socket.socket]:
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(PATIENCE)
        yield sock


def called(
    client: socket.socket, proxy: Proxy, server: socket.socket, data: bytes
) -> tuple[str, int]:
    client.sendto(data, ("127.0.0.1", proxy.port))
    received, address = server.recvfrom(2048)
    assert received == data
    return address  # type: ignore[no-any-return]


def test_each_client_is_somebody_at_the_server_and_gets_their_own_answer(
    server: socket.socket, client: socket.socket
) -> None:
    with (
        Proxy.to(port(server)) as proxy,
        socket.socket(type=socket.SOCK_DGRAM) as other,
    ):
        other.settimeout(PATIENCE)
        one = called(client, proxy, server, b"one")
        two = called(other, proxy, server, b"two")
        assert one != two
        server.sendto(b"to two", two)
        server.sendto(b"to one", one)
        assert client.recv(2048) == b"to one"
        assert other.recv(2048) == b"to two"


def test_each_way_follows_a_plan_of_its_own(server: socket.socket, client: socket.socket) -> None:
    with Proxy.to(port(server), down=Plan.of(Step(loss=0.3)), seed=4) as proxy:
        address = called(client, proxy, server, b"up")
        for n in range(MANY):
            server.sendto(b"%d" % n, address)
        wait_until(lambda: proxy.tally[1]["taken"] == MANY)
        proxy.follow(down=Plan())
        server.sendto(b"last", address)
        got = [client.recv(2048)]
        while got[-1] != b"last":
            got.append(client.recv(2048))
        up, down = proxy.tally
    assert up["lost"] == 0
    assert down["lost"] / MANY == pytest.approx(0.3, abs=0.1)
    assert len(got) == MANY + 1 - down["lost"]


def test_who_has_moved_comes_from_elsewhere_and_the_old_address_is_dead(
    server: socket.socket, client: socket.socket
) -> None:
    with Proxy.to(port(server)) as proxy:
        before = called(client, proxy, server, b"home")
        proxy.move()
        client.sendto(b"away", ("127.0.0.1", proxy.port))
        data, after = server.recvfrom(2048)
        while after == before:
            data, after = server.recvfrom(2048)
        assert data == b"away"
        assert after[0] != before[0]
        server.sendto(b"to the old one", before)
        server.sendto(b"to the new one", after)
        assert client.recv(2048) == b"to the new one"
