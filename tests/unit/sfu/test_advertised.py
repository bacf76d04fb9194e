"""Promise: an advertised address is read as it is written, and what nobody can reach is refused."""

from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfu.advertised import Advertised, parse

hosts = st.ip_addresses().filter(
    lambda at: (
        not (at.is_unspecified or at.is_multicast or at.is_link_local)
        and not (isinstance(at, IPv6Address) and at.ipv4_mapped)
    )
)


@given(hosts, st.none() | st.integers(1, 65535))
def test_what_is_written_is_what_is_read(host: IPv4Address | IPv6Address, port: int | None) -> None:
    bracketed = f"[{host}]" if host.version == 6 else str(host)
    told = parse(str(host) if port is None else f"{bracketed}:{port}")

    assert ip_address(told.host) == host
    assert told.port == port
    assert told.at(7882) == (str(host), port or 7882)


def test_brackets_need_no_port() -> None:
    assert parse("[2001:db8::7]") == Advertised("2001:db8::7")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rooms.example.org",
        "203.0.113.7:",
        "203.0.113.7:0",
        "203.0.113.7:65536",
        "203.0.113.7:9999999",
        "203.0.113.7:x",
        "203.0.113.7:²",
        "[203.0.113.7:1",
        "[2001:db8::7]1",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "169.254.1.1",
        "fe80::1",
        "fe80::1%eth0",
        "::ffff:203.0.113.7",
    ],
)
def test_what_no_browser_can_come_to_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        parse(text)


@given(st.text(alphabet="0123456789abcdef:.[]%x"))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert ip_address(parse(text).host)
