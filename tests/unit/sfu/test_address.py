"""Promise: a connection's address is never another's, never a datagram's, and tells where it is."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.address import as_seen, by_tcp, is_by_tcp

HOSTS = st.ip_addresses().map(str)
PORTS = st.integers(0, 65535)


@given(HOSTS, PORTS, st.integers(1))
def test_it_is_told_apart_and_seen_as_it_is(host: str, port: int, serial: int) -> None:
    address = by_tcp(serial, host, port)

    assert is_by_tcp(address)
    assert not is_by_tcp((host, port))
    assert as_seen(address) == as_seen((host, port)) == (host, port)
    assert address != by_tcp(serial + 1, host, port)
