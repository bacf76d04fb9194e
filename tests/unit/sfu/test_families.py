"""Promise: `::` is one port in both families, or in the one that there is."""

import errno
import socket

import pytest

from sfu import families
from sfu.families import is_ipv6, take


def nothing(_: socket.socket) -> None:
    pass


@pytest.mark.parametrize("kind", [socket.SOCK_DGRAM, socket.SOCK_STREAM])
def test_any_address_is_both_families_under_one_number(kind: socket.SocketKind) -> None:
    sockets = take("::", 0, kind, nothing)

    assert [is_ipv6(sock) for sock in sockets] == [False, True]
    assert len({sock.getsockname()[1] for sock in sockets}) == 1
    for sock in sockets:
        sock.close()


@pytest.mark.parametrize(
    ("host", "ipv6"), [("127.0.0.1", False), ("0.0.0.0", False), ("::1", True)]
)
def test_another_address_is_one_family(host: str, *, ipv6: bool) -> None:
    [sock] = take(host, 0, socket.SOCK_DGRAM, nothing)

    assert is_ipv6(sock) is ipv6
    sock.close()


def test_without_ipv6_the_other_family_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    class Old(socket.socket):
        def __init__(self, family: int, kind: int) -> None:
            if family == socket.AF_INET6:
                raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")
            super().__init__(family, kind)

    monkeypatch.setattr(families.socket, "socket", Old)
    [sock] = take("::", 0, socket.SOCK_DGRAM, nothing)

    assert not is_ipv6(sock)
    sock.close()


def test_half_a_port_is_none() -> None:
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as other:
        other.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        other.bind(("::", 0))
        with pytest.raises(OSError, match="in use"):
            take("::", other.getsockname()[1], socket.SOCK_DGRAM, nothing)
